import { EventSource } from "eventsource";
import type { AssessRequestInput } from "../protocol/assessment.ts";
import { type Frame, frameSchema } from "../protocol/frame.ts";
import {
  logPageSchema,
  type ResultDetail,
  resultDetailSchema,
  resultPageSchema,
} from "../protocol/history.ts";
import type { JobSummary, LogEntry, ObjectResult } from "../protocol/job.ts";
import { type ExportFormat, importResponseSchema } from "../protocol/jobExport.ts";
import { problemSchema } from "../protocol/problem.ts";
import {
  actionResponseSchema,
  inspectResponseSchema,
  jobListSchema,
  type RetryRequestInput,
  retryResponseSchema,
  type StartRequestInput,
  startResponseSchema,
  validateResponseSchema,
} from "../protocol/requests.ts";

/** An engine to talk to. */
export interface EngineAddress {
  /** Without a trailing slash. */
  url: string;
  token: string | undefined;
}

import {
  type TranslateRequestInput,
  type TranslateResponse,
  translateResponseSchema,
} from "../protocol/translate.ts";

type JobAction = "pause" | "resume" | "cancel" | "retry" | "delete";

/** Waits between attempts to get a broken stream back, in ms; after the last one the command gives up. */
const RECONNECT_MS = [200, 500, 1_000, 2_000, 5_000, 10_000];

/** No answer came from the engine; `reason` says why, where anything does. */
export class UnreachableError extends Error {
  readonly reason: string;

  constructor(url: string, error: Error) {
    // fetch says only "fetch failed"; why is in its cause.
    const { message, code } = (error.cause ?? error) as NodeJS.ErrnoException;
    const reason = message || code || error.message;
    super(
      `The engine at ${url} cannot be reached (${reason}). Check the address, and that it runs.`,
      {
        cause: error,
      },
    );
    this.reason = reason;
  }
}

/** The engine refused a call. The message is its own words. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The calls of the API that the command line makes. Errors carry the server's own words. */
export class ApiClient {
  readonly #address: EngineAddress;
  readonly #name: string;

  /** `name` is what the engine's audit trail calls us. */
  constructor(address: EngineAddress, name = "dw-migrate") {
    this.#address = address;
    this.#name = name;
  }

  async inspect(path: string) {
    return inspectResponseSchema.parse(await this.#post("inspect", { inventory_path: path }));
  }

  async start(request: StartRequestInput) {
    return startResponseSchema.parse(await this.#post("start", request));
  }

  /** What a start with the same body would do. */
  async validate(request: StartRequestInput) {
    return validateResponseSchema.parse(await this.#post("validate", request));
  }

  /** Runs failed objects again: all, or those of a selection. */
  async retry(jobId: string, selection: RetryRequestInput) {
    return retryResponseSchema.parse(
      await this.#post(`retry/${encodeURIComponent(jobId)}`, selection ?? {}),
    );
  }

  async cancel(jobId: string) {
    return this.act("cancel", jobId);
  }

  /** Asks for something to be done with a job; answers the engine's words. */
  async act(action: JobAction, jobId: string): Promise<string> {
    const id = encodeURIComponent(jobId);
    const answer = await (action === "delete"
      ? this.#json("DELETE", `jobs/${id}`)
      : this.#json("POST", `${action}/${id}`, "{}"));
    return actionResponseSchema.parse(answer).message;
  }

  /** Jobs that fit, newest first. */
  async jobs(query: Record<string, string | undefined>): Promise<JobSummary[]> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const text = new URLSearchParams(given as [string, string][]).toString();
    return jobListSchema.parse(await this.#json("GET", `jobs?${text}`)).jobs;
  }

  /** What failed in a job; with `statuses`, by comma, what ended so. */
  async failures(jobId: string, statuses = "error"): Promise<ObjectResult[]> {
    const failed: ObjectResult[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const path: string = `jobs/${encodeURIComponent(jobId)}/results?status=${statuses}&after=${after}`;
      const page = resultPageSchema.parse(await this.#json("GET", path));
      failed.push(...page.object_results);
      after = page.next_after;
    }
    return failed;
  }

  /** One result with its source and what was made of it. */
  async resultDetail(jobId: string, seq: number): Promise<ResultDetail> {
    const path = `jobs/${encodeURIComponent(jobId)}/results/${seq}`;
    return resultDetailSchema.parse(await this.#json("GET", path));
  }

  /** Every line of a job's log, in order. */
  async *logs(jobId: string): AsyncGenerator<LogEntry> {
    for (let after: number | null = 0; after !== null; ) {
      const path: string = `jobs/${encodeURIComponent(jobId)}/logs?limit=10000&after=${after}`;
      const page = logPageSchema.parse(await this.#json("GET", path));
      yield* page.logs;
      after = page.next_after;
    }
  }

  /** A job as a file. */
  async export(jobId: string, format: ExportFormat): Promise<ReadableStream<Uint8Array>> {
    const path = `jobs/${encodeURIComponent(jobId)}/export?format=${format}`;
    const { body } = await this.#send("GET", path);
    if (!body) throw new Error("The engine sent an empty file");
    return body;
  }

  /** Translates a piece of SQL. */
  async translate(request: TranslateRequestInput): Promise<TranslateResponse> {
    return translateResponseSchema.parse(await this.#post("translate", request));
  }

  /** Assesses an inventory; answers the text in the format that was asked for. */
  async assess(request: AssessRequestInput): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.#send("POST", "assess", JSON.stringify(request));
    if (!body) throw new Error("The engine sent an empty assessment");
    return body;
  }

  /** Imports an exported job; answers its id. */
  async import(document: string): Promise<string> {
    return importResponseSchema.parse(await this.#json("POST", "import", document)).job_id;
  }

  #post(path: string, body: unknown): Promise<unknown> {
    return this.#json("POST", path, JSON.stringify(body));
  }

  async #json(method: string, path: string, body?: string): Promise<unknown> {
    return (await this.#send(method, path, body)).json();
  }

  async #send(method: string, path: string, body?: string): Promise<Response> {
    const type: Record<string, string> =
      body === undefined ? {} : { "Content-Type": "application/json" };
    const { url } = this.#address;
    const response = await fetch(`${url}/api/migrate/${path}`, {
      method,
      headers: { ...this.#headers(), ...type },
      ...(body !== undefined && { body }),
    }).catch((error: Error) => {
      throw new UnreachableError(url, error);
    });
    if (response.ok) return response;
    const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
    const { status } = response;
    throw new ApiError(status, problem.success ? problem.data.detail : `HTTP ${status}`);
  }

  #headers(): Record<string, string> {
    const { token } = this.#address;
    const name = { "X-Client-Name": this.#name };
    return token === undefined ? name : { ...name, Authorization: `Bearer ${token}` };
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
