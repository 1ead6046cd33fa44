import { quoteText } from "../../../../duckdbNames.ts";
import { type Expr, primary } from "../../../expr.ts";
import { oracleNumberText } from "../../../texts/texts.ts";
import { numberText, readNumberMask } from "../numberTexts.ts";

/** Masks of numbers beside 9 and 0: S, MI and PR for the sign, TM, X, RN, V, B. Undefined for any other. */
export function numberBesides(value: Expr, mask: string): Expr | undefined {
  const sql =
    signed(value.sql, mask) ??
    hexadecimal(value.sql, mask) ??
    roman(value.sql, mask) ??
    shifted(value.sql, mask) ??
    blankZero(value.sql, mask);
  if (sql !== undefined) return primary(sql, "string");
  if (!/^TM9?$/i.test(mask)) return undefined;
  if (value.type === "int") return primary(`CAST(${value.sql} AS VARCHAR)`, "string");
  return value.type === "decimal" ? primary(oracleNumberText(value.sql), "string") : undefined;
}

/** S999, 999S, 999MI and 999PR. */
function signed(value: string, mask: string): string | undefined {
  const given = /^(FM)?(S?)([^SMPR]+?)(S|MI|PR)?$/i.exec(mask);
  const [, tight = "", before = "", digits = "", behind = ""] = given ?? [];
  if ((before === "") === (behind === "")) return undefined;
  const read = readNumberMask(`${tight}${digits}`);
  if (!read) return undefined;
  const size = numberText(`abs(${value})`, { ...read, tight: true }, "#", 0);
  const negative = `round(CAST(${value} AS DECIMAL(38,10)), ${read.places}) < 0`;
  const either = (yes: string, no: string) =>
    `CASE WHEN ${negative} THEN ${quoteText(yes)} ELSE ${quoteText(no)} END`;
  const blank = read.tight ? "" : " ";
  const end = behind.toUpperCase();
  const start = end === "PR" ? either("<", blank) : before === "" ? "''" : either("-", "+");
  const last = { PR: [">", blank], MI: ["-", blank], S: ["-", "+"] }[end];
  const text = `${start} || ${size}${last ? ` || ${either(last[0] ?? "", last[1] ?? "")}` : ""}`;
  const width = digits.length + (end === "PR" ? 2 : 1);
  const shown = read.tight ? text : `lpad(${text}, ${width}, ' ')`;
  return `(CASE WHEN ${size} = '#' THEN '${"#".repeat(width)}' ELSE ${shown} END)`;
}

/** XX, FMXX and FM0XX; digits of lower case for x. */
function hexadecimal(value: string, mask: string): string | undefined {
  const given = /^(FM)?(0*)(X+|x+)$/.exec(mask) ?? /^(fm)(0*)(X+|x+)$/.exec(mask);
  const [, tight, zeros = "", digits = ""] = given ?? [];
  if (!given || (tight === undefined && zeros !== "")) return undefined;
  const most = zeros.length + digits.length;
  if (most > 15) return undefined;
  const whole = `CAST(round(${value}) AS BIGINT)`;
  const hex = digits.startsWith("x") ? `lower(to_hex(${whole}))` : `to_hex(${whole})`;
  const padded = tight === undefined ? `lpad(${hex}, ${most + 1}, ' ')` : hex;
  const shown = zeros === "" ? padded : `lpad(${hex}, ${most}, '0')`;
  const fits = `${whole} BETWEEN 0 AND ${16n ** BigInt(most) - 1n}`;
  return `(CASE WHEN ${fits} THEN ${shown} WHEN ${value} IS NOT NULL THEN '${"#".repeat(most + 1)}' END)`;
}

const ROMAN = [
  ["", "M", "MM", "MMM"],
  ["", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"],
  ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"],
  ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"],
];

/** RN and rn: a Roman numeral, from 1 to 3999, filled up to 15 characters. */
function roman(value: string, mask: string): string | undefined {
  const [, tight, letters = ""] = /^(FM)?(RN|rn)$/.exec(mask) ?? [];
  if (letters === "") return undefined;
  const whole = `CAST(round(${value}) AS BIGINT)`;
  const digit = (list: readonly string[], at: number) =>
    `[${list.map(quoteText).join(", ")}][${whole} // ${10 ** (3 - at)}${at === 0 ? "" : " % 10"} + 1]`;
  const numeral = ROMAN.map(digit).join(" || ");
  const cased = letters === "rn" ? `lower(${numeral})` : numeral;
  const shown = tight === undefined ? `lpad(${cased}, 15, ' ')` : cased;
  return `(CASE WHEN ${whole} BETWEEN 1 AND 3999 THEN ${shown} WHEN ${value} IS NOT NULL THEN '${"#".repeat(15)}' END)`;
}

/** 99V99: the number times a hundred, without a point. */
function shifted(value: string, mask: string): string | undefined {
  const [, tight = "", whole = "", places = ""] = /^(FM)?([09]+)V(9+)$/i.exec(mask) ?? [];
  const read = places === "" ? undefined : readNumberMask(`${tight}${whole}${places}`);
  if (!read) return undefined;
  const width = whole.length + places.length + 1;
  const moved = `(CAST(${value} AS DECIMAL(38,10)) * ${10 ** places.length})`;
  return numberText(moved, read, "#".repeat(width), width);
}

/** B9999: blanks for a zero. */
function blankZero(value: string, mask: string): string | undefined {
  const [, digits = ""] = /^B([09]+)$/i.exec(mask) ?? [];
  const read = digits === "" ? undefined : readNumberMask(digits);
  if (!read) return undefined;
  const width = digits.length + 1;
  const shown = numberText(value, read, "#".repeat(width), width);
  return `(CASE WHEN round(${value}) = 0 THEN '${" ".repeat(width)}' ELSE ${shown} END)`;
}
