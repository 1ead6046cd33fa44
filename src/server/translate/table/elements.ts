import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { readType } from "../types/read.ts";
import { resolveType } from "../types/resolve.ts";
import { plain, type TargetType } from "../types/spec.ts";
import { readColumnOptions } from "./columnOptions.ts";
import { readComputed } from "./computed.ts";
import { type Column, plainColumn, type Table } from "./model.ts";
import { fail } from "./texts.ts";

/** Words that begin a constraint of the table where no type stands behind them. */
const ALONE = /^(EXCLUDE|SUPPLEMENTAL|PROJECTION)$/;

/** True when an element of a column list is a constraint or an index, not a column. */
export function isConstraint(element: Cursor): boolean {
  const { dialect } = element;
  if (
    element.isWords("CONSTRAINT") ||
    element.isWords("PRIMARY", "KEY") ||
    element.isWords("FOREIGN", "KEY")
  )
    return true;
  if (element.isWords("CHECK") && element.isSymbol("(", 1)) return true;
  const next = element.peek(1);
  if (element.isWords("UNIQUE")) {
    return (
      element.isSymbol("(", 1) ||
      /^(KEY|INDEX|CLUSTERED|NONCLUSTERED|NULLS)$/.test(next?.value ?? "") ||
      dialect === "mysql"
    );
  }
  const first = element.peek();
  const word = first?.kind === "word" ? first.value : "";
  if (
    ALONE.test(word) &&
    (next?.kind === "symbol" || /^(USING|LOG|CONSTRAINT)$/.test(next?.value ?? ""))
  )
    return true;
  if (element.isWords("PERIOD", "FOR")) return true;
  if (word === "REF" && next?.text === "(") return true;
  if (word === "SCOPE" && next?.value === "FOR") return true;
  if (dialect === "mysql") return isMysqlIndex(element, word);
  // INDEX ix (a) is an index; a column named Index has a type behind it.
  const index =
    element.isSymbol("(", 2) ||
    /^(CLUSTERED|NONCLUSTERED|UNIQUE|HASH)$/.test(element.peek(2)?.value ?? "");
  return (dialect === "tsql" || dialect === "snowflake") && word === "INDEX" && index;
}

/** KEY k (a), INDEX (a), FULLTEXT KEY k (a): a column named `key` has a type without a column's name behind it. */
function isMysqlIndex(element: Cursor, word: string): boolean {
  if (/^(FULLTEXT|SPATIAL|VECTOR)$/.test(word)) return element.peek(1)?.kind !== undefined;
  if (!/^(KEY|INDEX)$/.test(word)) return false;
  return element.isSymbol("(", 1) || element.isSymbol("(", 2) || element.peek(2)?.value === "USING";
}

/** True when an element takes over another table's columns. */
export function isLike(element: Cursor): boolean {
  return (
    element.isWords("LIKE") && element.peek(1)?.kind !== "symbol" && element.peek(1) !== undefined
  );
}

/** Reads a column definition. */
export function readColumn(tx: Tx, table: Table, folded = false): void {
  const options = beginColumn(tx, table);
  options(folded);
}

/** Reads a column's name and type; what it answers reads the rest, which may mention columns behind this one. */
export function beginColumn(tx: Tx, table: Table): (folded?: boolean) => void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const name = cursor.identifier();
  if (name === undefined) throw fail(tx, "a column's name expected");
  const column = plainColumn(name, plain("", "unknown"));
  const computed = cursor.isWords("AS") && tx.is("tsql", "snowflake", "oracle");
  if (!computed) column.type = readColumnType(tx, column, offset);
  table.columns.push(column);
  return (folded = false) => {
    tx.inside(cursor, () => {
      if (computed && cursor.accept("AS")) readComputed(tx, table, column, offset);
      readColumnOptions(tx, table, column, folded);
    });
  };
}

/** Words behind a column's name where its type is left out. */
const TYPELESS = /^(GENERATED|AS|CONSTRAINT|PRIMARY|NOT|NULL|DEFAULT|CHECK|UNIQUE|REFERENCES)$/;

/** Reads a column's type and says what is to be said about it. */
export function readColumnType(tx: Tx, column: Column, offset: number): TargetType {
  const { cursor } = tx;
  const at = cursor.offset;
  // Oracle and Snowflake leave the type of a computed column out; the columns of a query have their types from it.
  const word = cursor.peek();
  if (!word || (word.kind === "word" && TYPELESS.test(word.value))) return plain("", "unknown");
  const spec = readType(cursor);
  if (!spec) throw tx.stop("DWM-TBL-002", { column: column.name, type: cursor.near() }, offset);
  const type = resolveType(spec, tx.context);
  if (!type) throw tx.stop("DWM-TBL-002", { column: column.name, type: spec.text }, at);
  if (type.note) {
    const code = type.note.severity === "info" ? "DWM-TBL-015" : "DWM-TBL-006";
    const parameters = { column: column.name, type: spec.text, target: type.sql };
    tx.note(code, { ...parameters, why: type.note.why }, at);
  }
  if (tx.is("tsql") && /^(TIMESTAMP|ROWVERSION)$/.test(spec.name)) column.unfilled = true;
  if (/^(SMALL|BIG)?SERIAL[248]?$/.test(spec.name) && tx.is("postgres", "redshift", "mysql")) {
    column.identity = { start: 1, increment: 1, given: false };
    column.notNull = true;
  }
  return type;
}
