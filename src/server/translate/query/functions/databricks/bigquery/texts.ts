import { type Expr, primary } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { anyNull } from "../choices.ts";
import { wholeArg } from "../regexp.ts";
import { located, textArg } from "../text.ts";

/** STRPOS(s, part), INSTR(s, part [, position [, occurrence]]). */
export const instr: FunctionRule = (call) => {
  arity(call, 2, 4);
  if (wholeArg(call, 3, 1, "the occurrence") !== 1)
    throw call.stop("an occurrence after the first");
  const position = wholeArg(call, 2, 1, "the position");
  if (position < 1) throw call.stop("the position 0");
  const start: Expr | undefined = position === 1 ? undefined : primary(String(position), "int");
  return located(call.tx, call.arg(1), call.arg(0), start);
};

/** TO_HEX(bytes) in lower case; the hexadecimal digits of a hash are what Databricks' hash answers. */
export const toHex: FunctionRule = (call) => {
  arity(call, 1);
  const { sql } = call.arg(0);
  const hash = /^unhex\(((?:md5|sha1|sha2)\(.*\))\)$/s.exec(sql)?.[1];
  return primary(hash ?? `lower(hex(${sql}))`, "string");
};

/** A hash as bytes. */
export function hashed(name: string, bits = ""): FunctionRule {
  return (call) => {
    arity(call, 1);
    return primary(`unhex(${name}(${textArg(call, 0)}${bits}))`, "binary");
  };
}

/** FORMAT(mask, …) with what Java's formats mean the same by. */
export const format: FunctionRule = (call) => {
  arity(call, 1, 99);
  const mask = call.arg(0).literal;
  if (mask === undefined) throw call.stop("the format is computed");
  const values = call.args().slice(1);
  const needed = [...values];
  let used = 0;
  const java = mask.replace(
    /%(['0+ -]*)(\d*)(\.\d+)?(.)/g,
    (all, flags: string, width: string, digits = "", kind: string) => {
      const index = kind === "%" ? -1 : used++;
      const value = values[index];
      // %t is what a cast to STRING makes, and the word NULL.
      const plain = kind === "t" && /^(string|int|date|bool)$/.test(value?.type ?? "");
      if (!plain && !/[sdxXfFo%]/.test(kind)) throw call.stop(`the format '${all}'`);
      if (plain && value !== undefined) {
        const text = value.type === "string" ? value.sql : `CAST(${value.sql} AS STRING)`;
        values[index] = primary(`coalesce(${text}, 'NULL')`, "string");
        delete needed[index];
      }
      const letter = plain ? "s" : kind === "F" ? "f" : kind;
      return `%${flags.replace("'", ",")}${width}${digits}${letter}`;
    },
  );
  const rest = values.map((value) => `, ${value.sql}`).join("");
  const sql = `format_string(${call.tx.out.text(java)}${rest})`;
  // Java writes a NULL as a word.
  const none = anyNull(needed.filter((value) => value !== undefined));
  return primary(none === undefined ? sql : `IF(${none}, NULL, ${sql})`, "string");
};
