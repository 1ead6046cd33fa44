import type { Call } from "../../../calls/call.ts";
import { type Expr, isDated, primary } from "../../../expr.ts";
import {
  aggregate,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import { ratioToReport, stringAggregate } from "../aggregates.ts";
import { coalesce, decode, firstNotNull, nvl2 } from "../choices.ts";
import { dateDiff } from "../dateDifference.ts";
import { dateAdd } from "../dates.ts";
import { parseJson } from "../json.ts";
import { addMonths, lastDay, monthsBetween } from "../monthSums.ts";
import { nextDay, trunc } from "../oracle/dates.ts";
import { part } from "../parts.ts";
import { POSTGRES_TO_DATABRICKS } from "../postgres/rules.ts";
import {
  patternArg,
  quotedPattern,
  regexpCount,
  regexpInstr,
  regexpSubstr,
  replacementArg,
  wholeArg,
} from "../regexp.ts";
import { length, located, ofText, strictConcat, text, textArg } from "../text.ts";
import { SUPER_ARRAYS } from "./superArrays.ts";

/** CONVERT_TIMEZONE([from,] to, time): from UTC where the first zone is not named. */
const convertTimezone: FunctionRule = (call) => {
  arity(call, 2, 3);
  const args = call.args().map((arg) => arg.sql);
  const all = call.count === 2 ? ["'UTC'", ...args] : args;
  return primary(`convert_timezone(${all.join(", ")})`, "timestamp");
};

/** STRTOL(text, base). */
const strtol: FunctionRule = (call) => {
  arity(call, 2);
  return primary(`CAST(conv(${textArg(call, 0)}, ${call.arg(1).sql}, 10) AS BIGINT)`, "int");
};

/** JSON_EXTRACT_PATH_TEXT(json, 'a', 'b' [, null_if_invalid]). */
const extractPathText: FunctionRule = (call) => {
  arity(call, 2, 7);
  const keys = call.args().slice(1);
  const invalid = keys.at(-1);
  if (invalid?.type === "bool") keys.pop();
  const steps = keys.map((key) => {
    if (key.literal === undefined) throw call.stop("a computed path");
    return /^[A-Za-z_]\w*$/.test(key.literal) ? `.${key.literal}` : `['${key.literal}']`;
  });
  return byPath(call, `$${steps.join("")}`);
};

/** JSON_EXTRACT_ARRAY_ELEMENT_TEXT(json, place): from 0. */
const extractElement: FunctionRule = (call) => {
  arity(call, 2, 3);
  const { number } = call.arg(1);
  if (number === undefined || !/^\d+$/.test(number))
    throw call.stop("a computed or negative place");
  return byPath(call, `$[${number}]`);
};

function byPath(call: Call, path: string): Expr {
  const value = call.arg(0);
  const source = value.type === "json" ? `to_json(${value.sql})` : text(call.tx, value).sql;
  return primary(`get_json_object(${source}, ${call.tx.out.text(path)})`, "string");
}

/** REGEXP_REPLACE(s, pattern [, by [, position [, flags]]]): all matches. */
const regexpReplace: FunctionRule = (call) => {
  arity(call, 2, 5);
  const position = wholeArg(call, 3, 1, "the position");
  const flags = call.count > 4 ? call.arg(4).literal : "";
  if (flags === undefined || !/^[ci]*$/.test(flags)) throw call.stop("these parameters");
  const by = call.count > 2 ? replacementArg(call, 2) : "''";
  const found = patternArg(call, 1, flags.endsWith("i") ? "i" : "").sql;
  const rest = position === 1 ? "" : `, ${position}`;
  return primary(`regexp_replace(${textArg(call, 0)}, ${found}, ${by}${rest})`, "string");
};

/** CHARINDEX(part, s). */
const charindex: FunctionRule = (call) => {
  arity(call, 2);
  return located(call.tx, call.arg(0), call.arg(1));
};

/** SPLIT_TO_ARRAY(s [, separator]): a SUPER. */
const splitToArray: FunctionRule = (call) => {
  arity(call, 1, 2);
  const by = call.count > 1 ? quotedPattern(call.tx, call.arg(1)) : "','";
  return primary(`CAST(split(${textArg(call, 0)}, ${by}) AS VARIANT)`, "json");
};

/** DATE_CMP(a, b) and TIMESTAMP_CMP: -1, 0 or 1. */
const compared: FunctionRule = (call) => {
  arity(call, 2);
  const [a, b] = [call.arg(0).sql, call.arg(1).sql];
  return primary(
    `CASE WHEN ${a} < ${b} THEN -1 WHEN ${a} = ${b} THEN 0 WHEN ${a} > ${b} THEN 1 END`,
    "int",
  );
};

const hash = refused("another hash function gives other values");

/** IS_VALID_JSON(s), CAN_JSON_PARSE(s): NULL for NULL. */
const validJson: FunctionRule = (call) => {
  arity(call, 1);
  const value = textArg(call, 0);
  return primary(`IF(${value} IS NULL, NULL, try_parse_json(${value}) IS NOT NULL)`, "bool");
};

/** TO_TIMESTAMP and the like of a date part: DATE_PART_YEAR(d). */
const yearOf = part("YEAR");

/** TRUNC of a time is a date; whether it is one cannot be told of every value. */
const truncOf: FunctionRule = (call) => {
  const value = call.arg(0);
  if (call.count === 1 && isDated(value.type)) return primary(`CAST(${value.sql} AS DATE)`, "date");
  return trunc(call);
};

/** Amazon Redshift Database Developer Guide, "SQL functions reference" -> Databricks SQL; what is not named here is PostgreSQL's. */
export const REDSHIFT_TO_DATABRICKS: RuleTable = {
  ...POSTGRES_TO_DATABRICKS,
  NVL: coalesce,
  ISNULL: firstNotNull,
  NVL2: nvl2,
  DECODE: decode,
  // Dates.
  GETDATE: template("current_timestamp()", "timestamp"),
  DATEADD: dateAdd,
  DATE_ADD: dateAdd,
  DATEDIFF: dateDiff,
  DATE_DIFF: dateDiff,
  ADD_MONTHS: addMonths,
  MONTHS_BETWEEN: monthsBetween,
  LAST_DAY: lastDay,
  NEXT_DAY: nextDay,
  TRUNC: truncOf,
  DATE_PART_YEAR: yearOf,
  DATE_CMP: compared,
  TIMESTAMP_CMP: compared,
  CONVERT_TIMEZONE: convertTimezone,
  TIMEOFDAY: refused("the time as a text of the server's form"),
  // Texts.
  CONCAT: strictConcat,
  LEN: length,
  TEXTLEN: length,
  REPLICATE: ofText("repeat", "string", 1, 2),
  CHARINDEX: charindex,
  STRTOL: strtol,
  REGEXP_REPLACE: regexpReplace,
  REGEXP_SUBSTR: regexpSubstr,
  REGEXP_INSTR: regexpInstr,
  REGEXP_COUNT: regexpCount,
  FUNC_SHA1: ofText("sha1", "string", 1),
  SHA: ofText("sha1", "string", 1),
  SHA1: ofText("sha1", "string", 1),
  SHA2: same("sha2", "string", 2),
  CHECKSUM: hash,
  FNV_HASH: hash,
  // JSON and SUPER.
  JSON_EXTRACT_PATH_TEXT: extractPathText,
  JSON_EXTRACT_ARRAY_ELEMENT_TEXT: extractElement,
  JSON_ARRAY_LENGTH: ofText("json_array_length", "int", 1),
  IS_VALID_JSON: validJson,
  CAN_JSON_PARSE: validJson,
  JSON_PARSE: parseJson("parse_json"),
  JSON_SERIALIZE: template("to_json($1)", "string"),
  SPLIT_TO_ARRAY: splitToArray,
  ...SUPER_ARRAYS,
  // Numbers.
  DEXP: same("exp", "float", 1),
  DLOG1: same("ln", "float", 1),
  DLOG10: same("log10", "float", 1),
  // Aggregates.
  LISTAGG: stringAggregate(""),
  MEDIAN: aggregate("median", "float"),
  RATIO_TO_REPORT: ratioToReport,
};
