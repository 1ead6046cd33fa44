import { type Expr, isNumeric, PREC, primary, wrap } from "../expr.ts";
import { conditionOf } from "../mysql/coerce.ts";
import { isVariant } from "../nested/variant.ts";
import type { Tx } from "../tx.ts";

/** An expression that is asked whether it is true: MySQL takes a number that is not 0 for true, Databricks no number. */
export function asCondition(tx: Tx, expr: Expr): Expr {
  if (tx.target === "duckdb") return conditionOf(tx, expr);
  if (isVariant(tx, expr)) return primary(`CAST(${expr.sql} AS BOOLEAN)`, "bool");
  const counts = tx.is("mysql") && tx.target === "databricks" && isNumeric(expr.type);
  if (!counts) return expr;
  return { sql: `${wrap(expr, PREC.other)} <> 0`, prec: PREC.compare, type: "bool" };
}
