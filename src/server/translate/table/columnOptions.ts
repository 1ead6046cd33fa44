import type { Tx } from "../query/tx.ts";
import { readType } from "../types/read.ts";
import { resolveType } from "../types/resolve.ts";
import { readCheck } from "./checks.ts";
import { readGenerated } from "./computed.ts";
import { acceptConstraintWords, acceptStateWords, noteDisabled } from "./constraintWords.ts";
import { OPTION_STARTS, readDefault } from "./defaults.ts";
import { readDropped } from "./droppedOptions.ts";
import { readIdentity } from "./identity.ts";
import { clusterByKey, leaveOutPrimaryKey } from "./keys.ts";
import type { Column, Table } from "./model.ts";
import { readBigqueryOptions } from "./options.ts";
import { readReferences } from "./references.ts";
import { readText, shorten } from "./texts.ts";

/** Reads the options behind a column's type, up to the end of the element. */
export function readColumnOptions(tx: Tx, table: Table, column: Column, folded = false): void {
  const { cursor } = tx;
  while (!cursor.done) {
    let name: string | undefined;
    if (cursor.accept("CONSTRAINT")) name = cursor.name()?.at(-1);
    if (name !== undefined && cursor.done) return;
    if (!readOption(tx, table, column, name, folded)) leaveOut(tx);
  }
}

function readOption(
  tx: Tx,
  table: Table,
  column: Column,
  name: string | undefined,
  folded: boolean,
): boolean {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.isWords("NOT", "NULL")) {
    cursor.at += 2;
    column.notNull = acceptStateWords(tx);
    if (!column.notNull) noteDisabled(tx, `NOT NULL of ${column.name}`, offset);
    return true;
  }
  if (cursor.accept("NULL")) return true;
  if (cursor.accept("PRIMARY", "KEY") || (tx.is("mysql") && cursor.accept("KEY"))) {
    cursor.accept("ASC");
    cursor.accept("DESC");
    const key = { name, columns: [column.name] };
    table.primaryKey = key;
    column.notNull = true;
    const { clustered, disabled } = acceptConstraintWords(tx);
    if (disabled) leaveOutPrimaryKey(tx, table, offset);
    if (clustered) clusterByKey(tx, table, key.columns, "PRIMARY KEY CLUSTERED", offset);
    return true;
  }
  if (cursor.accept("UNIQUE")) {
    cursor.accept("KEY");
    if (cursor.accept("NULLS", "NOT", "DISTINCT"))
      tx.note("DWM-TBL-024", { clause: "NULLS NOT DISTINCT", why: "NULLs are distinct" }, offset);
    else cursor.accept("NULLS", "DISTINCT");
    if (acceptConstraintWords(tx).disabled) noteDisabled(tx, `UNIQUE (${column.name})`, offset);
    else table.uniques.push({ name, columns: [column.name] });
    return true;
  }
  if (cursor.accept("WITH", "DEFAULT")) {
    const reason = "WITH DEFAULT is zero or blank, as the type has it";
    tx.note("DWM-TBL-007", { column: column.name, reason }, offset);
    return true;
  }
  if (cursor.accept("DEFAULT")) {
    readDefault(tx, table, column, offset);
    if (cursor.isWords("WITH", "VALUES")) cursor.at += 2;
    return true;
  }
  if (cursor.isWords("ON", "UPDATE")) {
    cursor.at += 2;
    const start = cursor.at;
    cursor.next();
    cursor.group();
    const clause = `ON UPDATE ${cursor.textBetween(start, cursor.at)} of ${column.name}`;
    tx.note("DWM-TBL-024", { clause, why: "nothing fills columns on UPDATE" }, offset);
    return true;
  }
  if (cursor.accept("CHECK")) {
    readCheck(tx, table, name, offset, column.name);
    return true;
  }
  if (cursor.isWords("FOREIGN", "KEY", "REFERENCES")) cursor.at += 2;
  if (cursor.isWords("REFERENCES")) {
    readReferences(tx, table, { name, columns: [column.name], folded }, offset);
    return true;
  }
  if (cursor.accept("COMMENT")) {
    cursor.acceptSymbol("=");
    column.comment = readText(tx) || undefined;
    return true;
  }
  if (tx.is("bigquery") && cursor.accept("OPTIONS")) {
    column.comment = readBigqueryOptions(tx, offset).description ?? column.comment;
    return true;
  }
  if (tx.is("tsql") && cursor.isWords("INDEX")) {
    readInlineIndex(tx, table, column, offset);
    return true;
  }
  if (tx.is("redshift") && cursor.isWords("SORTKEY")) {
    cursor.next();
    clusterByKey(tx, table, [column.name], "SORTKEY", offset);
    return true;
  }
  return (
    readIdentity(tx, column) || readGenerated(tx, table, column, offset) || readDropped(tx, offset)
  );
}

/** T-SQL: `INDEX ix [UNIQUE] [CLUSTERED] [WITH (…)]` behind a column. */
function readInlineIndex(tx: Tx, table: Table, column: Column, offset: number): void {
  const { cursor } = tx;
  const start = cursor.at;
  cursor.next();
  cursor.identifier();
  const unique = cursor.accept("UNIQUE");
  const { clustered } = acceptConstraintWords(tx);
  if (unique && cursor.isWords("WHERE")) {
    const clause = cursor.textBetween(start, cursor.end);
    cursor.at = cursor.end;
    tx.note("DWM-TBL-024", { clause, why: "it is unique among some rows only" }, offset);
    return;
  }
  if (unique) table.uniques.push({ name: undefined, columns: [column.name] });
  const clause = cursor.textBetween(start, cursor.at);
  if (clustered) clusterByKey(tx, table, [column.name], clause, offset);
  else tx.note("DWM-TBL-003", { clause, why: "indexes are a matter of speed" }, offset);
}

/** Steps over something unknown and says so. */
function leaveOut(tx: Tx): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const start = cursor.at;
  if (beginsColumn(tx)) {
    const reason = "this looks like a column: is the comma before it missing?";
    throw tx.stop("DWM-TBL-001", { near: cursor.near(), reason }, offset);
  }
  cursor.next();
  while (!cursor.done && !cursor.isOneOf(OPTION_STARTS)) {
    if (cursor.isSymbol("(")) cursor.group();
    else cursor.next();
  }
  tx.note("DWM-TBL-004", { clause: shorten(cursor.textBetween(start, cursor.at)) }, offset);
}

/** True when a name and a type stand here, which are no option of a column: left out, a column would be lost. */
function beginsColumn({ cursor, context }: Tx): boolean {
  const ahead = cursor.slice(cursor.at, cursor.end);
  if (ahead.identifier() === undefined) return false;
  const type = readType(ahead);
  return type !== undefined && resolveType(type, context) !== undefined;
}
