import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { sessionValues } from "../sessionValues.ts";
import { STATISTICS } from "../statistics.ts";

/** to_hex of a whole number: DuckDB's shows a negative INTEGER with the sixteen digits of a BIGINT. */
const toHex: FunctionRule = (call) => {
  arity(call, 1);
  const { sql, number } = call.arg(0);
  const shown = (value: string) => `lower(to_hex(${value}))`;
  if (number !== undefined && !number.startsWith("-")) return primary(shown(sql), "string");
  const narrow = `typeof(${sql}) IN ('INTEGER', 'SMALLINT') AND ${sql} < 0`;
  return primary(
    `CASE WHEN ${narrow} THEN ${shown(`4294967296 + ${sql}`)} ELSE ${shown(sql)} END`,
    "string",
  );
};

/** PostgreSQL: arrays, numbers and statistics. */
export const POSTGRES_VALUES: RuleTable = {
  ...STATISTICS,
  ...sessionValues("CURRENT_DATABASE CURRENT_SCHEMA CURRENT_SETTING VERSION PG_BACKEND_PID"),
  DIV: template("CAST(trunc(($1) / ($2)) AS BIGINT)", "decimal"),
  LOG10: same("log10", "float", 1),
  FACTORIAL: same("factorial", "decimal", 1),
  CBRT: same("cbrt", "float", 1),
  TO_HEX: toHex,
  BIT_LENGTH: template("bit_length($1)", "int"),
  OCTET_LENGTH: template("octet_length(encode($1))", "int"),
  CARDINALITY: same("len", "int", 1),
  ARRAY_APPEND: same("list_append", "unknown", 2),
  ARRAY_PREPEND: template("list_prepend($1, $2)", "unknown"),
  ARRAY_CAT: same("list_concat", "unknown", 2),
  ARRAY_POSITION: template("nullif(list_position($1, $2), 0)", "int"),
  ARRAY_REMOVE: template("list_filter($1, x -> x IS DISTINCT FROM $2)", "unknown"),
  ARRAY_UPPER: (call) => {
    arity(call, 2);
    if (call.arg(1).number !== "1") throw call.stop("a dimension other than the first");
    return primary(`nullif(len(${call.arg(0).sql}), 0)`, "int");
  },
  REGEXP_SPLIT_TO_ARRAY: same("string_split_regex", "unknown", 2),
  MODE: (call) => {
    const [key, ...more] = call.orderKeys;
    if (!key || more.length > 0) throw call.stop("WITHIN GROUP (ORDER BY one value) expected");
    call.orderKeys = [];
    return primary(call.aggregate("mode", [key.sql]), "unknown");
  },
};
