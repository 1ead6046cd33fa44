import { type Expr, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { decimalOf } from "./decimalOf.ts";
import { scaleOf } from "./digits.ts";
import { snowflakeQuotientScale } from "./snowflake.ts";
import { tsqlQuotient } from "./tsql.ts";

/**
 * A quotient of exact numbers with the digits behind the point that the source gives it. Undefined where the source has no
 * such rule, or where it is not met: then the quotient is any other.
 */
export function decimalQuotient(tx: Tx, left: Expr, right: Expr, offset: number): Expr | undefined {
  const types = [left.type, right.type];
  if (types.some((type) => type !== "decimal" && type !== "int" && type !== "unknown"))
    return undefined;
  const quotient = `${wrap(left, PREC.multiply)} / ${wrap(right, PREC.unary)}`;
  if (tx.is("snowflake")) return snowflakeQuotient(tx, quotient, left, right, offset);
  if (!types.includes("decimal")) return undefined;
  if (tx.is("tsql")) return tsql(tx, quotient, left, right, offset);
  return tx.is("teradata") ? teradata(tx, quotient, left, right, offset) : undefined;
}

/** Says once an object that digits behind the point may be others than in the source. */
export function noteDigits(tx: Tx, what: string, offset: number): void {
  tx.noteOnce("DWM-QRY-013", { what }, offset);
}

/** Snowflake's quotient, with its digits where they are known. */
export function snowflakeQuotient(
  tx: Tx,
  quotient: string,
  left: Expr,
  right: Expr,
  offset: number,
): Expr | undefined {
  const scale = scaleOf(left);
  if (scale !== undefined && right.type !== "unknown")
    // Both targets round halves away from zero in a cast, as Snowflake does.
    return decimalOf(quotient, snowflakeQuotientScale(scale));
  noteDigits(
    tx,
    "Snowflake rounds quotients of whole numbers and decimals (1 / 3 is 0.333333); one of values whose types are not known keeps its fraction here",
    offset,
  );
  return undefined;
}

/** More digits than this are more than a DOUBLE holds of most quotients: cutting them would change nothing, or the wrong one. */
const EXACT = 12;

function tsql(tx: Tx, quotient: string, left: Expr, right: Expr, offset: number): Expr {
  const digits = tsqlQuotient(left, right);
  const plain: Expr = { sql: quotient, prec: PREC.multiply, type: "decimal" };
  if (!digits) {
    noteDigits(
      tx,
      "SQL Server cuts quotients of decimals off (2.0 / 3 is 0.666666); one whose digits are not known keeps its fraction here",
      offset,
    );
    return plain;
  }
  if (tx.target === "databricks") {
    noteLastDigit(tx, offset);
    return { ...plain, ...digits };
  }
  if (digits.scale > EXACT) return { ...plain, ...digits };
  return { ...cutOff(quotient, digits.scale), ...digits };
}

/** Databricks gives quotients the same count of digits, but rounds the last one. */
export function noteLastDigit(tx: Tx, offset: number): void {
  const what =
    "quotients and averages of decimals are rounded to their last digit; SQL Server cuts them off there (2.0 / 3 is 0.666666)";
  noteDigits(tx, what, offset);
}

/** A DOUBLE may hold a quotient as a little less than it is (0.3 / 0.1): six digits more are rounded before the rest is cut. */
export function cutOff(sql: string, scale: number): Expr {
  return primary(`trunc(CAST(${sql} AS DECIMAL(38,${scale + 6})), ${scale})`, "decimal");
}

/**
 * Teradata's `a / b` where one is a DECIMAL and none a FLOAT: it has as many digits behind the point as the operand that
 * has more of them, so 5.00 / 3 is 1.67 ("DECIMAL Result Data Type" in Teradata's SQL Functions, Expressions, and
 * Predicates).
 */
function teradata(tx: Tx, quotient: string, left: Expr, right: Expr, offset: number): Expr {
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
