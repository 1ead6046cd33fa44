import type { Expr } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** Refuses a date and days where the source adds them as numbers, or where the days may be a date themselves. */
export function refuseDays(tx: Tx, days: Expr, sign: "+" | "-", offset: number): void {
  if (tx.is("mysql")) {
    const reason = "a date and a number are added as numbers (20200517 + 1)";
    throw tx.stop("DWM-QRY-004", { name: sign, reason }, offset);
  }
  if (days.type === "unknown" && sign === "-") {
    const reason = "a date minus a value whose type is not known (days or a date)";
    throw tx.stop("DWM-QRY-004", { name: "-", reason }, offset);
  }
}

/** Refuses a date minus a date where the source has no such thing, or subtracts their numbers. */
export function refuseDifference(tx: Tx, offset: number): void {
  if (tx.is("tsql", "mysql"))
    throw tx.stop("DWM-QRY-004", { name: "-", reason: "a date minus a date" }, offset);
}
