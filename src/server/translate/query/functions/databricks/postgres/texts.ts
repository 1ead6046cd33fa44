import type { Call } from "../../../calls/call.ts";
import { emptyForNull } from "../../../databricks/emptyForNull.ts";
import { type Expr, isDated, PREC, primary, wrap } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { javaReplacement } from "../javaPattern.ts";
import { patternArg, quotedPattern } from "../regexp.ts";
import { text, textArg } from "../text.ts";

/** Flags of PostgreSQL's regular expressions; `g` is answered apart. Without n, a point stands for line ends too. */
function flagsOf(call: Call, index: number): { flags: string; all: boolean } {
  const letters = call.count > index ? call.arg(index).literal : "";
  if (letters === undefined) throw call.stop("the flags are computed");
  if (!/^[gicns]*$/.test(letters)) throw call.stop(`the flags ${letters}`);
  const insensitive = letters.lastIndexOf("i") > letters.lastIndexOf("c");
  const lines = letters.includes("n");
  return { flags: `${lines ? "m" : "s"}${insensitive ? "i" : ""}`, all: letters.includes("g") };
}

/** A pattern with its flags; the flag of points is left out where there is none. */
function pattern(call: Call, index: number, flags: string): Expr {
  const { literal } = call.arg(index);
  const pointless = literal !== undefined && !/(^|[^\\])\./.test(literal);
  return patternArg(call, index, pointless ? flags.replace("s", "") : flags);
}

/** REGEXP_REPLACE(s, pattern, by [, flags]): the first match only, unless g is among the flags. */
export const regexpReplace: FunctionRule = (call) => {
  arity(call, 3, 4);
  const { flags, all } = flagsOf(call, 3);
  const by = call.arg(2).literal;
  if (by === undefined) throw call.stop("a computed replacement");
  const { out } = call.tx;
  // \& is the whole match.
  const java = javaReplacement(by.replaceAll("\\&", "\\0"));
  const found = pattern(call, 1, flags);
  if (all)
    return primary(
      `regexp_replace(${textArg(call, 0)}, ${found.sql}, ${out.text(java)})`,
      "string",
    );
  if (found.literal === undefined) throw call.stop("the first match of a computed pattern");
  const first = firstOnly(found.literal, java);
  if (first === undefined) throw call.stop("a pattern that refers to its own groups");
  return primary(
    `regexp_replace(${textArg(call, 0)}, ${out.text(first[0])}, ${out.text(first[1])})`,
    "string",
  );
};

/** A pattern from the text's beginning to the first match, which keeps what stands before it; groups count one more. */
export function firstOnly(java: string, by: string): readonly [string, string] | undefined {
  const [, flags = "", body = ""] = /^(\(\?[a-z]+\))?([\s\S]*)$/.exec(java) ?? [];
  if (/\\[1-9]/.test(body.replace(/\\\\/g, ""))) return undefined;
  if (body.startsWith("^") && !body.includes("|") && !flags.includes("m")) return [java, by];
  const shifted = by.replace(/\\.|\$(\d)/g, (all, group?: string) =>
    group === undefined ? all : `$${Number(group) + 1}`,
  );
  // $0 is the whole match, which is a group of its own now.
  const whole = /\$1/.test(shifted) && /\$0/.test(by);
  const counted = whole
    ? by.replace(/\\.|\$(\d)/g, (all, group?: string) =>
        group === undefined ? all : `$${Number(group) + 2}`,
      )
    : shifted;
  return [`${flags}^([\\s\\S]*?)${whole ? "(" : "(?:"}${body})`, `$1${counted}`];
}

/** REGEXP_MATCH(s, pattern [, flags]): an array of the groups, or of the whole match. */
export const regexpMatch: FunctionRule = (call) => {
  arity(call, 2, 3);
  const { flags } = flagsOf(call, 2);
  const found = pattern(call, 1, flags);
  if (found.literal === undefined) throw call.stop("the pattern is computed");
  const groups = (found.literal.match(/(^|[^\\])\((?!\?)/g) ?? []).length;
  const subject = textArg(call, 0);
  const parts =
    groups === 0
      ? [`regexp_substr(${subject}, ${found.sql})`]
      : Array.from(
          { length: groups },
          (_, at) => `regexp_extract(${subject}, ${found.sql}, ${at + 1})`,
        );
  return primary(
    `IF(regexp_like(${subject}, ${found.sql}), array(${parts.join(", ")}), NULL)`,
    "unknown",
  );
};

/** REGEXP_SPLIT_TO_ARRAY(s, pattern [, flags]). */
export const regexpSplit: FunctionRule = (call) => {
  arity(call, 2, 3);
  const { flags } = flagsOf(call, 2);
  return primary(`split(${textArg(call, 0)}, ${pattern(call, 1, flags).sql})`, "unknown");
};

/** REGEXP_LIKE(s, pattern [, flags]). */
export const regexpLike: FunctionRule = (call) => {
  arity(call, 2, 3);
  const { flags } = flagsOf(call, 2);
  return primary(`regexp_like(${textArg(call, 0)}, ${pattern(call, 1, flags).sql})`, "bool");
};

/** STRING_TO_ARRAY(s, separator): of an empty text PostgreSQL makes no element, Databricks an empty one. */
export const stringToArray: FunctionRule = (call) => {
  arity(call, 2);
  const by = call.arg(1);
  if (by.type === "null" || by.literal === "") throw call.stop("no separator");
  const subject = call.arg(0);
  const sql = `split(${textArg(call, 0)}, ${quotedPattern(call.tx, by)})`;
  if (subject.literal !== undefined && subject.literal !== "") return primary(sql, "unknown");
  return primary(`IF(${wrap(subject, PREC.other)} = '', array(), ${sql})`, "unknown");
};

/** CONCAT: NULLs are empty, and a boolean is t or f. */
export const concat: FunctionRule = (call) => {
  arity(call, 1, 99);
  const parts = call.args().map((arg) => {
    if (arg.type === "null") return "''";
    if (arg.type === "bool")
      return `CASE ${arg.sql} WHEN TRUE THEN 't' WHEN FALSE THEN 'f' ELSE '' END`;
    if (isDated(arg.type) && arg.type !== "date") noteTime(call);
    const part = text(call.tx, arg);
    return arg.literal === undefined ? emptyForNull(part) : part.sql;
  });
  return primary(`concat(${parts.join(", ")})`, "string");
};

function noteTime(call: Call): void {
  const what = "a time written as text has another form here; give it a format";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
}

/** FORMAT('%s …', a, …): texts alone. */
export const format: FunctionRule = (call) => {
  arity(call, 1, 99);
  const mask = call.arg(0).literal;
  if (mask === undefined) throw call.stop("the format is computed");
  if (/%[^s%]/.test(mask)) throw call.stop("other elements than %s");
  const parts: string[] = [];
  let next = 1;
  for (const piece of mask.split(/(%s|%%)/)) {
    if (piece === "%s") parts.push(`coalesce(${textArg(call, next++)}, '')`);
    else if (piece !== "") parts.push(call.tx.out.text(piece === "%%" ? "%" : piece));
  }
  return primary(`concat(${parts.join(", ")})`, "string");
};

const ENCODERS: Readonly<Record<string, readonly [encode: string, decode: string]>> = {
  hex: ["lower(hex($))", "unhex($)"],
  base64: ["base64($)", "unbase64($)"],
};

/** ENCODE(bytes, 'hex') and DECODE(text, 'hex'). */
export function coded(side: 0 | 1): FunctionRule {
  return (call) => {
    arity(call, 2);
    const how = ENCODERS[call.arg(1).literal?.toLowerCase() ?? ""]?.[side];
    if (how === undefined) throw call.stop("the encoding has no counterpart");
    return primary(
      how.replace("$", () => call.arg(0).sql),
      side === 0 ? "string" : "binary",
    );
  };
}
