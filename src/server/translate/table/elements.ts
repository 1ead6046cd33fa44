import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { readType } from "../types/read.ts";
import { resolveType } from "../types/resolve.ts";
import { plain, type TargetType } from "../types/spec.ts";
import {
  acceptIndexWords,
  readCheck,
  readColumnOptions,
  readComputed,
  readDefault,
  readReferences,
} from "./columnOptions.ts";
import { type Column, columnOf, type Table } from "./model.ts";

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
  if (element.isWords("UNIQUE")) {
    const next = element.peek(1);
    return (
      element.isSymbol("(", 1) ||
      /^(KEY|INDEX|CLUSTERED|NONCLUSTERED|NULLS)$/.test(next?.value ?? "") ||
      dialect === "mysql"
    );
  }
  if (
    element.isWords("SUPPLEMENTAL", "LOG") ||
    element.isWords("EXCLUDE") ||
    element.isWords("PERIOD", "FOR")
  )
    return true;
  if (element.isWords("LIKE") && element.peek(1)?.kind !== "symbol") return true;
  if (dialect === "mysql") {
    return /^(KEY|INDEX|FULLTEXT|SPATIAL)$/.test(
      element.peek()?.kind === "word" ? (element.peek()?.value ?? "") : "",
    );
  }
  // INDEX ix (a) is an index; a column named Index has a type behind it.
  const index =
    element.isSymbol("(", 2) ||
    /^(CLUSTERED|NONCLUSTERED|UNIQUE)$/.test(element.peek(2)?.value ?? "");
  return dialect === "tsql" && element.isWords("INDEX") && index;
}

/** Reads a column definition. */
export function readColumn(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const name = cursor.identifier();
  if (name === undefined)
    throw tx.stop("DWM-TBL-001", { near: cursor.near(), reason: "a column's name expected" });
  const column: Column = {
    name,
    type: plain("", "unknown"),
    notNull: false,
    defaultSql: undefined,
    identity: undefined,
    computed: undefined,
    comment: undefined,
  };
  if (cursor.isWords("AS") && tx.is("tsql", "snowflake", "oracle")) {
    cursor.next();
    readComputed(tx, table, column, offset);
  } else column.type = readColumnType(tx, column, offset);
  table.columns.push(column);
  readColumnOptions(tx, table, column);
}

/** Reads a column's type and says what is to be said about it. */
export function readColumnType(tx: Tx, column: Column, offset: number): TargetType {
  const { cursor } = tx;
  const at = cursor.offset;
  // Oracle and Snowflake leave the type of a computed column out.
  if (cursor.isWords("GENERATED") || cursor.isWords("AS")) return plain("", "unknown");
  const spec = readType(cursor);
  if (!spec) throw tx.stop("DWM-TBL-002", { column: column.name, type: cursor.near() }, offset);
  const type = resolveType(spec, tx.context);
  if (!type) throw tx.stop("DWM-TBL-002", { column: column.name, type: spec.text }, at);
  if (type.refused !== undefined)
    throw tx.stop("DWM-TBL-017", { column: column.name, type: spec.text, why: type.refused }, at);
  if (type.note) {
    const code = type.note.severity === "info" ? "DWM-TBL-015" : "DWM-TBL-006";
    tx.note(
      code,
      { column: column.name, type: spec.text, target: type.sql, why: type.note.why },
      at,
    );
  }
  if (/^(SMALL|BIG)?SERIAL[248]?$/.test(spec.name) && tx.is("postgres", "redshift", "mysql")) {
    column.identity = { start: 1, increment: 1 };
    column.notNull = true;
  }
  return type;
}

/** Reads a table constraint or index definition. */
export function readConstraint(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  let name = "";
  if (cursor.accept("CONSTRAINT")) {
    // MySQL lets the name out: CONSTRAINT PRIMARY KEY (…).
    if (
      !cursor.isWords("PRIMARY", "KEY") &&
      !cursor.isWords("FOREIGN", "KEY") &&
      !cursor.isWords("UNIQUE")
    ) {
      name = cursor.name()?.at(-1) ?? "";
    }
  }
  if (cursor.accept("PRIMARY", "KEY")) {
    acceptIndexWords(tx);
    cursor.identifier();
    table.primaryKey = { columns: keyColumns(tx) };
  } else if (cursor.accept("UNIQUE")) {
    if (!cursor.accept("KEY")) cursor.accept("INDEX");
    if (cursor.accept("NULLS", "NOT", "DISTINCT"))
      tx.note(
        "DWM-TBL-003",
        { clause: "NULLS NOT DISTINCT", why: "NULLs are distinct here" },
        offset,
      );
    acceptIndexWords(tx);
    if (!cursor.isSymbol("(")) cursor.identifier();
    acceptIndexWords(tx);
    table.uniques.push({ columns: keyColumns(tx) });
  } else if (cursor.accept("FOREIGN", "KEY")) {
    if (!cursor.isSymbol("(")) name ||= cursor.identifier() ?? "";
    const columns = cursor.group()?.rest() ?? "";
    if (!cursor.isWords("REFERENCES"))
      throw tx.stop("DWM-TBL-001", { near: cursor.near(), reason: "REFERENCES expected" });
    readReferences(tx, name || `(${columns})`, offset);
  } else if (cursor.accept("CHECK")) {
    readCheck(tx, table, name || "CHECK", offset);
  } else if (cursor.accept("DEFAULT")) {
    readNamedDefault(tx, table, offset);
  } else {
    const clause = cursor.rest();
    cursor.at = cursor.end;
    const index = /^(KEY|INDEX|FULLTEXT|SPATIAL)/i.test(clause);
    tx.note(
      index ? "DWM-TBL-003" : "DWM-TBL-004",
      { clause, why: "indexes are a matter of speed" },
      offset,
    );
    return;
  }
  acceptIndexWords(tx);
  if (cursor.isWords("COMMENT") && tx.is("mysql")) cursor.at = cursor.end;
  if (!cursor.done) tx.note("DWM-TBL-004", { clause: cursor.rest() });
}

/** DEFAULT x FOR column (T-SQL). */
function readNamedDefault(tx: Tx, table: Table, offset: number): void {
  const { cursor } = tx;
  let forAt = -1;
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "word" && token.value === "FOR") forAt = index;
  }
  const name = forAt < 0 ? undefined : cursor.slice(forAt + 1, cursor.end).identifier();
  const column = name === undefined ? undefined : columnOf(table, name);
  if (!column)
    throw tx.stop(
      "DWM-TBL-001",
      { near: cursor.near(), reason: "the default's column is not known" },
      offset,
    );
  tx.inside(cursor.slice(cursor.at, forAt), () => readDefault(tx, table, column, offset));
  cursor.at = forAt + 2;
  if (cursor.isWords("WITH", "VALUES")) cursor.at += 2;
}

/** The columns of a key; directions are dropped, a prefix length or an expression is refused with an issue. */
function keyColumns(tx: Tx): string[] {
  const { cursor } = tx;
  const inside = cursor.group();
  if (!inside) throw tx.stop("DWM-TBL-001", { near: cursor.near(), reason: "( expected" });
  return inside.split().map((part) => {
    const name = part.identifier();
    if (name === undefined)
      throw tx.stop("DWM-TBL-001", { near: part.near(), reason: "a column expected" }, part.offset);
    if (part.isSymbol("("))
      tx.note(
        "DWM-TBL-003",
        { clause: `the length of ${name} in a key`, why: "keys are over whole values" },
        part.offset,
      );
    return name;
  });
}
