import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { AuditEntry, JobListQuery } from "../../../protocol/history.ts";
import type { LogEntry, LogLevel, ObjectStatus } from "../../../protocol/job.ts";
import { AppError } from "../../errors.ts";
import type { InventoryObject } from "../../inventory/types.ts";
import type { HistoryStore, JobPage, ResultDetail } from "../history.ts";
import type { StreamRow } from "../types.ts";
import { COUNTS, toJob, toLog, toResultRow } from "./rows.ts";

type Row = Record<string, unknown>;

/** The HistoryStore in the SQLite file of a SqliteStore. */
export class SqliteHistory implements HistoryStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  #all(sql: string, values: readonly SQLInputValue[]): Row[] {
    return this.#database.prepare(sql).all(...values) as Row[];
  }

  async listJobs({ status, text, from, to, limit, cursor }: JobListQuery): Promise<JobPage> {
    const where: string[] = ["true"];
    const values: SQLInputValue[] = [];
    const add = (condition: string, ...more: SQLInputValue[]) => {
      where.push(condition);
      values.push(...more);
    };
    if (status) add(`status IN (SELECT value FROM json_each(?))`, JSON.stringify(status));
    if (text) {
      const target = "target_catalog || '.' || target_schema";
      const places = ["job_id", "inventory_path", target, "source_type"];
      const found = places.map((place) => `instr(lower(${place}), lower(?)) > 0`).join(" OR ");
      add(`(${found})`, ...places.map(() => text));
    }
    if (from) add("created_at >= ?", new Date(from).toISOString());
    if (to) add("created_at < ?", new Date(to).toISOString());
    const [counted] = this.#all(
      `SELECT count(*) AS n FROM jobs WHERE ${where.join(" AND ")}`,
      values,
    );
    if (cursor) {
      const { createdAt, row } = readCursor(cursor);
      add("(created_at, rowid) < (?, ?)", createdAt, row);
    }
    const sql = `SELECT rowid AS row, * FROM jobs WHERE ${where.join(" AND ")}
      ORDER BY created_at DESC, rowid DESC LIMIT ?`;
    const rows = this.#all(sql, [...values, limit === undefined ? -1 : limit + 1]);
    const page = limit === undefined ? rows : rows.slice(0, limit);
    const last = page.at(-1);
    const nextCursor = last && rows.length > page.length ? writeCursor(last) : null;
    return { jobs: page.map(toJob), total: counted?.n as number, nextCursor };
  }

  async logPage(
    jobId: string,
    after: number,
    limit: number,
    levels?: readonly LogLevel[],
  ): Promise<LogEntry[]> {
    const only = levels ? "AND level IN (SELECT value FROM json_each(?))" : "";
    const sql = `SELECT * FROM logs WHERE job_id = ? AND seq > ? ${only} ORDER BY seq LIMIT ?`;
    const filter = levels ? [JSON.stringify(levels)] : [];
    return this.#all(sql, [jobId, after, ...filter, limit]).map(toLog);
  }

  async resultPage(
    jobId: string,
    after: number,
    limit: number,
    {
      statuses,
      code,
    }: { statuses?: readonly ObjectStatus[] | undefined; code?: string | undefined },
  ): Promise<StreamRow[]> {
    const filter: SQLInputValue[] = [];
    let only = "";
    if (statuses) {
      only += " AND status IN (SELECT value FROM json_each(?))";
      filter.push(JSON.stringify(statuses));
    }
    if (code !== undefined) {
      only += " AND result ->> '$.error_code' = ?";
      filter.push(code);
    }
    const sql = `SELECT seq, attempt, result FROM results r
      WHERE job_id = ? AND seq > ? AND ${COUNTS}${only} ORDER BY seq LIMIT ?`;
    return this.#all(sql, [jobId, after, ...filter, limit]).map(toResultRow);
  }

  async resultDetail(jobId: string, seq: number): Promise<ResultDetail | undefined> {
    // What it was made from is the first that was put by at its attempt or later, else what the object has now.
    const sql = `SELECT r.seq, r.attempt, r.result, r.target_sql, coalesce(
        (SELECT p.source FROM past_sources p
          WHERE p.job_id = r.job_id AND p.ordinal = r.ordinal AND p.attempt >= r.attempt
          ORDER BY p.attempt LIMIT 1), o.source) AS source
      FROM results r JOIN objects o ON o.job_id = r.job_id AND o.ordinal = r.ordinal
      WHERE r.job_id = ? AND r.seq = ?`;
    const [row] = this.#all(sql, [jobId, seq]);
    if (!row) return undefined;
    return {
      row: toResultRow(row),
      source: JSON.parse(row.source as string) as InventoryObject,
      targetSql: row.target_sql as string | null,
    };
  }

  async auditPage(jobId: string | undefined, after: number, limit: number): Promise<AuditEntry[]> {
    const only = jobId === undefined ? "" : "AND job_id = ?";
    const sql = `SELECT * FROM audit WHERE id > ? ${only} ORDER BY id LIMIT ?`;
    const filter = jobId === undefined ? [] : [jobId];
    return this.#all(sql, [after, ...filter, limit]) as unknown as AuditEntry[];
  }
}

function writeCursor(row: Row): string {
  return Buffer.from(JSON.stringify([row.created_at, row.row])).toString("base64url");
}

function readCursor(cursor: string): { createdAt: string; row: number } {
  try {
    const [createdAt, row] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (typeof createdAt === "string" && typeof row === "number") return { createdAt, row };
  } catch {
    // Told below, like any other cursor that is none.
  }
  const message = "The cursor is not one that this server gave. Begin again without it.";
  throw new AppError("CURSOR_INVALID", 400, message, { fields: [{ field: "cursor", message }] });
}
