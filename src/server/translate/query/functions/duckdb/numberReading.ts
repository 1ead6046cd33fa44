import { quoteText } from "../../../duckdbNames.ts";
import type { Call } from "../../calls/call.ts";
import { type Expr, primary } from "../../expr.ts";
import { text } from "./text.ts";
import { numericCharacters } from "./toChar.ts";

/** Masks of digits with thousands, a point, a currency sign and a sign: FM$9,999.99, S999, 99MI, 99PR. */
const DIGITS = /^(FM)?S?[$L]?[09,G]*([.D][09]*)?(MI|PR|S)?$/i;

/**
 * TO_NUMBER(s, mask [, 'NLS_NUMERIC_CHARACTERS = ',.'']): the digits, their point, and a minus before or behind them. XX reads
 * hexadecimal digits. Source: Oracle Database SQL Language Reference, "Number Format Models".
 */
export function numberByMask(call: Call, cast: "CAST" | "TRY_CAST" = "CAST"): Expr {
  const mask = call.arg(1).literal;
  const given = text(call.arg(0));
  if (mask !== undefined && /^(FM)?0*X+$/i.test(mask) && call.count === 2)
    return primary(`${cast}('0x' || trim(${given}) AS BIGINT)`, "int");
  if (mask === undefined || !DIGITS.test(mask) || !/[09]/.test(mask))
    throw call.tx.stop("DWM-QRY-005", { mask: mask ?? "", element: mask ?? "" }, call.offset);
  const [, point = ".", group = ","] = call.count > 2 ? numericCharacters(call, 2) : [];
  if (call.count > 2 && /[.,]/.test(mask))
    throw call.stop("NLS_NUMERIC_CHARACTERS beside a plain point or comma");
  const own = call.count > 2 ? `translate(${given}, ${quoteText(`${point}${group}`)}, '.')` : given;
  const digits = `regexp_replace(${own}, '[^0-9.]', '', 'g')`;
  const sign = `CASE WHEN regexp_matches(${given}, '[-<]') THEN '-' ELSE '' END`;
  return primary(`${cast}(${sign} || ${digits} AS DECIMAL(38,10))`, "decimal");
}
