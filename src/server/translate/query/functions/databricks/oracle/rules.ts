import {
  aggregate,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import { RANKS } from "../../hypothetical.ts";
import { joinedElements } from "../../xmlTexts.ts";
import { percentile, ratioToReport, stringAggregate } from "../aggregates.ts";
import { choice, decode, firstNotNull, nvl2 } from "../choices.ts";
import { toChar, toDate, toNumber } from "../dateTexts.ts";
import { addMonths, lastDay, monthsBetween } from "../monthSums.ts";
import { bits, logBaseFirst } from "../numbers.ts";
import { regexpCount, regexpInstr, regexpLike } from "../regexp.ts";
import { substring } from "../substring.ts";
import { sysContext } from "../sysContext.ts";
import { chr, initcap, length, ofText, trimSide } from "../text.ts";
import { nextDay, numberToInterval, round, textToInterval, trunc } from "./dates.ts";
import {
  concat,
  instr,
  jsonByPath,
  jsonExists,
  lobSubstring,
  notOrUnknown,
  randomValue,
  regexpReplace,
  regexpSubstr,
  remainder,
  replace,
  standardHash,
  toText,
  translate,
} from "./texts.ts";

const session = refused("the value depends on the source's session");
const otherHash = refused("another hash function gives other values");
const inBytes = refused("positions are counted in bytes of the database's character set");

/** SYS_GUID(): sixteen bytes. */
const guid: FunctionRule = (call) => {
  arity(call, 0);
  return primaryBytes("unhex(replace(uuid(), '-', ''))");
};

const primaryBytes = (sql: string) => ({ sql, prec: 10, type: "binary" as const });

/** Oracle Database SQL Language Reference, "Functions" -> Databricks SQL. */
export const ORACLE_TO_DATABRICKS: RuleTable = {
  NVL: firstNotNull,
  NVL2: nvl2,
  DECODE: decode,
  IIF: choice,
  LNNVL: notOrUnknown,
  NANVL: same("nanvl", 0, 2),
  // Dates.
  TRUNC: trunc,
  ROUND: round,
  ADD_MONTHS: addMonths,
  MONTHS_BETWEEN: monthsBetween,
  LAST_DAY: lastDay,
  NEXT_DAY: nextDay,
  NUMTODSINTERVAL: numberToInterval,
  NUMTOYMINTERVAL: numberToInterval,
  TO_DSINTERVAL: textToInterval("DAY TO SECOND"),
  TO_YMINTERVAL: textToInterval("YEAR TO MONTH"),
  SYS_EXTRACT_UTC: template("to_utc_timestamp($1, current_timezone())", "timestamp"),
  NEW_TIME: refused("time zones are given by abbreviations"),
  FROM_TZ: refused("a time of another zone than the session's cannot be held"),
  TZ_OFFSET: session,
  // Conversions.
  TO_CHAR: toChar,
  TO_NCHAR: toChar,
  TO_DATE: toDate("TIMESTAMP"),
  TO_TIMESTAMP: toDate("TIMESTAMP"),
  TO_TIMESTAMP_TZ: toDate("TIMESTAMPTZ"),
  TO_NUMBER: toNumber(),
  TO_CLOB: toText,
  TO_NCLOB: toText,
  TO_LOB: toText,
  TO_BINARY_DOUBLE: template("CAST($1 AS DOUBLE)", "float"),
  TO_BINARY_FLOAT: template("CAST($1 AS FLOAT)", "float"),
  EMPTY_CLOB: template("''", "string"),
  EMPTY_BLOB: template("X''", "binary"),
  RAWTOHEX: template("hex($1)", "string"),
  HEXTORAW: template("unhex($1)", "binary"),
  CONVERT: refused("character sets: texts are Unicode in the target"),
  // Texts.
  SUBSTR: substring,
  SUBSTRC: substring,
  SUBSTRB: inBytes,
  INSTR: instr,
  INSTRC: instr,
  INSTRB: inBytes,
  LENGTH: length,
  LENGTHC: length,
  LENGTHB: ofText("octet_length", "int", 1),
  CONCAT: concat,
  REPLACE: replace,
  TRANSLATE: translate,
  INITCAP: initcap,
  NLS_INITCAP: initcap,
  NLS_UPPER: ofText("upper", "string", 1),
  NLS_LOWER: ofText("lower", "string", 1),
  NLSSORT: refused("the order of texts is a collation's here"),
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  CHR: chr,
  NCHR: chr,
  SOUNDEX: ofText("soundex", "string", 1),
  REGEXP_LIKE: regexpLike(false),
  REGEXP_REPLACE: regexpReplace,
  REGEXP_SUBSTR: regexpSubstr,
  REGEXP_INSTR: regexpInstr,
  REGEXP_COUNT: regexpCount,
  // Numbers.
  BITAND: bits("&"),
  BITOR: bits("|"),
  BITXOR: bits("^"),
  REMAINDER: remainder,
  LOG: logBaseFirst,
  // Aggregates.
  ...RANKS,
  XMLAGG: joinedElements,
  LISTAGG: stringAggregate(""),
  WM_CONCAT: stringAggregate(","),
  MEDIAN: aggregate("median", "float"),
  APPROX_MEDIAN: aggregate("median", "float"),
  APPROX_PERCENTILE: percentile("percentile_cont"),
  STATS_MODE: aggregate("mode", 0),
  PERCENTILE_CONT: percentile("percentile_cont"),
  PERCENTILE_DISC: percentile("percentile_disc"),
  APPROX_COUNT_DISTINCT: aggregate("approx_count_distinct", "int"),
  GROUPING_ID: same("grouping_id", "int", 1, 99),
  RATIO_TO_REPORT: ratioToReport,
  // JSON.
  JSON_VALUE: jsonByPath,
  JSON_QUERY: jsonByPath,
  JSON_EXISTS: jsonExists,
  // Packages.
  "DBMS_LOB.SUBSTR": lobSubstring,
  "DBMS_LOB.GETLENGTH": length,
  "DBMS_LOB.INSTR": instr,
  "DBMS_RANDOM.VALUE": randomValue,
  "UTL_RAW.CAST_TO_VARCHAR2": template("decode($1, 'UTF-8')", "string"),
  "UTL_RAW.CAST_TO_RAW": template("encode($1, 'UTF-8')", "binary"),
  // What no other database can answer.
  SYS_GUID: guid,
  STANDARD_HASH: standardHash,
  ORA_HASH: otherHash,
  USERENV: session,
  SYS_CONTEXT: sysContext,
  UID: session,
  USER: session,
  DUMP: refused("the bytes of a value are the source's own"),
  VSIZE: refused("the bytes of a value are the source's own"),
  ROWIDTOCHAR: refused("there are no row addresses in the target"),
  CHARTOROWID: refused("there are no row addresses in the target"),
  GROUP_ID: refused("duplicate groups have no number here"),
  SYS_CONNECT_BY_PATH: refused("the path of a hierarchy stands in its query"),
};
