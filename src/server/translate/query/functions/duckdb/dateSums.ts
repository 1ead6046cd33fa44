import type { Call } from "../../calls/call.ts";
import { type Expr, primary } from "../../expr.ts";
import { intervalOf } from "../../literals/interval.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { asDate, unitOf } from "./dates.ts";

/** DATEADD(unit, n, date). Days and longer keep a DATE a DATE. */
export const dateAdd: FunctionRule = (call) => {
  arity(call, 3);
  const unit = unitOf(call, 0);
  return shiftBy(call, call.arg(2), unit, call.arg(1));
};

/** A date moved by `amount` units. */
export function shiftBy(call: Call, date: Expr, unit: string, amount: Expr): Expr {
  const value = asDate(call, date, "TIMESTAMP");
  const fractions = call.tx.is("snowflake") ? "round" : "trunc";
  const sum = `(${value} + ${intervalOf(unit, amount, fractions)})`;
  const whole = /^(year|quarter|month|week|day)$/.test(unit);
  if (date.type === "time") return primary(`CAST(${sum} AS TIME)`, "time");
  if (date.type === "date" && whole) return primary(`CAST(${sum} AS DATE)`, "date");
  return primary(sum, date.type === "timestamptz" ? "timestamptz" : "timestamp");
}

/** DATEDIFF(unit, from, to): boundaries crossed, as DuckDB's date_diff counts; weeks of T-SQL begin on Sunday. */
export const dateDiff: FunctionRule = (call) => {
  arity(call, 3);
  return difference(call, unitOf(call, 0), call.arg(1), call.arg(2));
};

/** Boundaries of `unit` between two dates. */
export function difference(call: Call, unit: string, from: Expr, to: Expr, monday = false): Expr {
  const start = `CAST(${asDate(call, from, "TIMESTAMP")} AS TIMESTAMP)`;
  const end = `CAST(${asDate(call, to, "TIMESTAMP")} AS TIMESTAMP)`;
  if (unit === "week") {
    // DuckDB counts whole weeks elapsed here; the sources count beginnings of weeks, on Sunday or on Monday.
    const shift = call.tx.is("tsql", "bigquery", "redshift") && !monday ? " + INTERVAL 1 DAY" : "";
    const first = (date: string) => `date_trunc('week', ${date}${shift})`;
    return primary(`(date_diff('day', ${first(start)}, ${first(end)}) // 7)`, "int");
  }
  return primary(`date_diff('${unit}', ${start}, ${end})`, "int");
}

/** ADD_MONTHS: the last day of a month stays a last day (Oracle, Redshift, Teradata: yes for Oracle and Redshift). */
export const addMonths: FunctionRule = (call) =>
  movedMonths(call, call.tx.is("oracle", "snowflake", "redshift"));

/** Teradata's OADD_MONTHS: ADD_MONTHS as Oracle has it. */
export const addMonthsKeepingLast: FunctionRule = (call) => movedMonths(call, true);

function movedMonths(call: Call, keepsLast: boolean): Expr {
  arity(call, 2);
  const date = call.arg(0);
  const value = asDate(call, date, "TIMESTAMP");
  const months = intervalOf("month", call.arg(1));
  const moved = `(${value} + ${months})`;
  const isLast = `CAST(${value} AS DATE) = last_day(CAST(${value} AS DATE))`;
  const rest = `(${value} - CAST(CAST(${value} AS DATE) AS TIMESTAMP))`;
  const lastDay = `CASE WHEN ${isLast} THEN last_day(CAST(${moved} AS DATE)) + ${rest} ELSE ${moved} END`;
  const sql = keepsLast ? lastDay : moved;
  if (date.type === "date") return primary(`CAST(${sql} AS DATE)`, "date");
  return primary(keepsLast ? `(${sql})` : sql, "timestamp");
}

/** MONTHS_BETWEEN: whole when the days agree or both are last days, else 31sts of a month. */
export const monthsBetween: FunctionRule = (call) => {
  arity(call, 2);
  const a = `CAST(${asDate(call, call.arg(0), "TIMESTAMP")} AS TIMESTAMP)`;
  const b = `CAST(${asDate(call, call.arg(1), "TIMESTAMP")} AS TIMESTAMP)`;
  const months = `date_diff('month', ${b}, ${a})`;
  const lasts = `(last_day(${a}) = CAST(${a} AS DATE) AND last_day(${b}) = CAST(${b} AS DATE))`;
  const days = (date: string) => `(extract(day FROM ${date}) + (epoch(${date}) % 86400) / 86400)`;
  const equal = `extract(day FROM ${a}) = extract(day FROM ${b})`;
  const sql = `CASE WHEN ${equal} OR ${lasts} THEN ${months} ELSE ${months} + (${days(a)} - ${days(b)}) / 31 END`;
  return primary(`(${sql})`, "float");
};

/** LAST_DAY(d [, unit]), the unit one of these; without it the month's. */
export function lastDayOf(units: RegExp): FunctionRule {
  return (call) => {
    if (call.count < 2) return lastDay(call);
    arity(call, 2);
    const unit = unitOf(call, 1);
    if (!units.test(unit)) throw call.stop("this unit");
    const date = asDate(call, call.arg(0), "DATE");
    return primary(
      `CAST(date_trunc('${unit}', ${date}) + INTERVAL 1 ${unit} - INTERVAL 1 day AS DATE)`,
      "date",
    );
  };
}

/** LAST_DAY: a time of day stays in Oracle, others answer a DATE. */
export const lastDay: FunctionRule = (call) => {
  arity(call, 1);
  const date = asDate(call, call.arg(0), "TIMESTAMP");
  if (!call.tx.is("oracle")) return primary(`last_day(${date})`, "date");
  return primary(`(last_day(${date}) + (${date} - date_trunc('day', ${date})))`, "timestamp");
};
