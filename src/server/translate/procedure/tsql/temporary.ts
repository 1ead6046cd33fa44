import { isWord, type Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { columnMap } from "../../query/block/queryColumns.ts";
import { readQuery } from "../../query/block/select.ts";
import { tableReference } from "../../query/from/tableName.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import { readCreate } from "../createStatement.ts";
import { createTemporary } from "../createTable.ts";
import type { Statement } from "../model.ts";
import type { TsqlBody } from "./body.ts";

const { name: quoted } = databricksWriter;

/**
 * `#t` and `@t` become temporary tables of the session (Databricks, "Temporary tables"): one-part names that hide tables of
 * the schema, so that they get a prefix.
 */
function temporaryName(written: string): string {
  const bare = written.replace(/^[#@]+/, "");
  return /^(tmp|temp)/i.test(bare) ? bare : `tmp_${bare}`;
}

function isTemporary(parts: readonly string[]): boolean {
  return (parts.at(-1) ?? "").startsWith("#");
}

function noteTemporary(body: TsqlBody, written: string, offset: number): void {
  const what = `${written} becomes a temporary table of the session: it stays until the session ends`;
  body.kit.note("DWM-PRC-007", { what }, offset);
}

/** Index of the INTO that belongs to the SELECT at the cursor, or -1. */
function intoIndex(cursor: Cursor, end: number): number {
  let depth = 0;
  for (let index = cursor.at; index < end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth !== 0 || token?.kind !== "word") continue;
    if (token.value === "INTO") return index;
    if (/^(FROM|INSERT|UPDATE|DELETE|MERGE)$/.test(token.value)) return -1;
  }
  return -1;
}

/** True for SELECT … INTO table. */
export function startsSelectInto(cursor: Cursor, end: number): boolean {
  return intoIndex(cursor, end) >= 0;
}

/** SELECT … INTO t FROM …: CREATE TABLE t AS the query. */
export function readSelectInto(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const into = intoIndex(cursor, end);
  const offset = cursor.tokens[into]?.start ?? cursor.offset;
  const target = cursor.slice(into + 1, end);
  const parts = target.name();
  if (!parts) throw tx.unreadable("a table expected");
  const tokens = [...cursor.tokens.slice(cursor.at, into), ...cursor.tokens.slice(target.at, end)];
  const written = parts.at(-1) ?? "";
  const name = temporaryName(written);
  // Known before its query is read: what follows is to find it even when the query cannot be translated.
  if (isTemporary(parts)) tx.scope.ctes.set(written.toLowerCase(), { name, columns: undefined });
  const query = tx.inside(new Cursor(cursor.text, tx.dialect, tokens), () =>
    tx.nested(() => {
      const read = readQuery(tx);
      if (!tx.cursor.done) throw tx.unreadable("not expected here");
      return read;
    }),
  );
  cursor.at = end;
  if (!isTemporary(parts)) {
    const { sql } = tableReference(tx, parts, offset);
    return [{ is: "sql", sql: `CREATE TABLE ${sql} AS ${query.sql}` }];
  }
  noteTemporary(body, written, offset);
  tx.scope.ctes.set(written.toLowerCase(), { name, columns: columnMap(query) });
  return [{ is: "sql", sql: `CREATE OR REPLACE TEMPORARY TABLE ${quoted(name)} AS ${query.sql}` }];
}

/** CREATE TABLE inside of a routine; other objects are not created by routines here. */
export function readTableDefinition(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  if (!cursor.isWords("CREATE", "TABLE")) {
    const index = /^(UNIQUE|CLUSTERED|NONCLUSTERED|INDEX|STATISTICS)$/.test(
      cursor.peek(1)?.value ?? "",
    );
    const clause = cursor.textBetween(cursor.at, end).replace(/\s+/g, " ");
    if (!index) throw tx.stop("DWM-PRC-002", { construct: clause.slice(0, 80) }, offset);
    kit.note("DWM-PRC-006", { clause, why: "indexes say how, not what" }, offset);
    cursor.at = end;
    return [];
  }
  return readCreate(kit, end, (name) => (name.startsWith("#") ? temporaryName(name) : name));
}

/** DECLARE @t TABLE (…) */
export function readTableVariable(body: TsqlBody, variable: Token): Statement[] {
  const { cursor, tx } = body.kit;
  cursor.next();
  const start = cursor.at;
  if (!cursor.group()) throw tx.unreadable("( expected");
  const columns = cursor.textBetween(start, cursor.at);
  const offset = cursor.tokens[start]?.start ?? 0;
  noteTemporary(body, variable.text, offset);
  const name = temporaryName(variable.text);
  tx.scope.ctes.set(variable.text.toLowerCase(), { name, columns: undefined });
  const made = createTemporary(body.kit, name, columns, offset);
  tx.scope.ctes.set(variable.text.toLowerCase(), { name, columns: made.columns });
  return made.statements;
}

/** DROP TABLE [IF EXISTS] a, b */
export function readDrop(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const start = cursor.at;
  cursor.next();
  if (!cursor.accept("TABLE")) {
    const index = cursor.isWords("INDEX") || cursor.isWords("STATISTICS");
    const clause = cursor.textBetween(start, end).replace(/\s+/g, " ");
    if (!index) throw tx.stop("DWM-PRC-002", { construct: clause }, offset);
    kit.note("DWM-PRC-006", { clause, why: "indexes say how, not what" }, offset);
    cursor.at = end;
    return [];
  }
  const guarded = cursor.accept("IF", "EXISTS");
  const statements: Statement[] = [];
  do {
    const parts = cursor.name();
    if (!parts) throw tx.unreadable("a table expected");
    const { sql, temporary } = nameOf(body, parts, offset);
    const guard = guarded || temporary ? "IF EXISTS " : "";
    statements.push({ is: "sql", sql: `DROP TABLE ${guard}${sql}` });
  } while (cursor.acceptSymbol(","));
  return statements;
}

function nameOf(
  body: TsqlBody,
  parts: readonly string[],
  offset: number,
): { sql: string; temporary: boolean } {
  const { tx } = body.kit;
  const written = parts.at(-1) ?? "";
  if (isTemporary(parts)) return { sql: quoted(temporaryName(written)), temporary: true };
  return { sql: tableReference(tx, parts, offset).sql, temporary: false };
}

/** TRUNCATE TABLE t */
export function readTruncate(body: TsqlBody, end: number): Statement[] {
  const { cursor, tx } = body.kit;
  const offset = cursor.offset;
  cursor.next();
  tx.expect("TABLE");
  const parts = cursor.name();
  if (!parts || cursor.at !== end) throw tx.unreadable("a table expected");
  const { sql, temporary } = nameOf(body, parts, offset);
  return [{ is: "sql", sql: temporary ? `DELETE FROM ${sql}` : `TRUNCATE TABLE ${sql}` }];
}

/** True for `OBJECT_ID('tempdb..#t') IS NOT NULL`: whether a temporary table is there. */
export function asksForTemporary(cursor: Cursor, end: number): boolean {
  return (
    isWord(cursor.peek(), "OBJECT_ID") &&
    /tempdb\.\.?[^']*#/i.test(cursor.textBetween(cursor.at, end))
  );
}
