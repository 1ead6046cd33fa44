import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";

/** A path into JSON; `$['a']` is written `$."a"` here. */
function pathOf(call: Call): string {
  if (call.count < 2) return "'$'";
  const { literal, sql } = call.arg(1);
  if (literal === undefined) return sql;
  const path = literal.replace(/\[(?:'([^'"\]]*)'|"([^'"\]]*)")\]/g, '."$1$2"');
  return quoteText(path);
}

/** JSON_VALUE and JSON_EXTRACT_SCALAR(text or JSON, '$.path'): a scalar as text, else NULL. */
const jsonScalar: FunctionRule = (call) => {
  arity(call, 1, 2);
  const path = pathOf(call);
  const value = `json_extract(${call.arg(0).sql}, ${path})`;
  return primary(
    `CASE WHEN json_type(${value}) NOT IN ('ARRAY', 'OBJECT', 'NULL') THEN ${value} ->> '$' END`,
    "string",
  );
};

const jsonPart: FunctionRule = (call) => {
  arity(call, 1, 2);
  const path = pathOf(call);
  return primary(`json_extract(${call.arg(0).sql}, ${path})`, "json");
};

const jsonList: FunctionRule = (call) => {
  arity(call, 1, 2);
  const path = pathOf(call);
  const list = `CAST(json_extract(${call.arg(0).sql}, ${path}) AS JSON[])`;
  return { ...primary(list, "unknown"), array: true };
};

const jsonTexts: FunctionRule = (call) => {
  const { sql } = jsonList(call);
  return { ...primary(`list_transform(${sql}, lambda x: x ->> '$')`, "unknown"), array: true };
};

/** BigQuery: JSON. */
export const BIGQUERY_JSON: RuleTable = {
  PARSE_JSON: template("CAST($1 AS JSON)", "json"),
  "SAFE.PARSE_JSON": template("TRY_CAST($1 AS JSON)", "json"),
  TO_JSON: template("to_json($1)", "json"),
  TO_JSON_STRING: template("CAST(to_json($1) AS VARCHAR)", "string"),
  JSON_VALUE: jsonScalar,
  JSON_EXTRACT_SCALAR: jsonScalar,
  JSON_QUERY: jsonPart,
  JSON_EXTRACT: jsonPart,
  JSON_QUERY_ARRAY: jsonList,
  JSON_EXTRACT_ARRAY: jsonList,
  JSON_VALUE_ARRAY: jsonTexts,
  JSON_EXTRACT_STRING_ARRAY: jsonTexts,
};
