import { quoteText } from "../../../duckdbNames.ts";
import { TSQL_STYLES } from "../../../masks.ts";
import { withCents } from "../../digits/tsql.ts";
import { type Expr, isDated, primary } from "../../expr.ts";
import { castTo } from "../../expression/cast.ts";
import type { CastType } from "../../expression/types.ts";
import type { Tx } from "../../tx.ts";

/** Style 100, `Feb  9 2024  1:05PM`: day and hour are filled up with blanks, which strftime does not do. */
const CLOCK_OF_12 = "%b %e %Y %l:%M%p";

/** A date in a style; a DATE has no clock in styles that begin like ISO 8601, and its fraction depends on the type. */
function styled(
  tx: Tx,
  value: Expr,
  style: string,
  format: string,
  length: number | undefined,
  offset: number,
): string {
  const clocked = /^%Y-%m-%d[ T]/.test(format);
  if (clocked && value.type === "date") return `strftime(${value.sql}, '%Y-%m-%d')`;
  if (format === CLOCK_OF_12) {
    const shown = (mask: string) => `strftime(${value.sql}, ${quoteText(mask)})`;
    const day = `lpad(CAST(extract(day FROM ${value.sql}) AS VARCHAR), 2, ' ')`;
    return `(${shown("%b ")} || ${day} || ${shown(" %Y ")} || lpad(${shown("%-I:%M%p")}, 7, ' '))`;
  }
  const whole = /^(20|120)$/.test(style) || (length !== undefined && length <= 19 && clocked);
  if (
    (clocked && value.type === "unknown" && (length ?? 30) > 10) ||
    (format.endsWith("%g") && !whole)
  ) {
    const what = `CONVERT style ${style}: whether there is a clock, and how long its fraction is, depends on the column's type`;
    tx.note("DWM-QRY-006", { what }, offset);
  }
  if (style !== "126") return `strftime(${value.sql}, ${quoteText(format)})`;
  // Milliseconds of zero are left out.
  const none = `extract(microsecond FROM ${value.sql}) % 1000000 = 0`;
  return `CASE WHEN ${none} THEN strftime(${value.sql}, ${quoteText(format.replace(".%g", ""))}) ELSE strftime(${value.sql}, ${quoteText(format)}) END`;
}

/** MONEY as a text: style 1 parts thousands by commas and has two digits behind the point, style 2 has four and no commas. */
function moneyText(tx: Tx, value: Expr, style: string): string | undefined {
  const databricks = tx.target === "databricks";
  if (style === "2") return `CAST(${value.sql} AS ${databricks ? "STRING" : "VARCHAR"})`;
  if (style !== "1") return undefined;
  return databricks
    ? `format_number(${value.sql}, 2)`
    : `format('{:,.2f}', ${withCents(value).sql})`;
}

/** Bytes as digits, and back: with 0x before them in style 1, without it in style 2. */
function styledBytes(type: CastType, value: Expr, style: string): Expr | undefined {
  if (style !== "1" && style !== "2") return undefined;
  if (value.type === "binary" && type.class === "string") {
    // The hash functions answer digits already.
    const digits = /^unhex\(((?:md5|sha1|sha256)\(.*\))\)$/s.exec(value.sql)?.[1];
    const upper = digits === undefined ? `hex(${value.sql})` : `upper(${digits})`;
    const text = style === "1" ? `('0x' || ${upper})` : upper;
    return primary(type.length === undefined ? text : `left(${text}, ${type.length})`, "string");
  }
  if (value.type !== "string" || type.class !== "binary") return undefined;
  const digits = style === "1" ? `substring(${value.sql}, 3)` : value.sql;
  return primary(`unhex(${digits})`, "binary");
}

/** T-SQL's CONVERT(type, value, style): styles say how a date is written as text, or read from one. */
export function tsqlConvert(
  tx: Tx,
  type: CastType,
  value: Expr,
  style: string | undefined,
  safe: boolean,
  offset: number,
): Expr {
  if (style === undefined || (style === "0" && !isDated(value.type) && !isDated(type.class))) {
    return castTo(tx, value, type, safe, offset);
  }
  const name = `CONVERT style ${style}`;
  const bytes = styledBytes(type, value, style);
  if (bytes) return bytes;
  if (type.class === "string") {
    const money = value.money ? moneyText(tx, value, style) : undefined;
    if (money !== undefined)
      return primary(
        type.length === undefined ? money : `left(${money}, ${type.length})`,
        "string",
      );
    // A column of unknown type: strftime refuses what is no date, so nothing goes wrong unseen.
    if (value.type !== "unknown" && !isDated(value.type)) {
      throw tx.stop("DWM-QRY-004", { name, reason: "the value is no date" }, offset);
    }
    const format = style === "100" ? CLOCK_OF_12 : TSQL_STYLES[style];
    if (format === undefined)
      throw tx.stop("DWM-QRY-004", { name, reason: "the style is not known" }, offset);
    const text = styled(tx, value, style, format, type.length, offset);
    return primary(type.length === undefined ? text : `left(${text}, ${type.length})`, "string");
  }
  if (isDated(type.class)) {
    if (isDated(value.type)) return castTo(tx, value, type, safe, offset);
    const format = TSQL_STYLES[style];
    if (format === undefined)
      throw tx.stop("DWM-QRY-004", { name, reason: "the style is not known" }, offset);
    if (value.type !== "string")
      throw tx.stop("DWM-QRY-004", { name, reason: "the value's type is not known" }, offset);
    if (format.includes("%y"))
      throw tx.stop("DWM-QRY-004", { name, reason: "years of two digits" }, offset);
    const parse = safe ? "try_strptime" : "strptime";
    return primary(`CAST(${parse}(${value.sql}, ${quoteText(format)}) AS ${type.sql})`, type.class);
  }
  throw tx.stop("DWM-QRY-004", { name, reason: `a conversion to ${type.source}` }, offset);
}
