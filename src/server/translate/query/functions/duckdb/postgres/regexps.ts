import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { replacedAll } from "../regexpChanges.ts";
import { from, refuseForeign, regexpPart, regexpPlace, whole } from "../regexps.ts";
import { text } from "../text.ts";

/** The flags that a call gives: letters of `known` only. */
function flagsOf(call: Call, index: number, known: RegExp): string {
  const flags = call.count > index ? call.arg(index).literal : "";
  if (flags === undefined || !known.test(flags)) throw call.stop("these flags");
  return flags;
}

/** PostgreSQL's flags as DuckDB's options: a point stands for line ends unless `n` or `p` says otherwise. */
function options(call: Call, index: number): string {
  const flags = flagsOf(call, index, /^[ics]*$/);
  return quoteText(flags.lastIndexOf("i") > flags.lastIndexOf("c") ? "is" : "s");
}

const matches: FunctionRule = (call) => {
  arity(call, 2, 3);
  refuseForeign(call);
  return primary(
    `regexp_matches(${text(call.arg(0))}, ${call.arg(1).sql}, ${options(call, 2)})`,
    "bool",
  );
};

const count: FunctionRule = (call) => {
  arity(call, 2, 4);
  refuseForeign(call);
  const subject = from(call, whole(call, 2, 1, "the position"));
  const all = `regexp_extract_all(${subject}, ${call.arg(1).sql}, 0, ${options(call, 3)})`;
  return primary(`len(${all})`, "int");
};

/** regexp_replace(s, pattern, by [, flags]): the first match, all with `g`; with numbers behind it as in Oracle. */
const replace: FunctionRule = (call) => {
  arity(call, 3, 6);
  if (call.count > 3 && call.arg(3).literal === undefined) {
    if (call.count === 4) throw call.stop("a position without an occurrence");
    return replacedAll(call);
  }
  arity(call, 3, 4);
  const flags = flagsOf(call, 3, /^[gi]*$/);
  const { literal, sql } = call.arg(2);
  // \\& stands for what was found, which RE2 writes \\0.
  const by = literal?.includes("\\&") ? quoteText(literal.replaceAll("\\&", "\\0")) : sql;
  return primary(
    `regexp_replace(${text(call.arg(0))}, ${call.arg(1).sql}, ${by}, ${quoteText(`${flags}s`)})`,
    "string",
  );
};

/** regexp_match(s, pattern): the groups of the first match, or the match; NULL without one. */
const firstMatch: FunctionRule = (call) => {
  arity(call, 2, 3);
  const { literal } = call.arg(1);
  if (literal === undefined) throw call.stop("a computed pattern");
  const plain = literal.replace(/\\[\s\S]/g, "").replace(/\[\^?\]?[^\]]*\]/g, "");
  const groups = plain.match(/\((?!\?)/g)?.length ?? 0;
  const [subject, pattern, flags] = [text(call.arg(0)), call.arg(1).sql, options(call, 2)];
  const taken = Array.from({ length: Math.max(groups, 1) }, (_, at) => {
    return `regexp_extract(${subject}, ${pattern}, ${groups === 0 ? 0 : at + 1}, ${flags})`;
  });
  const sql = `CASE WHEN regexp_matches(${subject}, ${pattern}, ${flags}) THEN [${taken.join(", ")}] END`;
  return { ...primary(`(${sql})`, "unknown"), array: true };
};

/** PostgreSQL documentation, "POSIX Regular Expressions". */
export const POSTGRES_REGEXPS: RuleTable = {
  REGEXP_LIKE: matches,
  REGEXP_COUNT: count,
  REGEXP_REPLACE: replace,
  REGEXP_MATCH: firstMatch,
  REGEXP_SUBSTR: regexpPart,
  REGEXP_INSTR: regexpPlace,
  REGEXP_MATCHES: (call) => {
    arity(call, 2, 3);
    const flags = flagsOf(call, 2, /^[gi]*$/);
    const { literal } = call.arg(1);
    if (literal === undefined || /(?<!\\)\((?!\?)/.test(literal))
      throw call.stop("a pattern with groups, or a computed one");
    const options = quoteText(flags.includes("i") ? "is" : "s");
    const all = `regexp_extract_all(${text(call.arg(0))}, ${call.arg(1).sql}, 0, ${options})`;
    const found = flags.includes("g") ? all : `${all}[1:1]`;
    const rows = `unnest(list_transform(${found}, part -> [part]))`;
    return { ...primary(rows, "unknown"), array: true };
  },
  REGEXP_SPLIT_TO_TABLE: (call) => {
    arity(call, 2);
    return primary(
      `unnest(string_split_regex(${text(call.arg(0))}, ${call.arg(1).sql}))`,
      "string",
    );
  },
};
