import { type Expr, primary } from "./expr.ts";
import type { Tx } from "./tx.ts";
import type { CastType } from "./types.ts";

/** A type of several values: ARRAY<…> in Databricks, …[] in DuckDB. */
export function isArrayType(type: CastType): boolean {
  return /^ARRAY<|\[\]$/.test(type.sql);
}

/** PostgreSQL's text of an array, `{a,b}`, cast to an array: neither target reads it, so its elements are listed. */
export function arrayText(tx: Tx, value: Expr, type: CastType, offset: number): Expr {
  const inside = /^\s*\{([^{}"\\]*)\}\s*$/.exec(value.literal ?? "")?.[1];
  if (inside === undefined || !tx.is("postgres", "redshift"))
    throw tx.unsupported(`a text cast to ${type.sql}`, offset);
  const words = inside.trim() === "" ? [] : inside.split(",").map((word) => word.trim());
  if (words.includes("")) throw tx.unsupported(`the array ${value.literal}`, offset);
  const elements = words.map((word) => (/^null$/i.test(word) ? "NULL" : tx.out.text(word)));
  const list = elements.join(", ");
  const sql = tx.target === "databricks" ? `array(${list})` : `[${list}]`;
  return primary(`CAST(${sql} AS ${type.sql})`, type.class);
}
