import { primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { text } from "./text.ts";

/**
 * Oracle's SOUNDEX, after Knuth: the first letter and three digits. Letters of one digit beside each other, or with H and
 * W alone between them, count once; vowels and Y keep them apart. A text without letters has none.
 */
export const soundex: FunctionRule = (call) => {
  arity(call, 1);
  const letters = `regexp_replace(upper(${text(call.arg(0), call.tx)}), '[^A-Z]', '', 'g')`;
  const near = `${letters}[1] || translate(${letters}[2:], 'HW', '')`;
  let digits = `translate(${near}, 'BFPVCGJKQSXZDTLMNRAEIOUYHW', '11112222222233455600000000')`;
  for (const digit of "123456") digits = `regexp_replace(${digits}, '${digit}+', '${digit}', 'g')`;
  const code = `replace(${digits}[2:], '0', '')`;
  return primary(`nullif(${letters}[1] || left(${code} || '000', 3), '000')`, "string");
};
