import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./inventories.ts";

/** A real engine in a process of its own, which can be killed and started again on the same data. */
export class EngineProcess {
  url = "";
  readonly #data: string;
  readonly #options: readonly string[];
  readonly #program: string;
  #child: ChildProcess | undefined;

  /** `options` are further ones of `serve`; `program` is the engine's source or its bundle. */
  constructor(data: string, options: readonly string[] = [], program = "src/server/main.ts") {
    this.#data = data;
    this.#options = options;
    this.#program = join(ROOT, program);
  }

  /** Starts it without a token on a free port; resolves when it listens. */
  async start(): Promise<void> {
    const args = [this.#program, "serve", "--no-auth", "--port", "0", "--data", this.#data];
    const child = spawn(process.execPath, [...args, ...this.#options], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#child = child;
    const [line] = await once(createInterface({ input: child.stdout! }), "line");
    this.url = `http://127.0.0.1:${JSON.parse(line).port}`;
  }

  /** Sends a signal; resolves with the exit code when it has ended, null after SIGKILL. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const ended = this.ended();
    this.#child?.kill(signal);
    return ended;
  }

  /** Resolves with the exit code when it has ended. */
  async ended(): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    return child.exitCode;
  }

  /** Calls the API; answers status and body. */
  async call(method: string, path: string, body?: unknown) {
    const response = await fetch(this.url + path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests look at what the wire holds
    return { status: response.status, body: (await response.json()) as any };
  }
}
