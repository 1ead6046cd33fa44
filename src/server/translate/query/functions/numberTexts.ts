import { quoteText } from "../../duckdbNames.ts";

/** How a mask of 9 and 0 writes a number. */
interface NumberMask {
  /** Digits before the point, and how many of them are written even when they are zero. */
  digits: number;
  least: number;
  /** Digits behind the point. */
  places: number;
  grouped: boolean;
  currency: string;
  /** FM: no blanks before the number. */
  tight: boolean;
}

/**
 * Reads a number's mask of Oracle, PostgreSQL, Snowflake or Teradata: 9 and 0, thousands by `,` or G, a point or D, `$`
 * before them, FM. Undefined for any other.
 */
export function readNumberMask(mask: string): NumberMask | undefined {
  const read = /^(FM)?(\$)?([09]{1,3}(?:[,G][09]{3})+|[09]+)?(?:[.D]([09]*))?$/i.exec(mask);
  if (!read) return undefined;
  const [, tight, currency = "", whole = "", fraction = ""] = read;
  const digits = whole.replace(/[^09]/g, "");
  if (digits.length + fraction.length === 0 || digits.length + fraction.length > 28)
    return undefined;
  const first = digits.indexOf("0");
  const least = first < 0 ? 0 : digits.length - first;
  const grouped = digits.length !== whole.length;
  // Zeros before the number are not grouped here; FM leaves out the zeros at the end of 9s.
  if (grouped && least > 1) return undefined;
  if (tight !== undefined && fraction.includes("9")) return undefined;
  return {
    digits: digits.length,
    least,
    places: fraction.length,
    grouped,
    currency,
    tight: tight !== undefined,
  };
}

/** A number as its mask shows it; halves are rounded away from zero. A number too long for the mask becomes `overflow`. */
export function numberText(
  value: string,
  mask: NumberMask,
  overflow: string,
  width: number,
): string {
  const { digits, least, places, grouped, currency, tight } = mask;
  const rounded = `round(CAST(${value} AS DECIMAL(38,10)), ${places})`;
  const size = `abs(${rounded})`;
  const plain = `CAST(CAST(trunc(${size}) AS DECIMAL(38,0)) AS VARCHAR)`;
  const shown = grouped ? `format('{:,}', CAST(trunc(${size}) AS BIGINT))` : plain;
  let whole =
    least > 1
      ? `lpad(${plain}, CAST(greatest(${least}, length(${plain})) AS INTEGER), '0')`
      : shown;
  // 9s alone write no zero before a point.
  if (digits === 0) whole = "''";
  else if (least === 0 && places > 0)
    whole = `CASE WHEN trunc(${size}) = 0 THEN '' ELSE ${whole} END`;
  const fraction =
    places === 0
      ? ""
      : ` || right(CAST(CAST(${size} AS DECIMAL(38,${places})) AS VARCHAR), ${places + 1})`;
  const text = `CASE WHEN ${rounded} < 0 THEN '-' ELSE '' END || ${quoteText(currency)} || ${whole}${fraction}`;
  const padded = tight ? text : `lpad(${text}, ${width}, ' ')`;
  return `(CASE WHEN ${size} < 1e${digits} THEN ${padded} WHEN ${value} IS NOT NULL THEN ${quoteText(overflow)} END)`;
}
