import { type Expr, isDated, isNumeric, primary } from "../../expr.ts";
import { castTo } from "../../expression/cast.ts";
import type { CastType } from "../../expression/types.ts";
import type { Tx } from "../../tx.ts";

/**
 * T-SQL's CONVERT styles as datetime patterns: the date, and the time of day behind it, which a DATE has not. Source:
 * Transact-SQL reference, "CAST and CONVERT".
 */
const STYLES: Readonly<Record<string, readonly [date: string, clock: string]>> = {
  "1": ["MM/dd/yy", ""],
  "101": ["MM/dd/yyyy", ""],
  "2": ["yy.MM.dd", ""],
  "102": ["yyyy.MM.dd", ""],
  "3": ["dd/MM/yy", ""],
  "103": ["dd/MM/yyyy", ""],
  "4": ["dd.MM.yy", ""],
  "104": ["dd.MM.yyyy", ""],
  "5": ["dd-MM-yy", ""],
  "105": ["dd-MM-yyyy", ""],
  "6": ["dd MMM yy", ""],
  "106": ["dd MMM yyyy", ""],
  "7": ["MMM dd, yy", ""],
  "107": ["MMM dd, yyyy", ""],
  "8": ["", "HH:mm:ss"],
  "24": ["", "HH:mm:ss"],
  "108": ["", "HH:mm:ss"],
  "10": ["MM-dd-yy", ""],
  "110": ["MM-dd-yyyy", ""],
  "11": ["yy/MM/dd", ""],
  "111": ["yyyy/MM/dd", ""],
  "12": ["yyMMdd", ""],
  "112": ["yyyyMMdd", ""],
  "13": ["dd MMM yyyy", " HH:mm:ss:SSS"],
  "113": ["dd MMM yyyy", " HH:mm:ss:SSS"],
  "14": ["", "HH:mm:ss:SSS"],
  "114": ["", "HH:mm:ss:SSS"],
  "20": ["yyyy-MM-dd", " HH:mm:ss"],
  "120": ["yyyy-MM-dd", " HH:mm:ss"],
  "21": ["yyyy-MM-dd", " HH:mm:ss.SSS"],
  "25": ["yyyy-MM-dd", " HH:mm:ss.SSS"],
  "121": ["yyyy-MM-dd", " HH:mm:ss.SSS"],
  "23": ["yyyy-MM-dd", ""],
  "126": ["yyyy-MM-dd", "'T'HH:mm:ss.SSS"],
};
/** Styles whose texts Databricks reads by itself, with a time of day or without. */
const ISO_STYLES = /^(20|21|23|25|120|121|126|127)$/;

/** T-SQL's CONVERT(type, value, style): styles say how a date is written as text, or read from one. */
export function databricksConvert(
  tx: Tx,
  type: CastType,
  value: Expr,
  style: string | undefined,
  safe: boolean,
  offset: number,
): Expr {
  const plain = () => castTo(tx, value, type, safe, offset);
  if (style === undefined) return plain();
  const refuse = (reason: string) =>
    tx.stop("DWM-QRY-004", { name: `CONVERT style ${style}`, reason }, offset);
  if (value.type === "binary" && type.class === "string") {
    if (style === "0") return plain();
    if (style !== "1" && style !== "2") throw refuse("the style is not known");
    // The hash functions answer digits already.
    const digits = /^unhex\(((?:md5|sha1|sha2)\(.*\))\)$/s.exec(value.sql)?.[1];
    const upper = digits === undefined ? `hex(${value.sql})` : `upper(${digits})`;
    const hex = style === "1" ? `concat('0x', ${upper})` : upper;
    return primary(type.length === undefined ? hex : `left(${hex}, ${type.length})`, "string");
  }
  if (value.type === "string" && type.class === "binary" && /^[12]$/.test(style))
    return primary(`unhex(${style === "1" ? `substr(${value.sql}, 3)` : value.sql})`, "binary");
  // A style says nothing of a text that stays one or of a number that is read, nor does 0 of anything but dates.
  if (value.type === "string" && type.class === "string") return plain();
  if (isNumeric(type.class) || type.class === "bool") return plain();
  if (style === "0" && !isDated(value.type) && !isDated(type.class)) return plain();
  if (type.class === "string") {
    const clock = value.type === "time" && /^(8|108)$/.test(style);
    if (value.type !== "unknown" && !isDated(value.type) && !clock)
      throw refuse("the value is no date");
    const text = written(tx, value, style, type.length, offset);
    if (text === undefined) throw refuse("the style is not known");
    return primary(text, "string");
  }
  if (!isDated(type.class)) throw refuse(`a conversion to ${type.source}`);
  if (isDated(value.type) || ISO_STYLES.test(style)) return plain();
  const pattern = STYLES[style]?.join("");
  if (pattern === undefined || STYLES[style]?.[0] === "") throw refuse("the style is not known");
  // Eight digits are year, month and day, whatever the style.
  if (/^\d{8}( |$)/.test(value.literal ?? "")) return plain();
  return read(tx, type, value, pattern, safe);
}

/** A text read by a style. Years of two digits are of the last century from 50 on. */
function read(tx: Tx, type: CastType, value: Expr, pattern: string, safe: boolean): Expr {
  const date = type.class === "date";
  const name = `${safe ? "try_" : ""}${date ? "to_date" : "to_timestamp"}`;
  const sql = `${name}(${value.sql}, ${tx.out.text(pattern)})`;
  if (pattern.includes("yyyy")) return primary(sql, type.class);
  return primary(
    `CASE WHEN year(${sql}) >= 2050 THEN ${sql} - INTERVAL '100' YEAR ELSE ${sql} END`,
    type.class,
  );
}

/** A date in a style, as long as the text type is. */
function written(
  tx: Tx,
  value: Expr,
  style: string,
  length: number | undefined,
  offset: number,
): string | undefined {
  if (/^(0|100|9|109)$/.test(style)) return named(tx, value, style, length, offset);
  const found = STYLES[style];
  if (found === undefined) return undefined;
  const [date, clock] = found;
  if (value.type === "date" && date === "") return undefined;
  const pattern = value.type === "date" ? date : date + clock;
  const format = (text: string) => `date_format(${value.sql}, ${tx.out.text(text)})`;
  const cut = length === undefined ? pattern : patternOf(pattern, length);
  const clocked = cut === undefined || (date !== "" && cut.length > date.length);
  if (clocked && clock !== "") noteClock(tx, value, style, cut ?? pattern, offset);
  if (cut === undefined) return `left(${format(pattern)}, ${length})`;
  if (style !== "126" || !cut.endsWith(".SSS")) return format(cut);
  // Milliseconds of zero are left out.
  const none = `${format("SSS")} = '000'`;
  return `IF(${none}, ${format(cut.replace(".SSS", ""))}, ${format(cut)})`;
}

/** The beginning of a pattern that prints `length` characters; undefined where the end falls into an element. */
function patternOf(pattern: string, length: number): string | undefined {
  let printed = 0;
  let taken = "";
  for (const [element] of pattern.matchAll(/'[^']*'|([A-Za-z])\1*|./g)) {
    if (printed === length) return taken;
    const width = element.startsWith("'") ? element.length - 2 : element.length;
    printed += width;
    if (printed > length) return undefined;
    taken += element;
  }
  return taken;
}

function noteClock(tx: Tx, value: Expr, style: string, pattern: string, offset: number): void {
  const known = value.type !== "unknown" && value.type !== "string";
  if (known && !pattern.includes("SSS")) return;
  const what = `CONVERT style ${style}: whether there is a clock, and how long its fraction is, depends on the column's type`;
  tx.note("DWM-QRY-006", { what }, offset);
}

/** `Jan  1 2020 12:00AM`: days and hours of one digit stand behind a blank. */
function named(
  tx: Tx,
  value: Expr,
  style: string,
  length: number | undefined,
  offset: number,
): string {
  const { sql } = value;
  const date = `date_format(${sql}, 'MMM '), lpad(day(${sql}), 2), date_format(${sql}, ' yyyy')`;
  const long = style === "9" || style === "109";
  const whole = long ? 26 : 19;
  if (value.type === "date" || (length !== undefined && length <= 11)) {
    const text = `concat(${date})`;
    return length !== undefined && length < 11 ? `left(${text}, ${length})` : text;
  }
  if (value.type === "unknown") noteClock(tx, value, style, "", offset);
  const clock = long
    ? `' ', lpad(date_format(${sql}, 'h:mm:ss:SSSa'), 14)`
    : `' ', lpad(date_format(${sql}, 'h:mma'), 7)`;
  const text = `concat(${date}, ${clock})`;
  return length !== undefined && length < whole ? `left(${text}, ${length})` : text;
}
