import type { Tx } from "../query/tx.ts";
import { readColumnOptions } from "./columnOptions.ts";
import { readDefault } from "./defaults.ts";
import { readDropped } from "./droppedOptions.ts";
import { readColumnType } from "./elements.ts";
import { readIdentity, readIdentityOptions } from "./identity.ts";
import { type Column, columnOf, type Table } from "./model.ts";
import { readBigqueryOptions } from "./options.ts";
import { readText, shorten } from "./texts.ts";

/** The column that an ALTER names. One that the table does not have is told: what is said of it changes nothing. */
function named(tx: Tx, table: Table): Column | undefined {
  const { cursor } = tx;
  const offset = cursor.offset;
  const clause = shorten(cursor.rest());
  const name = cursor.identifier();
  const column = name === undefined ? undefined : columnOf(table, name);
  if (column) return column;
  cursor.at = cursor.end;
  tx.note("DWM-TBL-014", { clause: `${clause} (the table has no such column)` }, offset);
  return undefined;
}

/** MODIFY c type options (Oracle, MySQL, Snowflake). */
export function modify(tx: Tx, table: Table): void {
  const { cursor } = tx;
  cursor.accept("COLUMN");
  const column = named(tx, table);
  if (!column) return;
  if (tx.is("snowflake") && alter(tx, table, column)) return;
  redefine(tx, table, column);
}

/** CHANGE old new type options (MySQL). */
export function changeColumn(tx: Tx, table: Table): void {
  const column = named(tx, table);
  if (!column) return;
  const name = tx.cursor.identifier();
  if (name !== undefined) rename(table, column, name);
  redefine(tx, table, column);
}

const OPTIONS = /^(NOT|NULL|DEFAULT|CONSTRAINT|ENABLE|GENERATED|INVISIBLE|VISIBLE|COMMENT)$/;

function redefine(tx: Tx, table: Table, column: Column): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (!cursor.done && !OPTIONS.test(cursor.peek()?.value ?? "")) {
    column.type = readColumnType(tx, column, offset);
    if (tx.is("mysql")) {
      // The whole definition is given anew.
      column.defaultSql = undefined;
      column.notNull = table.primaryKey?.columns.includes(column.name) ?? false;
    }
  }
  if (cursor.accept("NULL")) column.notNull = false;
  const place = cursor.isWords("FIRST") || cursor.isWords("AFTER");
  if (!place) readColumnOptions(tx, table, column, true);
}

/** ALTER COLUMN c SET DEFAULT …, SET NOT NULL, TYPE t, ADD GENERATED … AS IDENTITY; T-SQL: c type NOT NULL. */
export function alterColumn(tx: Tx, table: Table, offset: number): void {
  const { cursor } = tx;
  const column = named(tx, table);
  if (!column) return;
  if (alter(tx, table, column)) return;
  if (tx.is("tsql")) {
    column.type = readColumnType(tx, column, offset);
    column.notNull = false;
    readColumnOptions(tx, table, column, true);
    return;
  }
  tx.note(
    "DWM-TBL-014",
    { clause: shorten(`ALTER COLUMN ${column.name} ${cursor.rest()}`) },
    offset,
  );
  cursor.at = cursor.end;
}

function alter(tx: Tx, table: Table, column: Column): boolean {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.accept("SET", "DEFAULT")) {
    column.defaultSql = undefined;
    readDefault(tx, table, column, offset);
  } else if (cursor.accept("DROP", "DEFAULT")) {
    column.defaultSql = undefined;
    column.identity = undefined;
  } else if (cursor.accept("SET", "NOT", "NULL")) column.notNull = true;
  else if (cursor.accept("DROP", "NOT", "NULL")) column.notNull = false;
  else if (cursor.accept("DROP", "IDENTITY")) {
    cursor.accept("IF", "EXISTS");
    column.identity = undefined;
  } else if (cursor.accept("SET", "DATA", "TYPE") || cursor.accept("TYPE")) {
    column.type = readColumnType(tx, column, offset);
    if (cursor.isWords("COLLATE")) readDropped(tx, cursor.offset);
    if (cursor.accept("USING")) noteConversion(tx, column);
  } else if (cursor.accept("ADD", "GENERATED")) {
    if (!cursor.accept("ALWAYS")) cursor.accept("BY", "DEFAULT");
    tx.expect("AS", "IDENTITY");
    column.identity = readIdentityOptions(tx);
  } else if (cursor.accept("SET", "STATISTICS") || cursor.accept("SET", "STORAGE")) cursor.next();
  else if (tx.is("bigquery") && cursor.accept("SET", "OPTIONS"))
    column.comment = readBigqueryOptions(tx, offset).description ?? column.comment;
  else if (cursor.accept("COMMENT")) column.comment = readText(tx) || undefined;
  else if (tx.is("tsql") && cursor.accept("ADD")) {
    if (!readDropped(tx, offset)) return false;
  } else if (tx.is("tsql") && readIdentity(tx, column)) return true;
  else return false;
  return true;
}

/** PostgreSQL's USING: a cast of the column is what its new type says anyhow, another expression changes its values. */
function noteConversion(tx: Tx, column: Column): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const clause = `USING ${shorten(cursor.rest())}`;
  const name = column.name.replace(/[^\w]/g, ".");
  const cast = `"?${name}"?(::[\\w ]+(\\([\\d, ]+\\))?(\\[\\])?)*`;
  const plain = new RegExp(
    `^USING \\(*${cast}\\)*(::[\\w ]+)*$|^USING CAST ?\\(${cast} AS [^()]+\\)$`,
    "i",
  );
  cursor.at = cursor.end;
  if (plain.test(clause)) return;
  tx.note("DWM-TBL-014", { clause: `${clause}, of the values of ${column.name}` }, offset);
}

/** DROP COLUMN [IF EXISTS] c: it goes with the keys that it is in. */
export function dropColumn(tx: Tx, table: Table): void {
  const { cursor } = tx;
  cursor.accept("COLUMN");
  cursor.accept("IF", "EXISTS");
  const column = named(tx, table);
  if (!column) return;
  cursor.at = cursor.end;
  table.columns = table.columns.filter((one) => one !== column);
  const without = (key: { columns: readonly string[] }) =>
    !key.columns.some((name) => name.toLowerCase() === column.name.toLowerCase());
  if (table.primaryKey && !without(table.primaryKey)) table.primaryKey = undefined;
  table.uniques = table.uniques.filter(without);
  table.foreignKeys = table.foreignKeys.filter(without);
  table.checks = table.checks.filter(without);
}

/** RENAME COLUMN a TO b. */
export function renameColumn(tx: Tx, table: Table): void {
  const column = named(tx, table);
  if (!column) return;
  tx.expect("TO");
  const name = tx.expectIdentifier("the new name");
  const checked = table.checks.some(({ columns }) => columns.includes(column.name));
  const computed = table.columns.some((one) => one.computed?.includes(column.name));
  if (checked || computed)
    throw tx.stop("DWM-TBL-012", {
      what: `RENAME of ${column.name}, which an expression mentions,`,
    });
  rename(table, column, name);
}

function rename(table: Table, column: Column, name: string): void {
  const old = column.name.toLowerCase();
  const replace = (names: string[]) => names.map((one) => (one.toLowerCase() === old ? name : one));
  for (const key of [
    table.primaryKey,
    ...table.uniques,
    ...table.foreignKeys,
    ...table.clusterings,
  ])
    if (key) key.columns = replace(key.columns);
  column.name = name;
}
