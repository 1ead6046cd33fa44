import { isDated, PREC, primary, wrap } from "../../../expr.ts";
import {
  aggregate,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import { noSequence, ofNoRange } from "../../postgres.ts";
import { arrayAggregate, percentile, stringAggregate } from "../aggregates.ts";
import { toChar, toDate, toNumber } from "../dateTexts.ts";
import { dateTrunc } from "../dateTrunc.ts";
import { substringOf } from "../forms.ts";
import { logBaseFirst, places, truncated } from "../numbers.ts";
import { datePart } from "../parts.ts";
import { regexpCount, regexpInstr, regexpSubstr } from "../regexp.ts";
import { substring } from "../substring.ts";
import {
  chr,
  initcap,
  length,
  lenientConcatWs,
  located,
  ofText,
  splitPart,
  trimSide,
} from "../text.ts";
import {
  arrayElements,
  generateSeries,
  objectKeys,
  regexpSplitToTable,
  stringToTable,
  unnest,
} from "./generators.ts";
import { arrayLength, buildArray, buildObject, extractPath, toJson, typeOf } from "./json.ts";
import {
  coded,
  concat,
  format,
  regexpLike,
  regexpMatch,
  regexpReplace,
  regexpSplit,
  stringToArray,
} from "./texts.ts";

const now = template("current_timestamp()", "timestamptz");
const rows = refused("it answers rows; write it in FROM");
const session = refused("the value depends on the source's session");
const bothKinds = refused("an interval of months and days cannot be held in one value");

const trunc: FunctionRule = (call) => {
  arity(call, 1, 2);
  return truncated(call.arg(0), places(call, 1));
};

const log: FunctionRule = (call) =>
  call.count === 1 ? same("log10", "float", 1)(call) : logBaseFirst(call);

/** ARRAY_LENGTH(a, 1): NULL for an empty array. */
const arrayLengthOf: FunctionRule = (call) => {
  arity(call, 2);
  if (call.arg(1).number !== "1") throw call.stop("a dimension other than the first");
  return primary(`nullif(array_size(${call.arg(0).sql}), 0)`, "int");
};

const swapped =
  (name: string): FunctionRule =>
  (call) => {
    arity(call, 2);
    return primary(`${name}(${call.arg(1).sql}, ${call.arg(0).sql})`, "unknown");
  };

/** ARRAY_AGG: Databricks leaves NULLs out. */
const arrayAgg: FunctionRule = (call) => {
  const value = call.arg(0);
  if (value.literal === undefined && value.number === undefined && call.filter === "") {
    const what = "ARRAY_AGG keeps NULLs in the source, here they are left out";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return arrayAggregate(call);
};

/** MODE() WITHIN GROUP (ORDER BY x): of the most frequent values the first one. */
const mode: FunctionRule = (call) => {
  arity(call, 0);
  const [key, second] = call.orderKeys;
  if (!key || second || key.descending)
    throw call.stop("WITHIN GROUP with one ascending value expected");
  return primary(`mode(${key.sql}, TRUE)${call.filter}`, "unknown");
};

/** A time since 1970 or a text with its format. */
const toTimestamp: FunctionRule = (call) => {
  if (call.count > 1) return toDate("TIMESTAMPTZ")(call);
  arity(call, 1);
  return primary(`timestamp_seconds(${call.arg(0).sql})`, "timestamptz");
};

const strpos: FunctionRule = (call) => {
  arity(call, 2);
  return located(call.tx, call.arg(1), call.arg(0));
};

/** DATE(x). */
const toDay: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`CAST(${call.arg(0).sql} AS DATE)`, "date");
};

/** NUM_NULLS(a, b, …) and NUM_NONNULLS. */
function counted(test: string): FunctionRule {
  return (call) => {
    arity(call, 1, 99);
    const ones = call.args().map((arg) => `CAST(${wrap(arg, PREC.other)} ${test} AS INT)`);
    return primary(`(${ones.join(" + ")})`, "int");
  };
}

/** DIV(a, b): the whole part of the quotient. */
const wholeQuotient: FunctionRule = (call) => {
  arity(call, 2);
  const sql = `${wrap(call.arg(0), PREC.multiply)} div ${wrap(call.arg(1), PREC.unary)}`;
  return { sql, prec: PREC.multiply, type: "int" };
};

/** ISFINITE: no date is infinite here. */
const finite: FunctionRule = (call) => {
  arity(call, 1);
  if (!isDated(call.arg(0).type)) throw call.stop("the value is no date");
  return { sql: `${wrap(call.arg(0), PREC.other)} IS NOT NULL`, prec: PREC.compare, type: "bool" };
};

/** PostgreSQL documentation, "Functions and Operators" -> Databricks SQL. */
export const POSTGRES_TO_DATABRICKS: RuleTable = {
  // Dates.
  NOW: now,
  TRANSACTION_TIMESTAMP: now,
  STATEMENT_TIMESTAMP: now,
  CLOCK_TIMESTAMP: now,
  DATE_TRUNC: dateTrunc,
  DATE_PART: datePart,
  AGE: bothKinds,
  JUSTIFY_DAYS: bothKinds,
  JUSTIFY_INTERVAL: bothKinds,
  JUSTIFY_HOURS: bothKinds,
  MAKE_INTERVAL: bothKinds,
  MAKE_DATE: same("make_date", "date", 3),
  MAKE_TIMESTAMP: same("make_timestamp_ntz", "timestamp", 6),
  DATE: toDay,
  ISFINITE: finite,
  TO_CHAR: toChar,
  TO_DATE: toDate("DATE"),
  TO_TIMESTAMP: toTimestamp,
  TO_NUMBER: toNumber(),
  // Numbers.
  TRUNC: trunc,
  LOG: log,
  LOG10: same("log10", "float", 1),
  CBRT: same("cbrt", "float", 1),
  DIV: wholeQuotient,
  FACTORIAL: same("factorial", "int", 1),
  RANDOM: template("rand()", "float"),
  TO_HEX: template("lower(hex($1))", "string"),
  // Texts.
  LENGTH: length,
  CHAR_LENGTH: length,
  CHARACTER_LENGTH: length,
  OCTET_LENGTH: ofText("octet_length", "int", 1),
  BIT_LENGTH: ofText("bit_length", "int", 1),
  SUBSTR: substring,
  // substring(text, pattern) is substring(text from pattern).
  SUBSTRING: (call) =>
    call.count === 2 && call.arg(1).literal !== undefined
      ? substringOf(call.tx, call.arg(0), call.arg(1), -1)
      : substring(call),
  HOST: template("regexp_replace($1, '/.*$', '')", "string"),
  LOWER: ofNoRange(ofText("lower", "string", 1)),
  UPPER: ofNoRange(ofText("upper", "string", 1)),
  STRPOS: strpos,
  SPLIT_PART: splitPart,
  INITCAP: initcap,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  BTRIM: trimSide("trim"),
  CHR: chr,
  CONCAT: concat,
  CONCAT_WS: lenientConcatWs,
  FORMAT: format,
  STARTS_WITH: ofText("startswith", "bool", 2),
  NUM_NULLS: counted("IS NULL"),
  NUM_NONNULLS: counted("IS NOT NULL"),
  MD5: ofText("md5", "string", 1),
  SHA256: template("unhex(sha2($1, 256))", "binary"),
  SHA384: template("unhex(sha2($1, 384))", "binary"),
  SHA512: template("unhex(sha2($1, 512))", "binary"),
  ENCODE: coded(0),
  DECODE: coded(1),
  REGEXP_REPLACE: regexpReplace,
  REGEXP_LIKE: regexpLike,
  REGEXP_MATCH: regexpMatch,
  REGEXP_SPLIT_TO_ARRAY: regexpSplit,
  REGEXP_COUNT: regexpCount,
  REGEXP_INSTR: regexpInstr,
  REGEXP_SUBSTR: regexpSubstr,
  REGEXP_MATCHES: rows,
  REGEXP_SPLIT_TO_TABLE: regexpSplitToTable,
  STRING_TO_TABLE: stringToTable,
  QUOTE_IDENT: refused("names are quoted otherwise in the target"),
  QUOTE_LITERAL: refused("texts are quoted otherwise in the target"),
  // Arrays.
  ARRAY_LENGTH: arrayLengthOf,
  ARRAY_UPPER: arrayLengthOf,
  CARDINALITY: same("array_size", "int", 1),
  ARRAY_TO_STRING: same("array_join", "string", 2, 3),
  STRING_TO_ARRAY: stringToArray,
  ARRAY_APPEND: same("array_append", "unknown", 2),
  ARRAY_PREPEND: swapped("array_prepend"),
  ARRAY_CAT: same("concat", "unknown", 2),
  ARRAY_REMOVE: same("array_remove", "unknown", 2),
  ARRAY_POSITION: template("nullif(array_position($1, $2), 0)", "int"),
  UNNEST: unnest,
  GENERATE_SERIES: generateSeries,
  // JSON.
  JSON_EXTRACT_PATH: extractPath(false),
  JSONB_EXTRACT_PATH: extractPath(false),
  JSON_EXTRACT_PATH_TEXT: extractPath(true),
  JSONB_EXTRACT_PATH_TEXT: extractPath(true),
  JSON_BUILD_OBJECT: buildObject,
  JSONB_BUILD_OBJECT: buildObject,
  JSON_BUILD_ARRAY: buildArray,
  JSONB_BUILD_ARRAY: buildArray,
  JSON_ARRAY_LENGTH: arrayLength,
  JSONB_ARRAY_LENGTH: arrayLength,
  JSON_TYPEOF: typeOf,
  JSONB_TYPEOF: typeOf,
  TO_JSON: toJson,
  TO_JSONB: toJson,
  JSON_ARRAY_ELEMENTS: arrayElements("VARIANT"),
  JSONB_ARRAY_ELEMENTS: arrayElements("VARIANT"),
  JSON_ARRAY_ELEMENTS_TEXT: arrayElements("STRING"),
  JSONB_ARRAY_ELEMENTS_TEXT: arrayElements("STRING"),
  JSON_OBJECT_KEYS: objectKeys,
  JSONB_OBJECT_KEYS: objectKeys,
  JSONB_SET: refused("a changed JSON value"),
  JSONB_INSERT: refused("a changed JSON value"),
  JSONB_STRIP_NULLS: refused("a changed JSON value"),
  JSONB_PRETTY: refused("how JSON is laid out"),
  ...Object.fromEntries(
    (
      "JSON_EACH JSONB_EACH JSON_EACH_TEXT JSONB_EACH_TEXT JSON_TO_RECORDSET JSONB_TO_RECORDSET JSON_POPULATE_RECORDSET " +
      "GENERATE_SUBSCRIPTS"
    )
      .split(" ")
      .map((name) => [name, rows]),
  ),
  // Aggregates.
  STRING_AGG: stringAggregate(""),
  ARRAY_AGG: arrayAgg,
  BOOL_AND: aggregate("bool_and", "bool"),
  BOOL_OR: aggregate("bool_or", "bool"),
  EVERY: aggregate("bool_and", "bool"),
  BIT_AND: aggregate("bit_and", "int"),
  BIT_OR: aggregate("bit_or", "int"),
  BIT_XOR: aggregate("bit_xor", "int"),
  MODE: mode,
  PERCENTILE_CONT: percentile("percentile_cont"),
  PERCENTILE_DISC: percentile("percentile_disc"),
  JSON_AGG: refused("rows as one JSON value"),
  JSONB_AGG: refused("rows as one JSON value"),
  JSON_OBJECT_AGG: refused("rows as one JSON value"),
  JSONB_OBJECT_AGG: refused("rows as one JSON value"),
  // What no other database can answer.
  GEN_RANDOM_UUID: template("uuid()", "string"),
  UUID_GENERATE_V4: template("uuid()", "string"),
  NEXTVAL: noSequence,
  CURRVAL: noSequence,
  LASTVAL: noSequence,
  SETVAL: noSequence,
  CURRENT_SETTING: session,
  CURRENT_DATABASE: session,
  CURRENT_SCHEMA: session,
  VERSION: session,
  PG_BACKEND_PID: session,
};
