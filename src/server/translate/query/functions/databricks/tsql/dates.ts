import { type Expr, isDated, isNumeric, PREC, primary, wrap } from "../../../expr.ts";
import { UNITS } from "../../../literals/intervalUnits.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { dateValue } from "../dates.ts";
import { dateMask, printed } from "../masks.ts";
import { datePart } from "../parts.ts";

/** DATENAME(part, d): names of months and weekdays, other parts as text. */
export const dateName: FunctionRule = (call) => {
  arity(call, 2);
  const word = call.word(0) ?? "";
  const date = dateValue(call, call.arg(1)).sql;
  if (UNITS[word] === "month") return primary(`date_format(${date}, 'MMMM')`, "string");
  if (/^(WEEKDAY|DW|W)$/.test(word)) return primary(`date_format(${date}, 'EEEE')`, "string");
  return primary(`CAST(${datePart(call).sql} AS STRING)`, "string");
};

/** EOMONTH(d [, months]). */
export const endOfMonth: FunctionRule = (call) => {
  arity(call, 1, 2);
  const date = dateValue(call, call.arg(0)).sql;
  const of = call.count === 1 ? date : `add_months(${date}, ${call.arg(1).sql})`;
  return primary(`last_day(${of})`, "date");
};

/** TIMEFROMPARTS(h, mi, s, fractions, precision): times of day are texts with whole seconds. */
export const clockFromParts: FunctionRule = (call) => {
  arity(call, 5);
  if (call.arg(3).number !== "0") throw call.stop("times of day have no fractions of seconds");
  const parts = [0, 1, 2].map((index) => call.arg(index).sql).join(", ");
  return primary(`date_format(make_timestamp(1970, 1, 1, ${parts}), 'HH:mm:ss')`, "time");
};

/** DATETIMEFROMPARTS(y, m, d, h, mi, s, ms) and DATETIME2FROMPARTS(…, fractions, precision). */
export function timeFromParts(count: 5 | 7 | 8): FunctionRule {
  return (call) => {
    arity(call, count);
    const args = call.args().map((arg) => arg.sql);
    const parts = args.slice(0, 5).join(", ");
    let seconds = args[5] ?? "0";
    const fraction = call.count > 6 ? call.arg(6) : undefined;
    const digits = count === 8 ? call.arg(7).number : "3";
    if (fraction && fraction.number !== "0") {
      if (digits === undefined || !/^[0-7]$/.test(digits)) throw call.stop("a computed precision");
      seconds = plusFraction(call.arg(5), fraction, Number(digits));
    }
    return primary(`make_timestamp_ntz(${parts}, ${seconds})`, "timestamp");
  };
}

/** Seconds and a number of parts of a second; decimals, which floating-point numbers are not taken for. */
function plusFraction(seconds: Expr, fraction: Expr, digits: number): string {
  const part =
    fraction.number === undefined
      ? `${wrap(fraction, PREC.multiply)} * ${(10 ** -digits).toFixed(digits)}`
      : (Number(fraction.number) / 10 ** digits).toFixed(digits);
  const known = seconds.number !== undefined && fraction.number !== undefined;
  return known ? `${seconds.number}${part.slice(1)}` : `${wrap(seconds, PREC.add)} + ${part}`;
}

/** Standard formats of one letter as en-US writes them. */
const STANDARD: Readonly<Record<string, string>> = {
  d: "M/d/yyyy",
  D: "dddd, MMMM d, yyyy",
  f: "dddd, MMMM d, yyyy h:mm tt",
  F: "dddd, MMMM d, yyyy h:mm:ss tt",
  g: "M/d/yyyy h:mm tt",
  G: "M/d/yyyy h:mm:ss tt",
  M: "MMMM d",
  m: "MMMM d",
  s: "yyyy-MM-ddTHH:mm:ss",
  t: "h:mm tt",
  T: "h:mm:ss tt",
  y: "MMMM yyyy",
  Y: "MMMM yyyy",
};

/** FORMAT(value, format [, culture]) as en-US writes it. */
export const format: FunctionRule = (call) => {
  arity(call, 2, 3);
  const value = call.arg(0);
  const mask = call.arg(1).literal;
  if (mask === undefined) throw call.stop("the format is computed");
  const culture = call.count > 2 ? call.arg(2).literal : "en-US";
  const american = culture !== undefined && /^en(-us)?$/i.test(culture);
  if (isNumeric(value.type) || (!isDated(value.type) && isNumberFormat(mask))) {
    if (!american) throw call.stop("a culture other than en-US");
    const sql = numberFormat(value, mask);
    if (sql === undefined) throw call.tx.stop("DWM-QRY-005", { mask, element: mask }, call.offset);
    return primary(sql, "string");
  }
  const words = STANDARD[mask] ?? mask;
  if (!american && STANDARD[mask] !== undefined && mask !== "s")
    throw call.stop("a culture other than en-US");
  // Digits look the same in every culture that counts years as we do; `/` and `:` stand for the culture's own signs.
  if (!american && /M{3}|d{3}|t|[/:]/.test(words)) throw call.stop("a culture other than en-US");
  if (mask.length === 1 && STANDARD[mask] === undefined)
    throw call.tx.stop("DWM-QRY-005", { mask, element: mask }, call.offset);
  const read = dateMask(words, "tsql", false);
  if ("unknown" in read)
    throw call.tx.stop("DWM-QRY-005", { mask, element: read.unknown }, call.offset);
  return primary(printed(call.tx.out, read, dateValue(call, value).sql), "string");
};

function isNumberFormat(mask: string): boolean {
  return /^[NnFfPpCcDdXxEe]\d*$/.test(mask) ? !/^[dfD]$/.test(mask) : /^[#0,.%$ ]+$/.test(mask);
}

/** A number by a standard (N2) or custom (#,##0.00) format; halves are rounded away from zero. */
function numberFormat(value: Expr, mask: string): string | undefined {
  const rounded = (places: number) =>
    places === 0 ? `round(${value.sql})` : `round(${value.sql}, ${places})`;
  const standard = /^([NnFfDd])(\d*)$/.exec(mask);
  if (standard) {
    const [, letter = "", digits = ""] = standard;
    const places = Number(digits || "2");
    const fraction = places === 0 ? "" : `.${"0".repeat(places)}`;
    if (/n/i.test(letter)) return `format_number(${rounded(places)}, '#,##0${fraction}')`;
    if (/f/i.test(letter)) return `format_number(${rounded(places)}, '0${fraction}')`;
    return value.type === "int"
      ? `format_number(${value.sql}, '${"0".repeat(Number(digits || "1"))}')`
      : undefined;
  }
  const custom = /^(\$?)([#0,]*)(?:\.(0*)(#*))?$/.exec(mask);
  if (!custom) return undefined;
  const [, dollar = "", whole = "", zeros = "", free = ""] = custom;
  const grouped = whole.includes(",");
  // A comma between digits groups them by three wherever it stands; at the end it would divide.
  if (/,$|^,/.test(whole) || !/[#0]/.test(whole + zeros)) return undefined;
  const least = (whole.match(/0/g) ?? []).length;
  const digits = grouped
    ? `${"#,###".slice(0, least > 3 ? 0 : 5 - least)}${"0".repeat(Math.min(least, 3))}`
    : least > 0
      ? "0".repeat(least)
      : "#";
  if (grouped && least > 3) return undefined;
  const fraction = zeros + free === "" ? "" : `.${zeros}${free}`;
  return `format_number(${rounded(zeros.length + free.length)}, '${dollar}${digits}${fraction}')`;
}
