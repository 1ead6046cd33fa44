import type { SqlWriter } from "../../../writer/sqlWriter.ts";

/** True for masks that are of numbers: digits, and nothing of a date. */
export function isNumberMask(mask: string): boolean {
  return /[09]/.test(mask) && /^(FM)?(S|MI)?[$L]?[09.,GDV]+[$L]?(MI|PR|S)?$/i.test(mask);
}

/** `FM$9,990.00MI` taken apart. */
interface NumberMask {
  /** FM: no blanks for digits and signs that are not there. */
  fill: boolean;
  sign: "" | "S" | "MI" | "PR";
  signFirst: boolean;
  dollar: boolean;
  whole: string;
  fraction: string;
  /** Characters of the mask that stand for themselves or for digits. */
  length: number;
}

function readNumberMask(mask: string): NumberMask | undefined {
  const text = mask.toUpperCase().replaceAll("G", ",");
  const match = /^(FM)?(S)?(\$)?([09,]*)(?:[.D]([09]*))?(MI|PR|S)?$/.exec(text);
  if (!match) return undefined;
  const [, fm, first, dollar, whole = "", fraction = "", last] = match;
  if (first && last) return undefined;
  // Groups of three from the right, as Databricks' patterns know them.
  if (!/^[09]*$|^[09]{1,3}(,[09]{3})+$/.test(whole) || !/[09]/.test(whole + fraction))
    return undefined;
  return {
    fill: fm !== undefined,
    sign: ((first ?? last ?? "") as NumberMask["sign"]) || "",
    signFirst: first !== undefined,
    dollar: dollar !== undefined,
    whole,
    fraction,
    length: text.length - (fm ? 2 : 0),
  };
}

/** The pattern of format_number: `#` for a digit that may be missing. */
function pattern(mask: NumberMask): string {
  const grouped = mask.whole.includes(",");
  const digits = mask.whole.replaceAll(",", "");
  const zeros = digits.includes("0") ? digits.length - digits.indexOf("0") : 0;
  const least = Math.max(zeros, mask.fraction === "" ? 1 : 0);
  const shown = `${"#".repeat(Math.max(digits.length - least, grouped ? 4 - least : 0, 0))}${"0".repeat(least)}`;
  const whole = grouped
    ? shown.replace(/(?=(?:.{3})+$)(?!^)/g, ",")
    : least === 0
      ? "#"
      : shown.slice(-least);
  const places = mask.fraction === "" ? "" : `.${"0".repeat(mask.fraction.length)}`;
  const body = `${mask.dollar ? "$" : ""}${whole}${places}`;
  switch (mask.sign) {
    case "S":
      return mask.signFirst ? `+${body};-${body}` : `${body}+;${body}-`;
    case "MI":
      return mask.fill ? `${body};${body}-` : `${body} ;${body}-`;
    case "PR":
      return mask.fill ? `${body};<${body}>` : `${body} ;<${body}>`;
    default:
      return body;
  }
}

/** A number written by a mask of Oracle's kind (Oracle SQL reference, "Number Format Models"); undefined: no counterpart. */
export function numberText(out: SqlWriter, value: string, mask: string): string | undefined {
  const read = readNumberMask(mask);
  if (!read) return undefined;
  const places = read.fraction.length;
  const digits = read.whole.replaceAll(",", "").length;
  const rounded = places === 0 ? `round(${value})` : `round(${value}, ${places})`;
  let text = `format_number(${rounded}, ${out.text(pattern(read))})`;
  const free = read.fraction.length - (read.fraction.lastIndexOf("0") + 1);
  // FM writes no zeros behind the last digit where the mask has a 9.
  if (read.fill && free > 0) text = `regexp_replace(${text}, '0{1,${free}}$', '')`;
  // A sign of its own has its place in the mask; without one there is a blank for it in front.
  const width = read.length + (read.sign === "" ? 1 : read.sign === "MI" ? -1 : 0);
  if (!read.fill) text = `lpad(${text}, ${width}, ' ')`;
  const hashes = "#".repeat(read.fill ? read.length + 1 : width);
  return `CASE WHEN abs(${rounded}) < 1${"0".repeat(digits)} THEN ${text} WHEN ${value} IS NOT NULL THEN '${hashes}' END`;
}

/** A mask of TO_NUMBER as Databricks' to_number takes it. */
export function numberReading(mask: string): string | undefined {
  const text = mask.toUpperCase().replace(/^FM/, "");
  return /^(S|MI)?\$?[09,G]*([.D][09]*)?(PR|MI|S)?$/.test(text) && /[09]/.test(text)
    ? text
    : undefined;
}
