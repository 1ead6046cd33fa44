import { PREC, primary, wrap } from "../../../expr.ts";
import {
  aggregate,
  anyValue,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import { arrayAggregate, behind, stringAggregate, unordered } from "../aggregates.ts";
import { split } from "../arrays.ts";
import { choice, firstNotNull } from "../choices.ts";
import { operator, places, truncated } from "../numbers.ts";
import { regexpCount, regexpInstr } from "../regexp.ts";
import { substring } from "../substring.ts";
import { chr, editDistance, initcap, length, ofText, strictConcat, trimSide } from "../text.ts";
import {
  approxQuantiles,
  arrayConcat,
  arrayToString,
  generateArray,
  jsonArray,
  list,
} from "./arrays.ts";
import { BIGQUERY_DATES } from "./dates.ts";
import { BIGQUERY_JSON } from "./json.ts";
import { regexpContains, regexpExtract, regexpExtractAll, regexpReplace } from "./regexps.ts";
import { format, hashed, instr, toHex } from "./texts.ts";

/** LOG(x) is the natural one, LOG(x, base) has its base behind. */
const log: FunctionRule = (call) => {
  arity(call, 1, 2);
  if (call.count === 1) return primary(`ln(${call.arg(0).sql})`, "float");
  return primary(`log(${call.arg(1).sql}, ${call.arg(0).sql})`, "float");
};

/** IEEE_DIVIDE: a division by zero is infinite, or no number. */
const ieeeDivide: FunctionRule = (call) => {
  arity(call, 2);
  const [by, divisor] = [wrap(call.arg(0), PREC.unary), call.arg(1)];
  const infinite = `${by} * CAST('Infinity' AS DOUBLE)`;
  const quotient = `${by} / CAST(${divisor.sql} AS DOUBLE)`;
  return primary(`IF(${wrap(divisor, PREC.other)} = 0, ${infinite}, ${quotient})`, "float");
};

const trunc: FunctionRule = (call) => {
  arity(call, 1, 2);
  return truncated(call.arg(0), places(call, 1));
};

/** PERCENTILE_CONT(value, p) OVER (…). */
function percentile(name: "percentile_cont" | "percentile_disc"): FunctionRule {
  return (call) => {
    arity(call, 2);
    unordered(call);
    if (call.nulls === "RESPECT NULLS") throw call.stop("RESPECT NULLS");
    const order = `WITHIN GROUP (ORDER BY ${call.arg(0).sql})`;
    return primary(`${name}(${call.arg(1).sql}) ${order}${behind(call)}`, "float");
  };
}

/** A call under SAFE. that cannot fail here, or has a form that answers NULL. */
const SAFE: RuleTable = {
  "SAFE.SUBSTR": substring,
  "SAFE.SUBSTRING": substring,
  "SAFE.LEFT": ofText("left", "string", 1, 2),
  "SAFE.RIGHT": ofText("right", "string", 1, 2),
  "SAFE.LOWER": ofText("lower", "string", 1),
  "SAFE.UPPER": ofText("upper", "string", 1),
  "SAFE.LN": same("ln", "float", 1),
  "SAFE.LOG": log,
  "SAFE.SQRT": template("IF($1 < 0, NULL, sqrt($1))", "float"),
  "SAFE.DIV": template("CAST(try_divide($1, $2) AS BIGINT)", "int"),
  "SAFE.MOD": template("try_mod($1, $2)", 0),
  "SAFE.FROM_BASE64": template("try_to_binary($1, 'base64')", "binary"),
  "SAFE.FROM_HEX": template("try_to_binary($1, 'hex')", "binary"),
  "SAFE.REGEXP_EXTRACT": regexpExtract,
  "SAFE.REGEXP_CONTAINS": regexpContains,
  "SAFE.REGEXP_REPLACE": regexpReplace,
};

/** GoogleSQL for BigQuery, "Functions" -> Databricks SQL. */
export const BIGQUERY_TO_DATABRICKS: RuleTable = {
  ...BIGQUERY_DATES,
  ...BIGQUERY_JSON,
  ...SAFE,
  IFNULL: firstNotNull,
  IF: choice,
  ZEROIFNULL: template("coalesce($1, 0)", 0),
  NULLIFZERO: template("nullif($1, 0)", 0),
  ERROR: template("raise_error($1)", "null"),
  SESSION_USER: template("session_user()", "string"),
  GENERATE_UUID: template("uuid()", "string"),
  RAND: template("rand()", "float"),
  LOG: log,
  LOG10: same("log10", "float", 1),
  CBRT: same("cbrt", "float", 1),
  SEC: same("sec", "float", 1),
  CSC: same("csc", "float", 1),
  ACOSH: same("acosh", "float", 1),
  ASINH: same("asinh", "float", 1),
  ATANH: same("atanh", "float", 1),
  TRUNC: trunc,
  DIV: operator("div", PREC.multiply, "int"),
  SAFE_DIVIDE: template("try_divide($1, $2)", "float"),
  SAFE_MULTIPLY: template("try_multiply($1, $2)", "same"),
  SAFE_ADD: template("try_add($1, $2)", "same"),
  SAFE_SUBTRACT: template("try_subtract($1, $2)", "same"),
  SAFE_NEGATE: template("try_subtract(0, $1)", 0),
  IEEE_DIVIDE: ieeeDivide,
  IS_NAN: template("isnan($1)", "bool"),
  IS_INF: template("(abs($1) = double('Infinity'))", "bool"),
  BIT_COUNT: same("bit_count", "int", 1),
  CONCAT: strictConcat,
  SUBSTR: substring,
  SUBSTRING: substring,
  LENGTH: length,
  CHAR_LENGTH: length,
  CHARACTER_LENGTH: length,
  BYTE_LENGTH: ofText("octet_length", "int", 1),
  OCTET_LENGTH: ofText("octet_length", "int", 1),
  STRPOS: instr,
  INSTR: instr,
  STARTS_WITH: ofText("startswith", "bool", 2),
  ENDS_WITH: ofText("endswith", "bool", 2),
  CONTAINS_SUBSTR: refused("texts are normalized and compared without their case there"),
  INITCAP: initcap,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  CHR: chr,
  UNICODE: ofText("ascii", "int", 1),
  SOUNDEX: ofText("soundex", "string", 1),
  EDIT_DISTANCE: editDistance,
  SPLIT: split(","),
  FORMAT: format,
  NORMALIZE: refused("Unicode's normal forms have no counterpart"),
  NORMALIZE_AND_CASEFOLD: refused("Unicode's normal forms have no counterpart"),
  REGEXP_CONTAINS: regexpContains,
  REGEXP_EXTRACT: regexpExtract,
  REGEXP_SUBSTR: regexpExtract,
  REGEXP_EXTRACT_ALL: regexpExtractAll,
  REGEXP_REPLACE: regexpReplace,
  REGEXP_INSTR: regexpInstr,
  REGEXP_COUNT: regexpCount,
  TO_BASE64: template("base64($1)", "string"),
  FROM_BASE64: template("unbase64($1)", "binary"),
  TO_BASE32: refused("texts of base 32 have no counterpart"),
  FROM_BASE32: refused("texts of base 32 have no counterpart"),
  TO_HEX: toHex,
  FROM_HEX: template("unhex($1)", "binary"),
  MD5: hashed("md5"),
  SHA1: hashed("sha1"),
  SHA256: hashed("sha2", ", 256"),
  SHA512: hashed("sha2", ", 512"),
  FARM_FINGERPRINT: refused("no hash of Databricks answers the same numbers"),
  TO_CODE_POINTS: refused("lists of code points have no counterpart"),
  CODE_POINTS_TO_STRING: refused("lists of code points have no counterpart"),
  PARSE_NUMERIC: template("CAST($1 AS DECIMAL(38,9))", "decimal"),
  PARSE_BIGNUMERIC: template("CAST($1 AS DECIMAL(38,9))", "decimal"),
  RANGE_BUCKET: template("size(filter($2, bound__ -> bound__ <= $1))", "int"),
  ARRAY_LENGTH: same("array_size", "int", 1),
  ARRAY_CONCAT: arrayConcat,
  ARRAY_TO_STRING: arrayToString,
  ARRAY_REVERSE: same("reverse", "unknown", 1),
  ARRAY_FIRST: template("element_at($1, 1)", "unknown"),
  ARRAY_LAST: template("element_at($1, -1)", "unknown"),
  GENERATE_ARRAY: generateArray,
  JSON_ARRAY: jsonArray,
  STRING_AGG: stringAggregate(","),
  ARRAY_AGG: arrayAggregate,
  ARRAY_CONCAT_AGG: (call) => {
    arity(call, 1);
    return list(`flatten(${call.aggregate("collect_list", [call.arg(0).sql])})`);
  },
  COUNTIF: aggregate("count_if", "int"),
  LOGICAL_AND: aggregate("bool_and", "bool"),
  LOGICAL_OR: aggregate("bool_or", "bool"),
  BIT_AND: aggregate("bit_and", "int"),
  BIT_OR: aggregate("bit_or", "int"),
  BIT_XOR: aggregate("bit_xor", "int"),
  ANY_VALUE: anyValue,
  MAX_BY: aggregate("max_by", 0, 2),
  MIN_BY: aggregate("min_by", 0, 2),
  APPROX_COUNT_DISTINCT: aggregate("approx_count_distinct", "int"),
  APPROX_QUANTILES: approxQuantiles,
  APPROX_TOP_COUNT: refused("the fields of its result have other names here"),
  APPROX_TOP_SUM: refused("sums by value have no counterpart"),
  PERCENTILE_CONT: percentile("percentile_cont"),
  PERCENTILE_DISC: percentile("percentile_disc"),
};
