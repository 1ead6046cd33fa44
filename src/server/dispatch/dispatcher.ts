import type {
  Confidence,
  Issue,
  LogLevel,
  ModelUsage,
  TranslationEngine,
} from "../../protocol/job.ts";
import type { StoredJob } from "../store/types.ts";
import type { TargetColumn, TargetDialect } from "../translate/types.ts";

/** What became of one object. */
export interface ObjectOutcome {
  ordinal: number;
  objectName: string;
  objectType: "TABLE" | "VIEW" | "PROCEDURE";
  status: "success" | "error" | "skipped";
  /** Why it failed or was skipped, with the place in the source. */
  error: string | null;
  errorCode: string | null;
  file: string | null;
  line: number | null;
  column: number | null;
  targetName: string | null;
  targetSql: string | null;
  /** The target cannot hold the object: `targetSql` is in this language, to be read. */
  artefactDialect: TargetDialect | null;
  /** Null: it was not tried. */
  confidence: Confidence | null;
  /** Effort points; null: it was not tried. */
  effort: number | null;
  engine: TranslationEngine | null;
  /** What asking the model took; null: it was not asked. */
  modelUsage: ModelUsage | null;
  /** Columns of what was made, as far as they are known. */
  columns: TargetColumn[] | null;
  rowsLoaded: number | null;
  issues: Issue[];
  executionTimeMs: number;
  /** The object that it needs and that was not made, of one that was not tried for that. */
  blockedBy?: string;
}

export interface RunnerEvents {
  /** An object is in work now. */
  started(ordinal: number, objectName: string): void;
  /** A line for the job's log. */
  log(level: LogLevel, message: string): void;
}

/** Does the work of one job's objects. */
export interface ObjectRunner {
  /** Objects that may be in work at once. */
  readonly concurrency: number;
  /** Migrates one object. Rejects only when `signal` aborts or when the job as a whole cannot go on. */
  run(ordinal: number, signal: AbortSignal): Promise<ObjectOutcome>;
  /** Describes an object that is not run, for the result that says so. */
  describe(
    ordinal: number,
  ): Promise<Pick<ObjectOutcome, "objectName" | "objectType" | "file" | "line" | "column">>;
  /** The inventory was read again: these are its user-defined types, for what is begun from now on. */
  setUserTypes(userTypes: Record<string, string>): void;
  /** Gives back what the job holds: connections, files. */
  close(): Promise<void>;
}

/** Opens runners: local worker threads today; a cluster's nodes behind the same interface. */
export interface Dispatcher {
  open(job: StoredJob, events: RunnerEvents): Promise<ObjectRunner>;
}
