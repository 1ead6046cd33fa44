import type { Issue } from "../../protocol/job.ts";
import type { TargetDialect, TargetStatement } from "../translate/types.ts";

/** What has to happen in the target for one object, all of it in one transaction. */
export interface ApplyPlan {
  objectType: "TABLE" | "VIEW" | "MACRO";
  targetName: string;
  statements: TargetStatement[];
  /** Batches of rows, produced as they are asked for; called again when the transaction has to be redone. Without it: no rows. */
  data?: (() => AsyncIterable<TargetStatement[]>) | undefined;
  afterLoad: TargetStatement[];
}

export type ApplyOutcome =
  | { outcome: "applied"; rowsLoaded: number }
  | { outcome: "error"; issue: Issue };

/** A warehouse that a job writes to. */
export interface TargetSession {
  /**
   * Creates or replaces one object and loads its rows: all or nothing. Rejects when `signal` aborts, and with what
   * `data` throws; everything is rolled back then.
   */
  apply(plan: ApplyPlan, signal: AbortSignal): Promise<ApplyOutcome>;
  /** Ends the session; for a file: it is closed, so that other programs can open it. */
  close(): Promise<void>;
}

export interface TargetRequest {
  target: TargetDialect;
  catalog: string;
  schema: string;
  /** Absolute path of the database file. */
  path: string;
  /** Work in memory; leave nothing. */
  dryRun: boolean;
}
