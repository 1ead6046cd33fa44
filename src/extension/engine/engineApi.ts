import type { Frame } from "../../protocol/frame.ts";
import type { Health } from "../../protocol/health.ts";
import type { Job, JobSummary } from "../../protocol/job.ts";
import type {
  ActionResponse,
  InspectRequestInput,
  InspectResponse,
  StartRequestInput,
  StartResponse,
} from "../../protocol/requests.ts";
import type { Disposable } from "../lifetime.ts";
import type { ConnectionView } from "../panel/messages.ts";
import type { JobControlApi } from "./jobControlApi.ts";

/** Where an engine listens and what it wants to be told. */
export interface Endpoint {
  /** Without a slash at the end. */
  baseUrl: string;
  token: string | undefined;
}

/** Finds the engine. An embedded one may have moved after a failure: ask again then. */
export interface EndpointSource {
  current(): Promise<Endpoint>;
  /** The last endpoint did not answer. */
  invalidate(): void;
  /** The last endpoint refused the token; answers true when another one may be found, false when the user has to act. */
  refused(): boolean;
}

/** How a stream is doing. The last two are final, `unauthorised` is until somebody acts. */
export type StreamState = ConnectionView | { state: "gone" } | { state: "ended" };

export interface LiveStream extends Disposable {
  /** Tries again now instead of waiting for the back-off. */
  retryNow(): void;
}

/** Receives what comes over the stream of one job. */
export interface JobFollower {
  /** A connection stands; `reconnect` when it is not the first one. */
  opened(reconnect: boolean): void;
  /** `id` is undefined for servers that number nothing. */
  frame(frame: Frame, id: string | undefined): void;
  state(state: StreamState): void;
}

/** What changed in the list of jobs. A snapshot is the whole list. */
export interface ListChange {
  snapshot: boolean;
  jobs: JobSummary[];
  deleted: string[];
}

export interface ListFollower {
  changed(change: ListChange): void;
  state(state: StreamState): void;
}

/** The engine, as the extension uses it. Every call rejects with an AppError. */
export interface EngineApi extends Disposable {
  readonly control: JobControlApi;
  /** Undefined for a server of the old system, which has no such call. */
  health(): Promise<Health | undefined>;
  start(body: StartRequestInput): Promise<StartResponse>;
  inspect(body: InspectRequestInput): Promise<InspectResponse>;
  progress(jobId: string): Promise<Job>;
  cancel(jobId: string): Promise<ActionResponse>;
  remove(jobId: string): Promise<ActionResponse>;
  jobs(): Promise<JobSummary[]>;
  followJob(jobId: string, follower: JobFollower, lastEventId?: string): LiveStream;
  /** `keepRunning`: whether running jobs keep an engine alive that nobody looks at; undefined leaves it as it is. */
  followList(follower: ListFollower, keepRunning?: boolean): LiveStream;
}
