import type { Cursor } from "../cursor.ts";
import { readQuery } from "../query/block/select.ts";
import type { Tx } from "../query/tx.ts";
import type { Table } from "./model.ts";
import { nameColumns } from "./nameColumns.ts";
import { otherTable } from "./names.ts";
import { readTailClause } from "./tail.ts";

export function queryInBrackets(tx: Tx): boolean {
  let ahead = 0;
  while (tx.cursor.isSymbol("(", ahead)) ahead++;
  const token = tx.cursor.peek(ahead);
  return token?.kind === "word" && /^(SELECT|SEL|WITH|LOCKING)$/.test(token.value);
}

export function readTail(tx: Tx, table: Table): void {
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
