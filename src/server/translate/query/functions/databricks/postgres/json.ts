import { type Expr, primary } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { arrayOf, made } from "../arrays.ts";
import { field } from "../json.ts";
import { objectConstruct } from "../objects.ts";

/** JSONB_EXTRACT_PATH(j, 'a', '0') and …_TEXT: a key of digits is an element's number or a field's name. */
export function extractPath(asText: boolean): FunctionRule {
  return (call) => {
    arity(call, 2, 20);
    let value = call.arg(0);
    if (value.type !== "json") value = { ...primary(`parse_json(${value.sql})`, "json") };
    for (const key of call.args().slice(1)) {
      if (key.literal === undefined) throw call.stop("a computed key");
      const step: Expr = /^\d+$/.test(key.literal)
        ? { ...primary(key.literal, "int"), number: key.literal }
        : key;
      value = field(call.tx, value, step) ?? value;
    }
    return asText ? primary(`CAST(${value.sql} AS STRING)`, "string") : value;
  };
}

/** JSON_BUILD_OBJECT(key, value, …): NULLs stay. */
export const buildObject = objectConstruct(true);

/** JSON_BUILD_ARRAY(…). */
export const buildArray: FunctionRule = (call) => {
  arity(call, 0, 99);
  return primary(`CAST(${made(call.args()).sql} AS VARIANT)`, "json");
};

export const arrayLength: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`array_size(${arrayOf(call.arg(0))})`, "int");
};

/** JSONB_TYPEOF(j) in PostgreSQL's words. */
export const typeOf: FunctionRule = (call) => {
  arity(call, 1);
  const kind = `schema_of_variant(${call.arg(0).sql})`;
  return primary(
    `CASE WHEN ${kind} = 'VOID' THEN 'null' WHEN ${kind} LIKE 'OBJECT%' THEN 'object' WHEN ${kind} LIKE 'ARRAY%' THEN 'array' ` +
      `WHEN ${kind} = 'STRING' THEN 'string' WHEN ${kind} = 'BOOLEAN' THEN 'boolean' WHEN ${kind} IS NOT NULL THEN 'number' END`,
    "string",
  );
};

/** TO_JSON(x) and TO_JSONB(x). */
export const toJson: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (value.type === "json") return value;
  return primary(`CAST(${value.sql} AS VARIANT)`, "json");
};
