import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { LogEntry, ModelUsage } from "../../../protocol/job.ts";
import { isTerminal } from "../../../protocol/jobState.ts";
import type { LeftOut } from "../../inventory/types.ts";
import type { TargetColumn } from "../../translate/types.ts";
import { addUsage } from "../modelUsage.ts";
import {
  assertMove,
  type Batch,
  type Committed,
  type Finished,
  type JobStore,
  type NewAudit,
  type NewJob,
  type NewLog,
  type NewResult,
  type ObjectRef,
  type Plan,
  type PlannedObject,
  type Reread,
  type RetrySelection,
  type StoredJob,
  type StreamRow,
} from "../types.ts";
import { openDatabase } from "./openDatabase.ts";
import {
  COUNTS,
  hasCode,
  logRow,
  mergeBySeq,
  resultRow,
  toJob,
  toLog,
  toPlannedObject,
  toResultRow,
} from "./rows.ts";
import { SqliteArchive } from "./sqliteArchive.ts";
import { SqliteHistory } from "./sqliteHistory.ts";
import { Transactions } from "./transactions.ts";

const SQL = {
  insertJob: `INSERT INTO jobs (job_id, created_at, status, source_type, target_catalog, target_schema,
    inventory_path, target_path, dry_run, target_type, detection, model_id, concurrency, on_error, include, exclude, priority, queued_at)
    VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  job: "SELECT * FROM jobs WHERE job_id = ?",
  jobs: "SELECT * FROM jobs ORDER BY created_at DESC, rowid DESC",
  deleteJob: "DELETE FROM jobs WHERE job_id = ?",
  insertObject: "INSERT INTO objects VALUES (?, ?, ?, ?, ?, ?)",
  deleteObjects: "DELETE FROM objects WHERE job_id = ?",
  insertLeftOut: "INSERT INTO left_out VALUES (?, ?, ?)",
  deleteLeftOut: "DELETE FROM left_out WHERE job_id = ?",
  setPlanned:
    "UPDATE jobs SET planned = ?, total = ?, user_types = ?, survey = ?, print = ? WHERE job_id = ?",
  refs: "SELECT ordinal, object_type, depends_on FROM objects WHERE job_id = ? ORDER BY ordinal",
  object:
    "SELECT ordinal, target_name, depends_on, source FROM objects WHERE job_id = ? AND ordinal = ?",
  finished: `SELECT ordinal, status, status = 'skipped' AND result ->> '$.error_code' = 'DWM-JOB-001' AS blocked
    FROM results r WHERE job_id = ? AND ${COUNTS}`,
  attempts: "SELECT ordinal, attempt FROM attempts WHERE job_id = ?",
  names: "SELECT ordinal, source ->> '$.name' AS name FROM objects WHERE job_id = ?",
  failures: `SELECT ordinal, result ->> '$.error_code' AS code, result -> '$.issues' AS issues
    FROM results r WHERE job_id = ? AND status = 'error' AND ${COUNTS}`,
  lastResult: `SELECT status, result ->> '$.rows_loaded' AS rows FROM results r
    WHERE job_id = ? AND ordinal = ? AND ${COUNTS}`,
  keepSource: `INSERT INTO past_sources (job_id, ordinal, attempt, source)
    SELECT job_id, ordinal, last, source FROM objects JOIN
      (SELECT max(attempt) AS last FROM results WHERE job_id = ?1 AND ordinal = ?2) ON last IS NOT NULL
    WHERE job_id = ?1 AND ordinal = ?2 AND NOT EXISTS
      (SELECT 1 FROM past_sources WHERE job_id = ?1 AND ordinal = ?2 AND attempt >= last)`,
  setSource:
    "UPDATE objects SET object_type = ?, depends_on = ?, source = ? WHERE job_id = ? AND ordinal = ?",
  setWhole: "UPDATE jobs SET user_types = ?, survey = ?, print = ? WHERE job_id = ?",
  nextAttempt: `INSERT INTO attempts VALUES (?, ?, 2) ON CONFLICT DO UPDATE SET attempt = attempt + 1`,
  columns:
    "SELECT columns FROM results WHERE job_id = ? AND ordinal = ? ORDER BY attempt DESC LIMIT 1",
  insertResult: `INSERT INTO results (job_id, ordinal, attempt, seq, status, result, target_sql, columns)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
    WHERE ?3 = coalesce((SELECT attempt FROM attempts WHERE job_id = ?1 AND ordinal = ?2), 1) ON CONFLICT DO NOTHING`,
  insertLog: "INSERT INTO logs (job_id, seq, timestamp, level, message) VALUES (?, ?, ?, ?, ?)",
  updateJob: `UPDATE jobs SET status = ?, completed = ?, failed = ?, skipped = ?, rows_loaded = ?, model_usage = ?, last_seq = ?,
    start_time = ?, end_time = ?, error = ?, cancelling = ?, queued_at = ? WHERE job_id = ?`,
  addAudit: "INSERT INTO audit (timestamp, job_id, client, action, detail) VALUES (?, ?, ?, ?, ?)",
  logsAfter: "SELECT * FROM logs WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?",
  resultRowsAfter: `SELECT seq, attempt, result FROM results WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?`,
  resultsAfter: `SELECT seq, attempt, result FROM results r WHERE job_id = ? AND seq > ? AND ${COUNTS}
    ORDER BY seq LIMIT ?`,
  latestLogs: `SELECT * FROM (SELECT * FROM logs WHERE job_id = ? ORDER BY seq DESC LIMIT ?) ORDER BY seq`,
} as const;

type Row = Record<string, unknown>;

/** The JobStore in one SQLite file. Statements are prepared once; calls are synchronous inside. */
export class SqliteStore implements JobStore {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  readonly #transactions: Transactions;

  /** Opens or creates the database file at `path`; throws an AppError when it is damaged or newer than this program. */
  constructor(path: string) {
    this.#database = openDatabase(path);
    this.#transactions = new Transactions(this.#database, path);
  }

  #prepare(name: keyof typeof SQL): StatementSync {
    const known = this.#prepared.get(name);
    if (known) return known;
    const statement = this.#database.prepare(SQL[name]);
    this.#prepared.set(name, statement);
    return statement;
  }

  #run(name: keyof typeof SQL, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(name).run(...values).changes);
  }

  #all(name: keyof typeof SQL, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(name).all(...values) as Row[];
  }

  #require(jobId: string): StoredJob {
    const row = this.#prepare("job").get(jobId) as Row | undefined;
    if (!row) throw new Error(`No job ${jobId} in the store`);
    return toJob(row);
  }

  async createJob(job: NewJob): Promise<StoredJob> {
    this.#run(
      "insertJob",
      job.jobId,
      job.createdAt,
      job.sourceType,
      job.targetCatalog,
      job.targetSchema,
      job.inventoryPath,
      job.targetPath,
      job.dryRun ? 1 : 0,
      job.targetType,
      job.detection && JSON.stringify(job.detection),
      job.modelId,
      job.concurrency,
      job.onError,
      job.include && JSON.stringify(job.include),
      job.exclude && JSON.stringify(job.exclude),
      job.priority,
      job.createdAt,
    );
    return this.#require(job.jobId);
  }

  async job(jobId: string): Promise<StoredJob | undefined> {
    const row = this.#prepare("job").get(jobId) as Row | undefined;
    return row && toJob(row);
  }

  async jobs(): Promise<StoredJob[]> {
    return this.#all("jobs").map(toJob);
  }

  async deleteJob(jobId: string): Promise<void> {
    this.#run("deleteJob", jobId);
  }

  async addObjects(jobId: string, objects: PlannedObject[]): Promise<void> {
    this.#transactions.atomically(() => {
      for (const object of objects) {
        this.#run(
          "insertObject",
          jobId,
          object.ordinal,
          object.source.objectType,
          object.targetName,
          JSON.stringify(object.dependsOn),
          JSON.stringify(object.source),
        );
      }
    });
  }

  async addLeftOut(jobId: string, from: number, leftOut: readonly LeftOut[]): Promise<void> {
    this.#transactions.atomically(() => this.#insertLeftOut(jobId, from, leftOut));
  }

  #insertLeftOut(jobId: string, from: number, leftOut: readonly LeftOut[]): void {
    for (const [index, one] of leftOut.entries()) {
      this.#run("insertLeftOut", jobId, from + index, JSON.stringify(one));
    }
  }

  async setPlanned(jobId: string, plan: Plan | null): Promise<void> {
    this.#transactions.atomically(() => {
      if (plan === null) {
        this.#run("deleteObjects", jobId);
        this.#run("deleteLeftOut", jobId);
      }
      const { total = 0, userTypes = {}, survey, print = null } = plan ?? {};
      const read = survey ? JSON.stringify(survey) : null;
      const planned = plan === null ? 0 : 1;
      this.#run("setPlanned", planned, total, JSON.stringify(userTypes), read, print, jobId);
    });
  }

  async objectRefs(jobId: string): Promise<ObjectRef[]> {
    return this.#all("refs", jobId).map((row) => ({
      ordinal: row.ordinal as number,
      objectType: row.object_type as string,
      dependsOn: JSON.parse(row.depends_on as string) as number[],
    }));
  }

  async objects(jobId: string, ordinals: readonly number[]): Promise<PlannedObject[]> {
    const statement = this.#prepare("object");
    return ordinals.flatMap((ordinal) => {
      const row = statement.get(jobId, ordinal) as Row | undefined;
      return row ? [toPlannedObject(row)] : [];
    });
  }

  async columns(jobId: string, ordinals: readonly number[]): Promise<Map<number, TargetColumn[]>> {
    const statement = this.#prepare("columns");
    const found = new Map<number, TargetColumn[]>();
    for (const ordinal of ordinals) {
      const row = statement.get(jobId, ordinal) as Row | undefined;
      if (typeof row?.columns === "string") found.set(ordinal, JSON.parse(row.columns));
    }
    return found;
  }

  async finished(jobId: string): Promise<Finished[]> {
    return this.#all("finished", jobId).map((row) => ({
      ordinal: row.ordinal as number,
      status: row.status as Finished["status"],
      blocked: row.blocked === 1,
    }));
  }

  async attempts(jobId: string): Promise<Map<number, number>> {
    return new Map(
      this.#all("attempts", jobId).map((row) => [row.ordinal as number, row.attempt as number]),
    );
  }

  async select(
    jobId: string,
    { names, codes }: RetrySelection,
  ): Promise<{ ordinals: number[]; unknown: string[] }> {
    const ordinals = new Set<number>();
    const wanted = new Set(names);
    const unknown = new Set(names);
    if (names) {
      for (const row of this.#all("names", jobId)) {
        if (!wanted.has(row.name as string)) continue;
        unknown.delete(row.name as string);
        ordinals.add(row.ordinal as number);
      }
    }
    if (codes || !names) {
      for (const row of this.#all("failures", jobId)) {
        if (!codes || hasCode(row, codes)) ordinals.add(row.ordinal as number);
      }
    }
    return { ordinals: [...ordinals].sort((a, b) => a - b), unknown: [...unknown] };
  }

  async reopen(
    jobId: string,
    ordinals: readonly number[],
    batch: Batch,
    reread?: Reread,
  ): Promise<Committed> {
    return this.#transactions.atomically(() => {
      const job = this.#require(jobId);
      for (const ordinal of ordinals) {
        const last = this.#prepare("lastResult").get(jobId, ordinal) as Row | undefined;
        if (last?.status === "success") job.completed--;
        else if (last?.status === "error") job.failed--;
        else if (last) job.skipped--;
        job.rowsLoaded -= Number(last?.rows ?? 0);
        this.#run("nextAttempt", jobId, ordinal);
      }
      if (reread) this.#setSources(job, reread);
      return this.#write(job, batch);
    });
  }

  #setSources(job: StoredJob, { userTypes, objects, whole }: Reread): void {
    for (const { ordinal, dependsOn, source } of objects) {
      this.#run("keepSource", job.jobId, ordinal);
      const [needs, text] = [JSON.stringify(dependsOn), JSON.stringify(source)];
      this.#run("setSource", source.objectType, needs, text, job.jobId, ordinal);
    }
    const { leftOut, survey, print } = whole;
    this.#run("deleteLeftOut", job.jobId);
    this.#insertLeftOut(job.jobId, 0, leftOut);
    const read = survey && JSON.stringify(survey);
    this.#run("setWhole", JSON.stringify(userTypes), read, print, job.jobId);
    Object.assign(job, { userTypes, survey, print });
  }

  async commit(jobId: string, batch: Batch): Promise<Committed> {
    return this.#transactions.atomically(() => this.#write(this.#require(jobId), batch));
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
    this.#run(
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
    if (!this.#run("insertResult", job.jobId, ...values)) return;
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
    this.#run("insertLog", job.jobId, seq, log.timestamp, log.level, log.message);
    rows.push(logRow({ ...log, seq }));
  }

  async rowsAfter(jobId: string, after: number, limit: number): Promise<StreamRow[]> {
    const logs = this.#all("logsAfter", jobId, after, limit).map((row) => logRow(toLog(row)));
    const results = this.#all("resultRowsAfter", jobId, after, limit).map(toResultRow);
    return mergeBySeq(logs, results, limit);
  }

  async latestLogs(jobId: string, limit: number): Promise<LogEntry[]> {
    return this.#all("latestLogs", jobId, limit).map(toLog);
  }

  async resultsAfter(jobId: string, after: number, limit: number): Promise<StreamRow[]> {
    return this.#all("resultsAfter", jobId, after, limit).map(toResultRow);
  }

  async addAudit({ timestamp, jobId, client, action, detail }: NewAudit): Promise<void> {
    this.#run("addAudit", timestamp, jobId, client, action, detail ?? null);
  }

  /** What is read of the past, from the same file. */
  history(): SqliteHistory {
    return new SqliteHistory(this.#database);
  }

  /** Jobs as a whole, from and to the same file. */
  archive(): SqliteArchive {
    return new SqliteArchive(this.#database, this.#transactions);
  }

  async close(): Promise<void> {
    this.#transactions.close();
    if (this.#database.isOpen) this.#database.close();
  }
}
