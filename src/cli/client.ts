import { EventSource } from "eventsource";
import { type Frame, frameSchema } from "../protocol/frame.ts";
import { problemSchema } from "../protocol/problem.ts";
import type { StartRequestInput } from "../protocol/requests.ts";
import {
  actionResponseSchema,
  inspectResponseSchema,
  startResponseSchema,
} from "../protocol/requests.ts";

/** An engine to talk to. */
export interface EngineAddress {
  /** Without a trailing slash. */
  url: string;
  token: string | undefined;
}

/** Waits between attempts to get a broken stream back, in ms; after the last one the command gives up. */
const RECONNECT_MS = [200, 500, 1_000, 2_000, 5_000, 10_000];

/** The calls of the API that the command line makes. Errors carry the server's own words. */
export class ApiClient {
  readonly #address: EngineAddress;

  constructor(address: EngineAddress) {
    this.#address = address;
  }

  async inspect(path: string) {
    return inspectResponseSchema.parse(await this.#post("inspect", { inventory_path: path }));
  }

  async start(request: StartRequestInput) {
    return startResponseSchema.parse(await this.#post("start", request));
  }

  async cancel(jobId: string) {
    return actionResponseSchema.parse(await this.#post(`cancel/${encodeURIComponent(jobId)}`));
  }

  async #post(path: string, body: unknown = {}): Promise<unknown> {
    const response = await fetch(`${this.#address.url}/api/migrate/${path}`, {
      method: "POST",
      headers: { ...this.#headers(), "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const problem = problemSchema.safeParse(answer);
    throw new Error(problem.success ? problem.data.detail : `HTTP ${response.status}`);
  }

  #headers(): Record<string, string> {
    const { token } = this.#address;
    return token === undefined ? {} : { Authorization: `Bearer ${token}` };
  }

  /** Follows a job to its end; every frame goes to `onFrame`. A broken stream goes on after its last event. */
  async follow(jobId: string, onFrame: (frame: Frame) => void): Promise<Frame> {
    let lastId = "";
    let failures = 0;
    for (;;) {
      const ended = await this.#followOnce(jobId, lastId, (frame, id) => {
        failures = 0;
        lastId = id;
        onFrame(frame);
      });
      if (typeof ended === "object") return ended;
      const wait = RECONNECT_MS[failures++];
      if (wait === undefined) throw new Error(`The connection to the engine was lost: ${ended}`);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** One connection; answers the last frame, or why it broke. */
  #followOnce(
    jobId: string,
    lastId: string,
    onFrame: (frame: Frame, id: string) => void,
  ): Promise<Frame | string> {
    const url = `${this.#address.url}/api/migrate/stream/${encodeURIComponent(jobId)}`;
    const resume: Record<string, string> = lastId === "" ? {} : { "Last-Event-ID": lastId };
    const source = new EventSource(url, {
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...init?.headers, ...this.#headers(), ...resume } }),
    });
    return new Promise((resolve) => {
      const end = (result: Frame | string) => {
        source.close();
        resolve(result);
      };
      source.addEventListener("message", ({ data, lastEventId }) => {
        const frame = frameSchema.parse(JSON.parse(data));
        onFrame(frame, lastEventId);
        if (frame.complete) end(frame);
      });
      source.addEventListener("error", (event) => end(event.message ?? "the stream ended early"));
    });
  }
}
