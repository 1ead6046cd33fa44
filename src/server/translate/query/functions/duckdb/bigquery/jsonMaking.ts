import { type Expr, primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";

/** LAX_INT64 and its like: what can be read as one, else NULL. */
const lax =
  (type: string, typeClass: Expr["type"]): FunctionRule =>
  (call) => {
    arity(call, 1);
    const scalar = `(${call.arg(0).sql} ->> '$')`;
    return primary(`TRY_CAST(${scalar} AS ${type})`, typeClass);
  };

/** The kinds of JSON by BigQuery's names. */
const kind: FunctionRule = (call) => {
  arity(call, 1);
  const type = `json_type(${call.arg(0).sql})`;
  const names =
    "WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null'";
  return primary(
    `CASE ${type} ${names} ELSE CASE WHEN ${type} IS NOT NULL THEN 'number' END END`,
    "string",
  );
};

/** BigQuery: JSON that is made, and scalars of it. */
export const BIGQUERY_JSON_MAKING: RuleTable = {
  JSON_ARRAY: template("json_array($*)", "json"),
  JSON_OBJECT: (call) => {
    if (call.count === 0 || call.count % 2 === 1) throw call.stop("keys and values expected");
    return primary(`json_object(${call.list()})`, "json");
  },
  JSON_TYPE: kind,
  LAX_INT64: lax("BIGINT", "int"),
  LAX_FLOAT64: lax("DOUBLE", "float"),
  LAX_BOOL: lax("BOOLEAN", "bool"),
  LAX_STRING: template("($1 ->> '$')", "string"),
};
