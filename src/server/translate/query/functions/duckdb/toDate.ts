import { quoteText } from "../../../duckdbNames.ts";
import { readDateText } from "../../../literals.ts";
import type { Call } from "../../calls/call.ts";
import { isDated, isNumeric, primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { ENGLISH, maskOf } from "./toChar.ts";

/** TO_DATE, TO_TIMESTAMP with a mask -> strptime. */
export function toDate(target: "DATE" | "TIMESTAMP" | "TIMESTAMPTZ", safe = false): FunctionRule {
  const type = target === "DATE" ? "date" : target === "TIMESTAMP" ? "timestamp" : "timestamptz";
  return (call) => {
    arity(call, 1, call.tx.is("oracle") ? 3 : 2);
    if (call.count === 3 && !ENGLISH.test(call.arg(2).literal ?? ""))
      throw call.stop("an NLS argument");
    const value = call.arg(0);
    const cast = safe ? "TRY_CAST" : "CAST";
    if (call.count === 1) {
      if (value.literal !== undefined) {
        const iso = readDateText(value.literal, call.tx.dialect);
        if (iso === undefined && !safe) throw call.stop("the text's format depends on the session");
        return primary(`${cast}(${quoteText(iso ?? value.literal)} AS ${target})`, type);
      }
      if (call.tx.is("oracle") && !isDated(value.type))
        throw call.stop("the text's format depends on the session");
      // Seconds since 1970.
      if (call.tx.is("teradata") && isNumeric(value.type) && target === "TIMESTAMP")
        return primary(
          `(TIMESTAMP '1970-01-01 00:00:00' + to_seconds(CAST(${value.sql} AS DOUBLE)))`,
          type,
        );
      if (isNumeric(value.type)) throw call.stop("a number as a date");
      if (safe && call.tx.is("snowflake") && !isDated(value.type))
        return primary(triedForms(value.sql, target), type);
      return primary(`${cast}(${value.sql} AS ${target})`, type);
    }
    if (call.tx.is("snowflake") && call.arg(1).literal?.toUpperCase() === "AUTO") {
      return primary(`${cast}(${value.sql} AS ${target})`, type);
    }
    // Days of Julius Scaliger's count.
    if (call.tx.is("oracle", "teradata") && call.arg(1).literal?.toUpperCase() === "J" && !safe) {
      const days = `CAST(CAST(${value.sql} AS INTEGER) - 2451545 AS INTEGER)`;
      return primary(`CAST(DATE '2000-01-01' + ${days} AS ${target})`, type);
    }
    const { format, zone } = maskOf(call, 1, true);
    if (/%(?!Y)/.test(format) && !/%[Yy]/.test(format)) throw call.stop("a format without a year");
    if (call.tx.is("oracle", "teradata") && !/%[mbBj]/.test(format))
      throw call.stop("a format without a month means the current month");
    if (zone && target === "TIMESTAMP") throw call.stop("a format with a time zone");
    const given = value.type === "string" ? value.sql : `CAST(${value.sql} AS VARCHAR)`;
    const text = call.tx.is("oracle", "teradata")
      ? readable(given, call.arg(1).literal ?? "", zone)
      : given;
    const read = `${safe ? "try_" : ""}strptime(${text}, ${quoteText(format)})`;
    const dated = format.includes("%y") ? inCentury(call, read, call.arg(1).literal ?? "") : read;
    return primary(`CAST(${dated} AS ${target})`, type);
  };
}

/** A text in one of the forms that Snowflake finds out by itself: ISO's, 01/31/2024, 31-JAN-2024; else NULL. */
function triedForms(text: string, target: string): string {
  const forms = ["%m/%d/%Y", "%d-%b-%Y", ...(target === "DATE" ? [] : ["%m/%d/%Y %H:%M:%S"])];
  const list = forms.map(quoteText).join(", ");
  return `coalesce(TRY_CAST(${text} AS ${target}), CAST(try_strptime(CAST(${text} AS VARCHAR), [${list}]) AS ${target}))`;
}

/** What strptime reads otherwise than Oracle: A.M. with its points, and an offset whose hour has one digit. */
function readable(text: string, mask: string, zone: boolean): string {
  let sql = text;
  if (/[AP]\.M\./i.test(mask)) sql = `regexp_replace(${sql}, '([AaPp])\\.([Mm])\\.', '\\1\\2')`;
  return zone ? `regexp_replace(${sql}, '([+-])(\\d)(:\\d\\d)?$', '\\10\\2\\3')` : sql;
}

/**
 * Puts a year of two digits into the source's century; DuckDB reads 69 to 99 as 1969 to 1999. RR: 50 to 99 are of the
 * last century; Oracle's and Teradata's YY: all are of this one; the others' YY: 70 to 99 are of the last.
 */
export function inCentury(call: Call, read: string, mask: string): string {
  const year = `extract(year FROM ${read})`;
  if (/RR/i.test(mask))
    return `(CASE WHEN ${year} BETWEEN 2050 AND 2068 THEN ${read} - INTERVAL 100 YEAR ELSE ${read} END)`;
  const last = call.tx.is("oracle", "teradata") ? 1999 : 1969;
  return `(CASE WHEN ${year} BETWEEN 1969 AND ${last} THEN ${read} + INTERVAL 100 YEAR ELSE ${read} END)`;
}
