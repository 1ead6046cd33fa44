import { Call } from "../../calls/call.ts";
import { primary } from "../../expr.ts";
import { readWhole } from "../../expression/expression.ts";
import type { FunctionRule } from "../dsl.ts";
import { text } from "./text.ts";

/** The call without `DEFAULT x ON CONVERSION ERROR` behind its first argument, and what stands for x. */
function withoutDefault(call: Call) {
  const first = call.raw[0];
  if (!first) return undefined;
  const at = first.findWord(/^DEFAULT$/);
  if (at < 0) return undefined;
  const words = first.tokens.slice(first.end - 3, first.end).map(({ value }) => value);
  if (words.join(" ") !== "ON CONVERSION ERROR") throw call.stop("ON CONVERSION ERROR expected");
  const { tx } = call;
  const otherwise = tx.inside(first.slice(at + 1, first.end - 3), () => readWhole(tx));
  const value = first.slice(first.at, at);
  return { call: new Call(tx, call.name, call.offset, [value, ...call.raw.slice(1)]), otherwise };
}

/** Oracle's TO_NUMBER(s DEFAULT 0 ON CONVERSION ERROR); a NULL stays NULL. */
export function numberOrDefault(rule: FunctionRule): FunctionRule {
  return (call) => {
    const given = withoutDefault(call);
    if (!given) return rule(call);
    if (given.call.count > 1) throw call.stop("a format beside a default");
    const value = text(given.call.arg(0), call.tx);
    const read = `TRY_CAST(${value} AS DECIMAL(38,10))`;
    if (given.otherwise.type === "null") return primary(read, "decimal");
    const other = `CAST(${given.otherwise.sql} AS DECIMAL(38,10))`;
    return primary(
      `CASE WHEN ${value} IS NOT NULL THEN coalesce(${read}, ${other}) END`,
      "decimal",
    );
  };
}

/** Oracle's TO_DATE(s DEFAULT NULL ON CONVERSION ERROR, mask); `safe` answers NULL for what it cannot read. */
export function dateOrNull(rule: FunctionRule, safe: FunctionRule): FunctionRule {
  return (call) => {
    const given = withoutDefault(call);
    if (!given) return rule(call);
    if (given.otherwise.type !== "null") throw call.stop("a default other than NULL");
    if (given.call.count < 2) throw call.stop("the text's format depends on the session");
    return safe(given.call);
  };
}
