import { quoteText } from "../../duckdbNames.ts";
import type { Call } from "../call.ts";
import { type Expr, primary } from "../expr.ts";
import { arity, type FunctionRule } from "./dsl.ts";
import { behind, options, whole } from "./regexps.ts";
import { text } from "./text.ts";

/**
 * REGEXP_REPLACE(s, pattern [, by [, position [, occurrence [, parameters]]]]): every match from the first character on.
 * An empty result is NULL in Oracle. MySQL's usual collations take upper and lower case for the same.
 */
export const replacedAll: FunctionRule = (call) => {
  arity(call, 2, 6);
  if (whole(call, 3, 1, "the position") !== 1) throw call.stop("a position other than 1");
  if (whole(call, 4, 0, "the occurrence") !== 0) throw call.stop("one occurrence only");
  const by = call.count > 2 && call.arg(2).type !== "null" ? call.arg(2).sql : "''";
  const flags = flagsOf(call, 5);
  const sql = `regexp_replace(${text(call.arg(0), call.tx)}, ${call.arg(1).sql}, ${by}, ${quoteText(`g${flags}`)})`;
  return primary(call.tx.is("oracle") ? `nullif(${sql}, '')` : sql, "string");
};

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
