import type { Call } from "../../../calls/call.ts";
import { PREC, primary, wrap } from "../../../expr.ts";
import { arity, type RuleTable } from "../../dsl.ts";
import { made } from "../arrays.ts";

/** An array that is a SUPER, as an ARRAY. */
function elements(call: Call, index: number): string {
  return `CAST(${call.arg(index).sql} AS ARRAY<VARIANT>)`;
}

const asSuper = (array: string) => primary(`CAST(${array} AS VARIANT)`, "json");

/** Amazon Redshift Database Developer Guide, "Array functions": arrays are SUPER values, counted from 0. */
export const SUPER_ARRAYS: RuleTable = {
  ARRAY: (call) =>
    call.count === 0 ? primary("parse_json('[]')", "json") : asSuper(made(call.args()).sql),
  ARRAY_CONCAT: (call) => {
    arity(call, 2);
    return asSuper(`concat(${elements(call, 0)}, ${elements(call, 1)})`);
  },
  SUBARRAY: (call) => {
    arity(call, 3);
    const start = call.arg(1);
    if (start.number !== undefined && !/^\d+$/.test(start.number))
      throw call.stop("this beginning");
    const from =
      start.number === undefined
        ? `${wrap(start, PREC.add)} + 1`
        : String(Number(start.number) + 1);
    return asSuper(`slice(${elements(call, 0)}, ${from}, ${call.arg(2).sql})`);
  },
  GET_ARRAY_LENGTH: (call) => {
    arity(call, 1);
    return primary(`array_size(${elements(call, 0)})`, "int");
  },
};
