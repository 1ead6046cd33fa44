import { pino } from "pino";
import { type Engine, type EngineOptions, startEngine } from "../../src/server/engine.ts";
import { tempFolder } from "./tempFolder.ts";

export interface TestEngine {
  url: string;
  engine: Engine;
  /** The engine's data folder. */
  data: string;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what the wire holds
  body: any;
}

/** Starts a real engine in this process on a free port, without a token unless the test gives one. */
export async function startTestEngine(options: Partial<EngineOptions> = {}): Promise<TestEngine> {
  const folder = options.data ? undefined : tempFolder();
  const data = options.data ?? folder!.path;
  const engine = await startEngine({
    host: "127.0.0.1",
    port: 0,
    token: undefined,
    allowedHosts: [],
    version: "0.0.0-test",
    log: pino({ level: "error" }, pino.destination(2)),
    ...options,
    data,
  });
  const url = `http://127.0.0.1:${engine.port}`;
  return {
    url,
    engine,
    data,
    call: async (method, path, body, headers = {}) => {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      const json = response.headers.get("content-type")?.includes("json");
      return {
        status: response.status,
        headers: response.headers,
        body: json ? JSON.parse(text) : text,
      };
    },
    stop: async () => {
      await engine.stop();
      folder?.remove();
    },
  };
}
