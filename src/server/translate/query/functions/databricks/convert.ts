import { TSQL_STYLES } from "../../../masks.ts";
import { castTo } from "../../cast.ts";
import { type Expr, isDated, primary } from "../../expr.ts";
import type { Tx } from "../../tx.ts";
import type { CastType } from "../../types.ts";

/** strftime's elements in Java's patterns, and how many characters they print. */
const ELEMENTS: Readonly<Record<string, readonly [pattern: string, length: number]>> = {
  "%Y": ["yyyy", 4],
  "%y": ["yy", 2],
  "%m": ["MM", 2],
  "%d": ["dd", 2],
  "%b": ["MMM", 3],
  "%H": ["HH", 2],
  "%M": ["mm", 2],
  "%S": ["ss", 2],
  "%g": ["SSS", 3],
};

/** A style as a pattern, cut to a number of characters; undefined where the cut goes through an element. */
function patternOf(style: string, length = Number.POSITIVE_INFINITY): string | undefined {
  let pattern = "";
  let printed = 0;
  for (const [element] of style.matchAll(/%.|[^%]/g)) {
    if (printed === length) return pattern;
    const [made, width] = ELEMENTS[element] ?? [
      /[A-Za-z]/.test(element) ? `'${element}'` : element,
      1,
    ];
    pattern += made;
    printed += width;
    if (printed > length) return undefined;
  }
  return pattern;
}

/** T-SQL's CONVERT(type, value, style): styles say how a date is written as text, or read from one. */
export function databricksConvert(
  tx: Tx,
  type: CastType,
  value: Expr,
  style: string | undefined,
  safe: boolean,
  offset: number,
): Expr {
  if (style === undefined || (style === "0" && !isDated(value.type) && !isDated(type.class)))
    return castTo(tx, value, type, safe, offset);
  const stop = (reason: string) =>
    tx.stop("DWM-QRY-004", { name: `CONVERT style ${style}`, reason }, offset);
  const format = TSQL_STYLES[style];
  if (type.class === "string") {
    if (value.type !== "unknown" && !isDated(value.type)) throw stop("the value is no date");
    if (format === undefined) throw stop("the style is not known");
    return written(tx, value, style, format, type.length, offset);
  }
  if (!isDated(type.class)) throw stop(`a conversion to ${type.source}`);
  if (isDated(value.type)) return castTo(tx, value, type, safe, offset);
  if (format === undefined) throw stop("the style is not known");
  if (format.includes("%y")) throw stop("years of two digits");
  if (value.type !== "string" && value.type !== "unknown") throw stop("the value is no text");
  const name = `${safe ? "try_" : ""}${type.class === "date" ? "to_date" : "to_timestamp"}`;
  const read = `${name}(${value.sql}, ${tx.out.text(patternOf(format) ?? "")})`;
  return primary(read, type.class);
}

/** A date as text; a DATE has no clock in styles that begin like ISO 8601. */
function written(
  tx: Tx,
  value: Expr,
  style: string,
  format: string,
  length: number | undefined,
  offset: number,
): Expr {
  const clocked = /^%Y-%m-%d[ T]/.test(format);
  const style126 = style === "126" && (length ?? 30) > 19;
  const day = clocked && (value.type === "date" || (length ?? 30) <= 10);
  if (!day && clocked && (value.type === "unknown" || format.endsWith("%g"))) {
    const what = `CONVERT style ${style}: whether there is a clock, and how long its fraction is, depends on the column's type`;
    tx.note("DWM-QRY-006", { what }, offset);
  }
  const shown = day ? "%Y-%m-%d" : format;
  const whole = patternOf(shown) ?? "";
  const short = length === undefined ? whole : patternOf(shown, length);
  const text = `date_format(${value.sql}, ${tx.out.text(short ?? whole)})`;
  if (style126 && !day) {
    // Milliseconds of zero are left out.
    const none = `extract(SECOND FROM ${value.sql}) % 1 = 0`;
    const seconds = tx.out.text(patternOf(format.replace(".%g", "")) ?? "");
    return primary(`IF(${none}, date_format(${value.sql}, ${seconds}), ${text})`, "string");
  }
  return primary(short === undefined ? `left(${text}, ${length})` : text, "string");
}
