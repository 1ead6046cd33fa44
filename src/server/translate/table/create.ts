import type { Cursor } from "../cursor.ts";
import { readQuery } from "../query/select.ts";
import type { Tx } from "../query/tx.ts";
import { splitTypes } from "../types/nested.ts";
import { plain } from "../types/spec.ts";
import { findClusterings, readClustering } from "./clustering.ts";
import { readColumnOptions } from "./columnOptions.ts";
import { readCopyOf } from "./copyOf.ts";
import { beginColumn, isConstraint, isLike } from "./elements.ts";
import { beginExternal } from "./external.ts";
import { readConstraint } from "./keys.ts";
import { columnOf, emptyTable, plainColumn, type Table } from "./model.ts";
import { otherTable } from "./names.ts";
import { readInherits, readLikeElement } from "./otherColumns.ts";
import { readTailClause } from "./tail.ts";
import { shorten } from "./texts.ts";

/** Words between CREATE and TABLE, and what is to be said about them. */
const MODIFIERS: Readonly<Record<string, "keep" | "temporary" | "external" | "drop">> = {
  OR: "keep",
  REPLACE: "keep",
  ALTER: "keep",
  GLOBAL: "keep",
  LOCAL: "keep",
  MULTISET: "keep",
  SET: "keep",
  TEMP: "temporary",
  TEMPORARY: "temporary",
  VOLATILE: "temporary",
  PRIVATE: "keep",
  TRANSIENT: "drop",
  UNLOGGED: "drop",
  HYBRID: "drop",
  IMMUTABLE: "drop",
  SHARDED: "drop",
  DUPLICATED: "drop",
  BLOCKCHAIN: "drop",
  COLUMN: "drop",
  ROW: "drop",
  EXTERNAL: "external",
  FOREIGN: "external",
  ICEBERG: "drop",
  DYNAMIC: "drop",
  SNAPSHOT: "drop",
};

/** Reads CREATE TABLE in any of its forms into a table. The cursor stands at CREATE. */
export function readCreateTable(tx: Tx): Table {
  const { cursor } = tx;
  const table = emptyTable();
  // Teradata's CT is CREATE TABLE.
  if (!cursor.accept("CT")) {
    tx.expect("CREATE");
    readModifiers(tx, table);
  }
  table.guarded = cursor.accept("IF", "NOT", "EXISTS");
  const name = cursor.tableName();
  if (!name) throw fail(tx, "the table's name expected");
  table.name = name;
  if (name.at(-1)?.startsWith("#")) setTemporary(tx, table, cursor.offset);
  if (cursor.accept("IF", "NOT", "EXISTS")) table.guarded = true;
  readTeradataOptions(tx);
  const early = readEarlyClustering(tx);
  if (readCopyOf(tx, table)) return table;
  if (cursor.isSymbol("(") && !queryInBrackets(tx)) readElements(tx, table);
  if (early) tx.inside(early, () => readClustering(tx, table));
  readTail(tx, table);
  findClusterings(table);
  if (table.columns.length > 0 || table.query !== undefined || table.like) return table;
  if (table.external && tx.is("snowflake")) {
    // Without columns the rows of the files are values of one column.
    table.columns.push(plainColumn("VALUE", ANY_VALUE[tx.target]));
  } else if (table.external?.location && tx.target === "duckdb")
    throw tx.stop("DWM-TBL-012", { what: "An external table whose columns only its files tell" });
  else if (!table.external?.location) throw fail(tx, "no columns found");
  return table;
}

/** The type of a column that holds values of any kind. */
const ANY_VALUE = { duckdb: plain("JSON", "json"), databricks: plain("VARIANT", "json") };

/** Snowflake's GET_DDL writes CLUSTER BY in front of the columns. */
function readEarlyClustering(tx: Tx): Cursor | undefined {
  const { cursor } = tx;
  if (!tx.is("snowflake") || !cursor.isWords("CLUSTER", "BY")) return undefined;
  const start = cursor.at;
  cursor.at += 2;
  cursor.accept("LINEAR");
  cursor.group();
  return cursor.slice(start, cursor.at);
}

function fail(tx: Tx, reason: string) {
  return tx.stop("DWM-TBL-001", { near: tx.cursor.near(), reason });
}

function readModifiers(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const words: string[] = [];
  while (!cursor.accept("TABLE")) {
    const token = cursor.next();
    const meaning = token?.kind === "word" ? MODIFIERS[token.value] : undefined;
    if (!token || meaning === undefined) throw fail(tx, "TABLE expected");
    words.push(token.value);
    if (meaning === "temporary") {
      // In Oracle and Teradata the table itself is global: only its rows are a session's own.
      const global = words.includes("GLOBAL") && tx.is("oracle", "teradata");
      if (global) tx.note("DWM-TBL-011", { kind: "Global temporary" }, token.start);
      else setTemporary(tx, table, token.start);
    } else if (meaning === "external") beginExternal(tx, table, token.start);
    else if (token.value === "REPLACE") table.replaces = true;
    else if (token.value === "SET" && tx.is("teradata")) {
      const why = "two equal rows are not refused";
      tx.note("DWM-TBL-024", { clause: "SET", why }, token.start);
    } else if (meaning === "drop") noteKind(tx, table, token.value, token.start);
  }
}

function noteKind(tx: Tx, table: Table, word: string, offset: number): void {
  if (word === "DYNAMIC") {
    table.dynamic = true;
    if (tx.target === "databricks") return;
    tx.note("DWM-TBL-024", { clause: word, why: "its query is run once" }, offset);
  } else if (word === "SNAPSHOT" || word === "IMMUTABLE" || word === "BLOCKCHAIN") {
    tx.note("DWM-TBL-024", { clause: word, why: "its rows can be changed" }, offset);
  } else tx.note("DWM-TBL-003", { clause: word, why: "storage" }, offset);
}

/** A session's table; DuckDB's catalog file is to keep it. */
function setTemporary(tx: Tx, table: Table, offset: number): void {
  table.temporary = true;
  if (tx.target === "duckdb") tx.note("DWM-TBL-011", { kind: "Temporary" }, offset);
}

/** Teradata's `, NO FALLBACK, NO BEFORE JOURNAL …` between the name and the columns. */
function readTeradataOptions(tx: Tx): void {
  const { cursor } = tx;
  if (!tx.is("teradata") || !cursor.isSymbol(",")) return;
  const offset = cursor.offset;
  const start = cursor.at;
  while (!cursor.done && !cursor.isSymbol("(") && !cursor.isWords("AS")) {
    cursor.next();
    // MAP = …, DATABLOCKSIZE = …: values may be bracketed, the column list is what comes behind no `=`.
    const before = cursor.tokens[cursor.at - 1];
    if (cursor.isSymbol("(") && (before?.text === "=" || before?.value === "CONCURRENT"))
      cursor.group();
  }
  const clause = shorten(cursor.textBetween(start + 1, cursor.at));
  if (clause !== "") tx.note("DWM-TBL-003", { clause, why: "storage" }, offset);
}

function queryInBrackets(tx: Tx): boolean {
  let ahead = 0;
  while (tx.cursor.isSymbol("(", ahead)) ahead++;
  const token = tx.cursor.peek(ahead);
  return token?.kind === "word" && /^(SELECT|SEL|WITH|LOCKING)$/.test(token.value);
}

function readElements(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.isSymbol("(") && !cursor.closes) throw fail(tx, "this bracket is never closed");
  const inside = cursor.group();
  if (!inside) throw fail(tx, "( expected");
  const all = splitTypes(inside);
  const empty = all.findIndex((part) => part.done);
  // A comma behind the last column is taken by T-SQL, Snowflake and BigQuery.
  if (empty >= 0 && empty < all.length - 1) {
    const reason = "a column is missing between two commas";
    throw tx.inside(all[empty + 1] ?? inside, () => fail(tx, reason));
  }
  const parts = all.filter((part) => !part.done).flatMap((part) => groupedColumns(tx, part));
  // A CTAS may give names only: (a, b) AS SELECT.
  if (parts.every((part) => part.end - part.at === 1)) {
    for (const part of parts)
      table.columns.push(plainColumn(part.identifier() ?? "", plain("", "unknown")));
    return;
  }
  // Options and constraints come last: they may name columns that stand behind them.
  const later: (() => void)[] = [];
  let counted = table.columns.length;
  for (const part of parts) {
    if (isConstraint(part)) {
      later.push(() => tx.inside(part, () => readConstraint(tx, table)));
      continue;
    }
    if (isLike(part)) {
      const before = table.columns.length;
      tx.inside(part, () => readLikeElement(tx, table));
      counted += table.columns.length - before;
    } else if (isTypedOption(table, part)) {
      later.push(() => tx.inside(part, () => readTypedOption(tx, table)));
    } else {
      later.push(tx.inside(part, () => beginColumn(tx, table)));
      counted++;
    }
  }
  if (counted !== table.columns.length)
    throw tx.stop("DWM-TBL-010", { counted, read: table.columns.length }, offset);
  // A table's checks may name what it inherits.
  if (cursor.isWords("INHERITS")) readInherits(tx, table);
  for (const read of later) read();
}

/** Teradata's column partitions: `(a INTEGER, b DATE)`, `COLUMN (…)`, `ROW (…)` around columns say how they are stored. */
function groupedColumns(tx: Tx, part: Cursor): Cursor[] {
  const at = part.isWords("COLUMN") || part.isWords("ROW") ? 1 : 0;
  if (!tx.is("teradata") || !part.isSymbol("(", at)) return [part];
  const start = part.at;
  const inside = part.slice(part.at + at, part.end).group();
  const clause = part.textBetween(start, part.end).replace(/\s+/g, " ");
  tx.note("DWM-TBL-003", { clause, why: "storage" }, part.offset);
  return inside?.split().filter((one) => !one.done) ?? [part];
}

/** `name WITH OPTIONS NOT NULL`, `name NOT NULL` in a table OF a type: it has the column already. */
function isTypedOption(table: Table, part: Cursor): boolean {
  const options = /^(WITH|NOT|DEFAULT|PRIMARY|UNIQUE|CHECK|CONSTRAINT|REFERENCES|SCOPE)$/;
  const known = columnOf(table, part.peek()?.value ?? "");
  return known !== undefined && options.test(part.peek(1)?.value ?? "");
}

function readTypedOption(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const column = columnOf(table, cursor.identifier() ?? "");
  cursor.accept("WITH", "OPTIONS");
  if (column) readColumnOptions(tx, table, column);
}

function readTail(tx: Tx, table: Table): void {
  const { cursor } = tx;
  while (!cursor.done) {
    const offset = cursor.offset;
    if (tx.is("tsql") && (cursor.isWords("AS", "NODE") || cursor.isWords("AS", "EDGE"))) {
      const clause = cursor.textBetween(cursor.at, cursor.at + 2);
      cursor.at += 2;
      tx.note("DWM-TBL-024", { clause, why: "the target has no graphs" }, offset);
    } else if (tx.is("tsql") && cursor.isWords("AS", "FILETABLE")) {
      throw tx.stop("DWM-TBL-012", { what: "A FileTable" }, offset);
    } else if (startsQuery(tx)) readTableQuery(tx, table, offset);
    else readTailClause(tx, table);
  }
}

function startsQuery(tx: Tx): boolean {
  const { cursor } = tx;
  if (cursor.isWords("AS") || cursor.isWords("SELECT")) return true;
  if (tx.is("mysql") && (cursor.isWords("IGNORE") || cursor.isWords("REPLACE"))) {
    const ahead = cursor.peek(1)?.value;
    if (ahead === "AS" || ahead === "SELECT") {
      cursor.next();
      return true;
    }
  }
  if (cursor.isSymbol("(")) return queryInBrackets(tx);
  // WITH name AS (…) is a query's, WITH DATA and WITH (…) are the table's.
  return cursor.isWords("WITH") && cursor.peek(2)?.value === "AS";
}

function readTableQuery(tx: Tx, table: Table, offset: number): void {
  const { cursor } = tx;
  cursor.accept("AS");
  const end = queryEnd(tx);
  const copied = tx.is("teradata") || (tx.is("postgres", "mysql") && cursor.accept("TABLE"));
  if (copied && readCopiedTable(tx, table, end, offset)) return;
  const start = cursor.at;
  const inner = cursor.slice(start, end);
  const query = tx.inside(inner, () => {
    const bracket =
      inner.isSymbol("(") && inner.matching() === inner.end ? inner.group() : undefined;
    const read = tx.inside(bracket ?? inner, () => {
      const found = tx.nested(() => readQuery(tx));
      while (tx.cursor.acceptSymbol(";"));
      if (!tx.cursor.done) throw tx.unreadable("not expected here");
      return found;
    });
    return read;
  });
  cursor.at = end;
  table.query = query.sql;
  const columns = valuesColumns(tx, cursor.slice(start, end)) ?? query.columns;
  nameColumns(tx, table, columns, offset);
  if (cursor.accept("WITH", "NO", "DATA")) table.query = `SELECT * FROM (${query.sql}) LIMIT 0`;
  else if (cursor.accept("WITH", "DATA")) {
    // CREATE TABLE … AS … WITH DATA
  } else if (tx.is("teradata"))
    tx.note("DWM-TBL-004", { clause: "AS … without WITH DATA" }, offset);
  if (cursor.accept("AND")) {
    cursor.accept("NO");
    if (!cursor.accept("STATISTICS") && !cursor.accept("STATS")) cursor.accept("STAT");
  }
}

/** PostgreSQL calls the columns of VALUES column1, column2 and so on. */
function valuesColumns(tx: Tx, query: Cursor) {
  if (!tx.is("postgres") || !query.accept("VALUES")) return undefined;
  return query
    .group()
    ?.split()
    .map((_, index) => ({ name: `column${index + 1}`, type: "unknown" as const }));
}

/** CREATE TABLE a AS b WITH [NO] DATA (Teradata), AS TABLE b (PostgreSQL, MySQL): a copy of the other table. */
function readCopiedTable(tx: Tx, table: Table, end: number, offset: number): boolean {
  const { cursor } = tx;
  const start = cursor.at;
  const parts = cursor.isOneOf(QUERY_STARTS) ? undefined : cursor.tableName();
  if (!parts || cursor.at !== end) {
    cursor.at = start;
    return false;
  }
  const { name, sql } = otherTable(tx, parts);
  const empty = cursor.accept("WITH", "NO", "DATA");
  const rows = !empty && (cursor.accept("WITH", "DATA") || !tx.is("teradata"));
  table.like = { source: name, sql, rows };
  if (cursor.accept("AND")) {
    cursor.accept("NO");
    cursor.next();
  }
  if (tx.target === "duckdb") {
    const why = "columns are taken over, defaults and keys are not";
    tx.note("DWM-TBL-003", { clause: `AS ${parts.join(".")}`, why }, offset);
  }
  return true;
}

const QUERY_STARTS: ReadonlySet<string> = new Set(["SELECT", "SEL", "WITH", "LOCKING"]);

/** Joins the query's columns with the table's own: names only, or columns of their own types that the query fills. */
function nameColumns(
  tx: Tx,
  table: Table,
  columns: readonly { name?: string | undefined; type: Parameters<typeof plain>[1] }[] | undefined,
  offset: number,
): void {
  const names = columns?.every((column) => column.name !== undefined)
    ? columns.map((column) => column.name ?? "")
    : undefined;
  if (table.columns.length === 0) {
    for (const column of names ? (columns ?? []) : [])
      table.columns.push(plainColumn(column.name ?? "", plain("", column.type)));
    table.queryNamed = names?.[0] === "column1";
    return;
  }
  const typed = table.columns.some((column) => column.type.sql !== "");
  if (tx.is("mysql")) {
    // The query's columns are matched by their names; those that are not in the list would be added to it.
    const unknown = names?.find((name) => !columnOf(table, name));
    if (!names || unknown !== undefined)
      throw tx.stop(
        "DWM-TBL-012",
        { what: "a column list beside a query of other columns" },
        offset,
      );
    table.queryColumns = names;
    return;
  }
  if (columns && columns.length !== table.columns.length) {
    const read = columns.length;
    throw tx.stop("DWM-TBL-010", { counted: table.columns.length, read }, offset);
  }
  table.queryNamed = !typed;
  if (typed) table.queryColumns = table.columns.map((column) => column.name);
  else if (table.primaryKey || table.columns.some((column) => column.notNull)) {
    const why = "the columns of a query have no constraints";
    tx.note("DWM-TBL-024", { clause: "NOT NULL and keys", why }, offset);
  }
}

/** Index of WITH [NO] DATA behind the query, or the end. */
function queryEnd(tx: Tx): number {
  const { cursor } = tx;
  for (let index = cursor.at; index < cursor.end; index++) {
    if (cursor.tokens[index]?.value !== "WITH") continue;
    const next = cursor.tokens[index + 1]?.value;
    if (next === "DATA" || (next === "NO" && cursor.tokens[index + 2]?.value === "DATA"))
      return index;
  }
  return cursor.end;
}
