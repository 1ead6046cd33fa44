import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, refused } from "../../dsl.ts";
import { asVariant, field, parseJson, pathSteps } from "../json.ts";
import { objectConstruct } from "../objects.ts";

/** What a path like `$.a[0]` leads to in a VARIANT; a text is read first. */
function atPath(call: Call): Expr {
  const value = call.arg(0);
  let at: Expr = value.type === "json" ? value : primary(`parse_json(${value.sql})`, "json");
  for (const step of steps(call)) {
    const key: Expr =
      typeof step === "number"
        ? { ...primary(String(step), "int"), number: String(step) }
        : { ...primary("", "string"), literal: step };
    at = field(call.tx, at, key) ?? at;
  }
  return at;
}

function steps(call: Call): (string | number)[] {
  if (call.count < 2) return [];
  const path = call.arg(1).literal;
  if (path === undefined) throw call.stop("a computed path");
  if (!path.startsWith("$")) throw call.stop(`the path '${path}'`);
  return pathSteps(call, path.slice(1));
}

/** JSON_VALUE and JSON_EXTRACT_SCALAR: the text of what the path leads to. */
const jsonValue: FunctionRule = (call) => {
  arity(call, 1, 2);
  const what = `${call.name} of an object or array is NULL there, its text here`;
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  const value = call.arg(0);
  if (value.type === "json") return primary(`CAST(${atPath(call).sql} AS STRING)`, "string");
  const path = steps(call).map((step) =>
    typeof step === "number" ? `[${step}]` : /^\w+$/.test(step) ? `.${step}` : `['${step}']`,
  );
  const text = call.tx.out.text(`$${path.join("")}`);
  return primary(`get_json_object(${value.sql}, ${text})`, "string");
};

/** JSON_QUERY and JSON_EXTRACT: JSON, of a text as text. */
const jsonQuery: FunctionRule = (call) => {
  arity(call, 1, 2);
  const at = atPath(call);
  return call.arg(0).type === "json" ? at : primary(`to_json(${at.sql})`, "string");
};

/** JSON_QUERY_ARRAY and JSON_VALUE_ARRAY: the elements, as JSON or as texts. */
function jsonArray(texts: boolean): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    const at = atPath(call).sql;
    const made = (sql: string): Expr => ({ ...primary(sql, "unknown"), array: true });
    if (texts) return made(`CAST(${at} AS ARRAY<STRING>)`);
    const elements = `CAST(${at} AS ARRAY<VARIANT>)`;
    return made(call.arg(0).type === "json" ? elements : `transform(${elements}, e -> to_json(e))`);
  };
}

/** INT64(json), BOOL(json) and the like. */
function scalar(type: string, typeClass: Expr["type"]): FunctionRule {
  return (call) => {
    arity(call, 1);
    return primary(`CAST(${call.arg(0).sql} AS ${type})`, typeClass);
  };
}

/** Fields that are NULL are left out without it. */
const NULLS_TOO = "map('ignoreNullFields', 'false')";

const toJson: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (value.type === "json") return value;
  if (value.type === "unknown")
    return primary(`parse_json(to_json(${value.sql}, ${NULLS_TOO}))`, "json");
  return primary(asVariant(value), "json");
};

/** TO_JSON_STRING(value): a struct, an array or JSON; other values are made VARIANTs first. */
const toJsonString: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (value.type === "unknown") return primary(`to_json(${value.sql}, ${NULLS_TOO})`, "string");
  return primary(`to_json(${value.type === "json" ? value.sql : asVariant(value)})`, "string");
};

/** GoogleSQL for BigQuery, "JSON functions" -> Databricks SQL. */
export const BIGQUERY_JSON: RuleTable = {
  PARSE_JSON: parseJson("parse_json"),
  "SAFE.PARSE_JSON": parseJson("try_parse_json"),
  TO_JSON: toJson,
  TO_JSON_STRING: toJsonString,
  JSON_VALUE: jsonValue,
  JSON_EXTRACT_SCALAR: jsonValue,
  JSON_QUERY: jsonQuery,
  JSON_EXTRACT: jsonQuery,
  JSON_QUERY_ARRAY: jsonArray(false),
  JSON_EXTRACT_ARRAY: jsonArray(false),
  JSON_VALUE_ARRAY: jsonArray(true),
  JSON_EXTRACT_STRING_ARRAY: jsonArray(true),
  JSON_OBJECT: objectConstruct(true),
  JSON_TYPE: refused("the types of JSON have other names here"),
  BOOL: scalar("BOOLEAN", "bool"),
  INT64: scalar("BIGINT", "int"),
  FLOAT64: scalar("DOUBLE", "float"),
};
