import { PREC, primary, wrap } from "../../../expr.ts";
import { arity, type RuleTable, template } from "../../dsl.ts";

/** Redshift: arrays that are SUPER values, counted from 0; JSON arrays here. */
export const SUPER_ARRAYS: RuleTable = {
  ARRAY: (call) => primary(`json_array(${call.list()})`, "json"),
  ARRAY_CONCAT: template("to_json(list_concat(CAST($1 AS JSON[]), CAST($2 AS JSON[])))", "json"),
  SUBARRAY: (call) => {
    arity(call, 3);
    const start = call.arg(1);
    if (start.number !== undefined && !/^\d+$/.test(start.number))
      throw call.stop("this beginning");
    const from = wrap(start, PREC.add);
    const last = `${from} + ${wrap(call.arg(2), PREC.add)}`;
    const array = `CAST(${call.arg(0).sql} AS JSON[])`;
    return primary(`to_json(list_slice(${array}, ${from} + 1, ${last}))`, "json");
  },
};
