import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";

/** Tests of what a VARIANT holds, by its schema's name. */
const KINDS: Readonly<Record<string, string>> = {
  ARRAY: "LIKE 'ARRAY<%'",
  OBJECT: "LIKE 'OBJECT<%'",
  BINARY: "= 'BINARY'",
  BOOLEAN: "= 'BOOLEAN'",
  CHAR: "= 'STRING'",
  DATE: "= 'DATE'",
  DECIMAL: "RLIKE '^(BIGINT|DECIMAL)'",
  DOUBLE: "RLIKE '^(BIGINT|DECIMAL|DOUBLE|FLOAT)'",
  INTEGER: "= 'BIGINT'",
  TIMESTAMP_NTZ: "= 'TIMESTAMP_NTZ'",
  TIMESTAMP_LTZ: "= 'TIMESTAMP'",
};

function isKind(value: string, kind: string): string {
  return `schema_of_variant(${value}) ${KINDS[kind]}`;
}

/** IS_ARRAY(v), IS_INTEGER(v) and the like: NULL for NULL. */
export function isOfKind(kind: string): FunctionRule {
  return (call) => {
    arity(call, 1);
    return { sql: isKind(call.arg(0).sql, kind), prec: PREC.compare, type: "bool" };
  };
}

/** AS_CHAR(v), AS_INTEGER(v) and the like: NULL where the VARIANT holds something else. */
export function asKind(kind: string, type: string, typeClass: Expr["type"]): FunctionRule {
  return (call) => {
    arity(call, 1, 3);
    const value = call.arg(0).sql;
    let cast = type;
    if (type === "DECIMAL") {
      const precision = call.count > 1 ? call.arg(1).number : "38";
      const scale = call.count > 2 ? call.arg(2).number : "0";
      if (precision === undefined || scale === undefined)
        throw call.stop("a computed precision or scale");
      cast = `DECIMAL(${precision},${scale})`;
    }
    const sql = type === "VARIANT" ? value : `CAST(${value} AS ${cast})`;
    return primary(`IF(${isKind(value, kind)}, ${sql}, NULL)`, typeClass);
  };
}

/** IS_NULL_VALUE(v): NULL for NULL, which Databricks' test does not know. */
export const isNullValue: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  return primary(
    `IF(${wrap(value, PREC.other)} IS NULL, NULL, is_variant_null(${value.sql}))`,
    "bool",
  );
};

export const stripNullValue: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0).sql;
  return primary(`IF(is_variant_null(${value}), NULL, ${value})`, "json");
};

/** TYPEOF(v) in Snowflake's words. */
export const typeOf: FunctionRule = (call) => {
  arity(call, 1);
  const kind = `schema_of_variant(${call.arg(0).sql})`;
  return primary(
    `CASE WHEN ${kind} = 'VOID' THEN 'NULL_VALUE' WHEN ${kind} = 'STRING' THEN 'VARCHAR' WHEN ${kind} = 'BIGINT' THEN 'INTEGER' ` +
      `WHEN ${kind} = 'TIMESTAMP' THEN 'TIMESTAMP_LTZ' ELSE regexp_extract(${kind}, '^[A-Z_]+', 0) END`,
    "string",
  );
};
