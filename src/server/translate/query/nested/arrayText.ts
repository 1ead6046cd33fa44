import { type ArrayElement, readArrayText } from "../../arrayText.ts";
import { type Expr, primary } from "../expr.ts";
import type { CastType } from "../expression/types.ts";
import type { Tx } from "../tx.ts";

/** A type of several values: ARRAY<…> in Databricks, …[] in DuckDB. */
export function isArrayType(type: CastType): boolean {
  return /^ARRAY<|\[\]$/.test(type.sql);
}

/** PostgreSQL's text of an array, `{a,b}`, cast to an array: neither target reads it, so its elements are listed. */
export function arrayText(tx: Tx, value: Expr, type: CastType, offset: number): Expr {
  const elements = tx.is("postgres", "redshift") ? readArrayText(value.literal ?? "") : undefined;
  if (!elements) throw tx.unsupported(`a text cast to ${type.sql}`, offset);
  const made = primary(`CAST(${listed(tx, elements)} AS ${type.sql})`, type.class);
  const plain = elements.every((element) => typeof element === "string");
  return plain ? { ...made, texts: elements as readonly string[] } : made;
}

/** `'{a,b}'` where an array is expected, without a cast: the list of its texts; undefined of anything else. */
export function literalArray(tx: Tx, value: Expr): Expr | undefined {
  if (!tx.is("postgres") || value.literal === undefined) return undefined;
  const elements = readArrayText(value.literal);
  if (!elements) return undefined;
  return { ...primary(listed(tx, elements), "unknown"), array: true };
}

function listed(tx: Tx, elements: readonly ArrayElement[]): string {
  const values = elements.map((element) => {
    if (element === null) return "NULL";
    return typeof element === "string" ? tx.out.text(element) : listed(tx, element);
  });
  const list = values.join(", ");
  return tx.target === "databricks" ? `array(${list})` : `[${list}]`;
}

/** `coalesce(list, '{}')`: an empty array, where the other values are arrays. */
export function emptyArrays(tx: Tx, values: readonly Expr[]): readonly Expr[] {
  if (!tx.is("postgres") || !values.some(({ array }) => array === true)) return values;
  return values.map((value) => {
    const elements = value.literal === undefined ? undefined : readArrayText(value.literal);
    return elements?.length === 0
      ? { ...primary(listed(tx, elements), "unknown"), array: true }
      : value;
  });
}
