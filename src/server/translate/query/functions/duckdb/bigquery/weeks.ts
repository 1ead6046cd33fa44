import type { Cursor } from "../../../../cursor.ts";
import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { difference } from "../dateSums.ts";
import { asDate, dateTrunc, unitOf } from "../dates.ts";
import { clockIn, instantIn } from "../zones.ts";

const DAYS = "MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY".split(" ");

/** The day that a unit's weeks begin on, 0 for Monday: WEEK, WEEK(TUESDAY), ISOWEEK. Undefined of another unit. */
export function weekBegin(unit: Cursor | undefined): number | undefined {
  const text = unit?.rest().replace(/\s/g, "").toUpperCase() ?? "";
  if (text === "ISOWEEK") return 0;
  if (text === "WEEK") return 6;
  const day = DAYS.indexOf(/^WEEK\((\w+)\)$/.exec(text)?.[1] ?? "");
  return day < 0 ? undefined : day;
}

const isIsoYear = (call: Call, index: number) => call.word(index) === "ISOYEAR";

/** The first day of the week that a moment is in. */
function weekOf(date: string, begin: number): string {
  if (begin === 0) return `date_trunc('week', ${date})`;
  const shift = `INTERVAL ${7 - begin} DAY`;
  return `(date_trunc('week', ${date} + ${shift}) - ${shift})`;
}

/** A moment cut to a unit. */
function cut(call: Call, date: string, index: number): string {
  const begin = weekBegin(call.raw[index]);
  if (begin !== undefined) return weekOf(date, begin);
  return `date_trunc('${isIsoYear(call, index) ? "isoyear" : unitOf(call, index)}', ${date})`;
}

/** DATE_TRUNC, DATETIME_TRUNC, TIMESTAMP_TRUNC(t, unit [, zone]): with a zone cut on its clock. */
export const truncated: FunctionRule = (call) => {
  arity(call, 2, 3);
  const value = call.arg(0);
  if (call.count === 3) {
    const { sql } = clockIn(call.tx, call.arg(2), value, call.offset);
    const clock = primary(cut(call, sql, 1), "timestamp");
    return instantIn(call.tx, call.arg(2), clock, call.offset);
  }
  if (weekBegin(call.raw[1]) === undefined && !isIsoYear(call, 1)) return dateTrunc(call);
  const sql = cut(call, asDate(call, value, "TIMESTAMP"), 1);
  if (value.type === "date") return primary(`CAST(${sql} AS DATE)`, "date");
  return primary(sql, value.type === "timestamptz" ? "timestamptz" : "timestamp");
};

/** LAST_DAY(d [, unit]). */
export const lastDayIn: FunctionRule = (call) => {
  arity(call, 1, 2);
  const date = asDate(call, call.arg(0), "DATE");
  if (call.count === 1) return primary(`last_day(${date})`, "date");
  const begin = weekBegin(call.raw[1]);
  if (begin !== undefined)
    return primary(`CAST(${weekOf(date, begin)} + INTERVAL 6 DAY AS DATE)`, "date");
  const unit = unitOf(call, 1);
  if (!/^(year|quarter|month)$/.test(unit)) throw call.stop("this unit");
  const next = `date_trunc('${unit}', ${date}) + INTERVAL 1 ${unit}`;
  return primary(`CAST(${next} - INTERVAL 1 day AS DATE)`, "date");
};

/** DATE_DIFF(to, from, unit): boundaries crossed; units of a day or less of TIMESTAMP_DIFF are whole ones elapsed. */
export const dateDiff =
  (elapsed: boolean): FunctionRule =>
  (call) => {
    arity(call, 3);
    const [to, from] = [call.arg(0), call.arg(1)];
    const begin = weekBegin(call.raw[2]);
    const [end, start] = [asDate(call, to, "TIMESTAMP"), asDate(call, from, "TIMESTAMP")];
    if (begin !== undefined && !elapsed) {
      const weeks = `date_diff('day', ${weekOf(start, begin)}, ${weekOf(end, begin)})`;
      return primary(`(${weeks} // 7)`, "int");
    }
    if (isIsoYear(call, 2))
      return primary(`(extract(isoyear FROM ${end}) - extract(isoyear FROM ${start}))`, "int");
    const unit = unitOf(call, 2);
    if (!elapsed) return difference(call, unit, from, to);
    return primary(`date_sub('${unit}', ${start}, ${end})`, "int");
  };

/** A part of a date that BigQuery's EXTRACT has and others have not; undefined: another part. */
export function bigqueryPart(written: string, value: Expr): Expr | undefined {
  const { sql } = value;
  switch (written) {
    case "MILLISECOND":
      return primary(`(extract(millisecond FROM ${sql}) % 1000)`, "int");
    case "MICROSECOND":
      return primary(`(extract(microsecond FROM ${sql}) % 1000000)`, "int");
    case "TIME":
      return primary(`CAST(CAST(${sql} AS TIMESTAMP) AS TIME)`, "time");
    case "DATETIME":
      return primary(`CAST(${sql} AS TIMESTAMP)`, "timestamp");
    default:
      return undefined;
  }
}

/** EXTRACT(WEEK(day) FROM d): weeks of the year that begin on that day; 0 before the first one. */
export function weekNumber(value: Expr, begin: number): Expr {
  const intoWeek = `(extract(isodow FROM ${value.sql}) + ${6 - begin}) % 7`;
  return primary(`((extract(doy FROM ${value.sql}) + 6 - ${intoWeek}) // 7)`, "int");
}
