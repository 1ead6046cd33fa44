import { quoteText } from "../../../duckdbNames.ts";
import type { Call } from "../../calls/call.ts";
import { type Expr, primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { behind, from, matchesNothing, options, refuseForeign, whole } from "./regexps.ts";
import { text } from "./text.ts";

/**
 * REGEXP_REPLACE(s, pattern [, by [, position [, occurrence [, parameters]]]]): every match from the position on, or one.
 * An empty result is NULL in Oracle. MySQL's usual collations take upper and lower case for the same.
 */
export const replacedAll: FunctionRule = (call) => {
  arity(call, 2, 6);
  refuseForeign(call);
  const position = whole(call, 3, 1, "the position");
  const occurrence = whole(call, 4, 0, "the occurrence");
  if (position < 1) throw call.stop("a position less than 1");
  const by = call.count > 2 && call.arg(2).type !== "null" ? call.arg(2).sql : "''";
  const flags = flagsOf(call, 5);
  const subject = text(call.arg(0), call.tx);
  const rest = from(call, position);
  const changed =
    occurrence > 1
      ? oneReplaced(call, rest, { by, flags, occurrence })
      : `regexp_replace(${rest}, ${call.arg(1).sql}, ${by}, ${quoteText(`${occurrence === 0 ? "g" : ""}${flags}`)})`;
  const sql = position === 1 ? changed : `(left(${subject}, ${position - 1}) || ${changed})`;
  return primary(call.tx.is("oracle") ? `nullif(${sql}, '')` : sql, "string");
};

/** The text with its n-th match replaced: what stands before and behind it stays. */
function oneReplaced(
  call: Call,
  subject: string,
  { by, flags, occurrence }: { by: string; flags: string; occurrence: number },
): string {
  if (matchesNothing(call.arg(1).literal)) throw call.stop("a pattern of nothing");
  const pattern = flags === "" ? call.arg(1).sql : `('(?${flags})' || ${call.arg(1).sql})`;
  const matches = `regexp_extract_all(${subject}, ${pattern})`;
  const match = `${matches}[${occurrence}]`;
  const before =
    `length(array_to_string(string_split_regex(${subject}, ${pattern})[1:${occurrence}], '')) + ` +
    `length(array_to_string(${matches}[1:${occurrence - 1}], ''))`;
  const instead =
    call.arg(2).literal?.includes("\\") === false
      ? by
      : `regexp_replace(${match}, ${pattern}, ${by})`;
  const changed = `left(${subject}, ${before}) || ${instead} || substring(${subject}, ${before} + length(${match}) + 1)`;
  return `(CASE WHEN len(${matches}) >= ${occurrence} THEN ${changed} ELSE ${subject} END)`;
}

/** Redshift's REGEXP_REPLACE(s, pattern [, by [, position [, parameters]]]): every match, without `by` none stays. */
export const redshiftReplace: FunctionRule = (call) => {
  arity(call, 2, 5);
  if (whole(call, 3, 1, "the position") !== 1) throw call.stop("a position other than 1");
  const { flags } = options(call, 4);
  const by = call.count > 2 ? replacement(call.arg(2)) : "''";
  const all = quoteText(`g${flags}`);
  return primary(
    `regexp_replace(${text(call.arg(0), call.tx)}, ${call.arg(1).sql}, ${by}, ${all})`,
    "string",
  );
};

/** `$1` names a group in Redshift's replacements; here it is `\\1`. */
function replacement({ literal, sql }: Expr): string {
  return literal === undefined ? sql : quoteText(literal.replace(/\$(\d)/g, "\\$1"));
}

/** Match parameters, and the case that MySQL does not look at unless it is told to. */
export function flagsOf(call: Call, index: number): string {
  const { flags } = options(call, index);
  if (!call.tx.is("mysql") || flags.includes("i")) return flags;
  const exact = call.count > index && /c/.test(call.arg(index).literal ?? "");
  return exact ? flags : `i${flags}`;
}

/** REGEXP_LIKE(s, pattern [, parameters]): a match anywhere in the text. */
export const found: FunctionRule = (call) => {
  arity(call, 2, 3);
  refuseForeign(call);
  const flags = behind(flagsOf(call, 2));
  return primary(`regexp_matches(${text(call.arg(0))}, ${call.arg(1).sql}${flags})`, "bool");
};

/** MySQL's REGEXP_SUBSTR(s, pattern [, position [, occurrence [, parameters]]]). */
export const mysqlPart: FunctionRule = (call) => {
  arity(call, 2, 5);
  if (whole(call, 2, 1, "the position") !== 1) throw call.stop("a position other than 1");
  const occurrence = whole(call, 3, 1, "the occurrence");
  const flags = behind(flagsOf(call, 4));
  const all = `regexp_extract_all(${text(call.arg(0))}, ${call.arg(1).sql}, 0${flags})`;
  return primary(`${all}[${occurrence}]`, "string");
};
