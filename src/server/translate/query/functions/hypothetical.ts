import type { Call } from "../calls/call.ts";
import { primary } from "../expr.ts";
import { aggregate, type FunctionRule, type RuleTable } from "./dsl.ts";

/** Rows before a value that is put among the others, as the order of WITHIN GROUP has them. */
function rowsBefore(call: Call): { before: string; upTo: string; key: string } {
  const [key, ...more] = call.orderKeys;
  if (!key || more.length > 0) throw call.stop("WITHIN GROUP (ORDER BY one value) expected");
  if (call.filter || call.distinct || call.over !== undefined)
    throw call.stop("FILTER, DISTINCT and OVER have no meaning here");
  const value = call.arg(0).sql;
  const nulls = key.nullsFirst ? ` OR ${key.sql} IS NULL` : "";
  return {
    before: `${key.sql} ${key.descending ? ">" : "<"} ${value}${nulls}`,
    upTo: `${key.sql} ${key.descending ? ">=" : "<="} ${value}${nulls}`,
    key: key.sql,
  };
}

const counted = (condition: string) => `count(*) FILTER (WHERE ${condition})`;

const WRITE: Readonly<Record<string, (call: Call) => string>> = {
  RANK: (call) => `(${counted(rowsBefore(call).before)} + 1)`,
  DENSE_RANK: (call) => {
    const { before, key } = rowsBefore(call);
    const nulls =
      call.orderKeys[0]?.nullsFirst === true ? `least(${counted(`${key} IS NULL`)}, 1) + ` : "";
    return `(${nulls}count(DISTINCT ${key}) FILTER (WHERE ${before}) + 1)`;
  },
  PERCENT_RANK: (call) =>
    `(CAST(${counted(rowsBefore(call).before)} AS DOUBLE) / greatest(count(*), 1))`,
  CUME_DIST: (call) => `((${counted(rowsBefore(call).upTo)} + 1.0e0) / (count(*) + 1))`,
};

/**
 * RANK(x) WITHIN GROUP (ORDER BY y) and its like: the place that a row with x would have. Anything else is the window
 * function's rule. Source: Oracle Database SQL Language Reference, "RANK", "Aggregate Syntax".
 */
function hypothetical(otherwise: FunctionRule): FunctionRule {
  return (call) => {
    const write = WRITE[call.name];
    if (!write || call.count !== 1 || call.orderKeys.length === 0) return otherwise(call);
    return primary(
      write(call),
      call.name.endsWith("RANK") && !call.name.startsWith("PERCENT") ? "int" : "float",
    );
  };
}

/** The ranks of rows, and with WITHIN GROUP the place that a value would have. */
export const RANKS: RuleTable = {
  RANK: hypothetical(aggregate("rank", "int", 0)),
  DENSE_RANK: hypothetical(aggregate("dense_rank", "int", 0)),
  PERCENT_RANK: hypothetical(aggregate("percent_rank", "float", 0)),
  CUME_DIST: hypothetical(aggregate("cume_dist", "float", 0)),
};
