import type { Tx } from "../query/tx.ts";
import type { TargetColumn } from "../types.ts";
import { type Column, columnOf, plainColumn, type Table } from "./model.ts";
import { otherTable } from "./names.ts";

/** INHERITS (a, b): the parents' columns come first, then the table's own. */
export function readInherits(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const parents: { name: string; sql: string }[] = [];
  for (const part of cursor.group()?.split() ?? []) {
    const written = part.tableName();
    if (written) parents.push(otherTable(tx, written));
  }
  const [first] = parents;
  if (!first) throw tx.stop("DWM-TBL-012", { what: "INHERITS" }, offset);
  for (const { name } of parents) tx.note("DWM-TBL-025", { parent: name }, offset);
  const inherited = parents.map(({ name }) => columnsOf(tx, name));
  if (inherited.every((columns) => columns !== undefined)) {
    prepend(table, inherited.flat());
    return;
  }
  // Nothing is known of the parent: the target takes its columns over, as far as it can.
  if (table.columns.length > 0 || parents.length > 1)
    throw tx.stop("DWM-TBL-012", { what: "INHERITS of an unknown table" }, offset);
  table.like = { source: first.name, sql: first.sql, rows: false };
}

/** LIKE other [INCLUDING …] among a table's own columns. */
export function readLikeElement(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const written = cursor.tableName();
  if (!written)
    throw tx.stop("DWM-TBL-001", {
      near: cursor.near(),
      reason: "the other table's name expected",
    });
  cursor.at = cursor.end;
  const columns = columnsOf(tx, otherTable(tx, written).name);
  if (!columns)
    throw tx.stop(
      "DWM-TBL-012",
      { what: `LIKE of the unknown table ${written.join(".")}` },
      offset,
    );
  table.columns.push(...columns);
}

/** What is known of a table's columns, with their types; undefined where nothing is. */
export function columnsOf(tx: Tx, name: string): Column[] | undefined {
  const known: readonly TargetColumn[] | undefined = tx.context.known?.[name];
  if (!known?.length || known.some((column) => column.type === undefined)) return undefined;
  return known.map((column) => ({
    ...plainColumn(column.name, { sql: column.type ?? "", class: column.class }),
    notNull: column.notNull === true,
  }));
}

function prepend(table: Table, inherited: readonly Column[]): void {
  const own = table.columns;
  table.columns = [];
  for (const column of inherited) {
    // A column that several of them have is one.
    if (!columnOf(table, column.name)) table.columns.push(column);
  }
  for (const column of own) {
    const there = columnOf(table, column.name);
    if (there) Object.assign(there, column, { notNull: there.notNull || column.notNull });
    else table.columns.push(column);
  }
}
