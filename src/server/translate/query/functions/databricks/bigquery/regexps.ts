import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { regexpFound } from "../../../texts/regexp.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { patternArg, replacementArg, wholeArg } from "../regexp.ts";
import { textArg } from "../text.ts";
import { list } from "./arrays.ts";

/** The group that BigQuery's REGEXP_EXTRACT answers: the first one where the pattern has one. */
function groupOf(pattern: Expr): number {
  return /(^|[^\\])\((?!\?(?![P<]))/.test(pattern.literal ?? "") ? 1 : 0;
}

/** REGEXP_EXTRACT(s, pattern [, position [, occurrence]]): NULL where nothing is found. */
export const regexpExtract: FunctionRule = (call) => {
  arity(call, 2, 4);
  const pattern = literalPattern(call);
  const position = wholeArg(call, 2, 1, "the position");
  const occurrence = wholeArg(call, 3, 1, "the occurrence");
  const subject = textArg(call, 0);
  const from = position === 1 ? subject : `substr(${subject}, ${position})`;
  const group = groupOf(pattern);
  if (group === 0 && occurrence === 1)
    return primary(`regexp_substr(${from}, ${pattern.sql})`, "string");
  const all = `regexp_extract_all(${from}, ${pattern.sql}, ${group})`;
  return primary(`get(${all}, ${occurrence - 1})`, "string");
};

function literalPattern(call: Call): Expr {
  const pattern = patternArg(call, 1);
  if (pattern.literal === undefined) throw call.stop("whether a computed pattern has a group");
  return pattern;
}

export const regexpExtractAll: FunctionRule = (call) => {
  arity(call, 2);
  const pattern = literalPattern(call);
  return list(`regexp_extract_all(${textArg(call, 0)}, ${pattern.sql}, ${groupOf(pattern)})`);
};

export const regexpContains: FunctionRule = (call) => {
  arity(call, 2);
  return primary(regexpFound(call.tx, textArg(call, 0), patternArg(call, 1), ""), "bool");
};

export const regexpReplace: FunctionRule = (call) => {
  arity(call, 3);
  const [subject, pattern] = [textArg(call, 0), patternArg(call, 1).sql];
  return primary(`regexp_replace(${subject}, ${pattern}, ${replacementArg(call, 2)})`, "string");
};
