import type { Call } from "../../../calls/call.ts";
import { databricksMinus, databricksPlus } from "../../../databricks/arithmetic.ts";
import { type Expr, isNumeric, PREC, primary, wrap } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { dateValue, shiftBy, unitOf } from "../dates.ts";
import { checkReadable, formatted, maskOf, readByMask } from "../dateTexts.ts";
import { hasClock, printed } from "../masks.ts";

/** A date as MySQL writes it in a function of one date. */
export function dateOf(call: Call, index = 0): string {
  const value = dateValue(call, call.arg(index));
  if (isNumeric(value.type)) throw call.stop("a number as a date");
  return value.sql;
}

/** A function of one date; `$` is the date. */
export function ofDate(text: string, type: Expr["type"] = "int"): FunctionRule {
  return (call) => {
    arity(call, 1);
    const of = dateOf(call);
    return primary(
      text.replace(/\$/g, () => of),
      type,
    );
  };
}

/** DATE_FORMAT(d, '%Y-%m-%d'). */
export const dateFormat: FunctionRule = (call) => {
  arity(call, 2);
  return formatted(call, call.arg(0), 1);
};

/** STR_TO_DATE(text, mask): NULL where the text does not fit; a DATE where the mask has no time of day. */
export const strToDate: FunctionRule = (call) => {
  arity(call, 2);
  const mask = maskOf(call, 1, true);
  checkReadable(call, mask);
  const target = hasClock(mask) ? "TIMESTAMP" : "DATE";
  return readByMask(call, call.arg(0), mask, call.arg(1).literal ?? "", target, true);
};

/** TIMESTAMPDIFF(unit, from, to): whole units that have passed, on both sides. */
export const timestampDiff: FunctionRule = (call) => {
  arity(call, 3);
  const unit = unitOf(call, 0);
  const [from, to] = [dateValue(call, call.arg(1)), dateValue(call, call.arg(2))];
  return primary(`timestampdiff(${unit}, ${from.sql}, ${to.sql})`, "int");
};

/** TIMESTAMPADD(unit, n, d). */
export const timestampAdd: FunctionRule = (call) => {
  arity(call, 3);
  return shiftBy(call, call.arg(2), unitOf(call, 0), call.arg(1));
};

/** DATEDIFF(a, b): days. */
export const dateDiff: FunctionRule = (call) => {
  arity(call, 2);
  return primary(`datediff(${dateOf(call, 0)}, ${dateOf(call, 1)})`, "int");
};

/** UNIX_TIMESTAMP([d]): seconds since 1970. */
export const unixTimestamp: FunctionRule = (call) => {
  arity(call, 0, 1);
  return primary(call.count === 0 ? "unix_timestamp()" : `unix_timestamp(${dateOf(call)})`, "int");
};

/** FROM_UNIXTIME(n [, mask]). */
export const fromUnixTime: FunctionRule = (call) => {
  arity(call, 1, 2);
  const time = `timestamp_seconds(${call.arg(0).sql})`;
  if (call.count === 1) return primary(time, "timestamp");
  return primary(printed(call.tx.out, maskOf(call, 1, false), time), "string");
};

/** CONVERT_TZ(time, from, to). */
export const convertZone: FunctionRule = (call) => {
  arity(call, 3);
  const [time, from, to] = [dateOf(call), call.arg(1).sql, call.arg(2).sql];
  return primary(`convert_timezone(${from}, ${to}, ${time})`, "timestamp");
};

/** MAKEDATE(year, day of the year). */
export const makeDate: FunctionRule = (call) => {
  arity(call, 2);
  const days = call.arg(1);
  const past =
    days.number === undefined ? `${wrap(days, PREC.add)} - 1` : String(Number(days.number) - 1);
  return primary(`date_add(make_date(${call.arg(0).sql}, 1, 1), ${past})`, "date");
};

/** DATE_ADD(d, INTERVAL n unit) and ADDDATE, which takes a number of days too. */
export function moved(sign: "+" | "-"): FunctionRule {
  return (call) => {
    arity(call, 2);
    const by = call.arg(1);
    if (by.type === "interval") {
      const sum = sign === "+" ? databricksPlus : databricksMinus;
      return sum(call.tx, call.arg(0), by, call.offset);
    }
    if (!/^(ADD|SUB)DATE$/.test(call.name)) throw call.stop("INTERVAL expected");
    const number =
      by.number === undefined ? undefined : String(Number(by.number) * (sign === "+" ? 1 : -1));
    if (number !== undefined)
      return shiftBy(call, call.arg(0), "DAY", { ...primary(number, "int"), number });
    const days: Expr =
      sign === "+" ? by : { sql: `-${wrap(by, PREC.unary)}`, prec: PREC.unary, type: by.type };
    return shiftBy(call, call.arg(0), "DAY", days);
  };
}
