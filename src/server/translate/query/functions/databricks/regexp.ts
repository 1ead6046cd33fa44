import type { Call } from "../../calls/call.ts";
import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import { type RegexpFlags, regexpFound, regexpWhole } from "../../texts/regexp.ts";
import type { Tx } from "../../tx.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { javaPattern, javaReplacement } from "./javaPattern.ts";
import { text, textArg } from "./text.ts";

/** The argument `index` as a pattern for Java, with flags in front. */
export function patternArg(call: Call, index: number, flags = ""): Expr {
  const given = call.arg(index);
  if (given.literal === undefined) {
    const what = `${call.name} with a computed pattern: Java's regular expressions read it here`;
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return flags ? { ...given, sql: `concat('(?${flags})', ${given.sql})` } : given;
  }
  const pattern = javaPattern(given.literal);
  if (pattern === undefined) throw call.stop(`the pattern '${given.literal}' in Java's language`);
  const literal = flags ? `(?${flags})${pattern}` : pattern;
  return { ...given, sql: call.tx.out.text(literal), literal };
}

/** Flags of Snowflake's and Oracle's parameters. */
export function flagsOf(call: Call, index: number): { flags: string; extracts: boolean } {
  if (call.count <= index) return { flags: "", extracts: false };
  const { literal } = call.arg(index);
  if (literal === undefined) throw call.stop("the parameters are computed");
  let flags = "";
  let extracts = false;
  for (const letter of literal) {
    // The last one of c and i holds.
    if (letter === "c") flags = flags.replace("i", "");
    else if (letter === "e") extracts = true;
    else if (letter === "i" || letter === "m") flags += flags.includes(letter) ? "" : letter;
    else if (letter === "s" || (letter === "n" && call.tx.is("oracle", "redshift")))
      flags += flags.includes("s") ? "" : "s";
    else if (letter === "x" && call.tx.is("oracle")) flags += "x";
    else throw call.stop(`the parameter ${letter}`);
  }
  return { flags, extracts };
}

/** The whole number at `index`, or the default when it is not given. */
export function wholeArg(call: Call, index: number, absent: number, what: string): number {
  if (call.count <= index) return absent;
  const { number } = call.arg(index);
  if (number === undefined || !/^\d+$/.test(number)) throw call.stop(`${what} is computed`);
  return Number(number);
}

/** The subject from a position on. */
function from(call: Call, position: number): string {
  const subject = textArg(call, 0);
  return position === 1 ? subject : `substr(${subject}, ${position})`;
}

/** REGEXP_LIKE, RLIKE: the pattern takes the whole text in Snowflake, a part of it elsewhere. */
export function regexpLike(whole: boolean): FunctionRule {
  return (call) => {
    arity(call, 2, 3);
    const { flags } = flagsOf(call, 2);
    const test = whole ? regexpWhole : regexpFound;
    const java = /^(s|i|si|)$/.test(flags) ? (flags as RegexpFlags) : undefined;
    const pattern = patternArg(call, 1, java === undefined ? flags : "");
    return primary(test(call.tx, textArg(call, 0), pattern, java ?? ""), "bool");
  };
}

/** REGEXP_REPLACE(s, pattern, by, position, occurrence, parameters). */
export const regexpReplace: FunctionRule = (call) => {
  arity(call, 2, 6);
  const position = wholeArg(call, 3, 1, "the position");
  if (wholeArg(call, 4, 0, "the occurrence") !== 0) throw call.stop("one occurrence only");
  const { flags } = flagsOf(call, 5);
  const by = call.count > 2 ? replacementArg(call, 2) : "''";
  const rest = position === 1 ? "" : `, ${position}`;
  const pattern = patternArg(call, 1, flags).sql;
  return primary(`regexp_replace(${textArg(call, 0)}, ${pattern}, ${by}${rest})`, "string");
};

/** A replacement in Java's language. */
export function replacementArg(call: Call, index: number): string {
  const by = call.arg(index);
  if (by.type === "null" && call.tx.is("oracle")) return "''";
  if (by.literal !== undefined) return call.tx.out.text(javaReplacement(by.literal));
  const what = `${call.name} with a computed replacement: $ and \\ in it have a meaning here`;
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return by.sql;
}

/** REGEXP_SUBSTR(s, pattern, position, occurrence, parameters, group): NULL where nothing is found. */
export const regexpSubstr: FunctionRule = (call) => {
  arity(call, 2, 6);
  const position = wholeArg(call, 2, 1, "the position");
  const computed = call.count > 3 && call.arg(3).number === undefined ? call.arg(3) : undefined;
  const occurrence = computed ? 0 : wholeArg(call, 3, 1, "the occurrence");
  const { flags, extracts } = flagsOf(call, 4);
  // Redshift has no groups' numbers, e means the first one.
  const group = wholeArg(call, 5, extracts ? 1 : 0, "the group");
  const subject = from(call, position);
  const pattern = patternArg(call, 1, flags).sql;
  if (occurrence === 1 && group === 0)
    return primary(`regexp_substr(${subject}, ${pattern})`, "string");
  const all = `regexp_extract_all(${subject}, ${pattern}, ${group})`;
  const index = computed ? `${wrap(computed, PREC.add)} - 1` : String(occurrence - 1);
  return primary(`get(${all}, ${index})`, "string");
};

/** REGEXP_SUBSTR_ALL and REGEXP_EXTRACT_ALL(s, pattern, position, occurrence, parameters, group). */
export const regexpSubstrAll: FunctionRule = (call) => {
  arity(call, 2, 6);
  const position = wholeArg(call, 2, 1, "the position");
  const occurrence = wholeArg(call, 3, 1, "the occurrence");
  const { flags, extracts } = flagsOf(call, 4);
  const group = wholeArg(call, 5, extracts ? 1 : 0, "the group");
  const all = `regexp_extract_all(${from(call, position)}, ${patternArg(call, 1, flags).sql}, ${group})`;
  if (occurrence === 1) return primary(all, "unknown");
  return primary(
    `slice(${all}, ${occurrence}, greatest(size(${all}) - ${occurrence - 1}, 0))`,
    "unknown",
  );
};

/** REGEXP_COUNT(s, pattern, position, parameters). */
export const regexpCount: FunctionRule = (call) => {
  arity(call, 2, 4);
  const position = wholeArg(call, 2, 1, "the position");
  const { flags } = flagsOf(call, 3);
  return primary(`regexp_count(${from(call, position)}, ${patternArg(call, 1, flags).sql})`, "int");
};

/** REGEXP_INSTR(s, pattern, position, occurrence, option, parameters, group): the first match's beginning only. */
export const regexpInstr: FunctionRule = (call) => {
  arity(call, 2, 7);
  const position = wholeArg(call, 2, 1, "the position");
  const plain =
    wholeArg(call, 3, 1, "the occurrence") === 1 &&
    wholeArg(call, 4, 0, "the option") === 0 &&
    wholeArg(call, 6, 0, "the group") === 0;
  const { flags, extracts } = flagsOf(call, 5);
  if (!plain || extracts) throw call.stop("an occurrence, an end or a group of the match");
  const place = `regexp_instr(${from(call, position)}, ${patternArg(call, 1, flags).sql})`;
  if (position === 1) return primary(place, "int");
  return primary(`IF(${place} = 0, 0, ${place} + ${position - 1})`, "int");
};

/** A text as a pattern that finds just it. */
export function quotedPattern(tx: Tx, part: Expr): string {
  if (part.literal === undefined) return `concat('\\\\Q', ${text(tx, part).sql}, '\\\\E')`;
  return tx.out.text(part.literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
}
