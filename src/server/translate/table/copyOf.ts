import { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { readType } from "../types/read.ts";
import { resolveType } from "../types/resolve.ts";
import { plain } from "../types/spec.ts";
import { plainColumn, type Table } from "./model.ts";
import { otherTable } from "./names.ts";
import { columnsOf } from "./otherColumns.ts";
import { shorten } from "./texts.ts";

/**
 * Reads what makes a table by another one, behind its name: LIKE b, CLONE b, COPY b, (LIKE b …), PARTITION OF b, OF type.
 * Answers whether the statement is read by that.
 */
export function readCopyOf(tx: Tx, table: Table): boolean {
  const { cursor } = tx;
  if (cursor.accept("PARTITION", "OF")) {
    readPartitionOf(tx, table);
    return false;
  }
  if (tx.is("oracle", "postgres") && cursor.accept("OF")) {
    readTyped(tx, table);
    return false;
  }
  const bracketed =
    cursor.isSymbol("(") && cursor.peek(1)?.kind === "word" && cursor.peek(1)?.value === "LIKE";
  const inner = bracketed ? cursor.slice(cursor.at + 1, cursor.matching() - 1) : cursor;
  if (bracketed && inner.split().length > 1) return false;
  const clone = inner.isWords("CLONE") || (inner.isWords("COPY") && tx.is("bigquery"));
  if (!clone && !inner.isWords("LIKE")) return false;
  const offset = inner.offset;
  const start = inner.at;
  inner.next();
  const parts = inner.tableName();
  if (!parts) {
    const reason = "the other table's name expected";
    throw tx.stop("DWM-TBL-001", { near: inner.near(), reason }, inner.offset);
  }
  const { name, sql } = otherTable(tx, parts);
  const clause = inner.textBetween(start, inner.at);
  if (!clone && !bracketed && queryFollows(inner)) {
    tx.note("DWM-TBL-003", { clause, why: "the query behind it has the columns" }, offset);
    return false;
  }
  noteRest(tx, inner, clause);
  if (bracketed) cursor.at = cursor.matching();
  if (clone || tx.target === "databricks") table.like = { source: name, sql, rows: clone };
  else likeDuckdb(tx, table, { name, sql }, clause, offset);
  return !cursor.isWords("AS") && !bracketed ? ended(cursor) : false;
}

/** DuckDB has no LIKE: the columns are taken over, with their NOT NULL where they are known. */
function likeDuckdb(
  tx: Tx,
  table: Table,
  { name, sql }: { name: string; sql: string },
  clause: string,
  offset: number,
): void {
  const why = "columns and NOT NULL are taken over, defaults and keys are not";
  tx.note("DWM-TBL-003", { clause, why }, offset);
  const columns = columnsOf(tx, name);
  if (columns) table.columns.push(...columns);
  else table.like = { source: name, sql, rows: false };
}

/** LIKE b AS SELECT …: the query fills the table. */
function queryFollows(inner: Cursor): boolean {
  for (let index = inner.at; index < inner.end; index++) {
    const token = inner.tokens[index];
    const query = /^(SELECT|WITH)$/.test(inner.tokens[index + 1]?.value ?? "");
    if (token?.kind === "word" && token.value === "AS" && query) return true;
  }
  return false;
}

function ended(cursor: Cursor): boolean {
  cursor.at = cursor.end;
  return true;
}

/** What stands behind the other table's name: a point in time, INCLUDING …, options. */
function noteRest(tx: Tx, inner: Cursor, clause: string): void {
  const from = inner.at;
  const offset = inner.offset;
  const old = /^(AT|BEFORE|FOR|VERSION|TIMESTAMP)$/.test(inner.peek()?.value ?? "");
  while (!inner.done && !inner.isWords("AS") && !inner.isSymbol(";")) inner.next();
  if (old && inner.isWords("AS")) inner.at = inner.end;
  const rest = shorten(inner.textBetween(from, inner.at));
  if (rest === "") return;
  if (old) {
    const why = "the other table is taken as it is now";
    tx.note("DWM-TBL-024", { clause: `${clause} ${rest}`, why }, offset);
  } else tx.note("DWM-TBL-003", { clause: rest, why: "options of the copy" }, offset);
}

/** PARTITION OF parent [(…)] FOR VALUES …: a table of its own with the parent's columns. */
function readPartitionOf(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const parts = cursor.tableName();
  if (!parts) throw tx.stop("DWM-TBL-012", { what: "PARTITION OF" }, offset);
  const parent = otherTable(tx, parts);
  tx.note("DWM-TBL-025", { parent: parent.name }, offset);
  const columns = columnsOf(tx, parent.name);
  if (columns) table.columns.push(...columns);
  else table.like = { source: parent.name, sql: parent.sql, rows: false };
  const start = cursor.at;
  cursor.group();
  if (cursor.accept("FOR", "VALUES")) {
    while (!cursor.done && !cursor.isWords("PARTITION") && !cursor.isSymbol(";")) cursor.next();
  } else cursor.accept("DEFAULT");
  const clause = shorten(cursor.textBetween(start, cursor.at));
  if (clause !== "") tx.note("DWM-TBL-003", { clause, why: "nothing checks it" }, offset);
}

/** OF type: the attributes of the object type are the columns. */
function readTyped(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const written = cursor.tableName();
  if (!written) throw tx.stop("DWM-TBL-012", { what: "a table OF a type" }, offset);
  const { userTypes } = tx.context;
  const name = written.join(".").toLowerCase();
  const text = userTypes?.[name] ?? userTypes?.[name.split(".").at(-1) ?? ""];
  const fields = text === undefined ? undefined : readType(new Cursor(text, tx.dialect))?.fields;
  if (!fields) {
    const spec = readType(new Cursor(written.join("."), tx.dialect));
    const type = spec && resolveType(spec, tx.context);
    if (!type) throw tx.stop("DWM-TBL-002", { column: "OF", type: name }, offset);
    const why = "a table of one type has one column";
    tx.note("DWM-TBL-006", { column: "object_value", type: name, target: type.sql, why }, offset);
    table.columns.push(plainColumn("object_value", type));
    return;
  }
  for (const field of fields) {
    const type = resolveType(field.type, tx.context) ?? plain("", "unknown");
    if (type.sql === "")
      throw tx.stop("DWM-TBL-002", { column: field.name, type: field.type.text }, offset);
    table.columns.push(plainColumn(field.name, type));
  }
}
