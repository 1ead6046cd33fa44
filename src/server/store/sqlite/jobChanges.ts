import type { ModelUsage } from "../../../protocol/job.ts";
import { isTerminal } from "../../../protocol/jobState.ts";
import type { LeftOut } from "../../inventory/types.ts";
import { addUsage } from "../modelUsage.ts";
import {
  assertMove,
  type Batch,
  type Committed,
  type NewLog,
  type NewResult,
  type Reread,
  type StoredJob,
  type StreamRow,
} from "../types.ts";
import { logRow, resultRow, toJob } from "./rows.ts";
import type { Statements } from "./statements.ts";

/** The job as stored; throws where there is none. */
export function requireJob(sql: Statements, jobId: string): StoredJob {
  const row = sql.get("job", jobId);
  if (!row) throw new Error(`No job ${jobId} in the store`);
  return toJob(row);
}

/** What changes a stored job and its rows. Each call belongs in a transaction, which is the caller's. */
export class JobChanges {
  readonly #sql: Statements;

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** Writes a batch of results and log lines, and what it says of the job itself. */
  commit(jobId: string, batch: Batch): Committed {
    return this.#write(requireJob(this.#sql, jobId), batch);
  }

  /** Opens finished objects for another attempt, with their new sources where those were read again. */
  reopen(
    jobId: string,
    ordinals: readonly number[],
    batch: Batch,
    reread: Reread | undefined,
  ): Committed {
    const job = requireJob(this.#sql, jobId);
    for (const ordinal of ordinals) {
      const last = this.#sql.get("lastResult", jobId, ordinal);
      if (last?.status === "success") job.completed--;
      else if (last?.status === "error") job.failed--;
      else if (last) job.skipped--;
      job.rowsLoaded -= Number(last?.rows ?? 0);
      this.#sql.run("nextAttempt", jobId, ordinal);
    }
    if (reread) this.#setSources(job, reread);
    return this.#write(job, batch);
  }

  addLeftOut(jobId: string, from: number, leftOut: readonly LeftOut[]): void {
    for (const [index, one] of leftOut.entries()) {
      this.#sql.run("insertLeftOut", jobId, from + index, JSON.stringify(one));
    }
  }

  #setSources(job: StoredJob, { userTypes, objects, whole }: Reread): void {
    for (const { ordinal, dependsOn, source } of objects) {
      this.#sql.run("keepSource", job.jobId, ordinal);
      const [needs, text] = [JSON.stringify(dependsOn), JSON.stringify(source)];
      this.#sql.run("setSource", source.objectType, needs, text, job.jobId, ordinal);
    }
    const { leftOut, survey, print } = whole;
    this.#sql.run("deleteLeftOut", job.jobId);
    this.addLeftOut(job.jobId, 0, leftOut);
    const read = survey && JSON.stringify(survey);
    this.#sql.run("setWhole", JSON.stringify(userTypes), read, print, job.jobId);
    Object.assign(job, { userTypes, survey, print });
  }

  #write(job: StoredJob, batch: Batch): Committed {
    if (batch.status) assertMove(job, batch.status);
    const rows: StreamRow[] = [];
    for (const result of batch.results) this.#addResult(job, result, rows);
    for (const log of batch.logs) this.#addLog(job, log, rows);
    const { results: _results, logs: _logs, ...change } = batch;
    for (const [key, value] of Object.entries(change)) {
      if (value !== undefined) Object.assign(job, { [key]: value });
    }
    // A second cancel may come in behind the job's end.
    if (isTerminal(job.status)) job.cancelling = false;
    this.#sql.run(
      "updateJob",
      job.status,
      job.completed,
      job.failed,
      job.skipped,
      job.rowsLoaded,
      job.modelUsage && JSON.stringify(job.modelUsage),
      job.lastSeq,
      job.startTime,
      job.endTime,
      job.error,
      job.cancelling ? 1 : 0,
      job.queuedAt,
      job.jobId,
    );
    return { job, rows };
  }

  #addResult(job: StoredJob, added: NewResult, rows: StreamRow[]): void {
    const { result } = added;
    const seq = job.lastSeq + 1;
    const json = JSON.stringify(result);
    const status = result.status as string;
    const { ordinal, attempt, targetSql } = added;
    const columns = added.columns && JSON.stringify(added.columns);
    const values = [ordinal, attempt, seq, status, json, targetSql, columns];
    if (!this.#sql.run("insertResult", job.jobId, ...values)) return;
    job.lastSeq = seq;
    if (status === "success") job.completed++;
    else if (status === "error") job.failed++;
    else job.skipped++;
    job.rowsLoaded += (result.rows_loaded as number | null | undefined) ?? 0;
    const usage = result.model_usage as ModelUsage | undefined;
    if (usage) job.modelUsage = addUsage(job.modelUsage, usage);
    rows.push(resultRow(json, seq, attempt));
  }

  #addLog(job: StoredJob, log: NewLog, rows: StreamRow[]): void {
    const seq = ++job.lastSeq;
    this.#sql.run("insertLog", job.jobId, seq, log.timestamp, log.level, log.message);
    rows.push(logRow({ ...log, seq }));
  }
}
