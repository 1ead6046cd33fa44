import { isoAsWritten, readDateText } from "../../../literals.ts";
import type { Call } from "../../calls/call.ts";
import { type Expr, isDated, isNumeric, primary } from "../../expr.ts";
import type { Tx } from "../../tx.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { ENGLISH } from "../duckdb/toChar.ts";
import { dateValue } from "./dates.ts";
import { withoutSeconds } from "./dateTrunc.ts";
import {
  type DateMask,
  dateMask,
  hasClock,
  hasFraction,
  hasMonth,
  hasZone,
  printed,
  readPattern,
  yearOf,
} from "./masks.ts";
import { isNumberMask, numberReading, numberText } from "./numberMasks.ts";

/** A literal mask of a call, in Databricks' terms. */
export function maskOf(call: Call, index: number, reading: boolean): DateMask {
  const mask = call.arg(index).literal;
  if (mask === undefined) throw call.stop("the format is computed");
  const read = dateMask(mask, call.tx.dialect, reading);
  if ("unknown" in read)
    throw call.tx.stop("DWM-QRY-005", { mask, element: read.unknown }, call.offset);
  for (const what of read.notes) call.tx.note("DWM-QRY-006", { what }, call.offset);
  return read;
}

/** A date printed by the call's mask. */
export function formatted(call: Call, date: Expr, maskAt: number): Expr {
  const mask = maskOf(call, maskAt, false);
  const value = dateValue(call, date).sql;
  const whole = hasFraction(mask) ? value : withoutSeconds(value);
  return primary(printed(call.tx.out, mask, whole), "string");
}

/** A number as Oracle writes it: no zeros behind the fraction, none before the point. */
export function oracleNumber(tx: Tx, value: Expr): string {
  const text = `CAST(${value.sql} AS STRING)`;
  if (!tx.is("oracle") || (value.type !== "decimal" && value.type !== "float")) return text;
  // The patterns: zeros at the end of a fraction, a point without a fraction, the zero before the point.
  const trimmed = `regexp_replace(${text}, '([.][0-9]*?)0+$', '$1')`;
  return `regexp_replace(regexp_replace(${trimmed}, '[.]$', ''), '^(-?)0[.]', '$1.')`;
}

/** TO_CHAR(value [, mask]) of dates and numbers. */
export const toChar: FunctionRule = (call) => {
  if (call.count > 0 && call.arg(0).type === "interval") throw call.stop("an interval as text");
  arity(call, 1, 3);
  const value = call.arg(0);
  if (call.count === 1) return plainText(call, value);
  const mask = call.arg(1).literal;
  if (isNumeric(value.type) || (mask !== undefined && isNumberMask(mask)))
    return numberByMask(call, value, mask);
  if (call.count === 3 && !ENGLISH.test(call.arg(2).literal ?? ""))
    throw call.stop("an NLS argument");
  return formatted(call, value, 1);
};

function plainText(call: Call, value: Expr): Expr {
  if (isDated(value.type) && !(call.tx.is("snowflake") && value.type === "date"))
    throw call.stop("a date without a format depends on the session");
  if (value.type === "unknown") {
    const what = `${call.name} without a format: fractions and dates may look different`;
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return primary(oracleNumber(call.tx, value), "string");
}

function numberByMask(call: Call, value: Expr, mask: string | undefined): Expr {
  if (mask === undefined) throw call.stop("the format is computed");
  if (call.count === 3) throw call.stop("an NLS argument");
  if (/^TM9?$/i.test(mask)) return primary(oracleNumber(call.tx, value), "string");
  const sql = numberText(call.tx.out, value.sql, mask);
  if (sql === undefined) throw call.tx.stop("DWM-QRY-005", { mask, element: mask }, call.offset);
  return primary(sql, "string");
}

/** TO_NUMBER(text [, mask]); `safe` answers NULL where the text is no number. */
export function toNumber(safe = false): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    const value = call.arg(0);
    if (call.count === 1) {
      if (isNumeric(value.type)) return value;
      const cast = safe ? "TRY_CAST" : "CAST";
      return primary(`${cast}(${value.sql} AS DECIMAL(38,10))`, "decimal");
    }
    const mask = call.arg(1).literal;
    if (mask === undefined) throw call.stop("the format is computed");
    const format = numberReading(mask);
    if (format === undefined)
      throw call.tx.stop("DWM-QRY-005", { mask, element: mask }, call.offset);
    const read = `${safe ? "try_" : ""}to_number(${value.sql}, ${call.tx.out.text(format)})`;
    return primary(read, "decimal");
  };
}

/** TO_DATE, TO_TIMESTAMP with a mask or without. Oracle's DATE has a time of day when its mask has one. */
export function toDate(target: "DATE" | "TIMESTAMP" | "TIMESTAMPTZ", safe = false): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    if (call.count === 1) return withoutMask(call, target, safe);
    const value = call.arg(0);
    const given = call.arg(1).literal;
    if (call.tx.is("snowflake") && given?.toUpperCase() === "AUTO")
      return withoutMask(call, target, safe);
    const mask = maskOf(call, 1, true);
    checkReadable(call, mask);
    if (hasZone(mask) && target === "TIMESTAMP") throw call.stop("a format with a time zone");
    return readByMask(call, value, mask, given ?? "", target, safe);
  };
}

/** Refuses masks whose missing parts the source takes from today. */
export function checkReadable(call: Call, mask: DateMask): void {
  if (yearOf(mask) === "none") throw call.stop("a format without a year");
  if (call.tx.is("oracle", "teradata") && !hasMonth(mask))
    throw call.stop("a format without a month means the current month");
}

/** A text read by a mask. */
export function readByMask(
  call: Call,
  value: Expr,
  mask: DateMask,
  given: string,
  target: "DATE" | "TIMESTAMP" | "TIMESTAMPTZ",
  safe: boolean,
): Expr {
  const date = target === "DATE" || (call.tx.is("oracle") && !hasClock(mask));
  const text =
    isNumeric(value.type) || isDated(value.type) ? `CAST(${value.sql} AS STRING)` : value.sql;
  const name = `${safe ? "try_" : ""}${date ? "to_date" : "to_timestamp"}`;
  const pattern = patternFor(readPattern(mask), value.literal);
  const read = `${name}(${text}, ${call.tx.out.text(pattern)})`;
  const type = date ? "date" : target === "TIMESTAMPTZ" ? "timestamptz" : "timestamp";
  const first = yearOf(mask) === "short" ? firstOfLastCentury(call.tx, given) : undefined;
  if (first === undefined) return primary(read, type);
  const moved = `${read} - INTERVAL '100' YEAR`;
  return primary(`CASE WHEN year(${read}) >= ${first} THEN ${moved} ELSE ${read} END`, type);
}

/** What elements without a fixed width read. */
const NAMED: Readonly<Record<string, RegExp>> = {
  M: /^[A-Za-z]+/,
  E: /^[A-Za-z]+/,
  a: /^[A-Za-z]+/,
  S: /^\d+/,
  V: /^[\w+:/-]+/,
  x: /^[\d+:-]+/,
};

/**
 * The pattern for a text that is known: the sources take one digit for two and leave out what stands at the end, Databricks
 * does neither.
 */
function patternFor(pattern: string, text: string | undefined): string {
  if (text === undefined) return pattern;
  let rest = text;
  let fitting = "";
  for (const [element] of pattern.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|./gs)) {
    if (rest === "") return fitting.replace(/('(?:[^']|'')*'|[^A-Za-z'])+$/, "");
    if (/^(MM|dd|HH|hh|mm|ss)$/.test(element)) {
      const digits = /^\d{1,2}/.exec(rest)?.[0];
      if (digits === undefined) return pattern;
      fitting += digits.length === 1 ? element.slice(1) : element;
      rest = rest.slice(digits.length);
      continue;
    }
    const width = element.startsWith("'") ? element.length - 2 : element.length;
    const taken = /^(M{3,}|E+|a|S+|V+|x+)$/.test(element)
      ? NAMED[element[0] ?? ""]?.exec(rest)?.[0].length
      : width;
    if (taken === undefined) return pattern;
    fitting += element;
    rest = rest.slice(taken);
  }
  return fitting;
}

/**
 * Databricks reads years of two digits as 2000 to 2099. The first year that is of the last century in the source: RR and
 * SQL Server from 50 on, BigQuery from 69, others from 70; Oracle's and Teradata's YY never.
 */
export function firstOfLastCentury(tx: Tx, mask: string): number | undefined {
  if (tx.is("oracle", "teradata")) return /RR/i.test(mask) ? 2050 : undefined;
  return tx.is("tsql") ? 2050 : tx.is("bigquery") ? 2069 : 2070;
}

function withoutMask(
  call: Call,
  target: "DATE" | "TIMESTAMP" | "TIMESTAMPTZ",
  safe: boolean,
): Expr {
  const value = call.arg(0);
  const cast = safe ? "TRY_CAST" : "CAST";
  const sqlType =
    target === "TIMESTAMP" ? "TIMESTAMP_NTZ" : target === "DATE" ? "DATE" : "TIMESTAMP";
  const type = target === "DATE" ? "date" : target === "TIMESTAMP" ? "timestamp" : "timestamptz";
  if (value.literal !== undefined) {
    const iso = readDateText(value.literal, call.tx.dialect);
    if (iso === undefined && !safe) throw call.stop("the text's format depends on the session");
    const text = isoAsWritten(value.literal, iso ?? value.literal);
    return primary(`${cast}(${call.tx.out.text(text)} AS ${sqlType})`, type);
  }
  if (call.tx.is("oracle") && !isDated(value.type))
    throw call.stop("the text's format depends on the session");
  if (isNumeric(value.type)) throw call.stop("a number as a date");
  return primary(`${cast}(${value.sql} AS ${sqlType})`, type);
}
