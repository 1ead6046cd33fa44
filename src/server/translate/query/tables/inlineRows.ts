import type { Values } from "../block/values.ts";
import type { Tx } from "../tx.ts";
import { freeName } from "./tableFunction.ts";

/** Rows of VALUES in a FROM clause, with names for their columns: each system calls unnamed ones otherwise. */
export function inlineRows(
  tx: Tx,
  rows: Values,
  alias: string | undefined,
  columns: readonly string[] | undefined,
  lateral: boolean,
): string {
  const width = rows.rows[0]?.length ?? 0;
  const first = tx.is("mysql") ? 0 : 1;
  const prefix = tx.is("mysql") ? "column_" : "column";
  const names = columns ?? Array.from({ length: width }, (_, index) => `${prefix}${index + first}`);
  const table = alias ?? freeName(tx);
  const types = names.map(
    (name, index) => [name.toLowerCase(), rows.columns?.[index]?.type ?? "unknown"] as const,
  );
  tx.scope.relations.push({
    alias: table,
    answersTo: alias === undefined ? [] : [alias.toLowerCase()],
    columns: new Map(types),
    ...(tx.is("snowflake") ? { places: names } : {}),
  });
  const { name } = tx.out;
  const list = `${name(table)}(${names.map(name).join(", ")})`;
  // Rows that depend on other tables: stack() takes them, an inline table does not.
  if (lateral && tx.target === "databricks") {
    const values = rows.rows.flat().map(({ sql }) => sql);
    return `LATERAL stack(${rows.rows.length}, ${values.join(", ")}) AS ${list}`;
  }
  return tx.target === "databricks" ? `${rows.sql} AS ${list}` : `(${rows.sql}) AS ${list}`;
}
