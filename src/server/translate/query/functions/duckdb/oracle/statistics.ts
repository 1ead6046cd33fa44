import { primary } from "../../../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { RANKS } from "../../hypothetical.ts";
import { joinedElements } from "../../xmlTexts.ts";
import { median, percentile } from "../statistics.ts";

/** Bits of all rows' numbers together; their fractions are cut. */
const bitsOfAll =
  (name: "bit_and" | "bit_or" | "bit_xor"): FunctionRule =>
  (call) => {
    arity(call, 1);
    const whole = `CAST(trunc(${call.arg(0).sql}) AS BIGINT)`;
    return primary(call.aggregate(name, [whole]), "int");
  };

/** SKEWNESS_POP: DuckDB's is that of a sample. */
const skewOfAll: FunctionRule = (call) => {
  arity(call, 1);
  const args = [call.arg(0).sql];
  const count = call.aggregate("count", args);
  const sample = call.aggregate("skewness", args);
  return primary(`(${sample} * (${count} - 2) / sqrt(${count} * (${count} - 1)))`, "float");
};

/** Oracle: what is counted over many rows. */
export const ORACLE_STATISTICS: RuleTable = {
  APPROX_MEDIAN: median,
  APPROX_PERCENTILE: percentile("quantile_cont"),
  KURTOSIS_POP: aggregate("kurtosis_pop", "float"),
  KURTOSIS_SAMP: aggregate("kurtosis", "float"),
  ...RANKS,
  SKEWNESS_POP: skewOfAll,
  SKEWNESS_SAMP: aggregate("skewness", "float"),
  BIT_AND_AGG: bitsOfAll("bit_and"),
  BIT_OR_AGG: bitsOfAll("bit_or"),
  BIT_XOR_AGG: bitsOfAll("bit_xor"),
  BOOLEAN_AND_AGG: aggregate("bool_and", "bool"),
  BOOLEAN_OR_AGG: aggregate("bool_or", "bool"),
  EVERY: aggregate("bool_and", "bool"),
  XMLAGG: joinedElements,
};
