import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { splitTypes } from "../types/nested.ts";
import { plain } from "../types/spec.ts";
import { findClusterings, readClustering } from "./clustering.ts";
import { readColumnOptions } from "./columnOptions.ts";
import { readCopyOf } from "./copyOf.ts";
import { queryInBrackets, readTail } from "./createQuery.ts";
import { beginColumn, isConstraint, isLike } from "./elements.ts";
import { readConstraint } from "./keys.ts";
import { columnOf, emptyTable, plainColumn, type Table } from "./model.ts";
import { readModifiers, readTeradataOptions, setTemporary } from "./modifiers.ts";
import { readInherits, readLikeElement } from "./otherColumns.ts";
import { fail } from "./texts.ts";

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
  const partitions = table.external?.partitions.length ?? 0;
  if (partitions > 0 && partitions === table.columns.length)
    throw tx.stop("DWM-TBL-012", { what: "An external table whose columns only its files tell" });
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
