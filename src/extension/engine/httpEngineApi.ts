import { type Health, healthSchema } from "../../protocol/health.ts";
import type { Job, JobSummary } from "../../protocol/job.ts";
import {
  type ActionResponse,
  actionResponseSchema,
  type InspectRequestInput,
  type InspectResponse,
  inspectResponseSchema,
  type StartRequestInput,
  type StartResponse,
  startResponseSchema,
} from "../../protocol/requests.ts";
import { isNotFound } from "../errors.ts";
import type { L10n, Log } from "../hostTypes.ts";
import type { Timers } from "../timers.ts";
import { clientName } from "./clientName.ts";
import type {
  EndpointSource,
  EngineApi,
  JobFollower,
  ListFollower,
  LiveStream,
} from "./engineApi.ts";
import { EngineHttp } from "./engineHttp.ts";
import { HttpJobControl } from "./httpJobControl.ts";
import type { JobControlApi } from "./jobControlApi.ts";
import { SseSource } from "./sseSource.ts";
import { StreamSupervisor } from "./streamSupervisor.ts";
import { parseText, type TolerantSchemas, tolerantSchemas } from "./tolerant.ts";

/** Reading a big folder takes a while. */
const INSPECT_TIMEOUT_MS = 120_000;

export interface HttpEngineApiOptions {
  source: EndpointSource;
  /** The version of this extension, for the engine's audit trail. */
  version: string;
  timers: Timers;
  log: Log;
  l10n: L10n;
}

/** The engine over HTTP and server-sent events. */
export class HttpEngineApi implements EngineApi {
  readonly control: JobControlApi;
  readonly #options: HttpEngineApiOptions;
  readonly #http: EngineHttp;
  readonly #sse: SseSource;
  readonly #schemas: TolerantSchemas;
  readonly #complained = new Set<string>();

  constructor(options: HttpEngineApiOptions) {
    this.#options = options;
    const { source, l10n, version } = options;
    this.#http = new EngineHttp(source, l10n, clientName(version));
    this.control = new HttpJobControl(this.#http);
    this.#sse = new SseSource(options.source, options.l10n, options.timers);
    this.#schemas = tolerantSchemas(this.#complain);
  }

  async health(): Promise<Health | undefined> {
    try {
      const timeoutMs = 5_000;
      return await this.#http.call({
        method: "GET",
        path: "/api/health",
        answer: healthSchema,
        timeoutMs,
      });
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  start(body: StartRequestInput): Promise<StartResponse> {
    const path = "/api/migrate/start";
    return this.#http.call({ method: "POST", path, body, answer: startResponseSchema });
  }

  inspect(body: InspectRequestInput): Promise<InspectResponse> {
    return this.#http.call({
      method: "POST",
      path: "/api/migrate/inspect",
      body,
      answer: inspectResponseSchema,
      timeoutMs: INSPECT_TIMEOUT_MS,
    });
  }

  progress(jobId: string): Promise<Job> {
    const path = `/api/migrate/progress/${encodeURIComponent(jobId)}`;
    return this.#http.call({ method: "GET", path, answer: this.#schemas.job });
  }

  cancel(jobId: string): Promise<ActionResponse> {
    const path = `/api/migrate/cancel/${encodeURIComponent(jobId)}`;
    return this.#http.call({ method: "POST", path, answer: actionResponseSchema });
  }

  remove(jobId: string): Promise<ActionResponse> {
    const path = `/api/migrate/jobs/${encodeURIComponent(jobId)}`;
    return this.#http.call({ method: "DELETE", path, answer: actionResponseSchema });
  }

  async jobs(): Promise<JobSummary[]> {
    const answer = this.#schemas.jobs;
    return (await this.#http.call({ method: "GET", path: "/api/migrate/jobs", answer })).jobs;
  }

  followJob(jobId: string, follower: JobFollower, lastEventId?: string): LiveStream {
    const path = `/api/migrate/stream/${encodeURIComponent(jobId)}`;
    return this.#supervise(path, {
      lastEventId,
      opened: (reconnect) => follower.opened(reconnect),
      state: (state) => follower.state(state),
      message: (data, id) => {
        const frame = parseText(data, this.#schemas.frame, "frame", this.#complain);
        if (frame) follower.frame(frame, id);
        return frame?.complete === true;
      },
    });
  }

  followList(follower: ListFollower, keepRunning?: boolean): LiveStream {
    const query = keepRunning === undefined ? "" : `?keep_running=${keepRunning}`;
    return this.#supervise(`/api/migrate/events${query}`, {
      opened: () => undefined,
      state: (state) => follower.state(state),
      message: (data) => {
        const change = parseText(data, this.#schemas.listChange, "event", this.#complain);
        if (change) follower.changed(change);
        return false;
      },
    });
  }

  dispose(): void {
    this.#http.dispose();
    this.#sse.dispose();
  }

  #supervise(
    path: string,
    handlers: Omit<ConstructorParameters<typeof StreamSupervisor>[0], "open" | "timers" | "random">,
  ): LiveStream {
    const { timers } = this.#options;
    const open = this.#sse.opener(path);
    return new StreamSupervisor({ open, timers, random: Math.random, ...handlers }).start();
  }

  /** Says once for each kind of thing what could not be read. */
  readonly #complain = (what: string, reason: string) => {
    if (this.#complained.has(what)) return;
    this.#complained.add(what);
    this.#options.log.debug(`Ignored what the engine sent (${what}): ${reason}`);
  };
}
