import type { Call } from "../../calls/call.ts";
import { primary } from "../../expr.ts";
import { asJson } from "../../nested/asJson.ts";
import { arity, type FunctionRule, type RuleTable } from "../dsl.ts";

/** A path of SQL/JSON that DuckDB reads the same: names, indexes, quoted names. */
const PLAIN_PATH = /^(lax |strict )?\$(\.[A-Za-z_]\w*|\."[^"]+"|\[\d+\])*$/;

/** What the path leads to. */
function reached(call: Call): string {
  const path = call.count > 1 ? call.arg(1).literal : "$";
  return reachedBy(call, path);
}

/** What a path leads to in the first argument. */
export function reachedBy(call: Call, path: string | undefined): string {
  const value = call.arg(0);
  if (path === undefined || !PLAIN_PATH.test(path)) throw call.stop("this path");
  const plain = call.tx.out.text(path.replace(/^(lax|strict) /, ""));
  return `json_extract(${asJson(value, "TRY_CAST")}, ${plain})`;
}

/** JSON_VALUE(json, path): a scalar as text; NULL for anything else. */
const jsonValue: FunctionRule = (call) => {
  arity(call, 1, 2);
  const found = reached(call);
  return primary(
    `CASE WHEN json_type(${found}) NOT IN ('ARRAY', 'OBJECT', 'NULL') THEN ${found} ->> '$' END`,
    "string",
  );
};

/** JSON_QUERY(json, path): an object or an array; NULL for a scalar. */
const jsonQuery: FunctionRule = (call) => {
  arity(call, 1, 2);
  const found = reached(call);
  return primary(`CASE WHEN json_type(${found}) IN ('ARRAY', 'OBJECT') THEN ${found} END`, "json");
};

export const jsonExists: FunctionRule = (call) => {
  arity(call, 2);
  return primary(`(${reached(call)} IS NOT NULL)`, "bool");
};

/** Functions of SQL/JSON as SQL Server, Oracle and MySQL have them. */
export const SQL_JSON: RuleTable = {
  JSON_VALUE: jsonValue,
  JSON_QUERY: jsonQuery,
  JSON_EXISTS: jsonExists,
};
