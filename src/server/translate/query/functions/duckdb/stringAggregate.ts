import { quoteText } from "../../../duckdbNames.ts";
import { ascending, orderBySql } from "../../block/orderKeys.ts";
import type { Call } from "../../calls/call.ts";
import { primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { text } from "./text.ts";

/** LISTAGG, STRING_AGG, GROUP_CONCAT with their separator. Oracle's and Snowflake's default separator is nothing. */
export function stringAggregate(defaultSeparator: string): FunctionRule {
  return (call) => {
    arity(call, 1, call.separator === undefined && !call.tx.is("mysql") ? 2 : 99);
    let value: string;
    let separator = quoteText(call.separator ?? defaultSeparator);
    if (call.tx.is("mysql")) {
      // GROUP_CONCAT joins its arguments without anything between them.
      value = call
        .args()
        .map((arg) => text(arg, call.tx))
        .join(" || ");
    } else {
      value = text(call.arg(0), call.tx);
      if (call.count === 2) separator = call.arg(1).type === "null" ? "''" : call.arg(1).sql;
    }
    // PostgreSQL sorts texts to find what is double, and they come out in that order.
    if (call.distinct && call.orderKeys.length === 0 && call.tx.is("postgres")) {
      // DuckDB does not see that a query in the order is the same as the one before it.
      if (/\bSELECT\b/.test(value) && call.over === undefined && !call.filter) {
        const all = `array_to_string(list_sort(list_distinct(list(${value}))), ${separator})`;
        return primary(`CASE WHEN count(${value}) > 0 THEN ${all} END`, "string");
      }
      call.orderKeys = [ascending(value)];
    }
    const otherKey = call.distinct && call.orderKeys.some(({ sql }) => sql !== value);
    const joined = otherKey
      ? firstOfEach(call, value, separator)
      : call.aggregate("string_agg", [value, separator]);
    // Snowflake's LISTAGG of nothing is an empty text.
    return primary(call.tx.is("snowflake") ? `coalesce(${joined}, '')` : joined, "string");
  };
}

/** DISTINCT texts in the order of something else, which string_agg refuses: each stands where it comes first. */
function firstOfEach(call: Call, value: string, separator: string): string {
  if (call.over !== undefined || call.filter)
    throw call.stop("DISTINCT that is ordered by something else, with OVER or FILTER");
  const { orderKeys } = call;
  const all = `list(${value} ${orderBySql(orderKeys)}) FILTER (WHERE ${value} IS NOT NULL)`;
  const first = `list_filter(${all}, lambda x, i: list_position(${all}, x) = i)`;
  return `array_to_string(${first}, ${separator})`;
}
