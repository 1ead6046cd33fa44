import { type Expr, isNumeric, primary } from "../expr.ts";

/** PostgreSQL's REAL beside a number that is none: both are DOUBLE there, where the targets compute with a REAL's digits. */
export function doubled(value: Expr, other: Expr): Expr {
  if (value.held !== "single" || other.held === "single" || !isNumeric(other.type)) return value;
  return primary(`CAST(${value.sql} AS DOUBLE)`, "float");
}
