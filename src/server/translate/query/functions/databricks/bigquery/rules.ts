import type { Call } from "../../../call.ts";
import { type Expr, PREC, primary, wrap } from "../../../expr.ts";
import { regexpFound } from "../../../regexp.ts";
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
import { made, split } from "../arrays.ts";
import { anyNull, choice, firstNotNull } from "../choices.ts";
import { operator, places, truncated } from "../numbers.ts";
import { patternArg, regexpCount, regexpInstr, replacementArg, wholeArg } from "../regexp.ts";
import { substring } from "../substring.ts";
import {
  chr,
  editDistance,
  initcap,
  length,
  located,
  ofText,
  strictConcat,
  textArg,
  trimSide,
} from "../text.ts";
import { BIGQUERY_DATES } from "./dates.ts";
import { BIGQUERY_JSON } from "./json.ts";

function list(sql: string): Expr {
  return { ...primary(sql, "unknown"), array: true };
}

/** LOG(x) is the natural one, LOG(x, base) has its base behind. */
const log: FunctionRule = (call) => {
  arity(call, 1, 2);
  if (call.count === 1) return primary(`ln(${call.arg(0).sql})`, "float");
  return primary(`log(${call.arg(1).sql}, ${call.arg(0).sql})`, "float");
};

const trunc: FunctionRule = (call) => {
  arity(call, 1, 2);
  return truncated(call.arg(0), places(call, 1));
};

/** STRPOS(s, part), INSTR(s, part [, position [, occurrence]]). */
const instr: FunctionRule = (call) => {
  arity(call, 2, 4);
  if (wholeArg(call, 3, 1, "the occurrence") !== 1)
    throw call.stop("an occurrence after the first");
  const position = wholeArg(call, 2, 1, "the position");
  if (position < 1) throw call.stop("the position 0");
  const start: Expr | undefined = position === 1 ? undefined : primary(String(position), "int");
  return located(call.tx, call.arg(1), call.arg(0), start);
};

/** The group that BigQuery's REGEXP_EXTRACT answers: the first one where the pattern has one. */
function groupOf(pattern: Expr): number {
  return /(^|[^\\])\((?!\?(?![P<]))/.test(pattern.literal ?? "") ? 1 : 0;
}

/** REGEXP_EXTRACT(s, pattern [, position [, occurrence]]): NULL where nothing is found. */
const regexpExtract: FunctionRule = (call) => {
  arity(call, 2, 4);
  const pattern = literalPattern(call);
  const position = wholeArg(call, 2, 1, "the position");
  const occurrence = wholeArg(call, 3, 1, "the occurrence");
  const subject = textArg(call, 0);
  const from = position === 1 ? subject : `substr(${subject}, ${position})`;
  const group = groupOf(pattern);
  if (group === 0 && occurrence === 1)
    return primary(`regexp_substr(${from}, ${pattern.sql})`, "string");
  const all = `regexp_extract_all(${from}, ${pattern.sql}, ${group})`;
  return primary(`get(${all}, ${occurrence - 1})`, "string");
};

function literalPattern(call: Call): Expr {
  const pattern = patternArg(call, 1);
  if (pattern.literal === undefined) throw call.stop("whether a computed pattern has a group");
  return pattern;
}

const regexpExtractAll: FunctionRule = (call) => {
  arity(call, 2);
  const pattern = literalPattern(call);
  return list(`regexp_extract_all(${textArg(call, 0)}, ${pattern.sql}, ${groupOf(pattern)})`);
};

const regexpContains: FunctionRule = (call) => {
  arity(call, 2);
  return primary(regexpFound(call.tx, textArg(call, 0), patternArg(call, 1), ""), "bool");
};

const regexpReplace: FunctionRule = (call) => {
  arity(call, 3);
  const [subject, pattern] = [textArg(call, 0), patternArg(call, 1).sql];
  return primary(`regexp_replace(${subject}, ${pattern}, ${replacementArg(call, 2)})`, "string");
};

/** TO_HEX(bytes) in lower case; the hexadecimal digits of a hash are what Databricks' hash answers. */
const toHex: FunctionRule = (call) => {
  arity(call, 1);
  const { sql } = call.arg(0);
  const hash = /^unhex\(((?:md5|sha1|sha2)\(.*\))\)$/s.exec(sql)?.[1];
  return primary(hash ?? `lower(hex(${sql}))`, "string");
};

/** A hash as bytes. */
function hashed(name: string, bits = ""): FunctionRule {
  return (call) => {
    arity(call, 1);
    return primary(`unhex(${name}(${textArg(call, 0)}${bits}))`, "binary");
  };
}

/** GENERATE_ARRAY(from, to [, step]): empty where there is nothing between. */
const generateArray: FunctionRule = (call) => {
  arity(call, 2, 3);
  const [from, to] = [call.arg(0), call.arg(1)];
  const step = call.count > 2 ? call.arg(2).number : "1";
  if (step === undefined || Number(step) === 0) throw call.stop("a computed step");
  const by = step === "1" ? "" : `, ${step}`;
  const sequence = `sequence(${from.sql}, ${to.sql}${by})`;
  const down = step.startsWith("-");
  const [a, b] = [Number(from.number), Number(to.number)];
  if (down ? a >= b : a <= b) return list(sequence);
  const none = `${wrap(from, PREC.other)} ${down ? "<" : ">"} ${wrap(to, PREC.other)}`;
  return list(`IF(${none}, array(), ${sequence})`);
};

/** FORMAT(mask, …) with what Java's formats mean the same by. */
const format: FunctionRule = (call) => {
  arity(call, 1, 99);
  const mask = call.arg(0).literal;
  if (mask === undefined) throw call.stop("the format is computed");
  const values = call.args().slice(1);
  const needed = [...values];
  let used = 0;
  const java = mask.replace(
    /%(['0+ -]*)(\d*)(\.\d+)?(.)/g,
    (all, flags: string, width: string, digits = "", kind: string) => {
      const index = kind === "%" ? -1 : used++;
      const value = values[index];
      // %t is what a cast to STRING makes, and the word NULL.
      const plain = kind === "t" && /^(string|int|date|bool)$/.test(value?.type ?? "");
      if (!plain && !/[sdxXfFo%]/.test(kind)) throw call.stop(`the format '${all}'`);
      if (plain && value !== undefined) {
        const text = value.type === "string" ? value.sql : `CAST(${value.sql} AS STRING)`;
        values[index] = primary(`coalesce(${text}, 'NULL')`, "string");
        delete needed[index];
      }
      const letter = plain ? "s" : kind === "F" ? "f" : kind;
      return `%${flags.replace("'", ",")}${width}${digits}${letter}`;
    },
  );
  const rest = values.map((value) => `, ${value.sql}`).join("");
  const sql = `format_string(${call.tx.out.text(java)}${rest})`;
  // Java writes a NULL as a word.
  const none = anyNull(needed.filter((value) => value !== undefined));
  return primary(none === undefined ? sql : `IF(${none}, NULL, ${sql})`, "string");
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

/** APPROX_QUANTILES(value, n): n + 1 bounds. */
const approxQuantiles: FunctionRule = (call) => {
  arity(call, 2);
  const count = Number(call.arg(1).number);
  if (!Number.isInteger(count) || count < 1 || count > 100 || call.distinct)
    throw call.stop("DISTINCT, or more than 100 or a computed number of quantiles");
  if (call.arg(0).type === "string") throw call.stop("texts have no quantiles here");
  const shares = Array.from({ length: count + 1 }, (_, index) =>
    String(Number((index / count).toFixed(6))),
  );
  const exact = shares.map((share) => (share.includes(".") ? share : `${share}.0`));
  return list(
    `${`approx_percentile(${call.arg(0).sql}, array(${exact.join(", ")}))`}${behind(call)}`,
  );
};

const arrayConcat: FunctionRule = (call) => {
  arity(call, 1, 99);
  return list(
    `concat(${call
      .args()
      .map((arg) => arg.sql)
      .join(", ")})`,
  );
};

/** ARRAY_TO_STRING(array, separator [, text of NULL]). */
const arrayToString: FunctionRule = (call) => {
  arity(call, 2, 3);
  return primary(
    `array_join(${call
      .args()
      .map((arg) => arg.sql)
      .join(", ")})`,
    "string",
  );
};

const jsonArray: FunctionRule = (call) =>
  primary(`CAST(${made(call.args()).sql} AS VARIANT)`, "json");

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
  IEEE_DIVIDE: refused("a division by zero is an error here"),
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
