import { type Expr, PREC, primary, wrap } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";

/** ZEROIFNULL and NULLIFZERO. */
export const ifNull =
  (test: string, then: string, otherwise: string): FunctionRule =>
  (call) => {
    arity(call, 1);
    const value = call.arg(0);
    const put = (text: string) => (text === "$" ? value.sql : text);
    const sql = `IF(${wrap(value, PREC.other)} ${test}, ${put(then)}, ${put(otherwise)})`;
    return primary(sql, value.type);
  };

/** TO_BOOLEAN: `on` and `off` are words of Snowflake's only. */
export const toBoolean =
  (word: "CAST" | "TRY_CAST"): FunctionRule =>
  (call) => {
    arity(call, 1);
    const value = call.arg(0);
    const cast = `${word}(${value.sql} AS BOOLEAN)`;
    if (value.type !== "string" && value.type !== "unknown") return primary(cast, "bool");
    if (word === "CAST") return primary(cast, "bool");
    const folded = `lower(${value.sql})`;
    return primary(
      `CASE ${folded} WHEN 'on' THEN TRUE WHEN 'off' THEN FALSE ELSE ${cast} END`,
      "bool",
    );
  };

export const castAs =
  (word: "CAST" | "TRY_CAST", type: string, typeClass: Expr["type"]): FunctionRule =>
  (call) => {
    arity(call, 1);
    return primary(`${word}(${call.arg(0).sql} AS ${type})`, typeClass);
  };
