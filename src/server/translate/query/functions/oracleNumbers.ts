import { quoteText } from "../../duckdbNames.ts";
import { type Expr, primary } from "../expr.ts";
import { oracleNumberText } from "../texts.ts";
import { numberText, readNumberMask } from "./numberTexts.ts";

/** Oracle's masks of numbers beside 9 and 0: S, MI and PR for the sign, TM, X. Undefined for any other. */
export function oracleNumberMask(value: Expr, mask: string): Expr | undefined {
  const sql = signed(value.sql, mask) ?? hexadecimal(value.sql, mask);
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
