import type { AuditEntry, JobListQuery } from "../../protocol/history.ts";
import type { LogEntry, LogLevel, ObjectStatus } from "../../protocol/job.ts";
import type { InventoryObject } from "../inventory/types.ts";
import type { StoredJob, StreamRow } from "./types.ts";

/** One page of the list of jobs. */
export interface JobPage {
  jobs: StoredJob[];
  /** Jobs that fit, on all pages. */
  total: number;
  /** Where the next page goes on; null on the last one. */
  nextCursor: string | null;
}

/** A result and what it was made from and into. */
export interface ResultDetail {
  row: StreamRow;
  source: InventoryObject;
  targetSql: string | null;
}

/** What is read of the past, page by page. Rows that are added meanwhile never move a page. */
export interface HistoryStore {
  /** Newest first. */
  listJobs(query: JobListQuery): Promise<JobPage>;
  /** At most `limit` lines with a seq greater than `after`, in order; all levels without `levels`. */
  logPage(
    jobId: string,
    after: number,
    limit: number,
    levels?: readonly LogLevel[],
  ): Promise<LogEntry[]>;
  /** At most `limit` results that count, with a seq greater than `after`, in order. */
  resultPage(
    jobId: string,
    after: number,
    limit: number,
    filter: { statuses?: readonly ObjectStatus[] | undefined; code?: string | undefined },
  ): Promise<StreamRow[]>;
  /** The result with a seq, of any attempt, with what it was made from and its SQL; undefined when there is none. */
  resultDetail(jobId: string, seq: number): Promise<ResultDetail | undefined>;
  /** Entries with an id greater than `after`, in order; of all jobs without `jobId`. */
  auditPage(jobId: string | undefined, after: number, limit: number): Promise<AuditEntry[]>;
}
