import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { seriesOf } from "./series.ts";
import { regexpSplit, stringToArray } from "./texts.ts";

/**
 * A function that answers rows, as an item of a SELECT list: each element of an array. Databricks takes one of them in a
 * list, where PostgreSQL lets several run side by side.
 */
function generated(call: Call, array: string, type: Expr["type"]): Expr {
  const sql = `explode(${array})`;
  const { generators } = call.tx.scope;
  generators.set(call.offset, { sql, name: call.name });
  if (generators.size > 1) throw call.stop("a second one that answers rows; write it in FROM");
  return primary(sql, type);
}

export const unnest: FunctionRule = (call) => {
  arity(call, 1);
  return generated(call, call.arg(0).sql, "unknown");
};

/** GENERATE_SERIES(from, to [, step]). */
export const generateSeries: FunctionRule = (call) => {
  arity(call, 2, 3);
  const { sql, type } = seriesOf(call.tx, call.args(), call.offset);
  return generated(call, sql, type);
};

export const regexpSplitToTable: FunctionRule = (call) =>
  generated(call, regexpSplit(call).sql, "string");

export const stringToTable: FunctionRule = (call) =>
  generated(call, stringToArray(call).sql, "string");

/** JSONB_ARRAY_ELEMENTS(j), and their texts. */
export function arrayElements(element: "VARIANT" | "STRING"): FunctionRule {
  return (call) => {
    arity(call, 1);
    const array = jsonAs(call, `ARRAY<${element}>`);
    return generated(call, array, element === "VARIANT" ? "json" : "string");
  };
}

/** JSONB_OBJECT_KEYS(j). */
export const objectKeys: FunctionRule = (call) => {
  arity(call, 1);
  return generated(call, `map_keys(${jsonAs(call, "MAP<STRING, VARIANT>")})`, "string");
};

/** The argument, which is JSON whatever is known of it, as a collection. */
function jsonAs(call: Call, type: string): string {
  const value = call.arg(0);
  const json = value.type === "string" ? `parse_json(${value.sql})` : value.sql;
  return `CAST(${json} AS ${type})`;
}
