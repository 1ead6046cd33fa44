import type { JobStatus, LogLevel, ObjectStatus, ObjectType } from "../../protocol/job.ts";
import type { ActivityRequest, ActivityState, SectionId } from "./activityMessages.ts";

/**
 * What the panel and the extension host say to each other. The host owns all state. Every part of a `state` message is a
 * complete picture of what the panel shows, never a delta: a message that is lost or late does no harm.
 */

/** How the panel's numbers reach it. `since` and `retryAt` are epoch milliseconds. */
export type ConnectionView =
  | { state: "connecting" }
  | { state: "live" }
  | { state: "retrying"; since: number; retryAt: number; reason: string }
  | { state: "offline"; since: number; reason: string }
  | { state: "unauthorised"; reason: string };

/** The head of the panel: one job in numbers. Times are epoch milliseconds, durations seconds. */
export interface JobView {
  jobId: string;
  title: string;
  target: string;
  /** What is migrated from, e.g. `Snowflake`. */
  sourceLabel: string;
  /** What is migrated into, e.g. `DuckDB`; left out when the server does not say. */
  targetLabel?: string;
  status: JobStatus;
  /** A cancel was asked for and the job has not ended yet. */
  cancelling: boolean;
  percent: number;
  total: number;
  completed: number;
  failed: number;
  skipped: number;
  running: number | null;
  /** Who have worked on its objects so far; null: the engine does not tell. */
  workers: number | null;
  rowsLoaded: number | null;
  currentObject: string | null;
  startedAt: number | null;
  endedAt: number | null;
  etaSeconds: number | null;
  /** The time that is left lies between these in four of five cases; seconds. */
  etaRange: [low: number, high: number] | null;
  /** Objects that end in a minute: lately while it runs, else over all of it. */
  perMinute: number | null;
  /** Since when nothing ended in a running job, when that is long ago. */
  silentSince: number | null;
  /** Objects that succeeded with warnings. */
  toReview: number;
  /** The engine runs on this computer. */
  isLocal: boolean;
  dryRun: boolean;
  error: string | null;
  /** The DuckDB file that was written, when there is one. */
  targetPath: string | null;
  canCancel: boolean;
  /** A cancel was asked for, and need not wait for what is in work. */
  canCancelNow: boolean;
  canPause: boolean;
  canResume: boolean;
  /** It has ended, and what failed can be run again. */
  canRetry: boolean;
  /** It has not ended, and what failed so far can be run again. */
  canRetryFailed: boolean;
  /** A retry was asked for and has no answer for some time: the files are read again for it. */
  retryAsked: boolean;
  canExport: boolean;
  /** Its place among the jobs that wait; 1 is next. */
  queuePosition: number | null;
  /** Read from an export: it can be looked at, not run. */
  imported: boolean;
}

export interface ObjectRow {
  /** Identity of the row over updates: position in the order of arrival. */
  id: number;
  name: string;
  type: ObjectType;
  status: ObjectStatus;
  /** The beginning of the error, of the reason for skipping, or of the first issue to review. */
  message: string;
  code: string | null;
  /** True when it succeeded with warnings. */
  review: boolean;
  timeMs: number | null;
  rowsLoaded: number | null;
  /** 1 is the first one; null: the server does not count them. */
  attempt: number | null;
}

/** A row as it is sent: what is empty, false or unknown is left out. */
export type SentRow = Pick<ObjectRow, "id" | "name" | "type" | "status"> & Partial<ObjectRow>;

/** What is told of one object beside its row. */
export interface ObjectDetail {
  id: number;
  /** The whole of it. */
  message: string;
  /** What to do about it. */
  hint: string | null;
  /** `views/v_margin.sql:41:3` */
  location: string | null;
  /** Failed objects with its code, itself included. */
  sameCode: number;
  /** The server keeps its source and what was made of it. */
  hasDocuments: boolean;
  canRetry: boolean;
}

/** The selected rows, as far as the filter shows them. */
export interface SelectionView {
  count: number;
  /** Those that failed or were skipped and may be run again; 0 when the job or the server cannot. */
  retryable: number;
  /** The server keeps their texts, and they are few enough to be opened. */
  canOpen: boolean;
  /** The ids of those in the window of rows that is shown. */
  shown: number[];
}

/** A step of the user's selection. `all`: every row that the filter shows now. */
export type SelectionChange =
  | { kind: "none" }
  | { kind: "all" }
  /** `also`: a row that counted as selected without being so, because nothing else was. */
  | { kind: "toggle"; rowId: number; also: number | null }
  /** All from one row to the other in the order that is shown. `keep`: beside those that are selected. */
  | { kind: "range"; from: number; to: number; keep: boolean };

export interface LogRow {
  id: number;
  /** Epoch milliseconds. */
  time: number;
  level: LogLevel;
  message: string;
  /** So many characters of its end are left out here. */
  cut?: number;
  /** The object that it names: the id of its row, and where in the message. */
  object?: [rowId: number, start: number, end: number];
}

export type SortKey = "arrival" | "name" | "type" | "status" | "time" | "rows" | "attempt";

/** Which rows of the object table the panel shows. */
export interface ObjectQuery {
  text: string;
  status: ObjectStatus | "review" | null;
  type: ObjectType | null;
  sort: SortKey;
  descending: boolean;
}

/** Rows of the table: `count` from index `first` on in the list of this query. */
export interface RowsRequest {
  first: number;
  count: number;
  query: ObjectQuery;
}

/** A part of a list: `rows` starts at index `first` of `matching` rows; `total` counts without the filter. */
export interface Window<Row> {
  first: number;
  matching: number;
  total: number;
  rows: Row[];
}

/** Host -> panel. Parts that did not change since the last message are left out. */
export interface PanelState extends ActivityState {
  type: "state";
  connection?: ConnectionView;
  job?: JobView | null;
  /** Counts for the filter chips. */
  counts?: { status: Record<ObjectStatus | "review", number>; type: Record<ObjectType, number> };
  objects?: Window<SentRow>;
  selection?: SelectionView;
  /** Of the object that was asked for; null when it is none any more. */
  detail?: ObjectDetail | null;
  log?: Window<LogRow>;
}
export type HostToPanel =
  | PanelState
  /** The answer to `reveal`: where the row is in the list of that query; null: the filter hides it. */
  | { type: "revealed"; rowId: number; index: number | null }
  | { type: "commandFailed"; command: PanelAction; message: string };

/** What may fail. */
export type PanelAction = PanelCommand | "retryGroup" | "openIssuePage";

export type PanelCommand =
  | "cancel"
  | "cancelNow"
  | "pause"
  | "resume"
  | "retryFailed"
  | "callOffRetry"
  | "openFullLog"
  | "refresh"
  | "showLog"
  | "copyLog"
  | "revealDatabase"
  | "openSource"
  | "export"
  | "showSource"
  | "showTarget"
  | "compare"
  | "retryObjects"
  | "copyObjects"
  | "configureToken"
  | "startMigration";

/** Panel -> host. */
export type PanelToHost =
  /** `rows`: what is going to be in sight; the first answer holds them, so that they need no request of their own. */
  | { type: "ready"; rows?: RowsRequest }
  | ActivityRequest
  /**
   * Shows `count` rows from `first` on; the host answers at once and then whenever they change. `count: 0`: the table is out
   * of sight, no more rows until the next request. The same holds for `log`.
   */
  | ({ type: "objects" } & RowsRequest)
  /** `first: null` follows the end: the newest `count` lines. `level`: lines of this level and worse; null: all. */
  | { type: "log"; first: number | null; count: number; level: LogLevel | null; text: string }
  | { type: "select"; change: SelectionChange }
  /** Which object is told in detail. */
  | { type: "detail"; rowId: number | null }
  /** Where a row is in the list of this query, which is shown from now on. */
  | { type: "reveal"; rowId: number; query: ObjectQuery }
  /** `rowId` for commands on one row of the table; without it they are on the selected rows. */
  | { type: "command"; command: PanelCommand; rowId?: number };

/** What the panel keeps over a reload of the window (acquireVsCodeApi().setState). */
export interface PersistedPanelState {
  jobId: string;
  query?: ObjectQuery;
  /** Widths in pixels of the table's columns that somebody has changed, by column. */
  columns?: Record<string, number>;
  /** The sections that are folded; left out while nobody has folded or unfolded one. */
  folded?: readonly SectionId[];
  /** The tab in front. */
  tab?: string;
}
