import type { SourceType } from "../../../../protocol/dialect.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";

const POSTGRES = /^(CTID|XMIN|XMAX|CMIN|CMAX|TABLEOID)$/i;

/** Names that stand for what the source knows of a row or of where it lies, and that no table declares. */
const PSEUDO: Readonly<Partial<Record<SourceType, RegExp>>> = {
  bigquery: /^_(PARTITIONTIME|PARTITIONDATE|FILE_NAME|TABLE_SUFFIX)$/i,
  postgres: POSTGRES,
  redshift: POSTGRES,
  snowflake: /^METADATA\$\w+$/i,
  teradata: /^ROWID$/i,
  tsql: /^\$(IDENTITY|ROWGUID)$/i,
};

/** Refuses a name that the source gives a meaning, or a parameter, where the table that it is read from has no such column. */
export function refusePseudo(
  tx: Tx,
  column: string,
  relation: Relation | undefined,
  offset: number,
): void {
  if (relation?.columns?.has(column.toLowerCase()) || relation?.write || tx.ownColumns) return;
  if (PSEUDO[tx.dialect]?.test(column))
    throw tx.unsupported(`${column}, which no table declares,`, offset);
  if (/^\$\d+$/.test(column) && !tx.is("snowflake"))
    throw tx.unsupported(`the parameter ${column}`, offset);
}

/** Refuses a table's name that stands for its whole row, which is no value in Databricks. */
export function refuseRow(
  tx: Tx,
  column: string,
  whole: Relation | undefined,
  owner: Relation | undefined,
  offset: number,
): void {
  if (tx.target !== "databricks" || !tx.is("bigquery", "postgres", "redshift")) return;
  if (!whole?.columns || whole.write || owner !== undefined) return;
  if (tx.scope.relations.every(({ columns }) => columns && !columns.has(column.toLowerCase())))
    throw tx.unsupported(`the row of ${column} as one value`, offset);
}
