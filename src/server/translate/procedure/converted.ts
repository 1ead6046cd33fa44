import { type Expr, isDated, isNumeric, primary } from "../query/expr.ts";
import { castTo } from "../query/expression/cast.ts";
import type { Tx } from "../query/tx.ts";
import type { TypeClass } from "../types/spec.ts";

const NOT_KNOWN: ReadonlySet<TypeClass> = new Set(["unknown", "null", "json"]);
const WIDTH: readonly TypeClass[] = ["int", "decimal", "float"];

/**
 * A value for a variable of another type, cast as the source converts it. Databricks assigns by its rules for storing, which
 * take no text for a date and no number for a BOOLEAN.
 */
export function converted(
  tx: Tx,
  value: Expr,
  target: { sql: string; class: TypeClass },
  offset: number,
): Expr {
  const { type } = value;
  if (type === target.class || NOT_KNOWN.has(type) || NOT_KNOWN.has(target.class)) return value;
  if (target.class === "bool" && value.number !== undefined)
    return primary(Number(value.number) === 0 ? "FALSE" : "TRUE", "bool");
  if (isNumeric(type) && WIDTH.indexOf(target.class) > WIDTH.indexOf(type)) return value;
  if (isDated(type) && isDated(target.class) && target.class !== "date") return value;
  if (target.class === "string" && (type === "int" || type === "decimal")) return value;
  const cast = { sql: target.sql, class: target.class, length: undefined, source: "" };
  return castTo(tx, value, cast, false, offset);
}
