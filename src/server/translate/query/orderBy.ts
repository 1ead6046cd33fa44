import { readExpression } from "./expression.ts";
import type { Tx } from "./tx.ts";

/**
 * ORDER BY with the place of NULLs written out: they are lowest in T-SQL, MySQL, BigQuery and Teradata, highest in the
 * others. DuckDB puts them last whatever the direction, Databricks takes them for the lowest.
 */
export function readOrderBy(tx: Tx): string {
  const { cursor } = tx;
  if (cursor.accept("ORDER", "SIBLINGS", "BY")) throw tx.unsupported("ORDER SIBLINGS BY");
  tx.expect("ORDER", "BY");
  const keys = [readKey(tx)];
  while (cursor.acceptSymbol(",")) keys.push(readKey(tx));
  return `ORDER BY ${keys.join(", ")}`;
}

function readKey(tx: Tx): string {
  const { cursor } = tx;
  const value = readExpression(tx);
  const descending = cursor.accept("DESC");
  if (!descending) cursor.accept("ASC");
  let first = tx.is("tsql", "mysql", "bigquery", "teradata") !== descending;
  if (cursor.accept("NULLS", "FIRST")) first = true;
  else if (cursor.accept("NULLS", "LAST")) first = false;
  const byItself = tx.target === "databricks" && !descending;
  const nulls = first === byItself ? "" : first ? " NULLS FIRST" : " NULLS LAST";
  return `${value.sql}${descending ? " DESC" : ""}${nulls}`;
}
