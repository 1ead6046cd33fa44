import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { LogEntry } from "../../../protocol/job.ts";
import type { TargetColumn } from "../../translate/types.ts";
import type {
  Batch,
  Committed,
  JobStore,
  NewJob,
  NewLog,
  NewResult,
  ObjectRef,
  Plan,
  PlannedObject,
  StoredJob,
  StreamRow,
} from "../types.ts";
import { openDatabase } from "./openDatabase.ts";
import { logRow, mergeBySeq, resultRow, toJob, toLog, toPlannedObject } from "./rows.ts";

const SQL = {
  insertJob: `INSERT INTO jobs (job_id, created_at, status, source_type, target_catalog, target_schema,
    inventory_path, target_path, dry_run, model_id, concurrency) VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?)`,
  job: "SELECT * FROM jobs WHERE job_id = ?",
  jobs: "SELECT * FROM jobs ORDER BY created_at DESC, rowid DESC",
  deleteJob: "DELETE FROM jobs WHERE job_id = ?",
  insertObject: "INSERT INTO objects VALUES (?, ?, ?, ?, ?, ?)",
  deleteObjects: "DELETE FROM objects WHERE job_id = ?",
  setPlanned: "UPDATE jobs SET planned = ?, total = ?, user_types = ? WHERE job_id = ?",
  refs: "SELECT ordinal, object_type, depends_on FROM objects WHERE job_id = ? ORDER BY ordinal",
  object:
    "SELECT ordinal, target_name, depends_on, source FROM objects WHERE job_id = ? AND ordinal = ?",
  finished: `SELECT ordinal, status, max(attempt) FROM results WHERE job_id = ? GROUP BY ordinal`,
  columns:
    "SELECT columns FROM results WHERE job_id = ? AND ordinal = ? ORDER BY attempt DESC LIMIT 1",
  insertResult: `INSERT INTO results (job_id, ordinal, attempt, seq, status, result, target_sql, columns)
    VALUES (?, ?, 1, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  insertLog: "INSERT INTO logs (job_id, seq, timestamp, level, message) VALUES (?, ?, ?, ?, ?)",
  updateJob: `UPDATE jobs SET status = ?, completed = ?, failed = ?, skipped = ?, rows_loaded = ?, last_seq = ?,
    start_time = ?, end_time = ?, error = ? WHERE job_id = ?`,
  logsAfter: "SELECT * FROM logs WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?",
  resultsAfter: `SELECT seq, attempt, result FROM results WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?`,
  latestLogs: `SELECT * FROM (SELECT * FROM logs WHERE job_id = ? ORDER BY seq DESC LIMIT ?) ORDER BY seq`,
} as const;

type Row = Record<string, unknown>;

/** The JobStore in one SQLite file. Statements are prepared once; calls are synchronous inside. */
export class SqliteStore implements JobStore {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  /** Opens or creates the database file at `path`; throws an AppError when it is damaged or newer than this program. */
  constructor(path: string) {
    this.#database = openDatabase(path);
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

  #atomically<T>(work: () => T): T {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
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
      job.modelId,
      job.concurrency,
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
    this.#atomically(() => {
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

  async setPlanned(jobId: string, plan: Plan | null): Promise<void> {
    this.#atomically(() => {
      if (plan === null) this.#run("deleteObjects", jobId);
      const userTypes = JSON.stringify(plan?.userTypes ?? {});
      this.#run("setPlanned", plan === null ? 0 : 1, plan?.total ?? 0, userTypes, jobId);
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

  async finished(jobId: string): Promise<{ ordinal: number; status: string }[]> {
    return this.#all("finished", jobId) as unknown as { ordinal: number; status: string }[];
  }

  async commit(jobId: string, batch: Batch): Promise<Committed> {
    return this.#atomically(() => {
      const job = this.#require(jobId);
      const rows: StreamRow[] = [];
      for (const result of batch.results) this.#addResult(job, result, rows);
      for (const log of batch.logs) this.#addLog(job, log, rows);
      job.status = batch.status ?? job.status;
      job.startTime = batch.startTime ?? job.startTime;
      job.endTime = batch.endTime ?? job.endTime;
      job.error = batch.error ?? job.error;
      this.#run(
        "updateJob",
        job.status,
        job.completed,
        job.failed,
        job.skipped,
        job.rowsLoaded,
        job.lastSeq,
        job.startTime,
        job.endTime,
        job.error,
        jobId,
      );
      return { job, rows };
    });
  }

  #addResult(job: StoredJob, added: NewResult, rows: StreamRow[]): void {
    const { result } = added;
    const seq = job.lastSeq + 1;
    const json = JSON.stringify(result);
    const status = result.status as string;
    const { ordinal, targetSql } = added;
    const columns = added.columns && JSON.stringify(added.columns);
    if (!this.#run("insertResult", job.jobId, ordinal, seq, status, json, targetSql, columns))
      return;
    job.lastSeq = seq;
    if (status === "success") job.completed++;
    else if (status === "error") job.failed++;
    else job.skipped++;
    job.rowsLoaded += (result.rows_loaded as number | null | undefined) ?? 0;
    rows.push(resultRow(json, seq, 1));
  }

  #addLog(job: StoredJob, log: NewLog, rows: StreamRow[]): void {
    const seq = ++job.lastSeq;
    this.#run("insertLog", job.jobId, seq, log.timestamp, log.level, log.message);
    rows.push(logRow({ ...log, seq }));
  }

  async rowsAfter(jobId: string, after: number, limit: number): Promise<StreamRow[]> {
    const logs = this.#all("logsAfter", jobId, after, limit).map((row) => logRow(toLog(row)));
    return mergeBySeq(logs, await this.resultsAfter(jobId, after, limit), limit);
  }

  async latestLogs(jobId: string, limit: number): Promise<LogEntry[]> {
    return this.#all("latestLogs", jobId, limit).map(toLog);
  }

  async resultsAfter(jobId: string, after: number, limit: number): Promise<StreamRow[]> {
    return this.#all("resultsAfter", jobId, after, limit).map((row) =>
      resultRow(row.result as string, row.seq as number, row.attempt as number),
    );
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }
}
