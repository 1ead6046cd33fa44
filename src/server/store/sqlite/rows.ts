import type { SQLInputValue } from "node:sqlite";
import type { JobStatus, LogEntry } from "../../../protocol/job.ts";
import type { InventoryObject } from "../../inventory/types.ts";
import type { PlannedObject, StoredJob, StreamRow } from "../types.ts";

/** True of a result `r` whose attempt is the one that counts. */
export const COUNTS = `attempt = coalesce(
    (SELECT a.attempt FROM attempts a WHERE a.job_id = r.job_id AND a.ordinal = r.ordinal), 1)`;

/** Reads a row of `jobs`. */
export function toJob(row: Record<string, unknown>): StoredJob {
  return {
    jobId: row.job_id as string,
    createdAt: row.created_at as string,
    status: row.status as JobStatus,
    sourceType: row.source_type as string,
    targetCatalog: row.target_catalog as string,
    targetSchema: row.target_schema as string,
    inventoryPath: row.inventory_path as string,
    targetPath: row.target_path as string | null,
    dryRun: row.dry_run === 1,
    targetType: row.target_type as StoredJob["targetType"],
    modelUsage: row.model_usage === null ? null : JSON.parse(row.model_usage as string),
    detection: row.detection === null ? null : JSON.parse(row.detection as string),
    survey: row.survey === null ? null : JSON.parse(row.survey as string),
    print: row.print as string | null,
    modelId: row.model_id as string | null,
    concurrency: row.concurrency as number | null,
    planned: row.planned === 1,
    userTypes: JSON.parse(row.user_types as string) as Record<string, string>,
    total: row.total as number,
    completed: row.completed as number,
    failed: row.failed as number,
    skipped: row.skipped as number,
    rowsLoaded: row.rows_loaded as number,
    lastSeq: row.last_seq as number,
    startTime: row.start_time as string | null,
    endTime: row.end_time as string | null,
    error: row.error as string | null,
    onError: row.on_error as StoredJob["onError"],
    include: row.include === null ? null : (JSON.parse(row.include as string) as string[]),
    exclude: row.exclude === null ? null : (JSON.parse(row.exclude as string) as string[]),
    priority: row.priority as number,
    cancelling: row.cancelling === 1,
    imported: row.imported === 1,
    queuedAt: row.queued_at as string,
  };
}

/** Writes a row of `jobs`: every column, as toJob reads them. */
export function jobColumns(job: StoredJob): Record<string, SQLInputValue> {
  return {
    job_id: job.jobId,
    created_at: job.createdAt,
    status: job.status,
    source_type: job.sourceType,
    target_catalog: job.targetCatalog,
    target_schema: job.targetSchema,
    inventory_path: job.inventoryPath,
    target_path: job.targetPath,
    dry_run: job.dryRun ? 1 : 0,
    target_type: job.targetType,
    model_usage: job.modelUsage && JSON.stringify(job.modelUsage),
    detection: job.detection && JSON.stringify(job.detection),
    survey: job.survey && JSON.stringify(job.survey),
    print: job.print,
    model_id: job.modelId,
    concurrency: job.concurrency,
    planned: job.planned ? 1 : 0,
    user_types: JSON.stringify(job.userTypes),
    total: job.total,
    completed: job.completed,
    failed: job.failed,
    skipped: job.skipped,
    rows_loaded: job.rowsLoaded,
    last_seq: job.lastSeq,
    start_time: job.startTime,
    end_time: job.endTime,
    error: job.error,
    on_error: job.onError,
    include: job.include && JSON.stringify(job.include),
    exclude: job.exclude && JSON.stringify(job.exclude),
    priority: job.priority,
    cancelling: job.cancelling ? 1 : 0,
    imported: job.imported ? 1 : 0,
    queued_at: job.queuedAt,
  };
}

/** Reads a row of `objects`. */
export function toPlannedObject(row: Record<string, unknown>): PlannedObject {
  return {
    ordinal: row.ordinal as number,
    targetName: row.target_name as string,
    dependsOn: JSON.parse(row.depends_on as string) as number[],
    source: JSON.parse(row.source as string) as InventoryObject,
  };
}

/** Reads a row of `logs`. */
export function toLog(row: Record<string, unknown>): LogEntry & { seq: number } {
  return {
    timestamp: row.timestamp as string,
    level: row.level as LogEntry["level"],
    message: row.message as string,
    seq: row.seq as number,
  };
}

/** A log line as clients get it. */
export function logRow(log: LogEntry & { seq: number }): StreamRow {
  return { kind: "log", seq: log.seq, json: JSON.stringify(log) };
}

/** A result as clients get it: what is stored, with its place and attempt. Never parsed on its way. */
export function resultRow(stored: string, seq: number, attempt: number): StreamRow {
  const json = `${stored.slice(0, -1)},"seq":${seq},"attempt":${attempt}}`;
  return { kind: "result", seq, json };
}

/** Joins two lists that are each in order of seq into one, at most `limit` long. */
export function mergeBySeq(logs: StreamRow[], results: StreamRow[], limit: number): StreamRow[] {
  const rows: StreamRow[] = [];
  let nextLog = 0;
  let nextResult = 0;
  while (rows.length < limit) {
    const log = logs[nextLog];
    const result = results[nextResult];
    if (log && (!result || log.seq < result.seq)) {
      rows.push(log);
      nextLog++;
    } else if (result) {
      rows.push(result);
      nextResult++;
    } else break;
  }
  return rows;
}

/** Reads a row of `results` as clients get it. */
export function toResultRow(row: Record<string, unknown>): StreamRow {
  return resultRow(row.result as string, row.seq as number, row.attempt as number);
}

/** True when a failure has one of `codes`, as its error or among its issues. */
export function hasCode(row: Record<string, unknown>, codes: readonly string[]): boolean {
  if (codes.includes(row.code as string)) return true;
  const issues = JSON.parse((row.issues as string | null) ?? "[]") as { code: string }[];
  return issues.some(({ code }) => codes.includes(code));
}
