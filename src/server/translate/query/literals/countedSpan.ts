import { type Expr, isNumeric, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { intervalOf } from "./interval.ts";

/** A number cast to an interval of one field, `CAST(n AS INTERVAL SECOND(4))`: so many of it. Undefined: another cast. */
export function countedSpan(tx: Tx, amount: Expr, source: string): Expr | undefined {
  const unit = /^INTERVAL (YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)$/.exec(source)?.[1];
  // Teradata casts hardly anything else to one; a text of digits counts, too.
  const number = isNumeric(amount.type) || (amount.type === "unknown" && tx.is("teradata"));
  if (unit === undefined || !number) return undefined;
  if (tx.target === "duckdb") return primary(intervalOf(unit.toLowerCase(), amount), "interval");
  const sql = `${wrap(amount, PREC.multiply)} * INTERVAL '1' ${unit}`;
  return { sql, prec: PREC.multiply, type: "interval" };
}
