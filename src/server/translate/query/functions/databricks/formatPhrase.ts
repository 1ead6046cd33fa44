import type { SqlWriter } from "../../../writer/sqlWriter.ts";

/** The text that a FORMAT of Teradata makes of a number, how long it is, and whether it has a place for a minus. */
interface ShownNumber {
  sql: string;
  width: number;
  signed: boolean;
}

/** `9(8)`, `X(10)` and `-(10)9` written out. */
export function repeated(phrase: string): string {
  return phrase.replace(/(.)\((\d{1,3})\)/g, (_, character: string, count: string) =>
    character.repeat(Number(count)),
  );
}

/**
 * A number by a phrase of 9 (a digit), Z (a digit or a blank), commas, a point and a floating minus. Too long a number is
 * stars. Undefined: the phrase has no counterpart.
 */
export function shownNumber(
  out: SqlWriter,
  value: string,
  phrase: string,
): ShownNumber | undefined {
  const text = repeated(phrase.trim()).toUpperCase();
  const match = /^(-*)([Z9,]*)(?:\.([Z9]*))?$/.exec(text);
  if (!match || !/[9Z-]/.test(text)) return undefined;
  const [, minus = "", whole = "", fraction = ""] = match;
  if (/9.*Z/.test(whole) || /Z.*9|Z/.test(fraction)) return undefined;
  // Groups of three from the right, as Databricks' patterns know them.
  if (whole.includes(",") && !/^[Z9]{0,3}(,[Z9]{3})+$/.test(whole)) return undefined;
  const digits = whole.replaceAll(",", "");
  const least = (digits.match(/9/g) ?? []).length;
  const places = fraction.length;
  // All but one of the minus signs are digits' places too.
  const room = digits.length + Math.max(minus.length - 1, 0);
  const rounded = places === 0 ? `round(${value})` : `round(${value}, ${places})`;
  const grouped = whole.includes(",");
  const shown = grouped
    ? `${"#".repeat(Math.max(room - least, 4 - least, 0))}${"0".repeat(least)}`.replace(
        /(?=(?:.{3})+$)(?!^)/g,
        ",",
      )
    : "0".repeat(least) || "#";
  const pattern = `${shown}${places === 0 ? "" : `.${"0".repeat(places)}`}`;
  const formatted = `format_number(${rounded}, ${out.text(pattern)})`;
  const exact = !grouped && minus === "" && least === digits.length;
  const padded = exact ? formatted : `lpad(${formatted}, ${text.length})`;
  const limit = `1${"0".repeat(room)}`;
  const sql = `CASE WHEN abs(${rounded}) < ${limit} THEN ${padded} WHEN ${value} IS NOT NULL THEN '${"*".repeat(text.length)}' END`;
  return { sql, width: text.length, signed: minus !== "" };
}
