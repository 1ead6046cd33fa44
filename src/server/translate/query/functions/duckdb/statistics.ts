import type { OrderKey } from "../../block/orderKeys.ts";
import { type Expr, primary } from "../../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable } from "../dsl.ts";

/** DuckDB answers with the type of the values: of a DECIMAL's it would round what lies between two of them. */
function finely({ sql, type }: Pick<Expr, "sql"> & Pick<OrderKey, "type">): string {
  return type === "decimal" || type === "unknown" ? `CAST(${sql} AS DOUBLE)` : sql;
}

/** MEDIAN(x). */
export const median: FunctionRule = (call) => {
  arity(call, 1);
  return primary(call.aggregate("median", [finely(call.arg(0))]), "float");
};

/** PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY x), as an aggregate or over a window. */
export function percentile(name: "quantile_cont" | "quantile_disc"): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    const share = call.arg(call.count - 1);
    const [key, ...more] = call.orderKeys;
    const of = call.count === 2 ? call.arg(0) : key;
    const value = of && name === "quantile_cont" ? finely(of) : of?.sql;
    if (value === undefined || more.length > 0)
      throw call.stop("WITHIN GROUP (ORDER BY one value) expected");
    const descending = call.count === 1 && key?.descending === true;
    if (name === "quantile_disc" && descending) throw call.stop("a descending order");
    const fraction = descending ? `1 - ${share.sql}` : share.sql;
    call.orderKeys = [];
    const type: Expr["type"] = name === "quantile_cont" ? "float" : "unknown";
    return primary(call.aggregate(name, [value, fraction]), type);
  };
}

/** An aggregate of pairs of numbers that is NULL where one of them never changes; DuckDB's is not a number then. */
export function ofPairs(name: string): FunctionRule {
  return (call) => {
    arity(call, 2);
    const args = [call.arg(0).sql, call.arg(1).sql];
    if (call.tx.is("bigquery")) return primary(call.aggregate(name, args), "float");
    return primary(`nullif(${call.aggregate(name, args)}, CAST('NaN' AS DOUBLE))`, "float");
  };
}

/** Aggregates of statistics that DuckDB has under these or other names. */
export const STATISTICS: RuleTable = {
  PERCENTILE_CONT: percentile("quantile_cont"),
  PERCENTILE_DISC: percentile("quantile_disc"),
  APPROX_COUNT_DISTINCT: aggregate("approx_count_distinct", "int"),
  REGR_AVGX: aggregate("regr_avgx", "float", 2),
  REGR_AVGY: aggregate("regr_avgy", "float", 2),
  REGR_COUNT: aggregate("regr_count", "int", 2),
  REGR_INTERCEPT: ofPairs("regr_intercept"),
  REGR_R2: ofPairs("regr_r2"),
  REGR_SLOPE: ofPairs("regr_slope"),
  REGR_SXX: aggregate("regr_sxx", "float", 2),
  REGR_SXY: aggregate("regr_sxy", "float", 2),
  REGR_SYY: aggregate("regr_syy", "float", 2),
  BIT_AND: aggregate("bit_and", "int"),
  BIT_OR: aggregate("bit_or", "int"),
  BIT_XOR: aggregate("bit_xor", "int"),
};
