import { primary } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { textArg } from "../text.ts";

/** SHA2(text [, bits]). */
export const sha2: FunctionRule = (call) => {
  arity(call, 1, 2);
  const bitsWanted = call.count > 1 ? call.arg(1).sql : "256";
  return primary(`sha2(${textArg(call, 0)}, ${bitsWanted})`, "string");
};

export const hash: FunctionRule = (call) => {
  arity(call, 1, 999);
  const what = `${call.name} makes other numbers than Snowflake's: none that was stored before is found again`;
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary(`xxhash64(${call.list()})`, "int");
};

export const uuid: FunctionRule = (call) => {
  arity(call, 0, 2);
  if (call.count > 0) throw call.stop("an UUID made of a name");
  return primary("uuid()", "string");
};
