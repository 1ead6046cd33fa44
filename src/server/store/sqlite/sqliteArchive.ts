import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { ExportedResult } from "../../../protocol/jobExport.ts";
import type { LeftOut } from "../../inventory/types.ts";
import type {
  ArchiveStore,
  ImportedJob,
  JobSnapshot,
  PastSource,
  ResultRecord,
} from "../archive.ts";
import type { PlannedObject, StoredJob } from "../types.ts";
import { jobColumns, toJob, toPlannedObject } from "./rows.ts";
import type { Transactions } from "./transactions.ts";

type Row = Record<string, unknown>;

/** The ArchiveStore in the SQLite file of a SqliteStore. */
export class SqliteArchive implements ArchiveStore {
  readonly #database: DatabaseSync;
  readonly #transactions: Transactions;

  constructor(database: DatabaseSync, transactions: Transactions) {
    this.#database = database;
    this.#transactions = transactions;
  }

  #all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#database.prepare(sql).all(...values) as Row[];
  }

  async snapshot(jobId: string): Promise<JobSnapshot | undefined> {
    const [row] = this.#all("SELECT * FROM jobs WHERE job_id = ?", jobId);
    if (!row) return undefined;
    const counting = this.#all("SELECT ordinal, attempt FROM attempts WHERE job_id = ?", jobId);
    const attempts = counting.map(
      ({ ordinal, attempt }) => [ordinal as number, attempt as number] as const,
    );
    return { job: toJob(row), attempts: new Map(attempts) };
  }

  async objectPage(jobId: string, after: number, limit: number): Promise<PlannedObject[]> {
    const sql = `SELECT ordinal, target_name, depends_on, source FROM objects
      WHERE job_id = ? AND ordinal > ? ORDER BY ordinal LIMIT ?`;
    return this.#all(sql, jobId, after, limit).map(toPlannedObject);
  }

  async leftOutPage(jobId: string, from: number, limit: number): Promise<LeftOut[]> {
    const sql = `SELECT entry FROM left_out WHERE job_id = ? AND ordinal >= ? ORDER BY ordinal LIMIT ?`;
    return this.#all(sql, jobId, from, limit).map(({ entry }) => JSON.parse(entry as string));
  }

  async recordPage(jobId: string, after: number, limit: number): Promise<ResultRecord[]> {
    const sql = `SELECT seq, ordinal, attempt, status, result AS json, target_sql AS targetSql, columns
      FROM results WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?`;
    return this.#all(sql, jobId, after, limit) as unknown as ResultRecord[];
  }

  async pastSourcePage(
    jobId: string,
    { ordinal, attempt }: Pick<PastSource, "ordinal" | "attempt">,
    limit: number,
  ): Promise<PastSource[]> {
    const sql = `SELECT ordinal, attempt, source FROM past_sources
      WHERE job_id = ? AND (ordinal, attempt) > (?, ?) ORDER BY ordinal, attempt LIMIT ?`;
    return this.#all(sql, jobId, ordinal, attempt, limit).map((row) => ({
      ordinal: row.ordinal as number,
      attempt: row.attempt as number,
      source: JSON.parse(row.source as string),
    }));
  }

  async importJob(imported: ImportedJob): Promise<void> {
    const { job, objects, pastSources, leftOut, results, logs, audit } = imported;
    const { jobId } = job;
    const add = (table: string, columns: number) => {
      const marks = Array.from({ length: columns }, () => "?").join(", ");
      const statement = this.#database.prepare(`INSERT INTO ${table} VALUES (${marks})`);
      return (...values: SQLInputValue[]) => statement.run(...values);
    };
    this.#transactions.atomically(() => {
      this.#addJob(job);
      const addObject = add("objects", 6);
      const addAttempt = add("attempts", 3);
      for (const { ordinal, attempt, target_name, depends_on, source } of objects) {
        const needs = JSON.stringify(depends_on);
        const text = JSON.stringify(source);
        addObject(jobId, ordinal, source.objectType, target_name, needs, text);
        if (attempt > 1) addAttempt(jobId, ordinal, attempt);
      }
      const addSource = add("past_sources", 4);
      for (const { ordinal, attempt, source } of pastSources) {
        addSource(jobId, ordinal, attempt, JSON.stringify(source));
      }
      const addLeftOut = add("left_out", 3);
      for (const [ordinal, one] of leftOut.entries()) {
        addLeftOut(jobId, ordinal, JSON.stringify(one));
      }
      const addResult = add("results", 8);
      for (const result of results) addResult(jobId, ...resultValues(result));
      const addLog = add("logs", 5);
      for (const { seq, timestamp, level, message } of logs) {
        addLog(jobId, seq, timestamp, level, message);
      }
      const addAudit = add("audit (timestamp, job_id, client, action, detail)", 5);
      for (const { timestamp, client, action, detail } of audit) {
        addAudit(timestamp, jobId, client, action, detail ?? null);
      }
    });
  }

  #addJob(job: StoredJob): void {
    const columns = Object.entries(jobColumns(job));
    const names = columns.map(([name]) => name).join(", ");
    const marks = columns.map(() => "?").join(", ");
    const values = columns.map(([, value]) => value);
    this.#database.prepare(`INSERT INTO jobs (${names}) VALUES (${marks})`).run(...values);
  }

  async usedBytes(): Promise<number> {
    const read = (pragma: string) => {
      const [row] = this.#all(`PRAGMA ${pragma}`);
      return row?.[pragma] as number;
    };
    return (read("page_count") - read("freelist_count")) * read("page_size");
  }
}

function resultValues(added: ExportedResult): SQLInputValue[] {
  const { ordinal, attempt, seq, status, result, target_sql, columns } = added;
  const text = columns && JSON.stringify(columns);
  return [ordinal, attempt, seq, status, JSON.stringify(result), target_sql, text];
}
