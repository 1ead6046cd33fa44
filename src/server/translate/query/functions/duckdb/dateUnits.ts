import type { Call } from "../../calls/call.ts";
import { type Expr, isDated, isNumeric, primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";

/** Masks of TRUNC(date, mask) and ROUND(date, mask) -> date_trunc's units. */
const UNITS: Readonly<Record<string, string>> = {
  YYYY: "year",
  YEAR: "year",
  SYYYY: "year",
  SYEAR: "year",
  YYY: "year",
  YY: "year",
  Y: "year",
  IYYY: "isoyear",
  IYY: "isoyear",
  IY: "isoyear",
  I: "isoyear",
  Q: "quarter",
  MM: "month",
  MONTH: "month",
  MON: "month",
  RM: "month",
  IW: "week",
  DD: "day",
  DDD: "day",
  J: "day",
  HH: "hour",
  HH24: "hour",
  HH12: "hour",
  MI: "minute",
};

/** True for a call on a date: by its argument's type, or by a mask behind it. */
function ofDate(call: Call): boolean {
  return isDated(call.arg(0).type) || (call.count > 1 && call.arg(1).literal !== undefined);
}

function maskOf(call: Call): string {
  if (call.count === 1) return "DD";
  return call.arg(1).literal?.toUpperCase() ?? "given";
}

function moment(value: Expr): string {
  return isDated(value.type) && value.type !== "timestamptz"
    ? value.sql
    : `CAST(${value.sql} AS TIMESTAMP)`;
}

/** Days since the week began: on Sunday for D, on the year's or the month's first weekday for WW and W. */
function daysIntoWeek(call: Call, mask: string, date: string): string | undefined {
  if (mask === "WW") return `(extract(doy FROM ${date}) - 1) % 7`;
  if (mask === "W") return `(extract(day FROM ${date}) - 1) % 7`;
  if (!/^(D|DAY|DY)$/.test(mask)) return undefined;
  const what = `the week of ${mask} begins on Sunday, as with NLS_TERRITORY AMERICA`;
  if (call.tx.is("oracle")) call.tx.note("DWM-QRY-006", { what }, call.offset);
  return `extract(dow FROM ${date})`;
}

/** A DATE of Teradata stays a DATE. */
function kept(call: Call, date: Expr): Expr {
  const keeps = call.tx.is("teradata") && call.arg(0).type === "date";
  return keeps ? primary(`CAST(${date.sql} AS DATE)`, "date") : date;
}

/** TRUNC of a date or of a number: told apart by the argument's type or by the second argument. */
export const trunc: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = call.arg(0);
  if (ofDate(call)) return kept(call, truncated(call, value));
  if (isNumeric(value.type) || call.count > 1) {
    if (call.count === 1) return primary(`trunc(${value.sql})`, value.type);
    const places = call.arg(1).sql;
    return primary(`trunc(CAST(${value.sql} AS DECIMAL(38,10)), ${places})`, "decimal");
  }
  throw call.stop("whether the argument is a date or a number cannot be told");
};

function truncated(call: Call, value: Expr): Expr {
  const mask = maskOf(call);
  if (call.tx.is("redshift") && UNITS[mask] !== undefined)
    return primary(`CAST(${value.sql} AS DATE)`, "date");
  const date = moment(value);
  const unit = UNITS[mask];
  if (unit !== undefined) return primary(`date_trunc('${unit}', ${date})`, "timestamp");
  if (call.tx.is("oracle", "teradata")) {
    // A century's first year is its 01.
    if (/^S?CC$/.test(mask)) {
      const first = `date_trunc('century', ${date} - INTERVAL 1 YEAR)`;
      return primary(`(${first} + INTERVAL 1 YEAR)`, "timestamp");
    }
    const days = daysIntoWeek(call, mask, date);
    if (days !== undefined) {
      const back = `to_days(CAST(${days} AS INTEGER))`;
      return primary(`(date_trunc('day', ${date}) - ${back})`, "timestamp");
    }
  }
  throw call.stop(`the unit ${mask} has no counterpart`);
}

/** What is added to a date before it is cut, so that it is rounded. */
const HALVES: Readonly<Record<string, string>> = {
  year: "6 MONTH",
  day: "12 HOUR",
  hour: "30 MINUTE",
  minute: "30 SECOND",
  week: "84 HOUR",
};

const WEEK = { half: "84 HOUR", whole: "7 DAY" };
const CENTURY = { half: "50 YEAR", whole: "100 YEAR" };
/** Masks whose beginnings date_trunc does not know: from half of the span on a date is rounded up. */
const SPANS: Readonly<Record<string, typeof WEEK>> = {
  WW: WEEK,
  W: WEEK,
  CC: CENTURY,
  SCC: CENTURY,
};

/** ROUND of a date in Oracle and Teradata; undefined for a number. */
export function roundedDate(call: Call): Expr | undefined {
  if (!call.tx.is("oracle", "teradata") || !ofDate(call)) return undefined;
  return kept(call, rounded(call));
}

function rounded(call: Call): Expr {
  const mask = maskOf(call);
  const date = moment(call.arg(0));
  const unit = UNITS[mask] ?? "";
  // From the 16th day of the month on, and of the quarter's second month.
  if (unit === "month") {
    const next = `CASE WHEN extract(day FROM ${date}) >= 16 THEN ${date} + INTERVAL 1 MONTH ELSE ${date} END`;
    return primary(`date_trunc('month', ${next})`, "timestamp");
  }
  if (unit === "quarter") {
    const late = `${date} >= date_trunc('quarter', ${date}) + INTERVAL 1 MONTH + INTERVAL 15 DAY`;
    const next = `CASE WHEN ${late} THEN ${date} + INTERVAL 3 MONTH ELSE ${date} END`;
    return primary(`date_trunc('quarter', ${next})`, "timestamp");
  }
  const half = HALVES[unit];
  if (half !== undefined)
    return primary(`date_trunc('${unit}', ${date} + INTERVAL ${half})`, "timestamp");
  if (/^(D|DAY|DY)$/.test(mask)) {
    const near = `(${date} + INTERVAL 84 HOUR)`;
    const back = `to_days(CAST(${daysIntoWeek(call, mask, near)} AS INTEGER))`;
    return primary(`(date_trunc('day', ${near}) - ${back})`, "timestamp");
  }
  const span = SPANS[mask];
  if (!span) throw call.stop(`the unit ${mask} has no counterpart`);
  const start = truncated(call, call.arg(0)).sql;
  const late = `${date} >= ${start} + INTERVAL ${span.half}`;
  return primary(
    `(${start} + CASE WHEN ${late} THEN INTERVAL ${span.whole} ELSE INTERVAL 0 DAY END)`,
    "timestamp",
  );
}

/** What a unit adds to its beginning to reach the next one's. */
const NEXT: Readonly<Record<string, string>> = {
  year: "1 YEAR",
  quarter: "3 MONTH",
  month: "1 MONTH",
  week: "7 DAY",
  day: "1 DAY",
  hour: "1 HOUR",
  minute: "1 MINUTE",
};

/** Oracle's FLOOR and CEIL of a date: the beginning of its unit, of the next one where the date is not at the beginning. */
export function dateEdge(up: boolean, ofNumber: FunctionRule): FunctionRule {
  return (call) => {
    if (call.count === 0 || !ofDate(call)) return ofNumber(call);
    arity(call, 1, 2);
    const value = call.arg(0);
    const start = truncated(call, value);
    if (!up) return start;
    const next = NEXT[UNITS[maskOf(call)] ?? ""];
    if (next === undefined) throw call.stop(`the unit ${maskOf(call)} has no counterpart`);
    return primary(
      `CASE WHEN ${start.sql} = ${moment(value)} THEN ${start.sql} ELSE ${start.sql} + INTERVAL ${next} END`,
      "timestamp",
    );
  };
}
