import { request } from "node:http";
import { connect } from "node:net";

// The clients of the latency bench, a process of their own. Arguments: stream URL, number of clients. Every client reads
// all of its stream; of those above twenty only each n-th is parsed, the others' bytes are counted.

const [url = "", countText = "1"] = process.argv.slice(2);
const count = Number(countText);
const parsedEvery = Math.max(1, Math.floor(count / 20));
const latencies: number[] = [];
let bytes = 0;
let ended = 0;

function now(): number {
  return performance.timeOrigin + performance.now();
}

/** `joined`: when the client had the head of its answer. */
function read(block: string, joined: number): void {
  const received = now();
  const data = block.slice(block.indexOf("data: ") + 6);
  if (!block.includes("data: ")) return;
  for (const { error } of JSON.parse(data).new_results) {
    const finished = Number(error);
    // What was finished before the client was there is replay, not latency.
    if (finished > joined) latencies.push(received - finished);
  }
}

function end(): void {
  ended++;
  if (ended < count) return;
  latencies.sort((a, b) => a - b);
  const { user, system } = process.cpuUsage();
  process.send?.({ latencies, bytes, cpuSeconds: (user + system) / 1e6 }, () => process.exit(0));
}

/** Reads a stream as a client does, event by event. */
function follow(): void {
  request(url, { agent: false }, (response) => {
    const joined = now();
    let buffer = "";
    response.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      buffer += chunk.toString();
      for (let at = buffer.indexOf("\n\n"); at >= 0; at = buffer.indexOf("\n\n")) {
        read(buffer.slice(0, at), joined);
        buffer = buffer.slice(at + 2);
      }
    });
    response.on("end", end);
  }).end();
}

/** Takes a stream's bytes and nothing else: a thousand parsers on one core would measure themselves. */
function drain(): void {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname, () => {
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`,
    );
  });
  socket.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (chunk.length >= 5 && chunk.subarray(-5).toString("latin1") === "0\r\n\r\n") socket.end();
  });
  socket.on("close", end);
}

for (let n = 0; n < count; n++) {
  if (n % parsedEvery === 0) follow();
  else drain();
}
