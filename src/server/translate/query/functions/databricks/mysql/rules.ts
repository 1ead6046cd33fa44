import { PREC, primary, wrap } from "../../../expr.ts";
import {
  aggregate,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import { choice, firstNotNull } from "../choices.ts";
import { lastDay } from "../monthSums.ts";
import { logBaseFirst, places, truncated } from "../numbers.ts";
import { part } from "../parts.ts";
import { schemaName, userName } from "../sessionValue.ts";
import { substring } from "../substring.ts";
import { chr, length, lenientConcatWs, ofText, strictConcat, trimSide } from "../text.ts";
import {
  convertZone,
  dateDiff,
  dateFormat,
  fromUnixTime,
  makeDate,
  moved,
  ofDate,
  strToDate,
  timestampAdd,
  timestampDiff,
  unixTimestamp,
} from "./dates.ts";
import { periodAdd, periodDiff } from "./periods.ts";
import {
  compared,
  elt,
  fieldOf,
  findInSet,
  format,
  groupConcat,
  insert,
  jsonArray,
  jsonExtract,
  jsonObject,
  jsonUnquote,
  jsonValid,
  jsonValue,
  locate,
  regexp,
} from "./texts.ts";
import { week, yearWeek } from "./weeks.ts";

const now: FunctionRule = (call) => {
  arity(call, 0, 1);
  return primary("current_timestamp()", "timestamp");
};

const today = template("current_date()", "date");
const session = refused("the value depends on the source's session");
const clock = refused("times of day are texts in the target");
const waits = refused("locks and waiting are the server's");

const log: FunctionRule = (call) =>
  call.count === 1 ? same("ln", "float", 1)(call) : logBaseFirst(call);

/** ISNULL(x): 1 or 0. */
const isNull: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`CAST(${wrap(call.arg(0), PREC.other)} IS NULL AS INT)`, "int");
};

const rand: FunctionRule = (call) => {
  arity(call, 0, 1);
  if (call.count === 1) throw call.stop("a seed gives other numbers here");
  return primary("rand()", "float");
};

/** BIT_AND and BIT_OR of no rows are not NULL in MySQL. */
function ofBits(name: string, none: string): FunctionRule {
  return (call) => {
    arity(call, 1);
    return primary(`coalesce(${call.aggregate(name, [call.arg(0).sql])}, ${none})`, "int");
  };
}

/** MySQL Reference Manual, "Functions and Operators" -> Databricks SQL. */
export const MYSQL_TO_DATABRICKS: RuleTable = {
  IFNULL: firstNotNull,
  IF: choice,
  ISNULL: isNull,
  // Dates.
  NOW: now,
  SYSDATE: now,
  LOCALTIME: now,
  LOCALTIMESTAMP: now,
  CURRENT_TIMESTAMP: now,
  UTC_TIMESTAMP: template("to_utc_timestamp(current_timestamp(), current_timezone())", "timestamp"),
  CURDATE: today,
  CURRENT_DATE: today,
  UTC_DATE: template(
    "CAST(to_utc_timestamp(current_timestamp(), current_timezone()) AS DATE)",
    "date",
  ),
  DATE: ofDate("CAST($ AS DATE)", "date"),
  TIMESTAMP: ofDate("CAST($ AS TIMESTAMP_NTZ)", "timestamp"),
  DATE_FORMAT: dateFormat,
  STR_TO_DATE: strToDate,
  DATEDIFF: dateDiff,
  TIMESTAMPDIFF: timestampDiff,
  TIMESTAMPADD: timestampAdd,
  DATE_ADD: moved("+"),
  DATE_SUB: moved("-"),
  ADDDATE: moved("+"),
  SUBDATE: moved("-"),
  YEAR: part("YEAR"),
  QUARTER: part("QUARTER"),
  MONTH: part("MONTH"),
  DAY: part("DAY"),
  DAYOFMONTH: part("DAY"),
  HOUR: part("HOUR"),
  MINUTE: part("MINUTE"),
  SECOND: part("SECOND"),
  MICROSECOND: part("MICROSECOND"),
  DAYOFYEAR: part("DOY"),
  DAYOFWEEK: ofDate("dayofweek($)"),
  WEEKDAY: ofDate("weekday($)"),
  WEEK: week,
  WEEKOFYEAR: ofDate("weekofyear($)"),
  YEARWEEK: yearWeek,
  MONTHNAME: ofDate("date_format($, 'MMMM')", "string"),
  DAYNAME: ofDate("date_format($, 'EEEE')", "string"),
  LAST_DAY: lastDay,
  MAKEDATE: makeDate,
  TO_DAYS: ofDate("(datediff($, DATE'1970-01-01') + 719528)"),
  FROM_DAYS: template("date_add(DATE'1970-01-01', $1 - 719528)", "date"),
  PERIOD_ADD: periodAdd,
  PERIOD_DIFF: periodDiff,
  UNIX_TIMESTAMP: unixTimestamp,
  FROM_UNIXTIME: fromUnixTime,
  CONVERT_TZ: convertZone,
  TIME: clock,
  CURTIME: clock,
  CURRENT_TIME: clock,
  UTC_TIME: clock,
  MAKETIME: clock,
  SEC_TO_TIME: clock,
  TIME_TO_SEC: clock,
  TIMEDIFF: clock,
  ADDTIME: clock,
  SUBTIME: clock,
  TIME_FORMAT: clock,
  GET_FORMAT: session,
  // Texts.
  CONCAT: strictConcat,
  CONCAT_WS: lenientConcatWs,
  GROUP_CONCAT: groupConcat,
  SUBSTR: substring,
  SUBSTRING: substring,
  MID: substring,
  SUBSTRING_INDEX: ofText("substring_index", "string", 2, 3),
  INSTR: locate(1),
  LOCATE: locate(0),
  POSITION: locate(0),
  LENGTH: ofText("octet_length", "int", 1),
  OCTET_LENGTH: ofText("octet_length", "int", 1),
  BIT_LENGTH: ofText("bit_length", "int", 1),
  CHAR_LENGTH: length,
  CHARACTER_LENGTH: length,
  UCASE: ofText("upper", "string", 1),
  LCASE: ofText("lower", "string", 1),
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  SPACE: template("space($1)", "string"),
  CHAR: chr,
  FIELD: fieldOf,
  ELT: elt,
  INSERT: insert,
  STRCMP: compared,
  FIND_IN_SET: findInSet,
  FORMAT: format,
  SOUNDEX: refused("the code is longer than four characters in the source"),
  QUOTE: refused("texts are quoted otherwise in the target"),
  REGEXP_LIKE: regexp("like"),
  REGEXP_REPLACE: regexp("replace"),
  REGEXP_SUBSTR: regexp("substr"),
  REGEXP_INSTR: regexp("instr"),
  HEX: same("hex", "string", 1),
  UNHEX: same("unhex", "binary", 1),
  BIN: same("bin", "string", 1),
  OCT: template("conv($1, 10, 8)", "string"),
  CONV: same("conv", "string", 3),
  MD5: ofText("md5", "string", 1),
  SHA: ofText("sha1", "string", 1),
  SHA1: ofText("sha1", "string", 1),
  SHA2: ofText("sha2", "string", 1, 2),
  CRC32: ofText("crc32", "int", 1),
  TO_BASE64: ofText("base64", "string", 1),
  FROM_BASE64: ofText("unbase64", "binary", 1),
  UUID: template("uuid()", "string"),
  // Numbers.
  RAND: rand,
  TRUNCATE: (call) => {
    arity(call, 2);
    return truncated(call.arg(0), places(call, 1));
  },
  LOG: log,
  SQRT: template("IF($1 >= 0, sqrt($1), NULL)", "float"),
  ASIN: template("IF($1 BETWEEN -1 AND 1, asin($1), NULL)", "float"),
  ACOS: template("IF($1 BETWEEN -1 AND 1, acos($1), NULL)", "float"),
  LOG10: same("log10", "float", 1),
  LOG2: same("log2", "float", 1),
  BIT_COUNT: same("bit_count", "int", 1),
  // Aggregates.
  STD: aggregate("stddev_pop", "float"),
  BIT_AND: ofBits("bit_and", "18446744073709551615"),
  BIT_OR: ofBits("bit_or", "0"),
  BIT_XOR: ofBits("bit_xor", "0"),
  JSON_ARRAYAGG: refused("rows as one JSON value"),
  JSON_OBJECTAGG: refused("rows as one JSON value"),
  // JSON.
  JSON_EXTRACT: jsonExtract,
  JSON_UNQUOTE: jsonUnquote,
  JSON_VALUE: jsonValue,
  JSON_OBJECT: jsonObject,
  JSON_ARRAY: jsonArray,
  JSON_VALID: jsonValid,
  JSON_SET: refused("a changed JSON value"),
  JSON_INSERT: refused("a changed JSON value"),
  JSON_REPLACE: refused("a changed JSON value"),
  JSON_REMOVE: refused("a changed JSON value"),
  JSON_CONTAINS: refused("one JSON value among another"),
  JSON_CONTAINS_PATH: refused("whether a path is there"),
  JSON_SEARCH: refused("the path of a value"),
  // What no other database can answer.
  LAST_INSERT_ID: refused("the last generated value is not kept in the target"),
  ROW_COUNT: session,
  FOUND_ROWS: session,
  CONNECTION_ID: session,
  DATABASE: schemaName,
  SCHEMA: schemaName,
  USER: userName,
  CURRENT_USER: userName,
  SESSION_USER: userName,
  SYSTEM_USER: userName,
  VERSION: session,
  CHARSET: session,
  COLLATION: session,
  SLEEP: waits,
  BENCHMARK: waits,
  GET_LOCK: waits,
  RELEASE_LOCK: waits,
};
