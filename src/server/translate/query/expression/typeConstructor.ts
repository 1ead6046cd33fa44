import { Cursor } from "../../cursor.ts";
import { readType } from "../../types/read.ts";
import { type Expr, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { readList } from "./expression.ts";

/** How deep types that stand for types are followed. */
const MOST_DEPTH = 8;

/**
 * `customer_t(a, b)` and `ids_t(1, 2)` of Oracle's object types and collections, which the inventory defines: a structure or an
 * array. Undefined for other calls.
 */
export function typeConstructor(
  tx: Tx,
  parts: readonly string[],
  inside: Cursor,
  offset: number,
): Expr | undefined {
  if (tx.target !== "databricks" || !tx.is("oracle")) return undefined;
  const spec = typeNamed(tx, parts);
  if (!spec) return undefined;
  const values = tx.inside(inside, () => readList(tx));
  if (spec.dimensions > 0)
    return primary(`array(${values.map(({ sql }) => sql).join(", ")})`, "unknown");
  const { fields } = spec;
  if (!fields) return undefined;
  const name = parts.join(".");
  if (fields.length !== values.length)
    throw tx.stop("DWM-QRY-004", { name, reason: `${fields.length} values expected` }, offset);
  const list = values.map(({ sql }, index) => `${tx.out.text(fields[index]?.name ?? "")}, ${sql}`);
  return primary(`named_struct(${list.join(", ")})`, "unknown");
}

function typeNamed(tx: Tx, parts: readonly string[]) {
  const { userTypes } = tx.context;
  let name = parts.at(-1)?.toLowerCase() ?? "";
  for (let depth = 0; userTypes && depth < MOST_DEPTH; depth++) {
    const text = Object.hasOwn(userTypes, name) ? userTypes[name] : undefined;
    const spec = text === undefined ? undefined : readType(new Cursor(text, tx.dialect));
    if (!spec || spec.fields || spec.dimensions > 0) return spec;
    name = spec.name.toLowerCase();
  }
  return undefined;
}
