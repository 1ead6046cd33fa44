import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { listOf, shapeOf } from "../../../nested/shape.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";

/** The values with their measures, largest first, as structures; they are exact here. */
function top(call: Call, measures: string, name: "count" | "sum"): Expr {
  const value = shapeOf(call.arg(0)) ?? { type: "unknown" };
  const { sql } = call.arg(0);
  const entries = `coalesce(list_transform(map_entries(${measures}), e -> {'m': e.value, 'k': e.key}), [])`;
  // NULL is a value like the others there.
  const none = `CASE WHEN count(*) > count(${sql}) THEN [{'m': CAST(count(*) - count(${sql}) AS UBIGINT), 'k': NULL}] ELSE [] END`;
  const sorted = `list_sort(list_concat(${entries}, ${none}), 'DESC', 'NULLS LAST')`;
  const named = `list_transform(list_slice(${sorted}, 1, ${call.arg(call.count - 1).sql}), e -> {'value': e.k, '${name}': e.m})`;
  const measure = { type: name === "count" ? ("int" as const) : call.arg(1).type };
  const fields = [
    { name: "value", shape: value },
    { name, shape: measure },
  ];
  return listOf(primary(named, "unknown"), { type: "unknown", fields });
}

/** APPROX_TOP_COUNT(x, n). */
const topCount: FunctionRule = (call) => {
  arity(call, 2);
  if (call.over !== undefined || call.distinct) throw call.stop("OVER or DISTINCT");
  return top(call, call.aggregate("histogram", [call.arg(0).sql]), "count");
};

/** BigQuery: the most frequent values. */
export const BIGQUERY_TOP: RuleTable = {
  APPROX_TOP_COUNT: topCount,
};
