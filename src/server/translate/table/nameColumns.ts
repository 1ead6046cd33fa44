import type { Tx } from "../query/tx.ts";
import { plain } from "../types/spec.ts";
import { columnOf, plainColumn, type Table } from "./model.ts";

/** Joins the query's columns with the table's own: names only, or columns of their own types that the query fills. */
export function nameColumns(
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
  else if (
    table.primaryKey ||
    table.columns.some((column) => column.notNull || column.defaultSql !== undefined)
  ) {
    const why = "the columns of a query have neither constraints nor defaults";
    tx.note("DWM-TBL-024", { clause: "NOT NULL, keys and defaults", why }, offset);
  }
}
