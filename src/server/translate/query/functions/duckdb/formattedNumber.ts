import { quoteText } from "../../../duckdbNames.ts";
import { repeated } from "../databricks/formatPhrase.ts";
import { piecesOf, withZeros } from "./numberTexts.ts";

/**
 * A number as a FORMAT of Teradata shows it in DuckDB: 9 (a digit), Z (a digit or a blank), commas, a point, and a minus or a
 * currency sign that stands right before the first digit. Too long a number is stars. Undefined: no counterpart.
 */
export function formattedNumber(
  value: string,
  phrase: string,
): { sql: string; signed: boolean } | undefined {
  const text = repeated(phrase.trim()).toUpperCase();
  const [, floating = "", whole = "", fraction = ""] =
    /^((?:[-$],?)*)([Z9,]*)(?:\.([Z9]*))?$/.exec(text) ?? [];
  const sign = floating[0] ?? "";
  if (!/[9Z$-]/.test(text) || `${floating}${whole}${fraction}` === "") return undefined;
  // Every character of the floating part is the same sign.
  if (floating.replaceAll(sign, "").replaceAll(",", "") !== "") return undefined;
  const shape = `${floating}${whole}`;
  if (shape.includes(",") && !/^[^,]{1,3}(,[^,]{3})+$/.test(shape)) return undefined;
  if (/9.*Z/.test(whole) || /Z/.test(fraction)) return undefined;
  const least = whole.replace(/[^9]/g, "").length;
  const room = shape.replaceAll(",", "").length - (sign === "" ? 0 : 1);
  if (shape.includes(",") && least > 1) return undefined;
  const pieces = piecesOf(value, fraction.length);
  const plain = shape.includes(",") ? pieces.grouped : pieces.whole;
  const digits =
    least > 1
      ? withZeros(pieces.whole, least)
      : least === 0
        ? `CASE WHEN trunc(${pieces.size}) = 0 THEN '' ELSE ${plain} END`
        : plain;
  const currency = sign === "$" ? "'$' || " : "";
  const shown = `lpad(${pieces.sign} || ${currency}${digits}${pieces.fraction}, ${text.length}, ' ')`;
  const stars = quoteText("*".repeat(text.length));
  return {
    sql: `(CASE WHEN ${pieces.size} < 1e${room} THEN ${shown} WHEN ${value} IS NOT NULL THEN ${stars} END)`,
    signed: sign === "-",
  };
}
