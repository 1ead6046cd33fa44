import type { Call } from "../calls/call.ts";
import { type Expr, isDated, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

// Oracle's DATE and TIMESTAMP are one type in the targets. A difference of DATEs is a number of days in Oracle; where one side
// is a TIMESTAMP, it is an interval.

/** Functions whose value is one of their arguments. */
const CHOICES =
  /^(MAX|MIN|LAG|LEAD|FIRST_VALUE|LAST_VALUE|NTH_VALUE|NVL|NVL2|COALESCE|NULLIF|GREATEST|LEAST|MEDIAN|ANY_VALUE|DECODE)$/;

function isMoment({ moment, type }: Expr): boolean {
  return moment === true || type === "timestamptz";
}

/** `a - b` of dates of which one is a TIMESTAMP; undefined: a difference in days. */
export function timeBetween(tx: Tx, left: Expr, right: Expr): Expr | undefined {
  if (!tx.is("oracle") || !isDated(left.type) || !isDated(right.type)) return undefined;
  if (!isMoment(left) && !isMoment(right)) return undefined;
  const mixed = left.type !== right.type && tx.target === "duckdb";
  const side = (value: Expr) =>
    mixed && value.type !== "timestamptz"
      ? primary(`CAST(${value.sql} AS TIMESTAMPTZ)`, "timestamptz")
      : value;
  return {
    sql: `${wrap(side(left), PREC.add)} - ${wrap(side(right), PREC.multiply)}`,
    prec: PREC.add,
    type: "interval",
  };
}

/** A sum that is a TIMESTAMP as one of its sides is, moved by an interval; a number of days makes a DATE of it. */
export function movedMoment(sum: Expr, left: Expr, right: Expr): Expr {
  const moved =
    (left.moment && right.type === "interval") || (right.moment && left.type === "interval");
  return moved && sum.type === "timestamp" ? { ...sum, moment: true } : sum;
}

/** The value of a call that is a TIMESTAMP of Oracle says so. */
export function momentCall(call: Call, result: Expr): Expr {
  const { tx, name } = call;
  if (!tx.is("oracle") || result.type !== "timestamp") return result;
  if (/^(TO_TIMESTAMP|SYS_EXTRACT_UTC)$/.test(name)) return { ...result, moment: true };
  if (!CHOICES.test(name)) return result;
  return call.args().some(({ moment }) => moment) ? { ...result, moment: true } : result;
}
