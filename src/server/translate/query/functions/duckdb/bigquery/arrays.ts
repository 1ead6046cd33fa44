import { primary } from "../../../expr.ts";
import { listOf, shaped, shapeOf } from "../../../nested/shape.ts";
import {
  aggregate,
  anyValue,
  arity,
  type FunctionRule,
  type RuleTable,
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
  const made = primary(limit ? `list_slice(${list}, 1, ${limit.sql})` : list, "unknown");
  return listOf(made, shapeOf(call.arg(0)));
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
  return listOf(primary(list, "unknown"), shapeOf(call.arg(0)));
};

const elementAt =
  (name: string): FunctionRule =>
  (call) => {
    arity(call, 1);
    const list = call.arg(0);
    return shaped(primary(`${name}(${list.sql})`, "unknown"), list.shape?.element);
  };

/** BigQuery: arrays, and aggregates that make one. */
export const BIGQUERY_ARRAYS: RuleTable = {
  ARRAY_AGG: arrayAggregate,
  ARRAY_CONCAT: (call) => {
    arity(call, 1, 99);
    return shaped(primary(`list_concat(${call.list()})`, "unknown"), shapeOf(call.arg(0)));
  },
  ARRAY_REVERSE: (call) => {
    arity(call, 1);
    const list = call.arg(0);
    return shaped(primary(`list_reverse(${list.sql})`, "unknown"), list.shape);
  },
  ARRAY_FIRST: elementAt("list_first"),
  ARRAY_LAST: elementAt("list_last"),
  ARRAY_TO_STRING: (call) => {
    arity(call, 2, 3);
    const [list, separator] = [call.arg(0).sql, call.arg(1).sql];
    const filled =
      call.count === 3 ? `list_transform(${list}, x -> coalesce(x, ${call.arg(2).sql}))` : list;
    return primary(`array_to_string(${filled}, ${separator})`, "string");
  },
  ARRAY_SLICE: (call) => {
    arity(call, 3);
    const [list, from, to] = call.args();
    const counts = [from, to].every((bound) => /^\d+$/.test(bound?.number ?? ""));
    if (!list || !counts) throw call.stop("places that are computed or counted from the end");
    const slice = `list_slice(${list.sql}, ${from?.sql} + 1, ${to?.sql} + 1)`;
    return shaped(primary(slice, "unknown"), list.shape);
  },
  ARRAY_INCLUDES: template("list_contains($1, $2)", "bool"),
  ARRAY_CONCAT_AGG: (call) => {
    arity(call, 1);
    const list = call.arg(0);
    const given = `FILTER (WHERE (${list.sql}) IS NOT NULL)`;
    if (call.limit || call.filter) throw call.stop("LIMIT inside of the call");
    const all = `flatten(${call.aggregate("list", [list.sql])} ${given})`;
    return shaped(primary(all, "unknown"), list.shape);
  },
  ANY_VALUE: anyValue,
  APPROX_QUANTILES: approxQuantiles,
  MAX_BY: aggregate("max_by", 0, 2),
  MIN_BY: aggregate("min_by", 0, 2),
  ...STATISTICS,
};
