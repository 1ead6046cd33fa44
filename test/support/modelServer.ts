import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request to /chat/completions, as the server got it. */
export interface ModelRequest {
  authorization: string | undefined;
  body: { model: string; messages: { role: string; content: string }[] };
}

/** What the server answers a request with: SQL as a model would say it, or a status with a body. */
export type ModelReply =
  | string
  | { status: number; body: string; headers?: Record<string, string> };

export interface ModelServer {
  url: string;
  requests: ModelRequest[];
  close(): Promise<void>;
}

/**
 * A local server that speaks the OpenAI-compatible /chat/completions, as Databricks serving endpoints do: answers with
 * choices and usage, errors as `{ error: { message } }`. It stands in for a language model; `reply` says what that says.
 */
export async function startModelServer(
  reply: (request: ModelRequest, count: number) => ModelReply,
): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { authorization } = request.headers;
    if (request.method !== "POST" || request.url !== "/v1/chat/completions") {
      response.writeHead(404).end(JSON.stringify({ error: { message: "no such path" } }));
      return;
    }
    const seen = { authorization, body: JSON.parse(await text(request)) };
    requests.push(seen);
    const answer = reply(seen, requests.length);
    if (typeof answer !== "string") {
      response.writeHead(answer.status, answer.headers ?? {}).end(answer.body);
      return;
    }
    const message = { role: "assistant", content: answer };
    response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        id: "chatcmpl-1",
        object: "chat.completion",
        model: seen.body.model,
        choices: [{ index: 0, message, finish_reason: "stop" }],
        usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
      }),
    );
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
