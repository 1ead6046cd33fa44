import { readStringLiteral } from "../../literals.ts";
import { type Expr, primary } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import { made } from "../functions/databricks/arrays.ts";
import { objectOf } from "../functions/databricks/objects.ts";
import type { Tx } from "../tx.ts";
import { listOf, shapeOf } from "./shape.ts";
import { readListed } from "./structs.ts";

/** BigQuery's and Snowflake's [a, b]. */
export function readArray(tx: Tx): Expr {
  const { cursor } = tx;
  cursor.next();
  const items: Expr[] = [];
  const fields: string[] = [];
  while (!cursor.isSymbol("]")) {
    const struct = tx.is("bigquery") ? readListed(tx, fields) : undefined;
    items.push(struct ?? readExpression(tx));
    if (!cursor.acceptSymbol(",")) break;
  }
  tx.expectSymbol("]");
  const element = items.map(shapeOf).find((shape) => shape);
  if (tx.target === "databricks")
    return tx.is("bigquery") ? listOf(made(items), element) : made(items);
  const list = items.map((item) => item.sql).join(", ");
  // Snowflake's arrays are JSON.
  if (tx.is("snowflake")) return primary(`json_array(${list})`, "json");
  const array = primary(`[${list}]`, "unknown");
  return tx.is("bigquery") ? listOf(array, element) : { ...array, array: true };
}

/** Snowflake's {'a': 1, 'b': 2}. */
export function readObject(tx: Tx): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const pairs: [string, Expr][] = [];
  while (!cursor.isSymbol("}")) {
    const key = cursor.next();
    const literal = readStringLiteral(key?.text ?? "", tx.dialect);
    if (key?.kind !== "string" || literal?.kind !== "text")
      throw tx.unsupported("an object literal with a computed key", offset);
    tx.expectSymbol(":");
    pairs.push([literal.value, readExpression(tx)]);
    if (!cursor.acceptSymbol(",")) break;
  }
  tx.expectSymbol("}");
  if (tx.target === "duckdb") {
    const written = pairs.map(([key, value]) => `${tx.out.text(key)}, ${value.sql}`).join(", ");
    // Pairs whose value is NULL are left out.
    return primary(`json_merge_patch(json('{}'), json_object(${written}))`, "json");
  }
  const stop = (reason: string) =>
    tx.stop("DWM-QRY-004", { name: "an object literal", reason }, offset);
  return objectOf({ tx, stop }, pairs, false);
}
