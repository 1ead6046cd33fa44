import { type Expr, primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";

/** TYPEOF(variant): Snowflake's names of the kinds. */
const typeOf: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  const kind = `json_type(${value.type === "json" ? value.sql : `to_json(${value.sql})`})`;
  return primary(
    `CASE ${kind} WHEN 'VARCHAR' THEN 'VARCHAR' WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'BIGINT' THEN 'INTEGER' WHEN 'DOUBLE' THEN 'DECIMAL' WHEN 'NULL' THEN 'NULL_VALUE' ELSE ${kind} END`,
    "string",
  );
};

const asType =
  (kinds: string, type: string, result: Expr["type"]): FunctionRule =>
  (call) => {
    arity(call, 1);
    const value = call.arg(0);
    if (value.type !== "json") throw call.stop("a VARIANT expected");
    const test = `json_type(${value.sql}) IN (${kinds})`;
    return primary(`CASE WHEN ${test} THEN CAST(${value.sql} ->> '$' AS ${type}) END`, result);
  };

const NUMBERS = "'BIGINT', 'UBIGINT', 'DOUBLE'";

/** Snowflake: the kinds of variants. */
export const SNOWFLAKE_VARIANTS: RuleTable = {
  TYPEOF: typeOf,
  AS_INTEGER: asType("'BIGINT', 'UBIGINT'", "BIGINT", "int"),
  AS_VARCHAR: asType("'VARCHAR'", "VARCHAR", "string"),
  AS_CHAR: asType("'VARCHAR'", "VARCHAR", "string"),
  AS_DOUBLE: asType(NUMBERS, "DOUBLE", "float"),
  AS_NUMBER: asType(NUMBERS, "DECIMAL(38,0)", "decimal"),
  AS_BOOLEAN: asType("'BOOLEAN'", "BOOLEAN", "bool"),
  STRIP_NULL_VALUE: template("CASE WHEN json_type($1) <> 'NULL' THEN $1 END", "json"),
  CHECK_JSON: template("CASE WHEN NOT json_valid($1) THEN 'no JSON' END", "string"),
  TO_OBJECT: template("CAST($1 AS JSON)", "json"),
  ARRAY_GENERATE_RANGE: (call) => {
    arity(call, 2, 3);
    const list = call.args().map(({ sql }) => `CAST(${sql} AS BIGINT)`);
    return primary(`to_json(range(${list.join(", ")}))`, "json");
  },
};
