import type { Cursor } from "../cursor.ts";
import type { Query } from "../query/select.ts";
import { readQuery } from "../query/select.ts";
import { targetOf } from "../query/tableName.ts";
import type { Tx } from "../query/tx.ts";
import { plain } from "../types/spec.ts";
import { readText } from "./columnOptions.ts";
import { isConstraint, readColumn, readConstraint } from "./elements.ts";
import { emptyTable, type Table } from "./model.ts";

/** Words between CREATE and TABLE, and what is to be said about them. */
const MODIFIERS: Readonly<Record<string, "keep" | "temporary" | "external" | "drop">> = {
  OR: "keep",
  REPLACE: "keep",
  GLOBAL: "keep",
  LOCAL: "keep",
  MULTISET: "keep",
  SET: "drop",
  TEMP: "temporary",
  TEMPORARY: "temporary",
  VOLATILE: "temporary",
  PRIVATE: "temporary",
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
  ICEBERG: "external",
  DYNAMIC: "external",
  SNAPSHOT: "external",
};

/** Reads CREATE TABLE in any of its forms into a table. The cursor stands at CREATE. */
export function readCreateTable(tx: Tx): Table {
  const { cursor } = tx;
  const table = emptyTable();
  if (!cursor.accept("CREATE")) tx.expect("CT");
  readModifiers(tx);
  cursor.accept("IF", "NOT", "EXISTS");
  const name = cursor.name();
  if (!name) throw fail(tx, "the table's name expected");
  if (name.at(-1)?.startsWith("#")) tx.note("DWM-TBL-011", { kind: "Temporary" });
  readTeradataOptions(tx);
  if (readCopyOf(tx, table)) return table;
  if (cursor.isSymbol("(") && !queryInBrackets(tx)) readElements(tx, table);
  readTail(tx, table);
  if (table.columns.length === 0 && table.query === undefined && !table.like)
    throw fail(tx, "no columns found");
  return table;
}

function fail(tx: Tx, reason: string) {
  return tx.stop("DWM-TBL-001", { near: tx.cursor.near(), reason });
}

function readModifiers(tx: Tx): void {
  const { cursor } = tx;
  while (!cursor.accept("TABLE")) {
    const token = cursor.next();
    const meaning = token?.kind === "word" ? MODIFIERS[token.value] : undefined;
    if (!token || meaning === undefined) throw fail(tx, "TABLE expected");
    if (meaning === "temporary") tx.note("DWM-TBL-011", { kind: "Temporary" }, token.start);
    else if (meaning === "external") tx.note("DWM-TBL-011", { kind: token.value }, token.start);
    else if (token.value === "SET") {
      tx.note("DWM-TBL-004", { clause: "SET (no two equal rows)" }, token.start);
    } else if (meaning === "drop")
      tx.note("DWM-TBL-003", { clause: token.value, why: "storage" }, token.start);
  }
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
    if (cursor.isSymbol("(") && cursor.tokens[cursor.at - 1]?.text === "=") cursor.group();
  }
  tx.note(
    "DWM-TBL-003",
    { clause: cursor.textBetween(start + 1, cursor.at), why: "storage" },
    offset,
  );
}

/** CREATE TABLE a LIKE b, a CLONE b, a (LIKE b …). */
function readCopyOf(tx: Tx, table: Table): boolean {
  const { cursor } = tx;
  const bracketed =
    cursor.isSymbol("(") &&
    cursor.peek(1)?.value === "LIKE" &&
    cursor.peek(1)?.kind === "word" &&
    cursor.split().length > 0;
  const inner = bracketed ? cursor.slice(cursor.at + 1, cursor.matching() - 1) : cursor;
  if (bracketed && inner.split().length > 1) return false;
  const clone = inner.isWords("CLONE") || inner.isWords("COPY");
  if (!clone && !inner.isWords("LIKE")) return false;
  inner.next();
  const parts = inner.name();
  if (!parts) throw fail(tx, "the other table's name expected");
  const source = targetOf(tx.context, parts) ?? parts.at(-1) ?? "";
  table.like = { source, rows: clone };
  cursor.at = cursor.end;
  return true;
}

function queryInBrackets(tx: Tx): boolean {
  let ahead = 0;
  while (tx.cursor.isSymbol("(", ahead)) ahead++;
  const token = tx.cursor.peek(ahead);
  return token?.kind === "word" && (token.value === "SELECT" || token.value === "WITH");
}

/** Elements of the column list; BigQuery's angle brackets hold commas of their own. */
function elements(inside: Cursor): Cursor[] {
  const parts = inside.split();
  if (inside.dialect !== "bigquery") return parts;
  const joined: Cursor[] = [];
  let depth = 0;
  for (const part of parts) {
    const last = joined.at(-1);
    if (depth > 0 && last) joined[joined.length - 1] = last.slice(last.at, part.end);
    else joined.push(part);
    for (let index = part.at; index < part.end; index++) {
      const text = part.tokens[index]?.text;
      if (text === "<") depth++;
      else if (text === ">") depth--;
    }
  }
  return joined;
}

function readElements(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const inside = cursor.group();
  if (!inside) throw fail(tx, "( expected");
  const parts = elements(inside).filter((part) => !part.done);
  const constraints: Cursor[] = [];
  // Constraints come last: they may name columns that stand behind them.
  const definitions: Cursor[] = [];
  for (const part of parts) {
    if (isConstraint(part)) constraints.push(part);
    else definitions.push(part);
  }
  // A CTAS may give names only: (a, b) AS SELECT.
  if (constraints.length === 0 && parts.every((part) => part.end - part.at === 1)) {
    for (const part of parts) table.columns.push(namedOnly(part.identifier() ?? ""));
    return;
  }
  for (const part of definitions) tx.inside(part, () => readColumn(tx, table));
  for (const part of constraints) tx.inside(part, () => readConstraint(tx, table));
  const counted = parts.length - constraints.length;
  if (counted !== table.columns.length) {
    throw tx.stop("DWM-TBL-010", { counted, read: table.columns.length }, offset);
  }
}

function namedOnly(name: string) {
  return {
    name,
    type: plain("", "unknown"),
    notNull: false,
    defaultSql: undefined,
    identity: undefined,
    computed: undefined,
    comment: undefined,
  };
}

function readTail(tx: Tx, table: Table): void {
  const { cursor } = tx;
  while (!cursor.done) {
    const offset = cursor.offset;
    if (
      cursor.isWords("AS") ||
      cursor.isWords("SELECT") ||
      (cursor.isWords("WITH") && cursor.peek(2)?.value === "AS")
    ) {
      cursor.accept("AS");
      readTableQuery(tx, table, offset);
      continue;
    }
    if (cursor.isWords("COMMENT")) {
      cursor.next();
      cursor.acceptSymbol("=");
      table.comment = readText(tx);
      continue;
    }
    if (cursor.acceptSymbol(",") || cursor.acceptSymbol(";")) continue;
    leaveOutTail(tx, offset);
  }
}

function readTableQuery(tx: Tx, table: Table, offset: number): void {
  const { cursor } = tx;
  const end = queryEnd(tx);
  const inner = cursor.slice(cursor.at, end);
  const query: Query = tx.inside(inner, () => {
    const bracket =
      inner.isSymbol("(") && inner.matching() === inner.end ? inner.group() : undefined;
    return tx.inside(bracket ?? inner, () => tx.nested(() => readQuery(tx)));
  });
  if (!inner.done)
    throw tx.stop("DWM-QRY-001", { near: inner.near(), reason: "not expected here" }, inner.offset);
  cursor.at = end;
  table.query = query.sql;
  if (table.columns.length === 0 && query.columns?.every((column) => column.name !== undefined)) {
    for (const column of query.columns) {
      table.columns.push({ ...namedOnly(column.name ?? ""), type: plain("", column.type) });
    }
  }
  if (cursor.accept("WITH", "NO", "DATA")) table.query = `SELECT * FROM (${query.sql}) LIMIT 0`;
  else if (!cursor.accept("WITH", "DATA") && tx.is("teradata"))
    tx.note("DWM-TBL-004", { clause: "AS … without WITH DATA" }, offset);
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

/** Words that begin a clause behind the column list; all of them say how the table is stored. */
const CLAUSE_STARTS: ReadonlySet<string> = new Set(
  (
    "ENGINE DEFAULT CHARSET CHARACTER COLLATE AUTO_INCREMENT ROW_FORMAT TABLESPACE PCTFREE PCTUSED INITRANS MAXTRANS STORAGE LOGGING " +
    "NOLOGGING COMPRESS NOCOMPRESS PARTITION CLUSTER DISTKEY DISTSTYLE SORTKEY COMPOUND INTERLEAVED BACKUP ENCODE ON TEXTIMAGE_ON WITH " +
    "INHERITS USING OPTIONS PRIMARY UNIQUE INDEX NO DATA_RETENTION_TIME_IN_DAYS CHANGE_TRACKING COPY STAGE_FILE_FORMAT ORGANIZATION CACHE " +
    "NOCACHE PARALLEL NOPARALLEL MONITORING SEGMENT ENABLE DISABLE LOB LOCATION FILE_FORMAT MAX_DATA_EXTENSION_TIME_IN_DAYS ROW KEY_BLOCK_SIZE " +
    "STATS_PERSISTENT AS COMMENT TAG FILESTREAM_ON SERVER"
  ).split(" "),
);

function leaveOutTail(tx: Tx, offset: number): void {
  const { cursor } = tx;
  const start = cursor.at;
  const known = cursor.isOneOf(CLAUSE_STARTS);
  const first = cursor.next();
  if (first?.value === "INHERITS") throw tx.stop("DWM-TBL-012", { what: "INHERITS" }, offset);
  if (first?.value === "PARTITION" && cursor.accept("OF"))
    throw tx.stop("DWM-TBL-012", { what: "PARTITION OF" }, offset);
  cursor.group();
  while (!cursor.done && !cursor.isWords("AS") && !cursor.isWords("COMMENT")) {
    if (cursor.isOneOf(CLAUSE_STARTS) && cursor.at > start + 1) {
      const value = cursor.peek()?.value;
      const before = cursor.tokens[cursor.at - 1];
      const joined =
        before?.value === "DEFAULT" ||
        before?.value === "ON" ||
        before?.text === "=" ||
        before?.value === "PARTITION" ||
        before?.value === "NO" ||
        before?.value === "UNIQUE";
      if (!joined && value !== "KEY") break;
    }
    if (cursor.isSymbol("(")) cursor.group();
    else cursor.next();
  }
  const clause = cursor.textBetween(start, cursor.at).replace(/\s+/g, " ");
  const partitioned = /^(PARTITION|CLUSTER)/i.test(clause);
  if (known)
    tx.note(
      "DWM-TBL-003",
      { clause, why: partitioned ? "DuckDB needs no partitions" : "storage" },
      offset,
    );
  else tx.note("DWM-TBL-004", { clause }, offset);
}
