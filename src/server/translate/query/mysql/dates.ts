import { quoteText } from "../../duckdbNames.ts";
import { readDateText } from "../../literals.ts";
import type { Call } from "../calls/call.ts";
import { type Expr, isDated, isNumeric, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { numberOf } from "./coerce.ts";

// Dates and times as MySQL reads them: texts in several forms and numbers (20240131); what is no date is NULL.

/** The literal as ISO 8601: undefined for one that is no date, or no date that there is. */
export function dateLiteralOf(text: string): string | undefined {
  const iso = readDateText(text, "mysql") ?? looseDate(text);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso ?? "") ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCDate() === Number(day) && date.getUTCMonth() === Number(month) - 1
    ? iso
    : undefined;
}

/** `24-2-9`, `240209`, `20240209101112`, `2024^02^09`: years of two digits are of 1970 to 2069. */
function looseDate(text: string): string | undefined {
  const packed = /^\s*(\d{2}|\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?(\.\d+)?\s*$/.exec(text);
  const loose = /^\s*(\d{2}|\d{4})[^\w\s](\d{1,2})[^\w\s](\d{1,2})(?:[T\s]+(\S.*))?$/.exec(text);
  const [, year = "", month = "", day = ""] = packed ?? loose ?? [];
  if (year === "") return undefined;
  const century = year.length === 4 ? "" : Number(year) < 70 ? "20" : "19";
  const [hour, minute, second, fraction = ""] = packed?.slice(4) ?? [];
  const clock = hour === undefined ? (loose?.[4] ?? "") : `${hour}:${minute}:${second}${fraction}`;
  return readDateText(`${century}${year}-${month}-${day} ${clock}`.trim(), "mysql");
}

/** True for a text that is a time of day, or a longer one: `272:59:59`. */
export function isClock(value: Expr): boolean {
  return (
    value.literal !== undefined &&
    /^\s*-?\d{1,3}:\d{1,2}(:\d{1,2}(\.\d*)?)?\s*$/.test(value.literal)
  );
}

/** A value as a TIMESTAMP or DATE. */
export function momentOf(value: Expr, type: "DATE" | "TIMESTAMP"): string {
  const written = value.literal ?? value.number;
  if (written !== undefined) {
    const iso = dateLiteralOf(written);
    // What begins like a date and goes on as something else is left to the target, which refuses it.
    if (iso === undefined && /^\s*\d{4}-\d{1,2}-\d{1,2}(?!\d)\S/.test(written))
      return `CAST(${quoteText(written)} AS ${type})`;
    return iso === undefined ? `CAST(NULL AS ${type})` : `CAST(${quoteText(iso)} AS ${type})`;
  }
  if (value.type === "null") return `CAST(NULL AS ${type})`;
  if (isNumeric(value.type))
    return `CAST(strptime(CAST(${value.sql} AS VARCHAR), '%Y%m%d') AS ${type})`;
  if (isDated(value.type)) return value.sql;
  return `CAST(${value.sql} AS ${type})`;
}

/** A time of day, a span or the clock of a moment as an INTERVAL, which may be negative or longer than a day. */
export function spanOf(value: Expr): Expr {
  if (value.type === "interval") return value;
  const { literal } = value;
  if (literal !== undefined && isClock(value))
    return primary(`CAST(${quoteText(literal.trim())} AS INTERVAL)`, "interval");
  if (literal !== undefined || isDated(value.type)) {
    const moment = momentOf(value, "TIMESTAMP");
    return primary(
      `to_microseconds(epoch_us(CAST(CAST(${moment} AS TIMESTAMP) AS TIME)))`,
      "interval",
    );
  }
  if (value.type === "null") return primary("CAST(NULL AS INTERVAL)", "interval");
  if (value.type === "time") return primary(`to_microseconds(epoch_us(${value.sql}))`, "interval");
  return primary(`CAST(${value.sql} AS INTERVAL)`, "interval");
}

/** True for what is a moment and no time of day. */
export function isMoment(value: Expr): boolean {
  if (value.literal !== undefined)
    return !isClock(value) && dateLiteralOf(value.literal) !== undefined;
  return isDated(value.type);
}

/** HOUR(x) and the like: of texts, moments and spans. */
export function clockPart(value: Expr, part: "hour" | "minute" | "second" | "microsecond"): string {
  const source =
    isClock(value) || value.type === "time"
      ? spanOf(value).sql
      : value.type === "interval"
        ? value.sql
        : momentOf(value, "TIMESTAMP");
  if (part !== "microsecond") return `extract(${part} FROM ${source})`;
  return `(extract(microsecond FROM ${source}) % 1000000)`;
}

/** The units of a compound interval, from the greatest. */
const FIELDS = ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "MICROSECOND"] as const;

/** The fields of a unit such as DAY_SECOND; undefined for a unit of one word. */
export function compoundFields(unit: string): readonly string[] | undefined {
  const [first = "", last] = unit.split("_");
  const [from, to] = [FIELDS.indexOf(first as "DAY"), FIELDS.indexOf(last as "DAY")];
  if (last === undefined || from < 0 || to <= from) return undefined;
  return from === 0 && to !== 1 ? undefined : FIELDS.slice(from, to + 1);
}

/** INTERVAL '1:30' MINUTE_SECOND: numbers with anything between them, the last of them the smallest unit's. */
export function compoundInterval(tx: Tx, text: string, unit: string, offset: number): Expr {
  const fields = compoundFields(unit) ?? [];
  const numbers = text.match(/\d+/g) ?? [];
  if (fields.length === 0 || numbers.length > fields.length)
    throw tx.unsupported(`INTERVAL '${text}' ${unit}`, offset);
  const sign = /^\s*-/.test(text) ? "-" : "";
  const last = fields.slice(fields.length - numbers.length);
  const words = numbers.map((number, index) => {
    const field = last[index] ?? "";
    // Behind a point stand millionths.
    const amount = field === "MICROSECOND" ? number.padEnd(6, "0").slice(0, 6) : number;
    return `${sign}${Number(amount)} ${field.toLowerCase()}`;
  });
  return primary(`INTERVAL ${quoteText(words.join(" "))}`, "interval");
}

/** EXTRACT(DAY_SECOND FROM x): the fields as one number, two digits each. */
export function compoundPart(value: Expr, unit: string): string | undefined {
  const fields = compoundFields(unit);
  if (!fields) return undefined;
  const one = (field: string) => {
    if (field === "MICROSECOND") return clockPart(value, "microsecond");
    if (/^(HOUR|MINUTE|SECOND)$/.test(field))
      return clockPart(value, field.toLowerCase() as "hour" | "minute" | "second");
    return `extract(${field.toLowerCase()} FROM ${momentOf(value, "TIMESTAMP")})`;
  };
  return fields
    .slice(1)
    .reduce(
      (sql, field) => `(${sql} * ${field === "MICROSECOND" ? 1_000_000 : 100} + ${one(field)})`,
      one(fields[0] ?? ""),
    );
}

/** A date and an amount of a unit: whole days leave a DATE, or a text that is one, a date. */
export function movedBy(date: Expr, interval: string, unit: string, sign: "+" | "-"): Expr {
  if (date.type === "time" || date.type === "interval" || isClock(date))
    return primary(`(${spanOf(date).sql} ${sign} ${interval})`, "interval");
  const dateOnly = /^(year|quarter|month|week|day|year_month)$/i.test(unit);
  const iso = date.literal === undefined ? undefined : dateLiteralOf(date.literal);
  const sum = `(${momentOf(date, "TIMESTAMP")} ${sign} ${interval})`;
  if ((date.type === "date" || iso?.length === 10) && dateOnly)
    return primary(`CAST(${sum} AS DATE)`, "date");
  return primary(sum, date.type === "unknown" ? "unknown" : "timestamp");
}

/** The amount of a unit as an interval: MySQL rounds fractions, of texts it takes the digits before the point. */
export function amountOf(tx: Tx, amount: Expr, unit: string): Expr {
  if (unit === "second") return numberOf(tx, amount);
  if (amount.literal !== undefined) {
    const whole = /^\s*[+-]?\d+/.exec(amount.literal)?.[0].trim() ?? "0";
    return { ...primary(String(Number(whole)), "int"), number: String(Number(whole)) };
  }
  const number = numberOf(tx, amount);
  if (number.type === "float") return primary(`round_even(${number.sql}, 0)`, "float");
  return number;
}

/** The date argument of a call. */
export function argument(call: Call, index: number): string {
  return momentOf(call.arg(index), "TIMESTAMP");
}
