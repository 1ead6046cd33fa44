import { type Expr, isDated, isNumeric, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

const UNITS = /^(YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)$/;

/** Teradata's `(a - b) DAY(4) TO SECOND`: a difference as an interval. The units are reserved there, so it is no alias. */
export function spanFollows(tx: Tx): boolean {
  const { cursor } = tx;
  const token = cursor.peek();
  const before = cursor.tokens[cursor.at - 1];
  if (!tx.is("teradata") || token?.kind !== "word" || !UNITS.test(token.value)) return false;
  return before?.kind === "symbol" && before.text === ")";
}

/** `a - b DAY(4)`, with the unit behind the second value. */
export function spanBehind(tx: Tx, difference: Expr): Expr {
  const token = tx.cursor.peek();
  if (token?.kind !== "word" || !UNITS.test(token.value)) return difference;
  return readSpan(tx, difference);
}

/**
 * The difference as an interval. Of dates in years and months it counts where those begin, whatever the days are. How much of
 * an hour makes one is not sure, so hours and minutes alone are refused.
 */
export function readSpan(tx: Tx, value: Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  const [from, to] = [unit(tx), cursor.accept("TO") ? unit(tx) : undefined];
  const refusal = () => tx.unsupported(`a difference in ${from}${to ? ` TO ${to}` : ""}`, offset);
  const [end, start] = value.between ?? [];
  if (from === "YEAR" || from === "MONTH") {
    if (!start || !end || !isDated(start.type) || !isDated(end.type)) throw refusal();
    const what = `a difference in ${to ?? from} counts where those begin, whatever the days are`;
    tx.note("DWM-QRY-006", { what }, offset);
    return monthsBetween(tx, end, start, to ?? from, from);
  }
  const first = from.toLowerCase();
  const days = value.type === "int";
  if (days && from === "DAY") return daysBetween(tx, value, to === undefined);
  const sides = [end, start].map((side) => side?.type ?? "int");
  const open = value.type === "unknown" && !sides.some((type) => isNumeric(type));
  if (open && start && end && from === "DAY" && to === "SECOND")
    return { ...primary(elapsed(tx, end, start), "interval"), span: { first } };
  if (days || value.type !== "interval") throw refusal();
  if (to === "SECOND") return { ...primary(value.sql, "interval"), span: { first } };
  if (from === "SECOND" && to === undefined && tx.target === "duckdb")
    return { ...primary(value.sql, "interval"), span: { first, count: `epoch(${value.sql})` } };
  throw refusal();
}

/** Of values whose types are not known: only dates and times can have such a difference, which is exact for all of them. */
function elapsed(tx: Tx, end: Expr, start: Expr): string {
  const difference = `${wrap(end, PREC.add)} - ${wrap(start, PREC.multiply)}`;
  if (tx.target === "databricks") return `CAST(${difference} AS INTERVAL DAY TO SECOND)`;
  return `(CAST(${end.sql} AS TIMESTAMP) - CAST(${start.sql} AS TIMESTAMP))`;
}

function daysBetween(tx: Tx, value: Expr, alone: boolean): Expr {
  const span = { first: "day", ...(alone ? { count: value.sql } : {}) };
  if (tx.target === "duckdb")
    return { ...primary(`to_days(CAST(${value.sql} AS INTEGER))`, "interval"), span };
  return {
    sql: `${wrap(value, PREC.multiply)} * INTERVAL '1' DAY`,
    prec: PREC.multiply,
    type: "interval",
    span,
  };
}

function monthsBetween(tx: Tx, end: Expr, start: Expr, last: string, from: string): Expr {
  const years = `year(${end.sql}) - year(${start.sql})`;
  const count =
    last === "YEAR" ? `(${years})` : `((${years}) * 12 + month(${end.sql}) - month(${start.sql}))`;
  const months = last === "YEAR" ? `${count} * 12` : count;
  const sql =
    tx.target === "duckdb"
      ? `to_months(CAST(${months} AS INTEGER))`
      : `make_ym_interval(0, CAST(${months} AS INT))`;
  const first = from.toLowerCase();
  return { ...primary(sql, "interval"), span: { first, ...(last === from ? { count } : {}) } };
}

function unit(tx: Tx): string {
  const token = tx.cursor.next();
  if (token?.kind !== "word" || !UNITS.test(token.value)) throw tx.unreadable("a unit expected");
  // DAY(4), SECOND(6): precision of the field.
  if (tx.cursor.isSymbol("(")) tx.cursor.group();
  return token.value;
}
