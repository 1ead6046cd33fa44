import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { COUNTS } from "./rows.ts";

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

/** A row as SQLite answers it, by column name. */
export type Row = Record<string, unknown>;

/** The store's statements by name, each prepared once. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  #prepare(name: keyof typeof SQL): StatementSync {
    const known = this.#prepared.get(name);
    if (known) return known;
    const statement = this.#database.prepare(SQL[name]);
    this.#prepared.set(name, statement);
    return statement;
  }

  /** Runs a change; answers how many rows it changed. */
  run(name: keyof typeof SQL, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(name).run(...values).changes);
  }

  /** The first row; undefined where there is none. */
  get(name: keyof typeof SQL, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(name).get(...values) as Row | undefined;
  }

  all(name: keyof typeof SQL, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(name).all(...values) as Row[];
  }
}
