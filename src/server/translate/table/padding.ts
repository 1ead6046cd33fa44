import type { SourceType } from "../../../protocol/dialect.ts";
import { quoteName } from "../duckdbNames.ts";
import type { Tx } from "../query/tx.ts";
import type { Column, Table } from "./model.ts";

/** CHAR(n) is another word for VARCHAR(n) in these. */
const UNPADDED: ReadonlySet<SourceType> = new Set(["snowflake", "bigquery"]);

/** Columns of fixed-length texts, which the source fills with blanks. */
export function paddedColumns(table: Table, dialect: SourceType): Column[] {
  if (UNPADDED.has(dialect) || table.query !== undefined || table.like) return [];
  return table.columns.filter(({ type, computed }) => type.padded && computed === undefined);
}

/**
 * Takes the blanks off that fill CHAR(n) in the source's scripts: there they do not count where texts are compared, in
 * DuckDB they would. Undefined where no column has any.
 */
export function withoutPadding(columns: readonly Column[], table: string): string | undefined {
  if (columns.length === 0) return undefined;
  const names = columns.map(({ name }) => quoteName(name));
  const set = names.map((name) => `${name} = rtrim(${name}, ' ')`).join(", ");
  const where = names.map((name) => `${name} LIKE '% '`).join(" OR ");
  return `UPDATE ${table} SET ${set} WHERE ${where}`;
}

/** Says so, where more than comparisons sees the difference. MySQL takes them off, too, whenever such a text is read. */
export function notePadding(tx: Tx, columns: readonly Column[]): void {
  if (columns.length === 0 || tx.is("mysql")) return;
  tx.note("DWM-TBL-026", { columns: columns.map(({ name }) => name).join(", ") }, 0);
}
