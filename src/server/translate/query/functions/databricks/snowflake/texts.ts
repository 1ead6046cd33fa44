import { PREC, primary, wrap } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { text, textArg } from "../text.ts";

/** POSITION(part, text [, start]), and CHARINDEX. */
export const position: FunctionRule = (call) => {
  arity(call, 2, 3);
  const start = call.count > 2 ? `, ${call.arg(2).sql}` : "";
  return primary(`locate(${textArg(call, 0)}, ${textArg(call, 1)}${start})`, "int");
};

/** LIKE, ILIKE as calls. */
export const like =
  (word: "LIKE" | "ILIKE" | "RLIKE"): FunctionRule =>
  (call) => {
    arity(call, 2, 3);
    const escaped = call.count > 2 ? ` ESCAPE ${call.arg(2).sql}` : "";
    const subject = wrap(text(call.tx, call.arg(0)), PREC.other);
    return {
      sql: `${subject} ${word} ${wrap(call.arg(1), PREC.other)}${escaped}`,
      prec: PREC.compare,
      type: "bool",
    };
  };

export const base64Decoded =
  (safe: boolean, asText: boolean): FunctionRule =>
  (call) => {
    arity(call, 1);
    const value = textArg(call, 0);
    const bytes = safe ? `try_to_binary(${value}, 'base64')` : `unbase64(${value})`;
    return primary(asText ? `CAST(${bytes} AS STRING)` : bytes, asText ? "string" : "binary");
  };
