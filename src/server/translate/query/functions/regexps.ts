import { quoteText } from "../../duckdbNames.ts";
import type { Call } from "../call.ts";
import { primary } from "../expr.ts";
import { arity, type FunctionRule } from "./dsl.ts";
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

/** The subject from a position on, counted from 1. */
function from(call: Call, position: number): string {
  const subject = text(call.arg(0), call.tx);
  return position <= 1 ? subject : `substring(${subject}, ${position})`;
}

/** Flags as a further argument, where there are any. */
export function behind(flags: string): string {
  return flags === "" ? "" : `, ${quoteText(flags)}`;
}

/** REGEXP_SUBSTR(s, pattern, position, occurrence, parameters, group): NULL where nothing is found. */
export const regexpPart: FunctionRule = (call) => {
  arity(call, 2, 6);
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
  const subject = from(call, whole(call, 2, 1, "the position"));
  const { flags } = options(call, 3);
  return primary(
    `len(regexp_extract_all(${subject}, ${call.arg(1).sql}, 0${behind(flags)}))`,
    "int",
  );
};

/** REGEXP_INSTR(s, pattern): the place of the first match; others have no counterpart. */
export const regexpPlace: FunctionRule = (call) => {
  arity(call, 2, 6);
  const first = [2, 3].every((index) => whole(call, index, 1, "the position") === 1);
  if (!first || whole(call, 4, 0, "the option") !== 0)
    throw call.stop("another place than the beginning of the first match");
  const { flags } = options(call, 5);
  const [subject, pattern] = [text(call.arg(0), call.tx), call.arg(1).sql];
  const matches = `regexp_matches(${subject}, ${pattern}${behind(flags)})`;
  // What stands before the first match is as long as its place.
  const before = `string_split_regex(${subject}, ${pattern})[1]`;
  if (flags !== "") throw call.stop("match parameters beside a place");
  return primary(
    `CASE WHEN ${matches} THEN length(${before}) + 1 WHEN ${matches} IS NULL THEN NULL ELSE 0 END`,
    "int",
  );
};

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
