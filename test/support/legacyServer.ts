import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const FRAME_MS = 500;

export interface LegacyLog {
  timestamp: string;
  level: "info" | "warning" | "error";
  message: string;
}

export interface LegacyResult {
  object_name: string;
  object_type: "TABLE" | "VIEW" | "PROCEDURE";
  status: "success" | "error" | "skipped";
  error: string | null;
  execution_time_ms: number;
  timestamp: string;
}

export interface LegacyJob {
  job_id: string;
  status: "running" | "completed" | "failed" | "cancelled";
  progress_percentage: number;
  total_objects: number;
  completed_objects: number;
  failed_objects: number;
  current_object: string | null;
  source_type: string;
  target_catalog: string;
  target_schema: string;
  start_time: string;
  end_time: string | null;
  estimated_time_remaining: number | null;
  logs: LegacyLog[];
  object_results: LegacyResult[];
}

interface Connection {
  job: LegacyJob;
  response: ServerResponse;
  timer: NodeJS.Timeout;
  logsSent: number;
  resultsSent: number;
}

/**
 * A server of the old system, written from the contract alone (DESIGN.md section 3): six calls, frames every 500 ms, no
 * ids, no health, timestamps without a zone. Its jobs do what the test tells them.
 */
export class LegacyServer {
  /** What a call needs in its Authorization header; undefined lets everybody in. */
  token: string | undefined;
  /** Every call so far, as `GET /api/migrate/jobs`. */
  readonly calls: string[] = [];
  readonly jobs = new Map<string, LegacyJob>();
  readonly #connections = new Set<Connection>();
  readonly #server: Server;
  #port = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** How many streams are open. */
  get streams(): number {
    return this.#connections.size;
  }

  /** Listens, on the port it had before if there was one. */
  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  /** Cuts every connection and refuses new ones; listen() brings it back with all its jobs. */
  async close(): Promise<void> {
    for (const connection of [...this.#connections]) this.#drop(connection);
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** Cuts the open streams. */
  cutStreams(): void {
    for (const connection of [...this.#connections]) {
      connection.response.destroy();
      this.#drop(connection);
    }
  }

  addJob(changes: Partial<LegacyJob> = {}): LegacyJob {
    const job: LegacyJob = {
      job_id: randomUUID(),
      status: "running",
      progress_percentage: 0,
      total_objects: 4,
      completed_objects: 0,
      failed_objects: 0,
      current_object: null,
      source_type: "snowflake",
      target_catalog: "main",
      target_schema: "migrated",
      start_time: naiveNow(),
      end_time: null,
      estimated_time_remaining: null,
      logs: [],
      object_results: [],
      ...changes,
    };
    this.jobs.set(job.job_id, job);
    this.log(job, "Migration started");
    return job;
  }

  log(job: LegacyJob, message: string, level: LegacyLog["level"] = "info"): void {
    job.logs.push({ timestamp: naiveNow(), level, message });
  }

  /** One object is done. */
  finishObject(job: LegacyJob, name: string, error?: string): void {
    job.object_results.push({
      object_name: name,
      object_type: "TABLE",
      status: error === undefined ? "success" : "error",
      error: error ?? null,
      execution_time_ms: 12.5,
      timestamp: naiveNow(),
    });
    if (error === undefined) job.completed_objects++;
    else job.failed_objects++;
    const done = job.completed_objects + job.failed_objects;
    job.progress_percentage = (100 * done) / job.total_objects;
    job.current_object = name;
    job.estimated_time_remaining = job.total_objects - done;
    this.log(job, `${name}: ${error ?? "done"}`, error === undefined ? "info" : "error");
  }

  /** The job is over; its streams end with the next frame. */
  end(job: LegacyJob, status: Exclude<LegacyJob["status"], "running"> = "completed"): void {
    job.status = status;
    job.end_time = naiveNow();
    job.estimated_time_remaining = null;
    job.current_object = null;
    this.log(job, `Migration ${status}`);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", this.url).pathname;
    this.calls.push(`${request.method} ${path}`);
    if (this.token && request.headers.authorization !== `Bearer ${this.token}`) {
      return sendJson(response, 401, { detail: "Not authenticated" });
    }
    const [, call, id] = /^\/api\/migrate\/(\w+)(?:\/([^/]+))?$/.exec(path) ?? [];
    const job = id === undefined ? undefined : this.jobs.get(decodeURIComponent(id));
    const route = `${request.method} ${call}`;
    if (route === "GET jobs" && id === undefined) return sendJson(response, 200, this.#list());
    if (route === "POST start") return this.#start(await readBody(request), response);
    if (!job) return sendJson(response, 404, { detail: "Job not found" });
    if (route === "GET progress") return sendJson(response, 200, newestLogs(job));
    if (route === "GET stream") return this.#stream(job, request, response);
    if (route === "POST cancel") return this.#cancel(job, response);
    if (route === "DELETE jobs") {
      this.jobs.delete(job.job_id);
      return sendJson(response, 200, { success: true, message: "Job deleted" });
    }
    return sendJson(response, 404, { detail: "Not Found" });
  }

  #list(): object {
    const summaries = [...this.jobs.values()].map(({ logs, object_results, ...rest }) => rest);
    return { jobs: summaries };
  }

  #start(body: unknown, response: ServerResponse): void {
    const { source_type, target_catalog, target_schema } = body as Record<string, string>;
    const job = this.addJob({
      source_type: source_type ?? "",
      target_catalog: target_catalog ?? "",
      target_schema: target_schema ?? "",
    });
    const { job_id, total_objects } = job;
    const message = "Migration started";
    sendJson(response, 200, { success: true, job_id, total_objects, message });
  }

  #cancel(job: LegacyJob, response: ServerResponse): void {
    if (job.status !== "running") {
      sendJson(response, 400, { detail: `Cannot cancel a ${job.status} job` });
      return;
    }
    this.end(job, "cancelled");
    sendJson(response, 200, { success: true, message: "Job cancelled" });
  }

  #stream(job: LegacyJob, request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-cache",
      Connection: "keep-alive",
      "X-Accel-Buffering": "no",
    });
    const timer = setInterval(() => this.#frame(connection), FRAME_MS);
    const connection: Connection = { job, response, timer, logsSent: 0, resultsSent: 0 };
    this.#connections.add(connection);
    request.on("close", () => this.#drop(connection));
    this.#frame(connection);
  }

  #frame(connection: Connection): void {
    const { job, response } = connection;
    const complete = job.status !== "running" || !this.jobs.has(job.job_id);
    const frame = {
      job_id: job.job_id,
      status: job.status,
      progress_percentage: job.progress_percentage,
      completed_objects: job.completed_objects,
      failed_objects: job.failed_objects,
      total_objects: job.total_objects,
      current_object: job.current_object,
      estimated_time_remaining: job.estimated_time_remaining,
      new_logs: job.logs.slice(connection.logsSent),
      new_results: job.object_results.slice(connection.resultsSent),
      ...(complete ? { complete: true } : {}),
    };
    connection.logsSent = job.logs.length;
    connection.resultsSent = job.object_results.length;
    response.write(`data: ${JSON.stringify(frame)}\n\n`);
    if (!complete) return;
    this.#drop(connection);
    response.end();
  }

  #drop(connection: Connection): void {
    clearInterval(connection.timer);
    this.#connections.delete(connection);
  }
}

function newestLogs(job: LegacyJob): LegacyJob {
  return { ...job, logs: job.logs.slice(-1_000) };
}

/** `2026-01-02T03:04:05.123456`: UTC that does not say so. */
function naiveNow(): string {
  const micros = String(process.hrtime.bigint() % 1_000n).padStart(3, "0");
  return new Date().toISOString().replace("Z", micros);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}
