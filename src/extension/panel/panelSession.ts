import type { JobModel } from "../jobs/jobModel.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { Throttle, type Timers } from "../timers.ts";
import { jobView } from "./jobView.ts";
import { type LogQuery, logWindow } from "./logWindow.ts";
import type { ConnectionView, HostToPanel, ObjectQuery, PanelState } from "./messages.ts";
import { ObjectList } from "./objectList.ts";

const POST_MS = 100;
/** Computing what to post may take this part of the host's time. */
const MAX_SHARE = 0.1;

const PLAIN_QUERY: ObjectQuery = {
  text: "",
  status: null,
  type: null,
  sort: "arrival",
  descending: false,
};

export interface PanelSessionOptions {
  jobId: string;
  jobs: JobStore;
  connection(): ConnectionView;
  sourceLabel(type: string): string;
  /** What the server can do beyond the six calls of the old system. */
  capabilities(): ReadonlySet<string>;
  post(message: HostToPanel): void;
  timers: Timers;
}

type Part = Exclude<keyof PanelState, "type">;

/** What one panel shows: keeps it up to date with few, small messages, and with none while it is hidden. */
export class PanelSession implements Disposable {
  readonly #options: PanelSessionOptions;
  readonly #store = new DisposableStore();
  readonly #throttle: Throttle;
  /** What the panel has, as JSON: a part is posted only when it is another one. */
  readonly #posted = new Map<Part, string>();
  #ready = false;
  #visible = true;
  #job: JobModel | undefined;
  #list: ObjectList | undefined;
  #objects: { first: number; count: number; query: ObjectQuery } | undefined;
  #log: LogQuery | undefined;

  constructor(options: PanelSessionOptions) {
    this.#options = options;
    const { jobs, jobId, timers } = options;
    this.#throttle = this.#store.add(new Throttle(POST_MS, timers, () => this.#post()));
    this.#store.add(jobs.onDidChangeMembership(() => this.touch()));
    this.#store.add(
      jobs.onDidChange(({ job }) => {
        if (job.id === jobId) this.touch();
      }),
    );
  }

  /** Something that the panel may show has changed. */
  touch(): void {
    if (this.#ready && this.#visible) this.#throttle.schedule();
  }

  /** The panel has (re)started and knows nothing. */
  ready(): void {
    this.#ready = true;
    this.#posted.clear();
    this.#post();
  }

  showObjects(first: number, count: number, query: ObjectQuery): void {
    this.#objects = { first, count, query };
    if (this.#list) this.#list.query = query;
    this.#post();
  }

  showLog(query: LogQuery): void {
    this.#log = query;
    this.#post();
  }

  /** A hidden panel gets nothing; when it is back it gets what has changed, or all when it starts anew. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    if (visible) this.touch();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #post(): void {
    if (!this.#ready || !this.#visible) return;
    const { timers, post } = this.#options;
    const begun = timers.now();
    const state = this.#changedParts();
    if (state) post(state);
    this.#throttle.intervalMs = Math.max(POST_MS, (timers.now() - begun) / MAX_SHARE);
  }

  #changedParts(): PanelState | undefined {
    const state: PanelState = { type: "state" };
    let changed = false;
    for (const [part, value] of Object.entries(this.#parts()) as [Part, unknown][]) {
      const text = JSON.stringify(value);
      if (this.#posted.get(part) === text) continue;
      this.#posted.set(part, text);
      Object.assign(state, { [part]: value });
      changed = true;
    }
    return changed ? state : undefined;
  }

  #parts(): Omit<PanelState, "type"> {
    const { jobs, jobId, connection, sourceLabel, capabilities } = this.#options;
    const parts: Omit<PanelState, "type"> = { connection: connection() };
    const job = jobs.get(jobId);
    if (!job) {
      // Until the list was read nobody can say that the job does not exist.
      if (jobs.loaded) parts.job = null;
      return parts;
    }
    if (job !== this.#job) {
      this.#job = job;
      this.#list = new ObjectList(job.results, this.#objects?.query ?? PLAIN_QUERY);
    }
    parts.job = jobView(job, sourceLabel, capabilities());
    parts.counts = structuredClone(job.results.counts);
    if (this.#objects && this.#list) {
      parts.objects = this.#list.window(this.#objects.first, this.#objects.count);
    }
    if (this.#log) parts.log = logWindow(job.logs, this.#log);
    return parts;
  }
}
