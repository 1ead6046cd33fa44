import { primary } from "../../../expr.ts";
import {
  aggregate,
  anyValue,
  arity,
  type FunctionRule,
  type RuleTable,
  same,
  template,
} from "../../dsl.ts";
import { STATISTICS } from "../statistics.ts";

/** ARRAY_AGG([DISTINCT] x [IGNORE NULLS] [ORDER BY …]): a NULL among the values is an error there. */
const arrayAggregate: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0).sql;
  if (call.nulls === "IGNORE NULLS") {
    if (call.filter) throw call.stop("FILTER beside IGNORE NULLS");
    call.filter = ` FILTER (WHERE (${value}) IS NOT NULL)`;
  }
  call.nulls = "";
  const { limit } = call;
  call.limit = undefined;
  const list = call.aggregate("list", [value]);
  return primary(limit ? `list_slice(${list}, 1, ${limit.sql})` : list, "unknown");
};

/** APPROX_QUANTILES(value, n): n + 1 bounds; here they are exact. */
const approxQuantiles: FunctionRule = (call) => {
  arity(call, 2);
  const count = Number(call.arg(1).number);
  if (!Number.isInteger(count) || count < 1 || count > 1000 || call.nulls === "RESPECT NULLS")
    throw call.stop("a computed number of quantiles, or NULLs among the values");
  call.nulls = "";
  const shares = Array.from({ length: count + 1 }, (_, index) =>
    String(Number((index / count).toFixed(6))),
  );
  const list = call.aggregate("quantile_disc", [call.arg(0).sql, `[${shares.join(", ")}]`]);
  return { ...primary(list, "unknown"), array: true };
};

/** BigQuery: arrays, and aggregates that make one. */
export const BIGQUERY_ARRAYS: RuleTable = {
  ARRAY_AGG: arrayAggregate,
  ARRAY_CONCAT: (call) => {
    arity(call, 1, 99);
    return primary(
      `list_concat(${call
        .args()
        .map((arg) => arg.sql)
        .join(", ")})`,
      "unknown",
    );
  },
  ARRAY_REVERSE: same("list_reverse", "unknown", 1),
  ARRAY_FIRST: template("list_first($1)", "unknown"),
  ARRAY_LAST: template("list_last($1)", "unknown"),
  ARRAY_TO_STRING: (call) => {
    arity(call, 2, 3);
    const [list, separator] = [call.arg(0).sql, call.arg(1).sql];
    const filled =
      call.count === 3 ? `list_transform(${list}, x -> coalesce(x, ${call.arg(2).sql}))` : list;
    return primary(`array_to_string(${filled}, ${separator})`, "string");
  },
  ANY_VALUE: anyValue,
  APPROX_QUANTILES: approxQuantiles,
  MAX_BY: aggregate("max_by", 0, 2),
  MIN_BY: aggregate("min_by", 0, 2),
  ...STATISTICS,
};
