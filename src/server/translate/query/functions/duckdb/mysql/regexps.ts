import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { withWordEnds } from "../../../texts/regexp.ts";
import { noteTexts } from "../../../texts/texts.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { flagsOf, found, mysqlPart } from "../regexpChanges.ts";
import { behind, whole } from "../regexps.ts";
import { text } from "../text.ts";

const subjectOf = (call: Call) => text(call.arg(0), call.tx);
const patternOf = (call: Call) => withWordEnds(call.tx, call.arg(1)).sql;

/** `$1` of MySQL 8 and `\1` of MariaDB are groups; DuckDB has the latter. */
function replacement(call: Call): string {
  const by = call.arg(2);
  if (by.type === "null") return by.sql;
  if (by.literal === undefined) {
    const what = "a computed replacement: $1 is a group in MySQL, \\1 is one here";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return text(by, call.tx);
  }
  if (/\\\d/.test(by.literal)) {
    const what =
      "\\1 in a replacement is taken for a group, as in MariaDB; in MySQL 8 it is a digit";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  const own = by.literal.replace(/\\(\D)|\$(\d)|\\$/g, (all, plain?: string, group?: string) => {
    if (group !== undefined) return `\\${group}`;
    return plain === undefined || plain === "\\" ? "\\\\" : plain === undefined ? all : plain;
  });
  return quoteText(own);
}

/** The text with one of its matches replaced: what stands between the matches, and they themselves, put together again. */
function oneReplaced(call: Call, subject: string, occurrence: number): string {
  const flags = flagsOf(call, 5);
  const pattern = patternOf(call);
  const flagged = flags === "" ? pattern : `'(?${flags})' || ${pattern}`;
  const between = `string_split_regex(${subject}, ${flagged})`;
  const matches = `regexp_extract_all(${subject}, ${flagged})`;
  const changed = `regexp_replace(${matches}[i], ${flagged}, ${replacement(call)})`;
  const match = `coalesce(CASE WHEN i = ${occurrence} THEN ${changed} ELSE ${matches}[i] END, '')`;
  const parts = `list_transform(range(1, len(${between}) + 1), lambda i: ${between}[i] || ${match})`;
  return `array_to_string(${parts}, '')`;
}

/** REGEXP_REPLACE(s, pattern, by [, position [, occurrence [, parameters]]]): all matches, or the first. */
const replaced: FunctionRule = (call) => {
  arity(call, 3, 6);
  const position = whole(call, 3, 1, "the position");
  const occurrence = whole(call, 4, 0, "the occurrence");
  if (position < 1) throw call.stop("a position before the text");
  noteTexts(call.tx, call.offset, { ...call.arg(0), type: "string" }, call.arg(1));
  const flags = quoteText(`${occurrence === 0 ? "g" : ""}${flagsOf(call, 5)}`);
  const subject = subjectOf(call);
  const rest = position === 1 ? subject : `substring(${subject}, ${position})`;
  if (occurrence > 1) {
    const changed = oneReplaced(call, rest, occurrence);
    return primary(
      position === 1 ? changed : `(left(${subject}, ${position - 1}) || ${changed})`,
      "string",
    );
  }
  const changed = `regexp_replace(${rest}, ${patternOf(call)}, ${replacement(call)}, ${flags})`;
  const sql = position === 1 ? changed : `(left(${subject}, ${position - 1}) || ${changed})`;
  return primary(sql, "string");
};

/** REGEXP_INSTR(s, pattern [, position [, occurrence [, end [, parameters]]]]): where the first match begins or ends. */
const place: FunctionRule = (call) => {
  arity(call, 2, 6);
  const position = whole(call, 2, 1, "the position");
  if (position < 1 || whole(call, 3, 1, "the occurrence") !== 1)
    throw call.stop("an occurrence behind the first");
  const end = whole(call, 4, 0, "the option");
  const flags = flagsOf(call, 5);
  const subject = subjectOf(call);
  const rest = position === 1 ? subject : `substring(${subject}, ${position})`;
  const pattern = patternOf(call);
  // What stands before the first match is as long as its place; the split takes no flags.
  const flagged = flags === "" ? pattern : `'(?${flags})' || ${pattern}`;
  const before = `string_split_regex(${rest}, ${flagged})[1]`;
  const length = end === 0 ? "" : ` + length(regexp_extract(${rest}, ${flagged}))`;
  const matches = `regexp_matches(${rest}, ${pattern}${behind(flags)})`;
  return primary(
    `CASE WHEN ${matches} THEN length(${before}) + ${position}${length} WHEN ${matches} IS NOT NULL THEN 0 END`,
    "int",
  );
};

/** The rule of a call whose pattern may have MariaDB's words for the ends of words. */
function withEnds(rule: FunctionRule): FunctionRule {
  return (call): Expr => {
    const { literal } = call.arg(1);
    if (literal !== undefined && /\[\[:[<>]:\]\]/.test(literal))
      throw call.stop("[[:<:]] in this call");
    return rule(call);
  };
}

/** MySQL: regular expressions. */
export const MYSQL_REGEXPS: RuleTable = {
  REGEXP_LIKE: withEnds(found),
  REGEXP_SUBSTR: withEnds(mysqlPart),
  REGEXP_REPLACE: replaced,
  REGEXP_INSTR: place,
};
