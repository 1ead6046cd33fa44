import { type Expr, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** Times of day are texts here, HH:MM:SS. Databricks reads such a text as that time of the current day. */
const TEXT_OF = /^date_format\((.*), 'HH:mm:ss'\)$/s;

/** A moment at the time of day that the text says. */
function momentOf(time: Expr): string {
  const inside = TEXT_OF.exec(time.sql)?.[1];
  // `date_format(a, 'HH:mm:ss') || date_format(b, 'HH:mm:ss')` is no single call.
  return inside === undefined || inside.includes("date_format(") ? time.sql : inside;
}

/** A time of day that `move` makes of another one; past midnight the day begins anew, as in the sources. */
export function movedClock(time: Expr, move: (moment: string) => string): Expr {
  return primary(`date_format(${move(momentOf(time))}, 'HH:mm:ss')`, "time");
}

function asMoment(time: Expr): string {
  return `CAST(${time.sql} AS TIMESTAMP)`;
}

/** `+` and `-` of times of day: with an interval a time again, from one another an interval, with a DATE a timestamp. */
export function clockSum(
  tx: Tx,
  left: Expr,
  right: Expr,
  sign: "+" | "-",
  offset: number,
): Expr | undefined {
  const [first, second] = [left.type, right.type];
  if (first !== "time" && second !== "time") return undefined;
  if (tx.is("mysql")) {
    const reason = "times of day are texts in the target";
    throw tx.stop("DWM-QRY-004", { name: sign, reason }, offset);
  }
  const [time, other] = first === "time" ? [left, right] : [right, left];
  if (other.type === "interval" && (sign === "+" || time === left)) {
    const steps = other.mixed ?? [wrap(other, PREC.multiply)];
    const start = TEXT_OF.test(time.sql) ? time : primary(asMoment(time), "timestamp");
    return movedClock(start, (moment) => [moment, ...steps].join(` ${sign} `));
  }
  if (first === "time" && second === "time" && sign === "-") {
    const sql = `${asMoment(left)} - ${asMoment(right)}`;
    return { sql, prec: PREC.add, type: "interval" };
  }
  if (other.type === "date" && sign === "+")
    return primary(`CAST(concat(${other.sql}, ' ', ${time.sql}) AS TIMESTAMP)`, "timestamp");
  return undefined;
}
