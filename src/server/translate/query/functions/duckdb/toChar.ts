import { quoteText } from "../../../duckdbNames.ts";
import { dateMask } from "../../../masks.ts";
import type { Call } from "../../calls/call.ts";
import { type Expr, isDated, isNumeric, primary } from "../../expr.ts";
import { oracleNumberText } from "../../texts/texts.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { asDate } from "./dates.ts";
import { dateText } from "./dateTexts.ts";
import { numberText, readNumberMask } from "./numberTexts.ts";
import { numberBesides } from "./oracle/numbers.ts";

/** The literal mask of a call, in strftime's language. */
export function maskOf(
  call: Call,
  index: number,
  reading: boolean,
): { format: string; zone: boolean } {
  const mask = call.arg(index).literal;
  if (mask === undefined) throw call.stop("the format is computed");
  const read = dateMask(mask, call.tx.dialect, reading);
  if ("unknown" in read) {
    throw call.tx.stop("DWM-QRY-005", { mask, element: read.unknown }, call.offset);
  }
  return read;
}

/** TO_CHAR(value, mask): dates through strftime. Numbers' masks are refused, TO_CHAR(n) alone is a cast. */
export const toChar: FunctionRule = (call) => {
  arity(call, 1, 3);
  const value = call.arg(0);
  if (value.type === "interval") throw call.stop("an interval as text");
  if (call.count === 1) {
    if (call.tx.is("snowflake") && value.type === "date")
      return primary(`CAST(${value.sql} AS VARCHAR)`, "string");
    if (isDated(value.type)) throw call.stop("a date without a format depends on the session");
    if (value.type === "unknown") {
      call.tx.note(
        "DWM-QRY-006",
        { what: `${call.name} without a format: fractions and dates may look different` },
        call.offset,
      );
    }
    if (call.tx.is("oracle") && (value.type === "decimal" || value.type === "float"))
      return primary(oracleNumberText(value.sql), "string");
    return primary(`CAST(${value.sql} AS VARCHAR)`, "string");
  }
  const mask = call.arg(1).literal;
  if (
    isNumeric(value.type) ||
    (mask !== undefined && /^(FM)?[$L]?[09.,GDSMI]+$/i.test(mask) && /[09]/.test(mask))
  ) {
    return call.count === 3
      ? withOwnPoint(call, numberMask(call, value, mask), mask ?? "")
      : numberMask(call, value, mask);
  }
  if (call.count === 3 && !ENGLISH.test(call.arg(2).literal ?? ""))
    throw call.stop("an NLS argument");
  if (mask === undefined) throw call.stop("the format is computed");
  const date = /^(string|time)$/.test(value.type) ? asDate(call, value, "TIMESTAMP") : value.sql;
  if (call.tx.is("snowflake"))
    return primary(`strftime(${date}, ${quoteText(maskOf(call, 1, false).format)})`, "string");
  const shown = dateText(date, mask, call.tx.dialect);
  if ("unknown" in shown)
    throw call.tx.stop("DWM-QRY-005", { mask, element: shown.unknown }, call.offset);
  if (/(?<!D)D(?!D|AY|Y)/i.test(mask.replace(/"[^"]*"/g, "")) && call.tx.is("oracle")) {
    const what =
      "days of the week are counted from Sunday; Oracle's begin depends on NLS_TERRITORY";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return primary(shown.sql, "string");
};

/** A number as a mask of 9 and 0 shows it. */
function numberMask(call: Call, value: Expr, mask: string | undefined): Expr {
  const own = call.tx.is("oracle", "teradata") ? numberBesides(value, mask ?? "") : undefined;
  if (own) return own;
  const read = readNumberMask(mask ?? "");
  if (mask === undefined || !read)
    throw call.tx.stop("DWM-QRY-005", { mask: mask ?? "", element: mask ?? "" }, call.offset);
  // One place more is the sign's. Numbers too long for the mask are written as #.
  const bare = mask.replace(/^FM/i, "");
  const width = bare.length + 1;
  const overflow = call.tx.is("oracle")
    ? "#".repeat(width)
    : `${read.tight ? "" : " "}${bare.replace(/[09]/g, "#")}`;
  return primary(numberText(value.sql, read, overflow, width), "string");
}

/** The text of a number with the characters of NLS_NUMERIC_CHARACTERS for D and G. */
function withOwnPoint(call: Call, shown: Expr, mask: string): Expr {
  const [, point, group] = numericCharacters(call, 2);
  if (/[.,]/.test(mask)) throw call.stop("NLS_NUMERIC_CHARACTERS beside a plain point or comma");
  const own = quoteText(`${point}${group}`);
  return primary(`translate(${shown.sql}, '.,', ${own})`, "string");
}

/** `NLS_NUMERIC_CHARACTERS = ',.'`: the characters of D and of G. */
export function numericCharacters(call: Call, index: number): readonly string[] {
  const read = /^\s*NLS_NUMERIC_CHARACTERS\s*=\s*'?([^'\s])([^'\s]| )'?\s*$/i;
  const found = read.exec(call.arg(index).literal ?? "");
  if (!found) throw call.stop("an NLS argument");
  return found;
}

/** The third argument of TO_CHAR and TO_DATE that asks for English names. */
export const ENGLISH = /^\s*NLS_DATE_LANGUAGE\s*=\s*'?(ENGLISH|AMERICAN)'?\s*$/i;
