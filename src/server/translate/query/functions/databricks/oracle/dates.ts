import type { Call } from "../../../calls/call.ts";
import { type Expr, isDated, isNumeric, PREC, primary, wrap } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { dateValue } from "../dates.ts";
import { withoutSeconds } from "../dateTrunc.ts";
import { innerCall, movedMonths } from "../monthSums.ts";
import { places, round as roundNumber, truncated as truncatedNumber } from "../numbers.ts";

/** Masks of TRUNC(date, mask) and ROUND(date, mask) -> units of date_trunc. */
const UNITS: Readonly<Record<string, string>> = {
  YYYY: "YEAR",
  YEAR: "YEAR",
  SYYYY: "YEAR",
  SYEAR: "YEAR",
  YYY: "YEAR",
  YY: "YEAR",
  Y: "YEAR",
  Q: "QUARTER",
  MM: "MONTH",
  MONTH: "MONTH",
  MON: "MONTH",
  RM: "MONTH",
  IW: "WEEK",
  DD: "DAY",
  DDD: "DAY",
  J: "DAY",
  HH: "HOUR",
  HH24: "HOUR",
  HH12: "HOUR",
  MI: "MINUTE",
};

/** The unit of a date's TRUNC or ROUND; undefined for weeks that begin on other days than Monday. */
function maskUnit(call: Call): string | undefined {
  if (call.count === 1) return "DAY";
  const mask = call.arg(1).literal?.toUpperCase();
  if (mask === undefined) throw call.stop("the unit is computed");
  if (/^(D|DAY|DY|WW|W)$/.test(mask)) return undefined;
  const unit = UNITS[mask];
  if (unit === undefined) throw call.stop(`the unit ${mask} has no counterpart`);
  return unit;
}

/** True for a call on a date: by its argument's type, or by a mask behind it. */
function ofDate(call: Call): boolean {
  if (isDated(call.arg(0).type)) return true;
  return call.count > 1 && call.arg(1).literal !== undefined;
}

/** TRUNC of a date or of a number: told apart by the argument's type or by the second argument. */
export const trunc: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = call.arg(0);
  if (ofDate(call)) return truncatedDate(call, dateValue(call, value));
  if (!isNumeric(value.type) && call.count === 1) {
    // Of a number Databricks would refuse it, so nothing goes wrong unseen.
    const what = `${call.name} of a value whose type is not known: it is taken for a date`;
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return truncatedDate(call, dateValue(call, value));
  }
  const number = isNumeric(value.type) ? value : primary(value.sql, "decimal");
  return truncatedNumber(number, places(call, 1));
};

function truncatedDate(call: Call, date: Expr): Expr {
  if (call.tx.is("redshift")) {
    if (call.count > 1) throw call.stop("a unit");
    return primary(`CAST(${date.sql} AS DATE)`, "date");
  }
  const unit = maskUnit(call);
  const inner = unit === undefined ? undefined : withoutClock(call, unit);
  if (inner) return inner;
  // Teradata's TRUNC of a DATE is a DATE.
  const keeps = date.type === "date" && call.tx.is("teradata");
  const whole = withoutSeconds(date.sql);
  const day = keeps ? date.sql : `date_trunc('DAY', ${whole})`;
  const type = keeps ? "date" : date.type === "timestamptz" ? "timestamptz" : "timestamp";
  if (unit === undefined) {
    const back = keeps ? "date_sub" : undefined;
    const days = daysIntoWeek(call, whole);
    return back
      ? primary(`${back}(${day}, ${days})`, type)
      : primary(`dateadd(DAY, -(${days}), ${day})`, type);
  }
  if (!keeps) return primary(`date_trunc('${unit}', ${whole})`, type);
  return primary(unit === "DAY" ? date.sql : `trunc(${date.sql}, '${unit}')`, type);
}

/** TRUNC of ADD_MONTHS to months and more, and of LAST_DAY to days: the clock and last days make no difference. */
function withoutClock(call: Call, unit: string): Expr | undefined {
  if (!call.tx.is("oracle")) return undefined;
  const moved = /^(MONTH|QUARTER|YEAR)$/.test(unit) ? movedMonths(call, 0) : undefined;
  if (moved) return primary(`trunc(${moved.sql}, '${unit}')`, "date");
  const last = unit === "DAY" ? innerCall(call, 0, "LAST_DAY") : undefined;
  if (last?.count !== 1) return undefined;
  const of = movedMonths(last, 0) ?? dateValue(last, last.arg(0));
  return primary(`last_day(${withoutSeconds(of.sql)})`, "date");
}

/** Days since the week began: on Sunday for D, on the year's or month's first weekday for WW and W. */
function daysIntoWeek(call: Call, date: string): string {
  const mask = call.arg(1).literal?.toUpperCase() ?? "";
  if (mask === "WW") return `(dayofyear(${date}) - 1) % 7`;
  if (mask === "W") return `(day(${date}) - 1) % 7`;
  const what = `the week of ${mask} begins on Sunday, as with NLS_TERRITORY AMERICA`;
  if (call.tx.is("oracle")) call.tx.note("DWM-QRY-006", { what }, call.offset);
  return `dayofweek(${date}) - 1`;
}

/** What is added to a date before it is cut, so that it is rounded. */
const HALVES: Readonly<Record<string, string>> = {
  YEAR: "'6' MONTH",
  DAY: "'12' HOUR",
  HOUR: "'30' MINUTE",
  MINUTE: "'30' SECOND",
};

/** ROUND of a date or of a number. A month is rounded up from its 16th day on. */
export const round: FunctionRule = (call) => {
  arity(call, 1, 2);
  if (!ofDate(call)) return roundNumber(call);
  const date = dateValue(call, call.arg(0));
  const unit = maskUnit(call) ?? "";
  const type = date.type === "timestamptz" ? "timestamptz" : "timestamp";
  const of = wrap(date, PREC.add);
  if (unit === "MONTH") {
    const next = `IF(day(${date.sql}) >= 16, ${of} + INTERVAL '1' MONTH, ${date.sql})`;
    return primary(`date_trunc('MONTH', ${next})`, type);
  }
  const half = HALVES[unit];
  if (half === undefined) throw call.stop(`the unit ${call.arg(1).literal} has no counterpart`);
  return primary(`date_trunc('${unit}', ${of} + INTERVAL ${half})`, type);
};

const WEEKDAYS = /^(SUN|MON|TUE|WED|THU|FRI|SAT)/;

/** NEXT_DAY(d, 'MONDAY'): the first such day after the date; Oracle keeps the time of day. */
export const nextDay: FunctionRule = (call) => {
  arity(call, 2);
  const day = WEEKDAYS.exec(call.arg(1).literal?.toUpperCase() ?? "")?.[1];
  if (day === undefined) throw call.stop("the day's name is not known");
  const date = dateValue(call, call.arg(0));
  const next = `next_day(${date.sql}, '${day}')`;
  const cut =
    date.type === "date" || /^date_trunc\('(DAY|WEEK|MONTH|QUARTER|YEAR)',/.test(date.sql);
  if (!call.tx.is("oracle") || cut) return primary(next, "date");
  const clock = `${wrap(date, PREC.add)} - date_trunc('DAY', ${date.sql})`;
  return primary(`(${next} + (${clock}))`, "timestamp");
};

const INTERVAL_UNITS = /^(DAY|HOUR|MINUTE|SECOND|YEAR|MONTH)$/;

/** NUMTODSINTERVAL(n, 'DAY') and NUMTOYMINTERVAL(n, 'MONTH'). */
export const numberToInterval: FunctionRule = (call) => {
  arity(call, 2);
  const unit = call.arg(1).literal?.toUpperCase();
  if (unit === undefined || !INTERVAL_UNITS.test(unit)) throw call.stop("the unit is not known");
  const amount = call.arg(0);
  if (amount.number !== undefined && /^-?\d+$/.test(amount.number))
    return primary(`INTERVAL '${amount.number}' ${unit}`, "interval");
  const sql = `${wrap(amount, PREC.multiply)} * INTERVAL '1' ${unit}`;
  return { sql, prec: PREC.multiply, type: "interval" };
};

/** TO_DSINTERVAL('5 10:30:00') and TO_YMINTERVAL('1-6'). */
export function textToInterval(fields: "DAY TO SECOND" | "YEAR TO MONTH"): FunctionRule {
  const pattern = fields === "YEAR TO MONTH" ? /^[+-]?\d+-\d+$/ : /^[+-]?\d+ \d+:\d+:\d+(\.\d+)?$/;
  return (call) => {
    arity(call, 1);
    const text = call.arg(0).literal?.trim();
    if (text === undefined || !pattern.test(text)) throw call.stop("the interval's text");
    return primary(`INTERVAL '${text}' ${fields}`, "interval");
  };
}
