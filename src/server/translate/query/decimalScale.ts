import { scaleOf } from "./digits.ts";
import { type Expr, PREC, primary, wrap } from "./expr.ts";
import type { Tx } from "./tx.ts";

/**
 * Teradata's `a / b` where one is a DECIMAL and none a FLOAT: it has as many digits behind the point as the operand that
 * has more of them, so 5.00 / 3 is 1.67 ("DECIMAL Result Data Type" in Teradata's SQL Functions, Expressions, and
 * Predicates). Undefined where that rule is not met.
 */
export function decimalQuotient(tx: Tx, left: Expr, right: Expr, offset: number): Expr | undefined {
  const types = [left.type, right.type];
  if (!tx.is("teradata") || !types.includes("decimal")) return undefined;
  if (types.some((type) => type !== "decimal" && type !== "int" && type !== "unknown"))
    return undefined;
  const quotient = `${wrap(left, PREC.multiply)} / ${wrap(right, PREC.unary)}`;
  const [one, other] = [scaleOf(left), scaleOf(right)];
  if (one === undefined || other === undefined) {
    const what =
      "a division of decimals: Teradata rounds to the digits behind the point that they have (5.00 / 3 is 1.67), here the quotient keeps its fraction";
    tx.note("DWM-QRY-006", { what }, offset);
    return { sql: quotient, prec: PREC.multiply, type: "decimal" };
  }
  const scale = Math.max(one, other);
  if (tx.target === "databricks")
    return { ...primary(`bround(${quotient}, ${scale})`, "decimal"), scale };
  return { ...primary(roundedQuotient(quotient, scale), "decimal"), scale };
}

/** Halves go to the even digit. DuckDB divides as DOUBLE, which may hold an exact half as a little less: that is mended first. */
function roundedQuotient(quotient: string, scale: number): string {
  const type = `DECIMAL(38,${scale})`;
  const power = `1${"0".repeat(scale)}`;
  const [up, down] = scale === 0 ? ["", ""] : [` * ${power}`, ` / ${power}`];
  return `CAST(round_even(round((${quotient})${up}, 9), 0)${down} AS ${type})`;
}
