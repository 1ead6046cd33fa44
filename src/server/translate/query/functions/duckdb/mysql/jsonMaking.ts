import { primary } from "../../../expr.ts";
import { arity, type RuleTable } from "../../dsl.ts";

/** MySQL: JSON made of values and of rows. */
export const MYSQL_JSON_MAKING: RuleTable = {
  JSON_OBJECT: (call) => {
    if (call.count % 2 !== 0) throw call.stop("pairs of keys and values expected");
    return primary(`json_object(${call.list()})`, "json");
  },
  JSON_ARRAY: (call) => primary(`json_array(${call.list()})`, "json"),
  JSON_ARRAYAGG: (call) => {
    arity(call, 1);
    if (call.over !== undefined)
      return primary(`to_json(${call.aggregate("list", [call.arg(0).sql])})`, "json");
    return primary(call.aggregate("json_group_array", [call.arg(0).sql]), "json");
  },
  JSON_OBJECTAGG: (call) => {
    arity(call, 2);
    if (call.over !== undefined) throw call.stop("an object made of a window's rows");
    return primary(call.aggregate("json_group_object", [call.arg(0).sql, call.arg(1).sql]), "json");
  },
};
