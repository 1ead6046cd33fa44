import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { newTime, SPANS } from "../spans.ts";

/** BIN_TO_NUM(1, 0, 1): bits to a number. */
const bitsToNumber: FunctionRule = (call) => {
  arity(call, 1, 63);
  const last = call.count - 1;
  const sum = call.args().map(({ sql }, at) => `(${sql}) * ${2n ** BigInt(last - at)}`);
  return primary(`(${sum.join(" + ")})`, "int");
};

const asFloat =
  (type: "DOUBLE" | "FLOAT"): FunctionRule =>
  (call) => {
    arity(call, 1);
    return primary(`CAST(${call.arg(0).sql} AS ${type})`, "float");
  };

/** TO_BLOB, TO_LOB: the value itself. */
const itself: FunctionRule = (call) => {
  arity(call, 1);
  return call.arg(0);
};

/** Oracle: numbers, bytes and moments from one type to another. */
export const ORACLE_VALUES: RuleTable = {
  ...SPANS,
  EMPTY_BLOB: template("CAST('' AS BLOB)", "binary"),
  TO_BLOB: itself,
  TO_LOB: itself,
  TO_NCLOB: template("CAST($1 AS VARCHAR)", "string"),
  RAWTONHEX: template("hex($1)", "string"),
  BIN_TO_NUM: bitsToNumber,
  COSH: same("cosh", "float", 1),
  SINH: same("sinh", "float", 1),
  TANH: same("tanh", "float", 1),
  ROUND_TIES_TO_EVEN: (call) => {
    arity(call, 1, 2);
    const places = call.count > 1 ? call.arg(1).sql : "0";
    return primary(`round_even(${call.arg(0).sql}, ${places})`, "decimal");
  },
  TO_BINARY_DOUBLE: asFloat("DOUBLE"),
  TO_BINARY_FLOAT: asFloat("FLOAT"),
  NEW_TIME: newTime,
};
