import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Issue } from "../../protocol/job.ts";
import type { SourcePosition } from "../inventory/types.ts";
import { NO_EXTENSIONS } from "../targets/duckdb/database.ts";
import { errorText, toIssue } from "../targets/duckdb/errors.ts";
import type { LooseResult } from "../translate/dml/translateLoose.ts";
import { duckdbAlias, quoteName } from "../translate/duckdbNames.ts";
import { makeIssue } from "../translate/issueCodes.ts";
import type { TranslatedObject } from "../translate/types.ts";

/** A statement that is not bound in this time is let be; a script as a whole has so long. */
const STATEMENT_MS = 3_000;
const SCRIPT_MS = 30_000;
/** Longer ones are rows: reading them all again tells nothing. */
const MOST_LENGTH = 100_000;
/** What is not the translation's fault: something else is missing, a value does not fit, the machine is at its limits. */
const NO_FAULT: ReadonlySet<string> = new Set([
  "DWM-EXE-002",
  "DWM-EXE-005",
  "DWM-EXE-006",
  "DWM-EXE-008",
  "DWM-EXE-009",
  "DWM-EXE-010",
]);
const BOUND_BY_EXPLAIN = /^\s*(INSERT|UPDATE|DELETE|MERGE|SELECT|WITH|FROM)\b/i;

/**
 * Has an empty DuckDB in memory bind what a script was translated to, in the script's order: its own tables are there, what
 * they do not hold is an error. What reads something that the script does not define is not judged. Nothing is run on rows.
 */
export class ScriptBinder {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  #until: number;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
    this.#until = performance.now() + SCRIPT_MS;
  }

  /** A database of its own, which reaches no file and no network. */
  static async open({
    catalog,
    schema,
  }: {
    catalog: string;
    schema: string;
  }): Promise<ScriptBinder> {
    const instance = await DuckDBInstance.create(":memory:", {
      ...NO_EXTENSIONS,
      threads: "1",
      memory_limit: "512MB",
    });
    const connection = await instance.connect();
    const alias = quoteName(duckdbAlias(catalog));
    await connection.run(`ATTACH ':memory:' AS ${alias}`);
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${alias}.${quoteName(schema)}`);
    await connection.run(`USE ${alias}.${quoteName(schema)}`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
    return new ScriptBinder(instance, connection);
  }

  /** Creates an object; the answer holds an error where DuckDB refuses it. */
  async object(translated: TranslatedObject): Promise<TranslatedObject> {
    if (translated.outcome !== "translated") return translated;
    for (const { sql, ...at } of translated.statements) {
      const issue = await this.#bind(withoutRows(sql), at);
      if (issue) return { ...translated, issues: [...translated.issues, issue] };
    }
    return translated;
  }

  /** The same for a statement that defines no object; `at` is where it stands. */
  async loose(result: LooseResult, at: SourcePosition): Promise<LooseResult> {
    for (const sql of result.statements ?? []) {
      const bound = BOUND_BY_EXPLAIN.test(sql) && sql.length < MOST_LENGTH;
      const issue = bound ? await this.#bind(`EXPLAIN ${sql}`, at) : undefined;
      if (issue) return { ...result, issues: [...result.issues, issue] };
    }
    return result;
  }

  async #bind(sql: string, at: SourcePosition): Promise<Issue | undefined> {
    const left = this.#until - performance.now();
    if (left <= 0) return undefined;
    const timer = setTimeout(() => this.#connection.interrupt(), Math.min(left, STATEMENT_MS));
    try {
      await this.#connection.run(sql);
      return undefined;
    } catch (error) {
      const reason = errorText(error);
      // After one of its own errors the database answers nothing but that.
      if (/^(INTERNAL|FATAL) Error|database has been invalidated/i.test(reason)) this.#until = 0;
      const fault = /^(Parser|Binder|Catalog|Not implemented) Error/i.test(reason);
      if (!fault || NO_FAULT.has(toIssue(error, at).code)) return undefined;
      return makeIssue("DWM-VER-005", at, { reason });
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** CREATE TABLE … AS without its query's rows: it is bound, not run. */
function withoutRows(sql: string): string {
  return /^CREATE\s+(OR\s+REPLACE\s+)?(TEMP\w*\s+)?TABLE\s[^(]*?(\([^()]*\))?\s*AS\s/i.test(sql)
    ? `${sql}\nWITH NO DATA`
    : sql;
}
