import type { ExportedObject, ExportedResult, ExportedSource } from "../../protocol/jobExport.ts";
import type { InventoryObject, LeftOut } from "../inventory/types.ts";
import type { NewAudit, NewLog, PlannedObject, StoredJob } from "./types.ts";

/** A job at one moment: nothing was committed between the reading of its two parts. */
export interface JobSnapshot {
  job: StoredJob;
  /** The attempt that counts, of objects that were begun more than once. */
  attempts: Map<number, number>;
}

/** A result of any attempt, as it lies in the store; `json` is the result without seq and attempt. */
export interface ResultRecord {
  seq: number;
  ordinal: number;
  attempt: number;
  status: string;
  json: string;
  targetSql: string | null;
  /** JSON of the columns, or null. */
  columns: string | null;
}

/** What the attempts of an object up to `attempt` were made from, where it is made from something else now. */
export interface PastSource {
  ordinal: number;
  attempt: number;
  source: InventoryObject;
}

/** A job that comes from outside as a whole. */
export interface ImportedJob {
  job: StoredJob;
  objects: readonly ExportedObject[];
  pastSources: readonly ExportedSource[];
  results: readonly ExportedResult[];
  leftOut: readonly LeftOut[];
  logs: readonly (NewLog & { seq: number })[];
  audit: readonly Omit<NewAudit, "jobId">[];
}

/** Jobs as a whole: read for an export, written by an import, counted for retention. */
export interface ArchiveStore {
  snapshot(jobId: string): Promise<JobSnapshot | undefined>;
  /** At most `limit` objects with an ordinal greater than `after`, in order. */
  objectPage(jobId: string, after: number, limit: number): Promise<PlannedObject[]>;
  /** At most `limit` statements that are not migrated, from number `from` on. */
  leftOutPage(jobId: string, from: number, limit: number): Promise<LeftOut[]>;
  /** At most `limit` results of every attempt with a seq greater than `after`, in order. */
  recordPage(jobId: string, after: number, limit: number): Promise<ResultRecord[]>;
  /** At most `limit` sources behind the place `after`, in order of ordinal and attempt. */
  pastSourcePage(
    jobId: string,
    after: Pick<PastSource, "ordinal" | "attempt">,
    limit: number,
  ): Promise<PastSource[]>;
  /** Adds the job with all that belongs to it, or nothing. */
  importJob(imported: ImportedJob): Promise<void>;
  /** Bytes that jobs take in the store; what deleted ones left free does not count. */
  usedBytes(): Promise<number>;
}
