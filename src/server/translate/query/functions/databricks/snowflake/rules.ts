import { primary } from "../../../expr.ts";
import {
  aggregate,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import {
  arrayAggregate,
  distinctValues,
  percentile,
  ratioToReport,
  stringAggregate,
} from "../aggregates.ts";
import { choice, decode, extreme, firstNotNull, nvl2 } from "../choices.ts";
import { unitOf } from "../dates.ts";
import { truncated as truncatedDate } from "../dateTrunc.ts";
import {
  bitNot,
  bitShift,
  bits,
  div0,
  logBaseFirst,
  places,
  toNumber,
  truncated,
} from "../numbers.ts";
import {
  regexpCount,
  regexpInstr,
  regexpLike,
  regexpReplace,
  regexpSubstr,
  regexpSubstrAll,
} from "../regexp.ts";
import { substring } from "../substring.ts";
import {
  chr,
  editDistance,
  initcap,
  length,
  ofText,
  splitPart,
  strictConcat,
  strictConcatWs,
  trimSide,
} from "../text.ts";
import { castAs, ifNull, toBoolean } from "./conversions.ts";
import { SNOWFLAKE_DATES } from "./dates.ts";
import { hash, sha2, uuid } from "./hashes.ts";
import { normal, random, randomText, uniform } from "./random.ts";
import { base64Decoded, like, position } from "./texts.ts";
import { SNOWFLAKE_VARIANTS } from "./variants.ts";

/** TRUNC of a number, with places, or of a date, with a part of it. */
const trunc: FunctionRule = (call) => {
  arity(call, 1, 2);
  if (call.count === 2 && call.word(1) !== undefined)
    return truncatedDate(call, unitOf(call, 1), call.arg(0));
  return truncated(call.arg(0), places(call, 1));
};

/** CONDITIONAL_TRUE_EVENT(test) OVER (…): how often the test has been true up to the row. */
const trueEvent: FunctionRule = (call) => {
  arity(call, 1);
  const over = call.over;
  if (over === undefined || !/ORDER BY/.test(over)) throw call.stop("an ordered window expected");
  const window = `${over.slice(0, -1)} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  return primary(`count_if(${call.arg(0).sql}) OVER ${window}`, "int");
};

const haversine: FunctionRule = (call) => {
  arity(call, 4);
  const [lat1, lon1, lat2, lon2] = call.args().map((arg) => `radians(${arg.sql})`);
  const square = (a: string, b: string) => `power(sin((${b} - ${a}) / 2), 2)`;
  const chord = `${square(lat1 ?? "", lat2 ?? "")} + cos(${lat1}) * cos(${lat2}) * ${square(lon1 ?? "", lon2 ?? "")}`;
  return primary(`(2 * 6371 * asin(sqrt(${chord})))`, "float");
};

/** Snowflake reference, "Function and stored procedure reference" -> Databricks SQL. */
export const SNOWFLAKE_TO_DATABRICKS: RuleTable = {
  ...SNOWFLAKE_DATES,
  ...SNOWFLAKE_VARIANTS,
  NVL: firstNotNull,
  IFNULL: firstNotNull,
  NVL2: nvl2,
  IFF: choice,
  DECODE: decode,
  ZEROIFNULL: ifNull("IS NULL", "0", "$"),
  NULLIFZERO: ifNull("= 0", "NULL", "$"),
  EQUAL_NULL: template("equal_null($1, $2)", "bool"),
  GREATEST_IGNORE_NULLS: extreme("greatest", true),
  LEAST_IGNORE_NULLS: extreme("least", true),
  REGR_VALX: template("IF($1 IS NULL, NULL, $2)", 1),
  REGR_VALY: template("IF($2 IS NULL, NULL, $1)", 0),
  DIV0: div0(false),
  DIV0NULL: div0(true),
  BOOLAND: template("(($1) <> 0 AND ($2) <> 0)", "bool"),
  BOOLOR: template("(($1) <> 0 OR ($2) <> 0)", "bool"),
  BOOLXOR: template("((($1) <> 0) <> (($2) <> 0))", "bool"),
  BOOLNOT: template("(($1) = 0)", "bool"),
  BITAND: bits("&"),
  BIT_AND: bits("&"),
  BITOR: bits("|"),
  BIT_OR: bits("|"),
  BITXOR: bits("^"),
  BIT_XOR: bits("^"),
  BITNOT: bitNot,
  BIT_NOT: bitNot,
  BITSHIFTLEFT: bitShift("shiftleft"),
  BIT_SHIFTLEFT: bitShift("shiftleft"),
  BITSHIFTRIGHT: bitShift("shiftright"),
  BIT_SHIFTRIGHT: bitShift("shiftright"),
  GETBIT: same("getbit", "int", 2),
  SQUARE: template("power($1, 2)", "float"),
  CBRT: same("cbrt", "float", 1),
  FACTORIAL: same("factorial", "int", 1),
  LOG: logBaseFirst,
  ACOSH: same("acosh", "float", 1),
  ASINH: same("asinh", "float", 1),
  ATANH: same("atanh", "float", 1),
  HAVERSINE: haversine,
  TRUNC: trunc,
  TRUNCATE: trunc,
  RANDOM: random,
  RANDSTR: randomText,
  UNIFORM: uniform,
  NORMAL: normal,
  ZIPF: refused("random numbers of a generator have no counterpart"),
  SEQ1: refused("numbers of generated rows: read them from range(n)"),
  SEQ2: refused("numbers of generated rows: read them from range(n)"),
  SEQ4: refused("numbers of generated rows: read them from range(n)"),
  SEQ8: refused("numbers of generated rows: read them from range(n)"),
  UUID_STRING: uuid,
  HASH: hash,
  HASH_AGG: refused("the hash of a set of rows has no counterpart"),
  MD5: ofText("md5", "string", 1),
  MD5_HEX: ofText("md5", "string", 1),
  MD5_BINARY: template("unhex(md5($1))", "binary"),
  SHA1: ofText("sha1", "string", 1),
  SHA1_HEX: ofText("sha1", "string", 1),
  SHA1_BINARY: template("unhex(sha1($1))", "binary"),
  SHA2: sha2,
  SHA2_HEX: sha2,
  TO_NUMBER: toNumber(false),
  TO_DECIMAL: toNumber(false),
  TO_NUMERIC: toNumber(false),
  TRY_TO_NUMBER: toNumber(true),
  TRY_TO_DECIMAL: toNumber(true),
  TRY_TO_NUMERIC: toNumber(true),
  TO_DOUBLE: castAs("CAST", "DOUBLE", "float"),
  TRY_TO_DOUBLE: castAs("TRY_CAST", "DOUBLE", "float"),
  TO_BOOLEAN: toBoolean("CAST"),
  TRY_TO_BOOLEAN: toBoolean("TRY_CAST"),
  TO_BINARY: ofText("to_binary", "binary", 1, 1, 2),
  TRY_TO_BINARY: ofText("try_to_binary", "binary", 1, 1, 2),
  CONCAT: strictConcat,
  CONCAT_WS: strictConcatWs,
  SUBSTR: substring,
  SUBSTRING: substring,
  LENGTH: length,
  LEN: length,
  OCTET_LENGTH: ofText("octet_length", "int", 1),
  BIT_LENGTH: ofText("bit_length", "int", 1),
  CHARINDEX: position,
  POSITION: position,
  CONTAINS: ofText("contains", "bool", 2),
  STARTSWITH: ofText("startswith", "bool", 2),
  ENDSWITH: ofText("endswith", "bool", 2),
  LIKE: like("LIKE"),
  ILIKE: like("ILIKE"),
  SPLIT_PART: splitPart,
  INITCAP: initcap,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  REPLACE: ofText("replace", "string", 3, 2, 3),
  INSERT: template("overlay($1, $4, $2, $3)", "string"),
  SPACE: same("space", "string", 1),
  SOUNDEX: ofText("soundex", "string", 1),
  EDITDISTANCE: editDistance,
  UNICODE: ofText("ascii", "int", 1),
  CHR: chr,
  CHAR: chr,
  BASE64_ENCODE: template("base64($1)", "string"),
  BASE64_DECODE_STRING: base64Decoded(false, true),
  BASE64_DECODE_BINARY: base64Decoded(false, false),
  TRY_BASE64_DECODE_STRING: base64Decoded(true, true),
  TRY_BASE64_DECODE_BINARY: base64Decoded(true, false),
  HEX_ENCODE: template("hex($1)", "string"),
  HEX_DECODE_STRING: template("CAST(unhex($1) AS STRING)", "string"),
  HEX_DECODE_BINARY: template("unhex($1)", "binary"),
  REGEXP_LIKE: regexpLike(true),
  RLIKE: regexpLike(true),
  REGEXP_REPLACE: regexpReplace,
  REGEXP_SUBSTR: regexpSubstr,
  REGEXP_SUBSTR_ALL: regexpSubstrAll,
  REGEXP_EXTRACT_ALL: regexpSubstrAll,
  REGEXP_COUNT: regexpCount,
  REGEXP_INSTR: regexpInstr,
  PARSE_URL: refused("an object of a URL's parts; parse_url(url, 'HOST') gives one of them"),
  COLLATE: refused("collations have other names here"),
  LISTAGG: stringAggregate(),
  STRING_AGG: stringAggregate(),
  ARRAY_AGG: arrayAggregate,
  ARRAYAGG: arrayAggregate,
  ARRAY_UNIQUE_AGG: distinctValues,
  COUNT_IF: aggregate("count_if", "int"),
  MEDIAN: aggregate("median", "float"),
  MODE: aggregate("mode", 0),
  MAX_BY: aggregate("max_by", 0, 2),
  MIN_BY: aggregate("min_by", 0, 2),
  BOOLAND_AGG: aggregate("bool_and", "bool"),
  BOOLOR_AGG: aggregate("bool_or", "bool"),
  BITAND_AGG: aggregate("bit_and", "int"),
  BIT_AND_AGG: aggregate("bit_and", "int"),
  BITOR_AGG: aggregate("bit_or", "int"),
  BIT_OR_AGG: aggregate("bit_or", "int"),
  BITXOR_AGG: aggregate("bit_xor", "int"),
  BIT_XOR_AGG: aggregate("bit_xor", "int"),
  BITMAP_BIT_POSITION: same("bitmap_bit_position", "int", 1),
  BITMAP_BUCKET_NUMBER: same("bitmap_bucket_number", "int", 1),
  BITMAP_CONSTRUCT_AGG: aggregate("bitmap_construct_agg", "binary"),
  BITMAP_OR_AGG: aggregate("bitmap_or_agg", "binary"),
  BITMAP_COUNT: same("bitmap_count", "int", 1),
  APPROX_COUNT_DISTINCT: aggregate("approx_count_distinct", "int"),
  HLL: aggregate("approx_count_distinct", "int"),
  APPROX_PERCENTILE: aggregate("approx_percentile", "float", 2),
  PERCENTILE_CONT: percentile("percentile_cont"),
  PERCENTILE_DISC: percentile("percentile_disc"),
  RATIO_TO_REPORT: ratioToReport,
  CONDITIONAL_TRUE_EVENT: trueEvent,
  CONDITIONAL_CHANGE_EVENT: refused(
    "it needs the row before: count changes found by lag() in a subquery",
  ),
  SKEW: refused("of a sample there, of a population here"),
  KURTOSIS: refused("of a sample there, of a population here"),
  GROUPING_ID: same("grouping_id", "int", 1, 99),
  VARIANCE_SAMP: aggregate("var_samp", "float"),
  VARIANCE_POP: aggregate("var_pop", "float"),
};
