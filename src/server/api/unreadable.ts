import type { Socket } from "node:net";
import { problem } from "./problems.ts";

/** What Node says of a request that it cannot take in, as a problem document's status, code and words. */
const REFUSALS: ReadonlyMap<string | undefined, readonly [number, string, string]> = new Map([
  [
    "HPE_HEADER_OVERFLOW",
    [431, "HEADERS_TOO_LARGE", "The URL and the headers together may take 16 KB. Send less."],
  ],
  [
    "ERR_HTTP_REQUEST_TIMEOUT",
    [408, "REQUEST_TIMEOUT", "The request did not come whole in time. Send it again."],
  ],
]);

/** Answers bytes that are no HTTP request with a problem document, and closes the connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, detail] = REFUSALS.get(error.code) ?? [
    400,
    "HTTP_INVALID",
    `What was sent is no HTTP/1.1 request (${error.message}).`,
  ];
  const answer = problem(status, code, detail);
  const body = JSON.stringify(answer);
  const head = [
    `HTTP/1.1 ${status} ${answer.title}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
