import type { InventoryObject } from "../../../inventory/types.ts";
import { isWord, type Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { columnMap, readQuery } from "../../query/select.ts";
import { tableReference } from "../../query/tableName.ts";
import { readTable } from "../../table/translateTable.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
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
    const start = cursor.at;
    const index = /^(UNIQUE|CLUSTERED|NONCLUSTERED|INDEX|STATISTICS)$/.test(
      cursor.peek(1)?.value ?? "",
    );
    const clause = cursor.textBetween(start, end).replace(/\s+/g, " ");
    if (!index) throw tx.stop("DWM-PRC-002", { construct: clause.slice(0, 80) }, offset);
    kit.note("DWM-PRC-006", { clause, why: "indexes say how, not what" }, offset);
    cursor.at = end;
    return [];
  }
  const head = cursor.slice(cursor.at + 2, end);
  const parts = head.name();
  if (!parts) throw tx.unreadable("a table expected");
  const columns = head.offset;
  const text = cursor.textBetween(head.at, end);
  cursor.at = end;
  if (!isTemporary(parts)) {
    const { sql } = tableReference(tx, parts, offset);
    return [{ is: "sql", sql: `CREATE TABLE ${sql} ${columnsSql(body, text, columns).list}` }];
  }
  const written = parts.at(-1) ?? "";
  return [temporaryTable(body, written, text, columns)];
}

/** DECLARE @t TABLE (…) */
export function readTableVariable(body: TsqlBody, variable: Token): Statement[] {
  const { cursor } = body.kit;
  cursor.next();
  const start = cursor.at;
  if (!cursor.group()) throw body.kit.tx.unreadable("( expected");
  const columns = cursor.textBetween(start, cursor.at);
  return [temporaryTable(body, variable.text, columns, cursor.tokens[start]?.start ?? 0)];
}

function temporaryTable(body: TsqlBody, written: string, text: string, offset: number): Statement {
  const { scope } = body.kit.tx;
  const name = temporaryName(written);
  const { list, columns } = columnsSql(body, text, offset);
  noteTemporary(body, written, offset);
  scope.ctes.set(written.toLowerCase(), { name, columns });
  return { is: "sql", sql: `CREATE OR REPLACE TEMPORARY TABLE ${quoted(name)} ${list}` };
}

const HEAD = "CREATE TABLE t ";

/** The columns of a CREATE TABLE, from its bracket on; its keys and checks have no use in a table that a routine makes for itself. */
function columnsSql(body: TsqlBody, text: string, offset: number) {
  const { kit } = body;
  const { context, diagnostics } = kit.tx;
  const place = diagnostics.position(offset);
  const object: InventoryObject = {
    key: "t",
    name: "t",
    schema: null,
    baseName: "t",
    objectType: "TABLE",
    kind: "TABLE",
    definition: [{ text: HEAD + text, ...place, column: place.column - HEAD.length }],
    data: [],
    dependsOn: [],
  };
  const { table, issues } = readTable(object, context);
  for (const issue of issues) diagnostics.add(issue);
  const list = table.columns.map((column) => {
    const identity = column.identity
      ? ` GENERATED BY DEFAULT AS IDENTITY (START WITH ${column.identity.start} INCREMENT BY ${column.identity.increment})`
      : "";
    if (column.identity) {
      const what = `${column.name}: identity values rise, but not by one from row to row`;
      kit.note("DWM-PRC-007", { what }, offset);
    }
    if (column.computed !== undefined) {
      const construct = `the computed column ${column.name}`;
      throw kit.tx.stop("DWM-PRC-002", { construct }, offset);
    }
    if (column.defaultSql !== undefined) {
      const what = `the default of ${column.name} is left out: give the value in each INSERT`;
      kit.note("DWM-PRC-007", { what }, offset);
    }
    const type = column.identity ? "BIGINT" : column.type.sql;
    return `${quoted(column.name)} ${type}${identity}${column.notNull ? " NOT NULL" : ""}`;
  });
  if (table.query !== undefined || table.like || list.length === 0)
    throw kit.tx.stop("DWM-PRC-002", { construct: "this CREATE TABLE" }, offset);
  return {
    list: `(${list.join(", ")})`,
    columns: new Map(
      table.columns.map((column) => [column.name.toLowerCase(), column.type.class] as const),
    ),
  };
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
