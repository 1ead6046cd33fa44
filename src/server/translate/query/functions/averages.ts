import type { Call } from "../call.ts";
import type { Expr } from "../expr.ts";

/**
 * True when the source cuts the fraction of this average: T-SQL and Redshift do so for whole numbers ("AVG" in the
 * references of both). Says so where that depends on a type that is not known, and of Redshift's averages of decimals,
 * which have the digits of what is averaged.
 */
export function noteAverage(call: Call, value: Expr): boolean {
  const { tx } = call;
  if (!tx.is("tsql", "redshift") || value.type === "float") return false;
  if (value.type === "int") return true;
  const system = tx.is("tsql") ? "SQL Server" : "Redshift";
  if (value.type === "decimal" && tx.is("tsql")) return false;
  const what =
    value.type === "decimal"
      ? "AVG of decimals has as many digits behind the point as they have in Redshift, more of them here"
      : `AVG of a column whose type is not known: ${system} cuts the fraction of whole numbers`;
  tx.note("DWM-QRY-006", { what }, call.offset);
  return false;
}
