import { quoteText } from "../../../duckdbNames.ts";
import type { Call } from "../../calls/call.ts";
import { primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { text } from "./text.ts";

/** A whole number that must be written out: what stands there decides what is searched. */
export function whole(call: Call, index: number, otherwise: number, what: string): number {
  if (call.count <= index) return otherwise;
  const { number } = call.arg(index);
  if (number === undefined || !/^\d+$/.test(number)) throw call.stop(`${what} is computed`);
  return Number(number);
}

/** Match parameters in the source's letters -> DuckDB's options; `e`, the wish for a group, is answered apart. */
export function options(call: Call, index: number): { flags: string; group: boolean } {
  if (call.count <= index || call.arg(index).type === "null") return { flags: "", group: false };
  const { literal } = call.arg(index);
  if (literal === undefined) throw call.stop("the match parameters are computed");
  const letters = new Set(literal);
  const known = /^[cimnse]*$/.test(literal);
  if (!known || (letters.has("c") && letters.has("i")))
    throw call.stop(`the match parameters ${literal}`);
  // A point stands for line ends with `s` in Snowflake and Redshift, with `n` in Oracle and Teradata.
  const points = call.tx.is("oracle", "teradata") ? letters.has("n") : letters.has("s");
  if (letters.has("m")) throw call.stop("the match parameter m");
  return { flags: `${letters.has("i") ? "i" : ""}${points ? "s" : ""}`, group: letters.has("e") };
}

/** Refuses what DuckDB's patterns, which are RE2's, do not have: `(.)\1` and looking ahead or behind. */
export function refuseForeign(call: Call): void {
  const pattern = call.arg(1).literal ?? "";
  if (/(?<!\\)(\\\\)*\\[1-9]/.test(pattern))
    throw call.stop("a pattern that asks for what a group has matched");
  if (/(?<!\\)\(\?(=|!|<=|<!|>)/.test(pattern))
    throw call.stop("a pattern that looks ahead or behind");
}

/** The subject from a position on, counted from 1. */
export function from(call: Call, position: number): string {
  const subject = text(call.arg(0), call.tx);
  // What the search begins at is the beginning of the text here.
  if (position > 1 && /(?<![\\[])\^|\\[bB<]/.test(call.arg(1).literal ?? "^"))
    throw call.stop("a position beside a pattern that may be bound to a place of the text");
  return position <= 1 ? subject : `substring(${subject}, ${position})`;
}

/** Flags as a further argument, where there are any. */
export function behind(flags: string): string {
  return flags === "" ? "" : `, ${quoteText(flags)}`;
}

/** REGEXP_SUBSTR(s, pattern, position, occurrence, parameters, group): NULL where nothing is found. */
export const regexpPart: FunctionRule = (call) => {
  arity(call, 2, 6);
  refuseForeign(call);
  const subject = from(call, whole(call, 2, 1, "the position"));
  const occurrence = whole(call, 3, 1, "the occurrence");
  const { flags, group: wanted } = options(call, 4);
  const group = whole(call, 5, wanted ? 1 : 0, "the group");
  const pattern = call.arg(1).sql;
  const all = `regexp_extract_all(${subject}, ${pattern}, ${group}${behind(flags)})`;
  return primary(`${all}[${occurrence}]`, "string");
};

/** REGEXP_COUNT(s, pattern, position, parameters). */
export const regexpCount: FunctionRule = (call) => {
  arity(call, 2, 4);
  refuseForeign(call);
  const subject = from(call, whole(call, 2, 1, "the position"));
  const { flags } = options(call, 3);
  return primary(
    `len(regexp_extract_all(${subject}, ${call.arg(1).sql}, 0${behind(flags)}))`,
    "int",
  );
};

/** REGEXP_INSTR(s, pattern, position, occurrence, option, parameters): the place of a match, or of what follows it. */
export const regexpPlace: FunctionRule = (call) => {
  arity(call, 2, 6);
  refuseForeign(call);
  const position = whole(call, 2, 1, "the position");
  const occurrence = whole(call, 3, 1, "the occurrence");
  const option = whole(call, 4, 0, "the option");
  if (position < 1 || occurrence < 1 || option > 1) throw call.stop("the place that is asked for");
  const { flags, group } = options(call, 5);
  if (group) throw call.stop("the place of a group");
  const subject = from(call, position);
  const pattern = flags === "" ? call.arg(1).sql : `('(?${flags})' || ${call.arg(1).sql})`;
  const plain = position === 1 && occurrence === 1 && option === 0;
  if (!plain && matchesNothing(call.arg(1).literal)) throw call.stop("a pattern of nothing");
  const matches = `regexp_extract_all(${subject}, ${pattern})`;
  // What stands before a match is as long as its place.
  const pieces = `string_split_regex(${subject}, ${pattern})`;
  const lengthOf = (list: string, many: number) =>
    many === 1 ? `length(${list}[1])` : `length(array_to_string(${list}[1:${many}], ''))`;
  const before = occurrence - 1 + option;
  const matched = before === 0 ? "" : ` + ${lengthOf(matches, before)}`;
  const place = `${lengthOf(pieces, occurrence)}${matched} + ${position}`;
  return primary(
    `CASE WHEN len(${matches}) >= ${occurrence} THEN ${place} WHEN ${matches} IS NOT NULL THEN 0 END`,
    "int",
  );
};

/** True when a pattern may match an empty text, or when that cannot be told. */
export function matchesNothing(pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(pattern).test("");
  } catch {
    return true;
  }
}

/** BigQuery's REGEXP_EXTRACT: the group where the pattern has one, else the match; NULL where nothing is found. */
export const regexpExtract: FunctionRule = (call) => {
  arity(call, 2, 4);
  const { literal } = call.arg(1);
  if (literal === undefined) throw call.stop("a computed pattern may hold a group");
  const subject = from(call, whole(call, 2, 1, "the position"));
  const occurrence = whole(call, 3, 1, "the occurrence");
  return primary(
    `regexp_extract_all(${subject}, ${call.arg(1).sql}, ${hasGroup(literal) ? 1 : 0})[${occurrence}]`,
    "string",
  );
};

/** BigQuery's REGEXP_EXTRACT_ALL: the groups where the pattern has one, else the matches. */
export const regexpExtractAll: FunctionRule = (call) => {
  arity(call, 2);
  const { literal } = call.arg(1);
  if (literal === undefined) throw call.stop("a computed pattern may hold a group");
  const group = hasGroup(literal) ? 1 : 0;
  return primary(
    `regexp_extract_all(${text(call.arg(0), call.tx)}, ${call.arg(1).sql}, ${group})`,
    "unknown",
  );
};

/** True when a pattern has a capturing group: a bracket that is neither escaped, in a class, nor `(?:`. */
function hasGroup(pattern: string): boolean {
  const plain = pattern.replace(/\\[\s\S]/g, "").replace(/\[\^?\]?[^\]]*\]/g, "");
  return /\((?!\?)|\(\?P?</.test(plain);
}
