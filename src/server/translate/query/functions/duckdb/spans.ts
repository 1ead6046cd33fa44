import { PREC, primary, wrap } from "../../expr.ts";
import { arity, type FunctionRule, type RuleTable } from "../dsl.ts";
import { asDate } from "./dates.ts";

/** NUMTODSINTERVAL(n, 'HOUR') and NUMTOYMINTERVAL(n, 'MONTH'). */
const numberAsSpan: FunctionRule = (call) => {
  arity(call, 2);
  const unit = call.word(1)?.toLowerCase() ?? "";
  if (/^(year|month)$/.test(unit))
    return primary(`to_${unit}s(CAST(${call.arg(0).sql} AS INTEGER))`, "interval");
  const seconds = { day: 86400, hour: 3600, minute: 60, second: 1 }[unit];
  if (seconds === undefined) throw call.stop("a computed unit");
  return primary(`to_seconds(CAST((${call.arg(0).sql}) * ${seconds} AS DOUBLE))`, "interval");
};

/** TO_YMINTERVAL('1-6') and TO_YMINTERVAL('P1Y6M'). */
const textAsMonths: FunctionRule = (call) => {
  arity(call, 1);
  const written = call.arg(0).literal?.trim() ?? "";
  const read =
    /^([+-]?)(\d{1,9})-(\d{1,2})$/.exec(written) ??
    /^(-?)P(?=\d)(?:(\d{1,9})Y)?(?:(\d{1,2})M)?$/.exec(written);
  const [, sign = "", years = "0", months = "0"] = read ?? [];
  if (!read || Number(months) > 11) throw call.stop("the interval's text");
  const all = Number(years) * 12 + Number(months);
  return primary(`to_months(${sign === "-" ? -all : all})`, "interval");
};

/** TO_DSINTERVAL('5 10:30:00') and TO_DSINTERVAL('P5DT10H30M'). */
const textAsSeconds: FunctionRule = (call) => {
  arity(call, 1);
  const written = call.arg(0).literal?.trim() ?? "";
  const read =
    /^([+-]?)(\d{1,9}) (\d{1,2}):(\d{1,2}):(\d{1,2}(?:\.\d{1,6})?)$/.exec(written) ??
    /^(-?)P(?=\d|T\d)(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,2})H)?(?:(\d{1,2})M)?(?:(\d{1,2}(?:\.\d{1,6})?)S)?)?$/.exec(
      written,
    );
  const [, sign = "", days = "0", hours = "0", minutes = "0", seconds = "0"] = read ?? [];
  if (!read || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) >= 60)
    throw call.stop("the interval's text");
  const whole = Number(days) * 86400 + Number(hours) * 3600 + Number(minutes) * 60;
  const micros = whole * 1_000_000 + Math.round(Number(seconds) * 1_000_000);
  return primary(`to_microseconds(${sign === "-" ? -micros : micros})`, "interval");
};

/** Intervals made from numbers and texts, in Oracle and Teradata. */
export const SPANS: RuleTable = {
  NUMTODSINTERVAL: numberAsSpan,
  NUMTOYMINTERVAL: numberAsSpan,
  TO_YMINTERVAL: textAsMonths,
  TO_DSINTERVAL: textAsSeconds,
};

/** Hours from Greenwich of the zones that NEW_TIME knows. */
const ZONES: Readonly<Record<string, number>> = {
  AST: -4,
  ADT: -3,
  BST: -11,
  BDT: -10,
  CST: -6,
  CDT: -5,
  EST: -5,
  EDT: -4,
  GMT: 0,
  HST: -10,
  HDT: -9,
  MST: -7,
  MDT: -6,
  NST: -3.5,
  PST: -8,
  PDT: -7,
  YST: -9,
  YDT: -8,
};

/** NEW_TIME(d, 'AST', 'PST'): a date of one zone as it is in another. */
export const newTime: FunctionRule = (call) => {
  arity(call, 3);
  const [from, to] = [1, 2].map((at) => ZONES[call.arg(at).literal?.toUpperCase() ?? ""]);
  if (from === undefined || to === undefined) throw call.stop("the zone is not known");
  const date = { ...call.arg(0), sql: asDate(call, call.arg(0), "TIMESTAMP") };
  return primary(`(${wrap(date, PREC.add)} + to_minutes(${(to - from) * 60}))`, "timestamp");
};
