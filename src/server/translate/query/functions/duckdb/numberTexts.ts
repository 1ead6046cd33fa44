import { quoteText } from "../../../duckdbNames.ts";

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

/** What a number with `places` digits behind its point is written of, in the target's language. */
export interface NumberPieces {
  /** Smaller than zero: `-`, else nothing. */
  sign: string;
  /** Without its sign. */
  size: string;
  /** The digits before the point, and the same with commas between thousands. */
  whole: string;
  grouped: string;
  /** The point and what is behind it, joined to what stands before; empty without places. */
  fraction: string;
}

/** Halves are rounded away from zero. */
export function piecesOf(value: string, places: number): NumberPieces {
  const rounded = `round(CAST(${value} AS DECIMAL(38,10)), ${places})`;
  const size = `abs(${rounded})`;
  return {
    sign: `CASE WHEN ${rounded} < 0 THEN '-' ELSE '' END`,
    size,
    whole: `CAST(CAST(trunc(${size}) AS DECIMAL(38,0)) AS VARCHAR)`,
    grouped: `format('{:,}', CAST(trunc(${size}) AS BIGINT))`,
    fraction:
      places === 0
        ? ""
        : ` || right(CAST(CAST(${size} AS DECIMAL(38,${places})) AS VARCHAR), ${places + 1})`,
  };
}

/** Digits with zeros before them, `least` of them at the least. */
export function withZeros(digits: string, least: number): string {
  return `lpad(${digits}, CAST(greatest(${least}, length(${digits})) AS INTEGER), '0')`;
}

/** A number as its mask shows it; a number too long for the mask becomes `overflow`. */
export function numberText(
  value: string,
  mask: NumberMask,
  overflow: string,
  width: number,
): string {
  const { digits, least, places, grouped, currency, tight } = mask;
  const pieces = piecesOf(value, places);
  const { sign, size, fraction } = pieces;
  const shown = grouped ? pieces.grouped : pieces.whole;
  let whole = least > 1 ? withZeros(pieces.whole, least) : shown;
  // 9s alone write no zero before a point.
  if (digits === 0) whole = "''";
  else if (least === 0 && places > 0)
    whole = `CASE WHEN trunc(${size}) = 0 THEN '' ELSE ${whole} END`;
  const text = `${sign} || ${quoteText(currency)} || ${whole}${fraction}`;
  const padded = tight ? text : `lpad(${text}, ${width}, ' ')`;
  return `(CASE WHEN ${size} < 1e${digits} THEN ${padded} WHEN ${value} IS NOT NULL THEN ${quoteText(overflow)} END)`;
}
