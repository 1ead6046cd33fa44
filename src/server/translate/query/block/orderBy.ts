import { primary } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import { variantOrder } from "../nested/variant.ts";
import { noteTexts } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { type OrderKey, orderBySql } from "./orderKeys.ts";

/**
 * ORDER BY with the place of NULLs written out: they are lowest in T-SQL, MySQL, BigQuery and Teradata, highest in the
 * others. DuckDB puts them last whatever the direction, Databricks takes them for the lowest.
 */
export function readOrderBy(tx: Tx): string {
  return orderBySql(readOrderKeys(tx));
}

/** `ORDER BY a, b DESC …` key by key; ORDER SIBLINGS BY, where the caller has looked for it. */
export function readOrderKeys(tx: Tx): OrderKey[] {
  const { cursor } = tx;
  tx.expect("ORDER");
  cursor.accept("SIBLINGS");
  tx.expect("BY");
  const keys = [readKey(tx)];
  while (cursor.acceptSymbol(",")) keys.push(readKey(tx));
  return keys;
}

function readKey(tx: Tx): OrderKey {
  const { cursor } = tx;
  const offset = cursor.offset;
  // Snowflake's ORDER BY ALL, which both targets have: every item of the list.
  const all = tx.is("snowflake") && cursor.accept("ALL");
  const value = all ? primary("ALL", "unknown") : variantOrder(tx, readExpression(tx), offset);
  if (!value.enumerated) noteTexts(tx, offset, value);
  const descending = cursor.accept("DESC");
  const ascending = !descending && cursor.accept("ASC") && tx.target === "databricks";
  let first = tx.is("tsql", "mysql", "bigquery", "teradata") !== descending;
  if (cursor.accept("NULLS", "FIRST")) first = true;
  else if (cursor.accept("NULLS", "LAST")) first = false;
  // T-SQL's way to sort by nothing.
  if (/^\(SELECT (NULL|\d+)\)$/.test(value.sql))
    return { sql: "NULL", descending, nullsFirst: first, how: "" };
  const byItself = tx.target === "databricks" && !descending;
  const nulls = first === byItself ? "" : first ? " NULLS FIRST" : " NULLS LAST";
  return {
    sql: value.sql,
    type: value.type,
    descending,
    nullsFirst: first,
    how: `${descending ? " DESC" : ascending ? " ASC" : ""}${nulls}`,
  };
}
