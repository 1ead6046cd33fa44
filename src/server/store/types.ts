import type { AuditAction } from "../../protocol/history.ts";
import type {
  JobStatus,
  JobSummary,
  LogEntry,
  ModelUsage,
  ObjectResult,
  ObjectStatus,
} from "../../protocol/job.ts";
import { canMove, isTerminal } from "../../protocol/jobState.ts";
import type { Usage } from "../assess/usage.ts";
import { AppError } from "../errors.ts";
import type { InventoryObject, LeftOut } from "../inventory/types.ts";
import type { TargetColumn, TargetDialect } from "../translate/types.ts";

/** A job as it is asked for, before it has an inventory. */
export interface NewJob {
  jobId: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  sourceType: string;
  targetCatalog: string;
  targetSchema: string;
  inventoryPath: string;
  /** The DuckDB file, or null for a dry run. */
  targetPath: string | null;
  dryRun: boolean;
  targetType: TargetDialect;
  /** How the source type is known; null: it was given. */
  detection: { confidence: number; evidence: string[] } | null;
  modelId: string | null;
  concurrency: number | null;
  onError: "continue" | "stop";
  /** Patterns of object names; null: all, none. */
  include: string[] | null;
  exclude: string[] | null;
  /** Queued jobs of a higher one run first. */
  priority: number;
}

/** A job in the store: what was asked for, and the counters as of its last commit. */
export interface StoredJob extends NewJob {
  status: JobStatus;
  /** True when the inventory is in the store as a whole. */
  planned: boolean;
  userTypes: Record<string, string>;
  survey: Survey | null;
  /**
   * What the inventory's files held when all of the job's objects were as they are there (FilesPrint); null: some are not, or
   * nobody knows.
   */
  print: string | null;
  total: number;
  completed: number;
  failed: number;
  skipped: number;
  rowsLoaded: number;
  /** What asking the model took, over all attempts; null: it was not asked. */
  modelUsage: ModelUsage | null;
  lastSeq: number;
  startTime: string | null;
  endTime: string | null;
  error: string | null;
  /** A cancel was asked for; the job must not go on. */
  cancelling: boolean;
  /** Read from an export: it can be looked at, not run. */
  imported: boolean;
  /** Since when it waits for its turn: ISO 8601, UTC. */
  queuedAt: string;
}

/** What was read of a job's inventory beside its objects and what is left out. */
export interface Survey {
  files: number;
  statements: number;
  /** What the scripts say of their server; empty where nobody asked. */
  versions: string[];
  /** What the objects use; null where nobody asked. */
  usage: Usage | null;
}

/** What holds for a job's inventory as a whole. */
export interface Plan {
  /** Objects in it. */
  total: number;
  /** User-defined types: bare name folded to lower case -> the type it stands for. */
  userTypes: Record<string, string>;
  survey?: Survey;
  print?: string;
}

/** One object of a job's inventory; `ordinal` counts from 0 in dependency order. */
export interface PlannedObject {
  ordinal: number;
  /** Its name in the target, without schema. */
  targetName: string;
  /** Ordinals of the objects it needs. */
  dependsOn: number[];
  source: InventoryObject;
}

/** What objects are made from, after the inventory was read again. */
export interface Reread {
  userTypes: Record<string, string>;
  /** Objects that are made from something else now; their names in the target stay. */
  objects: readonly Pick<PlannedObject, "ordinal" | "dependsOn" | "source">[];
  /** What is known of the inventory as a whole from now on. */
  whole: Pick<StoredJob, "survey" | "print"> & { leftOut: readonly LeftOut[] };
}

/** What the coordinator needs to know of an object to order it. */
export interface ObjectRef {
  ordinal: number;
  objectType: string;
  dependsOn: number[];
}

/** A result to be recorded; `seq` is the store's to give. */
export interface NewResult {
  ordinal: number;
  /** Counts from 1; a result of an attempt that no longer counts is refused. */
  attempt: number;
  result: Omit<ObjectResult, "seq" | "attempt">;
  targetSql: string | null;
  /** Columns of a table or view that was made, for the translation of what reads it. */
  columns: TargetColumn[] | null;
}

/** A log line to be recorded; `seq` is the store's to give. */
export type NewLog = Pick<LogEntry, "timestamp" | "level" | "message">;

/** Who did what to a job; the store gives it its id. */
export interface NewAudit {
  /** ISO 8601, UTC. */
  timestamp: string;
  jobId: string;
  client: string;
  action: AuditAction;
  detail?: string | undefined;
}

/** Everything that becomes true together. */
export interface Batch {
  results: NewResult[];
  logs: NewLog[];
  status?: JobStatus;
  startTime?: string;
  endTime?: string | null;
  error?: string | null;
  cancelling?: boolean;
  queuedAt?: string;
}

/** What became of an object, by the attempt that counts. */
export interface Finished {
  ordinal: number;
  status: ObjectStatus;
  /** Skipped because something that it needs was not made. */
  blocked: boolean;
}

/** Which objects are run again: those of the names, those that failed with one of the codes; neither: all that failed. */
export interface RetrySelection {
  names?: readonly string[] | undefined;
  codes?: readonly string[] | undefined;
}

/** A row of a job's stream: a log line or a result, as the JSON that clients get, its `seq` inside. */
export interface StreamRow {
  kind: "log" | "result";
  seq: number;
  json: string;
}

export interface Committed {
  job: StoredJob;
  rows: StreamRow[];
}

/**
 * Where jobs live. The engine is the only writer. Every method is atomic; `commit` gives each row the job's next `seq`
 * inside its transaction, results first, so that sequence order is commit order without a gap.
 */
export interface JobStore {
  createJob(job: NewJob): Promise<StoredJob>;
  job(jobId: string): Promise<StoredJob | undefined>;
  /** Newest first. */
  jobs(): Promise<StoredJob[]>;
  deleteJob(jobId: string): Promise<void>;
  addObjects(jobId: string, objects: PlannedObject[]): Promise<void>;
  /** Statements that are not migrated; the first one is number `from`. */
  addLeftOut(jobId: string, from: number, leftOut: readonly LeftOut[]): Promise<void>;
  /** The inventory is complete; or, with null, forgets what was added so far. */
  setPlanned(jobId: string, plan: Plan | null): Promise<void>;
  objectRefs(jobId: string): Promise<ObjectRef[]>;
  /** In the order asked for. */
  objects(jobId: string, ordinals: readonly number[]): Promise<PlannedObject[]>;
  /** Columns of those of the objects that were made and have any, by ordinal. */
  columns(jobId: string, ordinals: readonly number[]): Promise<Map<number, TargetColumn[]>>;
  /** Objects that have a result of the attempt that counts. */
  finished(jobId: string): Promise<Finished[]>;
  /** The attempt that counts, of objects that were begun more than once. */
  attempts(jobId: string): Promise<Map<number, number>>;
  /** Ordinals that a selection means, and those of its names that no object has. */
  select(
    jobId: string,
    selection: RetrySelection,
  ): Promise<{ ordinals: number[]; unknown: string[] }>;
  /**
   * Begins a new attempt of each object: results so far no longer count, and stay in the stream. `batch` and `reread` become
   * true in the same transaction; what earlier attempts were made from is kept for the history.
   */
  reopen(
    jobId: string,
    ordinals: readonly number[],
    batch: Batch,
    reread?: Reread,
  ): Promise<Committed>;
  /** A second result for the same object and attempt is refused: the first one stands. */
  commit(jobId: string, batch: Batch): Promise<Committed>;
  /** At most `limit` rows with a seq greater than `after`, in order. */
  rowsAfter(jobId: string, after: number, limit: number): Promise<StreamRow[]>;
  /** The newest `limit` log lines, oldest first. */
  latestLogs(jobId: string, limit: number): Promise<LogEntry[]>;
  /** At most `limit` results that count, with a seq greater than `after`, in order. */
  resultsAfter(jobId: string, after: number, limit: number): Promise<StreamRow[]>;
  /** Adds to the audit trail, which outlives the jobs. */
  addAudit(entry: NewAudit): Promise<void>;
  close(): Promise<void>;
}

/** Throws an AppError when the job's state may not become `to`. */
export function assertMove({ jobId, status }: StoredJob, to: JobStatus): void {
  if (status === to || canMove(status, to)) return;
  throw new AppError("JOB_STATE_CHANGED", 409, `Job ${jobId} is ${status}; it cannot become ${to}`);
}

/** What the API shows of a stored job. Live figures (current object, ETA) are added by who knows them. */
export function toSummary(job: StoredJob): JobSummary {
  const done = job.completed + job.failed + job.skipped;
  const percent = job.total > 0 ? Math.round((done / job.total) * 1000) / 10 : 0;
  return {
    job_id: job.jobId,
    status: job.status,
    progress_percentage: job.status === "completed" ? 100 : percent,
    total_objects: job.total,
    completed_objects: job.completed,
    failed_objects: job.failed,
    current_object: null,
    source_type: job.sourceType,
    target_catalog: job.targetCatalog,
    target_schema: job.targetSchema,
    start_time: job.startTime ?? job.createdAt,
    end_time: job.endTime,
    estimated_time_remaining: null,
    estimated_time_low: null,
    estimated_time_high: null,
    skipped_objects: job.skipped,
    running_objects: 0,
    rows_loaded: job.rowsLoaded,
    inventory_path: job.inventoryPath,
    dry_run: job.dryRun,
    error: job.error,
    target_path: job.targetPath,
    ...(job.targetType !== "duckdb" && { target_type: job.targetType }),
    ...(job.modelUsage && { model_usage: job.modelUsage }),
    last_seq: job.lastSeq,
    ...(job.cancelling && !isTerminal(job.status) && { cancelling: true }),
    ...(job.imported && { imported: true }),
    ...(job.onError !== "continue" && { on_error: job.onError }),
    ...(job.include && { include: job.include }),
    ...(job.exclude && { exclude: job.exclude }),
  };
}
