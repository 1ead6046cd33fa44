import { readClock } from "../../../literals.ts";
import type { Call } from "../../calls/call.ts";
import { type Expr, primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { dateValue, MONTHS, unitOf } from "./dates.ts";

/** DATEDIFF(unit, from, to): boundaries crossed. */
export const dateDiff: FunctionRule = (call) => {
  arity(call, 3);
  return difference(call, unitOf(call, 0), call.arg(1), call.arg(2));
};

/**
 * Boundaries of `unit` between two dates. Databricks' datediff(unit, …) counts whole units that have passed: the same for
 * the beginnings of units. Weeks begin on Sunday in T-SQL, BigQuery and Redshift, on Monday in Snowflake or on demand.
 */
export function difference(call: Call, unit: string, from: Expr, to: Expr, monday = false): Expr {
  if (unit === "NANOSECOND") throw call.stop("times have microseconds, no nanoseconds");
  // Times of day, which are texts, are those of the current day here; so is a text beside one.
  const clocks = from.type === "time" || to.type === "time";
  const read = (value: Expr) =>
    clocks && readClock(value.literal ?? "") !== undefined ? value : dateValue(call, value);
  const [start, end] = [read(from), read(to)];
  const dates = start.type === "date" && end.type === "date";
  if (unit === "DAY") {
    return dates
      ? primary(`datediff(DAY, ${start.sql}, ${end.sql})`, "int")
      : primary(`datediff(${end.sql}, ${start.sql})`, "int");
  }
  const sunday = call.tx.is("tsql", "bigquery", "redshift") && !monday;
  const plain = `datediff(${unit}, ${start.sql}, ${end.sql})`;
  if (unit !== "WEEK" && boundariesPass(unit, start, end)) return primary(plain, "int");
  const exact = unit === "MICROSECOND" || (dates && /^(HOUR|MINUTE|SECOND|MILLI)/.test(unit));
  const first = (date: Expr) => {
    if (exact) return date.sql;
    if (unit === "WEEK" && sunday) return `date_trunc('WEEK', dateadd(DAY, 1, ${date.sql}))`;
    return `date_trunc('${unit}', ${date.sql})`;
  };
  return primary(`datediff(${unit}, ${first(start)}, ${first(end)})`, "int");
}

/** The moment that a literal says, in milliseconds. */
function momentOf(value: Expr): number | undefined {
  const text =
    value.literal ?? /^(?:CAST\()?(?:DATE|TIMESTAMP(?:_NTZ)?)?'([^']*)'/.exec(value.sql)?.[1];
  if (text === undefined || !/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.test(text)) return undefined;
  const moment = Date.parse(`${text.replace(" ", "T")}${text.length === 10 ? "T00:00:00" : ""}Z`);
  return Number.isNaN(moment) ? undefined : moment;
}

/** True where between two literal dates as many units have passed as have begun. */
function boundariesPass(unit: string, from: Expr, to: Expr): boolean {
  const [start, end] = [momentOf(from), momentOf(to)];
  if (start === undefined || end === undefined || end < start) return false;
  const months = MONTHS[unit];
  if (months === undefined) {
    const size = { HOUR: 3_600_000, MINUTE: 60_000, SECOND: 1000 }[unit];
    if (size === undefined) return false;
    return Math.floor((end - start) / size) === Math.floor(end / size) - Math.floor(start / size);
  }
  const [a, b] = [new Date(start), new Date(end)];
  const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const inMonth = (date: Date) =>
    date.getTime() - Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  const passed = monthOf(b) - monthOf(a) - (inMonth(b) < inMonth(a) ? 1 : 0);
  const begun = Math.floor(monthOf(b) / months) - Math.floor(monthOf(a) / months);
  return Math.floor(passed / months) === begun;
}
