import type { JobStatus, JobSummary, LogEntry, ObjectResult } from "../../protocol/job.ts";
import type { InventoryObject } from "../inventory/types.ts";
import type { TargetColumn } from "../translate/types.ts";

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
  modelId: string | null;
  concurrency: number | null;
}

/** A job in the store: what was asked for, and the counters as of its last commit. */
export interface StoredJob extends NewJob {
  status: JobStatus;
  /** True when the inventory is in the store as a whole. */
  planned: boolean;
  userTypes: Record<string, string>;
  total: number;
  completed: number;
  failed: number;
  skipped: number;
  rowsLoaded: number;
  lastSeq: number;
  startTime: string | null;
  endTime: string | null;
  error: string | null;
}

/** What holds for a job's inventory as a whole. */
export interface Plan {
  /** Objects in it. */
  total: number;
  /** User-defined types: bare name folded to lower case -> the type it stands for. */
  userTypes: Record<string, string>;
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

/** What the coordinator needs to know of an object to order it. */
export interface ObjectRef {
  ordinal: number;
  objectType: string;
  dependsOn: number[];
}

/** A result to be recorded; `seq` and `attempt` are the store's to give. */
export interface NewResult {
  ordinal: number;
  result: Omit<ObjectResult, "seq" | "attempt">;
  targetSql: string | null;
  /** Columns of a table or view that was made, for the translation of what reads it. */
  columns: TargetColumn[] | null;
}

/** A log line to be recorded; `seq` is the store's to give. */
export type NewLog = Pick<LogEntry, "timestamp" | "level" | "message">;

/** Everything that becomes true together. */
export interface Batch {
  results: NewResult[];
  logs: NewLog[];
  status?: JobStatus;
  startTime?: string;
  endTime?: string;
  error?: string;
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
  /** The inventory is complete; or, with null, forgets what was added so far. */
  setPlanned(jobId: string, plan: Plan | null): Promise<void>;
  objectRefs(jobId: string): Promise<ObjectRef[]>;
  /** In the order asked for. */
  objects(jobId: string, ordinals: readonly number[]): Promise<PlannedObject[]>;
  /** Columns of those of the objects that were made and have any, by ordinal. */
  columns(jobId: string, ordinals: readonly number[]): Promise<Map<number, TargetColumn[]>>;
  /** Ordinals that have a result, with its status. */
  finished(jobId: string): Promise<{ ordinal: number; status: string }[]>;
  /** A second result for the same object and attempt is refused: the first one stands. */
  commit(jobId: string, batch: Batch): Promise<Committed>;
  /** At most `limit` rows with a seq greater than `after`, in order. */
  rowsAfter(jobId: string, after: number, limit: number): Promise<StreamRow[]>;
  /** The newest `limit` log lines, oldest first. */
  latestLogs(jobId: string, limit: number): Promise<LogEntry[]>;
  /** At most `limit` results with a seq greater than `after`, in order. */
  resultsAfter(jobId: string, after: number, limit: number): Promise<StreamRow[]>;
  close(): Promise<void>;
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
    skipped_objects: job.skipped,
    running_objects: 0,
    rows_loaded: job.rowsLoaded,
    inventory_path: job.inventoryPath,
    dry_run: job.dryRun,
    error: job.error,
    target_path: job.targetPath,
    last_seq: job.lastSeq,
  };
}
