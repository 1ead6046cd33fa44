import { canRetryObjects } from "../jobs/jobAbilities.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import type { ResultRow } from "../jobs/resultTable.ts";
import { type Disposable, DisposableStore, MutableDisposable } from "../lifetime.ts";
import { Throttle, type Timers } from "../timers.ts";
import type { ActivityPart, SectionId } from "./activityMessages.ts";
import type { IssuePage } from "./issuePages.ts";
import { JobActivity } from "./jobActivity.ts";
import { jobView } from "./jobView.ts";
import { withObjects } from "./lineObjects.ts";
import { type LogQuery, logWindow } from "./logWindow.ts";
import type {
  ConnectionView,
  HostToPanel,
  ObjectQuery,
  PanelState,
  RowsRequest,
  SelectionChange,
} from "./messages.ts";
import { ObjectTable } from "./objectTable.ts";

/** From the end of an object to its row take the engine, this, and a frame: together not more than 150 ms. */
const POST_MS = 40;
/** Computing what to post may take this part of the host's time. */
const MAX_SHARE = 0.1;

export interface PanelSessionOptions {
  jobId: string;
  jobs: JobStore;
  connection(): ConnectionView;
  sourceLabel(type: string): string;
  /** What the server can do beyond the six calls of the old system. */
  capabilities(): ReadonlySet<string>;
  /** The engine runs on this computer. */
  isLocal(): boolean;
  /** A retry waits for the engine's answer. */
  retryAsked(): boolean;
  /** What is known of an issue code in general; whoever reads it touches the session when it is there. */
  issuePage(code: string): IssuePage | undefined;
  /** The sections that were folded last, in whichever panel. */
  folded(): SectionId[];
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
  readonly #table = new ObjectTable();
  #ready = false;
  #visible = true;
  #job: JobModel | undefined;
  #log: LogQuery | undefined;
  #activity: JobActivity | undefined;
  #shown: ReadonlySet<ActivityPart> = new Set();
  #inspected: number | null = null;
  /** Time alone changes what is shown of a job that runs. */
  readonly #renewal = this.#store.add(new MutableDisposable());

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

  /** The panel has (re)started and knows nothing. `rows`: those that it shows first. */
  ready(rows?: RowsRequest): void {
    this.#ready = true;
    this.#posted.clear();
    if (rows) this.#table.show(rows.first, rows.count, rows.query);
    this.#post();
  }

  showObjects(first: number, count: number, query: ObjectQuery): void {
    this.#table.show(first, count, query);
    this.#post();
  }

  select(change: SelectionChange): void {
    this.#table.select(change);
    this.#post();
  }

  /** The selected rows in the order in which they are shown. */
  get selected(): readonly ResultRow[] {
    return this.#table.selected;
  }

  /** Tells of this object in detail from now on. */
  showDetail(rowId: number | null): void {
    this.#table.showDetail(rowId);
    this.#post();
  }

  /** Says where a row is in the list of a query. */
  reveal(rowId: number, query: ObjectQuery): void {
    const index = this.#table.reveal(rowId, query);
    this.#post();
    this.#options.post({ type: "revealed", rowId, index });
  }

  showLog(query: LogQuery): void {
    this.#log = query;
    this.#post();
  }

  /** Which of the parts that cost something are in sight. */
  showActivity(parts: readonly ActivityPart[]): void {
    this.#shown = new Set(parts);
    this.#post();
  }

  /** Which object of the timeline is told of. */
  inspect(rowId: number | null): void {
    this.#inspected = rowId;
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
    const renewInMs = this.#activity?.renewInMs;
    this.#renewal.value =
      renewInMs === undefined ? undefined : timers.after(renewInMs, () => this.touch());
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
    const { jobs, jobId, connection, folded, issuePage } = this.#options;
    const parts: Omit<PanelState, "type"> = { connection: connection(), folded: folded() };
    const job = jobs.get(jobId);
    if (!job) {
      // Until the list was read nobody can say that the job does not exist.
      if (jobs.loaded) parts.job = null;
      return parts;
    }
    if (job !== this.#job) {
      this.#job = job;
      this.#table.job = job;
      this.#activity = new JobActivity(job, issuePage);
    }
    Object.assign(parts, this.#activityParts(job));
    Object.assign(parts, this.#table.parts(this.#options.capabilities()));
    if (this.#log) {
      const log = logWindow(job.logs, this.#log);
      parts.log = { ...log, rows: withObjects(log.rows, job.results) };
    }
    return parts;
  }

  #activityParts(job: JobModel): Partial<PanelState> {
    const { timers, sourceLabel, capabilities, isLocal, retryAsked } = this.#options;
    const activity = this.#activity;
    if (!activity) return {};
    activity.shown = this.#shown;
    activity.inspected = this.#inspected;
    const now = timers.now();
    const can = capabilities();
    const engine = { sourceLabel, capabilities: can, isLocal: isLocal() };
    return {
      job: jobView(job, engine, activity.pace(now), retryAsked()),
      ...activity.parts(now, canRetryObjects(job, can)),
    };
  }
}
