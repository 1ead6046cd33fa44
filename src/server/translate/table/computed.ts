import type { Tx } from "../query/tx.ts";
import type { TypeClass } from "../types/spec.ts";
import { plain, type TargetType } from "../types/spec.ts";
import { skipExpression } from "./defaults.ts";
import { ownExpression, withoutBrackets } from "./expressions.ts";
import { readIdentityOptions } from "./identity.ts";
import type { Column, Table } from "./model.ts";

/** GENERATED ALWAYS AS IDENTITY or AS (expression) [STORED | VIRTUAL]; Oracle and MySQL may leave GENERATED out. */
export function readGenerated(tx: Tx, table: Table, column: Column, offset: number): boolean {
  const { cursor } = tx;
  const start = cursor.at;
  let always = false;
  if (cursor.accept("GENERATED")) {
    always = cursor.accept("ALWAYS");
    if (!always) {
      cursor.accept("BY", "DEFAULT");
      cursor.accept("ON", "NULL");
    }
  }
  if (!cursor.accept("AS")) {
    cursor.at = start;
    return false;
  }
  if (cursor.accept("IDENTITY")) {
    column.identity = readIdentityOptions(tx);
    if (always) {
      const why = "numbers that are given are taken: rows bring theirs when they are loaded";
      tx.note("DWM-TBL-003", { clause: `GENERATED ALWAYS of ${column.name}`, why }, offset);
    }
    return true;
  }
  if (tx.is("teradata") && (cursor.accept("VALIDTIME") || cursor.accept("TRANSACTIONTIME"))) {
    const clause = `AS VALIDTIME or TRANSACTIONTIME of ${column.name}`;
    tx.note("DWM-TBL-024", { clause, why: "the target keeps no versions of rows" }, offset);
    return true;
  }
  if (
    cursor.isWords("ROW") ||
    cursor.isWords("TRANSACTION_ID") ||
    cursor.isWords("SEQUENCE_NUMBER")
  ) {
    cursor.next();
    if (!cursor.accept("START")) cursor.accept("END");
    column.unfilled = true;
    const clause = `GENERATED AS ROW START or END of ${column.name}`;
    tx.note("DWM-TBL-024", { clause, why: "the target fills no times of versions" }, offset);
    return true;
  }
  readComputed(tx, table, column, offset);
  return true;
}

/** The expression of a computed column and how it is stored. Without a translation it is an ordinary column. */
export function readComputed(tx: Tx, table: Table, column: Column, offset: number): void {
  const { cursor } = tx;
  if (table.external) {
    // Files have their columns by name; what the source computes from a row of the file is not needed.
    const start = cursor.at;
    skipExpression(tx);
    const clause = `AS ${cursor.textBetween(start, cursor.at)}`;
    tx.note("DWM-TBL-024", { clause, why: "the file's column of this name is read" }, offset);
    if (column.type.sql === "") column.type = plain(tx.out.textType, "string");
    return;
  }
  column.derived = true;
  const result = ownExpression(tx, table, skipExpression);
  const stored = cursor.accept("STORED") || cursor.accept("PERSISTED");
  if (!stored) cursor.accept("VIRTUAL");
  if ("reason" in result) {
    const { reason } = result;
    if (column.type.sql === "") column.type = plain(tx.out.textType, "string");
    tx.note("DWM-TBL-009", { column: column.name, type: column.type.sql, reason }, offset);
    return;
  }
  const { value } = result;
  if (tx.target === "databricks") {
    writeComputed(tx, column, value.sql, value.type, offset);
    return;
  }
  column.computed = value.sql;
  if (column.type.sql === "") column.type = plain("", value.type);
  if (stored) tx.note("DWM-TBL-013", { column: column.name }, offset);
}

const TYPES: Readonly<Partial<Record<TypeClass, string>>> = {
  int: "BIGINT",
  decimal: "DECIMAL(38,10)",
  float: "DOUBLE",
  string: "STRING",
  date: "DATE",
  timestamp: "TIMESTAMP_NTZ",
  timestamptz: "TIMESTAMP",
  bool: "BOOLEAN",
  json: "VARIANT",
  binary: "BINARY",
};

/** The type that the expression is cast to, where all of it is one cast. */
function castOf(sql: string): string | undefined {
  const inner = /^CAST\((.*) AS ([A-Z_]+(?:\(\d+(?:,\d+)?\))?)\)$/s.exec(sql);
  // Brackets that do not match show that it begins with one cast and ends with another.
  return inner && withoutBrackets(`(${inner[1]})`) !== `(${inner[1]})` ? inner[2] : undefined;
}

/** Databricks wants the type of a computed column, and an expression of just this type. */
function writeComputed(
  tx: Tx,
  column: Column,
  sql: string,
  found: TypeClass,
  offset: number,
): void {
  const { type } = column;
  const said = type.sql === "" ? castOf(sql) : undefined;
  if (said !== undefined) {
    column.type = plain(said, found);
    column.computed = sql;
    return;
  }
  const given: TargetType = type.sql === "" ? plain(TYPES[found] ?? "STRING", found) : type;
  const same = given.class === found && /^(STRING|DATE|BOOLEAN)$/.test(given.sql);
  column.type = given;
  column.computed = same ? sql : `CAST(${sql} AS ${given.sql})`;
  if (type.sql !== "" || /^(string|date|timestamp|timestamptz|bool|float)$/.test(found)) return;
  const why = "the source tells its type by the expression";
  tx.note(
    "DWM-TBL-006",
    { column: column.name, type: "the computed column", target: given.sql, why },
    offset,
  );
}
