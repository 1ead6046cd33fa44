import type { TypeClass } from "../../types/spec.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** PostgreSQL's `v -> 'key'`, `v -> 0` and their `->>`: a path into a VARIANT, as text for `->>`. */
export function jsonArrow(tx: Tx, value: Expr, key: Expr, type: TypeClass, offset: number): Expr {
  const index = key.number !== undefined && /^\d+$/.test(key.number) ? key.number : undefined;
  if (key.literal === undefined && index === undefined)
    throw tx.unsupported("a computed key of JSON", offset);
  const step = index === undefined ? tx.out.name(key.literal ?? "") : `[${index}]`;
  const inside = pathOf(value);
  const separator = inside === undefined ? ":" : index === undefined ? "." : "";
  const path = `${inside ?? wrap(value)}${separator}${step}`;
  if (type === "string") return primary(`CAST(${path} AS STRING)`, "string");
  return { ...primary(path, "json"), path: true };
}

/** MySQL's `v -> '$.a.b[0]'`: the key is a path of its own. */
export function mysqlArrow(tx: Tx, value: Expr, key: Expr, type: TypeClass, offset: number): Expr {
  const path = /^\$((\.[A-Za-z_]\w*|\[\d+\])+)$/.exec(key.literal ?? "")?.[1];
  if (path === undefined)
    throw tx.stop("DWM-QRY-004", { name: "->", reason: "this path of JSON" }, offset);
  const own = pathOf(value);
  const first = own === undefined ? path.replace(/^\.?/, ":") : path;
  const sql = `${own ?? wrap(value)}${first}`;
  if (type === "string") return primary(`CAST(${sql} AS STRING)`, "string");
  return { ...primary(sql, "json"), path: true };
}

/** The value's text when a path can go on from it. */
function pathOf(value: Expr): string | undefined {
  return value.path === true ? value.sql : undefined;
}

/** A key of a path: a plain word, or in backticks. */
export function jsonPathKey(tx: Tx, key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : tx.out.name(key);
}

/** A VARIANT as a scalar that can be compared or calculated with. */
export function variantAs(value: Expr, type: "STRING" | "DOUBLE"): Expr {
  return primary(
    `CAST(${wrap(value, PREC.or)} AS ${type})`,
    type === "STRING" ? "string" : "float",
  );
}
