import { decimalQuotient } from "../../../digits/decimalScale.ts";
import { withRoom } from "../../../digits/wideDecimals.ts";
import { commonType, isDated, isNumeric, primary } from "../../../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { choice, decode, firstNotNull, nvl2 } from "../choices.ts";
import { addMonths, dateAdd, dateDiff, monthsBetween } from "../dateSums.ts";
import { datePart, dateTrunc, part, timeOfDay, unitOf } from "../dates.ts";
import { BITS, HASHES } from "../hashes.ts";
import { behind, options, regexpCount, regexpPart, regexpPlace, whole } from "../regexps.ts";
import { sessionValues } from "../sessionValues.ts";
import { median, STATISTICS } from "../statistics.ts";
import { stringAggregate } from "../stringAggregate.ts";
import { substring } from "../substring.ts";
import { initcap, length, strictConcat, text, trimSide } from "../text.ts";
import { toChar } from "../toChar.ts";
import { toDate } from "../toDate.ts";
import { SNOWFLAKE_ARRAYS } from "./arrays.ts";
import { SNOWFLAKE_DATES, timestampOfNumber } from "./dates.ts";
import { SNOWFLAKE_NUMBERS } from "./numbers.ts";
import { SNOWFLAKE_TEXTS } from "./texts.ts";
import { SNOWFLAKE_VARIANTS } from "./variants.ts";

const toNumber =
  (word: string): FunctionRule =>
  (call) => {
    const mask = call.count > 1 ? call.arg(1).literal : undefined;
    const at = mask === undefined ? 1 : 2;
    arity(call, 1, at + 2);
    const precision = call.count > at ? call.arg(at).number : "38";
    const scale = call.count > at + 1 ? call.arg(at + 1).number : "0";
    if (mask !== undefined && !/^\$?[90,]+(\.[90]+)?$/.test(mask)) throw call.stop("this format");
    if (precision === undefined || scale === undefined)
      throw call.stop("a format or computed precision");
    const { sql } = call.arg(0);
    const digits = mask === undefined ? sql : `replace(replace(trim(${sql}), ',', ''), '$', '')`;
    return primary(`${word}(${digits} AS DECIMAL(${precision},${scale}))`, "decimal");
  };

const regexpLike: FunctionRule = (call) => {
  arity(call, 2, 3);
  const { flags } = options(call, 2);
  const matched = `${text(call.arg(0))}, ${call.arg(1).sql}${behind(flags)}`;
  return primary(`regexp_full_match(${matched})`, "bool");
};

/** DATE_FROM_PARTS(y, m, d): months and days beyond their range run into the next year or month. */
const dateFromParts: FunctionRule = (call) => {
  arity(call, 3);
  const [year, month, day] = call.args().map(({ sql }) => `CAST(${sql} AS INTEGER)`);
  const first = `make_date(${year}, 1, 1) + to_months(${month} - 1) + to_days(${day} - 1)`;
  return primary(`CAST(${first} AS DATE)`, "date");
};

const toTimestamp: FunctionRule = (call) => {
  if (call.count > 2 || !isNumeric(call.arg(0).type)) return toDate("TIMESTAMP")(call);
  if (call.count === 1) return timestampOfNumber(call.arg(0));
  // TO_TIMESTAMP(n, 3): thousandths of seconds.
  const scale = call.arg(1).number;
  if (scale === undefined || !/^\d$/.test(scale)) throw call.stop("the scale is computed");
  const micros = `CAST(${call.arg(0).sql} AS DECIMAL(38,6)) * 1000000 / 1e${scale}`;
  return primary(`make_timestamp(CAST(${micros} AS BIGINT))`, "timestamp");
};

const div0 =
  (zeroForNull: boolean): FunctionRule =>
  (call) => {
    arity(call, 2);
    const [a, b] = [call.arg(0), call.arg(1)];
    const zero = zeroForNull ? `coalesce(${b.sql}, 0) = 0` : `(${b.sql}) = 0`;
    const certain = a.number !== undefined ? "" : ` AND (${a.sql}) IS NOT NULL`;
    const plain = primary(`(${a.sql}) / (${b.sql})`, "float");
    const quotient = decimalQuotient(call.tx, a, b, call.offset) ?? plain;
    const sql = `CASE WHEN ${zero}${certain} THEN 0 ELSE ${quotient.sql} END`;
    return { ...quotient, ...primary(sql, quotient.type) };
  };

const extremeIgnoringNulls =
  (name: string): FunctionRule =>
  (call) => {
    arity(call, 1, 99);
    const values = withRoom(call.tx, call.args());
    const list = values.map(({ sql }) => sql).join(", ");
    return primary(`${name}(${list})`, commonType(values.map(({ type }) => type)));
  };

const now: FunctionRule = (call) => {
  arity(call, 0, 1);
  return primary("now()", "timestamptz");
};

const objectConstruct: FunctionRule = (call) => {
  if (call.count === 0 && !call.star) return primary("json('{}')", "json");
  if (call.count % 2 !== 0 || call.star) throw call.stop("pairs of keys and values expected");
  for (let index = 0; index < call.count; index += 2) {
    if (call.arg(index).literal === undefined) throw call.stop("a computed key");
  }
  // Pairs whose value is NULL are left out, as json_merge_patch does.
  const object = `json_object(${call.list()})`;
  return primary(`json_merge_patch(json('{}'), ${object})`, "json");
};

const trunc: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = call.arg(0);
  if (
    call.count === 1 &&
    (value.type === "int" || value.type === "decimal" || value.type === "float")
  )
    return primary(`trunc(${value.sql})`, value.type);
  if (call.count === 2 && call.arg(1).number !== undefined)
    return primary(`trunc(CAST(${value.sql} AS DECIMAL(38,10)), ${call.arg(1).sql})`, "decimal");
  if (call.count === 2 && call.word(1) !== undefined && isDated(value.type)) {
    const sql = `date_trunc('${unitOf(call, 1)}', ${value.sql})`;
    return value.type === "date"
      ? primary(`CAST(${sql} AS DATE)`, "date")
      : primary(sql, value.type);
  }
  throw call.stop("whether the argument is a date or a number cannot be told");
};

/** Snowflake reference, "Function and stored procedure reference". */
export const SNOWFLAKE_FUNCTIONS: RuleTable = {
  ...STATISTICS,
  ...HASHES,
  ...BITS,
  ...SNOWFLAKE_ARRAYS,
  ...sessionValues(
    "CURRENT_ACCOUNT CURRENT_ACCOUNT_NAME CURRENT_ORGANIZATION_NAME CURRENT_REGION CURRENT_SESSION CURRENT_WAREHOUSE CURRENT_DATABASE CURRENT_SCHEMA CURRENT_VERSION CURRENT_CLIENT LAST_QUERY_ID",
  ),
  REGEXP_SUBSTR: regexpPart,
  REGEXP_COUNT: regexpCount,
  REGEXP_INSTR: regexpPlace,
  APPROX_PERCENTILE: aggregate("approx_quantile", "float", 2),
  HLL: aggregate("approx_count_distinct", "int"),
  MODE: aggregate("mode", 0),
  SKEW: aggregate("skewness", "float"),
  KURTOSIS: aggregate("kurtosis", "float"),
  CBRT: same("cbrt", "float", 1),
  FACTORIAL: same("factorial", "decimal", 1),
  LOG: template("log($1, $2)", "float"),
  SPACE: template("repeat(' ', $1)", "string"),
  CHAR: same("chr", "string", 1),
  UNICODE: same("unicode", "int", 1),
  OCTET_LENGTH: template("octet_length(encode($1))", "int"),
  EDITDISTANCE: (call) => {
    arity(call, 2);
    return primary(`levenshtein(${text(call.arg(0))}, ${text(call.arg(1))})`, "int");
  },
  BOOLAND: template("((($1) <> 0) AND (($2) <> 0))", "bool"),
  BOOLOR: template("((($1) <> 0) OR (($2) <> 0))", "bool"),
  BOOLNOT: template("(($1) = 0)", "bool"),
  GREATEST_IGNORE_NULLS: extremeIgnoringNulls("greatest"),
  LEAST_IGNORE_NULLS: extremeIgnoringNulls("least"),
  TIMESTAMP_FROM_PARTS: same("make_timestamp", "timestamp", 6),
  TIMESTAMP_NTZ_FROM_PARTS: same("make_timestamp", "timestamp", 6),
  TIMESTAMPFROMPARTS: same("make_timestamp", "timestamp", 6),
  TIME_FROM_PARTS: same("make_time", "time", 3),
  TO_TIME: timeOfDay,
  YEAROFWEEKISO: template("isoyear($1)", "int"),
  NVL: firstNotNull,
  IFNULL: firstNotNull,
  NVL2: nvl2,
  IFF: choice,
  DECODE: decode,
  ZEROIFNULL: template("coalesce($1, 0)", 0),
  NULLIFZERO: template("nullif($1, 0)", 0),
  EQUAL_NULL: template("($1 IS NOT DISTINCT FROM $2)", "bool"),
  DIV0: div0(false),
  DIV0NULL: div0(true),
  GETDATE: now,
  SYSTIMESTAMP: now,
  CURRENT_TIMESTAMP: now,
  DATEADD: dateAdd,
  TIMESTAMPADD: dateAdd,
  TIMEADD: dateAdd,
  DATEDIFF: dateDiff,
  TIMESTAMPDIFF: dateDiff,
  TIMEDIFF: dateDiff,
  DATE_PART: datePart,
  DATE_TRUNC: dateTrunc,
  YEAR: part("YEAR"),
  QUARTER: part("QUARTER"),
  MONTH: part("MONTH"),
  DAY: part("DAY"),
  DAYOFMONTH: part("DAY"),
  DAYOFWEEK: part("DOW"),
  DAYOFWEEKISO: part("ISODOW"),
  DAYOFYEAR: part("DOY"),
  WEEKISO: part("WEEKISO"),
  HOUR: part("HOUR"),
  MINUTE: part("MINUTE"),
  SECOND: part("SECOND"),
  MONTHNAME: template("left(monthname($1), 3)", "string"),
  DAYNAME: template("left(dayname($1), 3)", "string"),
  ADD_MONTHS: addMonths,
  MONTHS_BETWEEN: monthsBetween,
  DATE_FROM_PARTS: dateFromParts,
  DATEFROMPARTS: dateFromParts,
  TO_CHAR: toChar,
  TO_VARCHAR: toChar,
  TO_DATE: toDate("DATE"),
  DATE: toDate("DATE"),
  TRY_TO_DATE: toDate("DATE", true),
  TO_TIMESTAMP: toTimestamp,
  TO_TIMESTAMP_NTZ: toTimestamp,
  TRY_TO_TIMESTAMP: toDate("TIMESTAMP", true),
  TRY_TO_TIMESTAMP_NTZ: toDate("TIMESTAMP", true),
  TO_NUMBER: toNumber("CAST"),
  TO_DECIMAL: toNumber("CAST"),
  TO_NUMERIC: toNumber("CAST"),
  TRY_TO_NUMBER: toNumber("TRY_CAST"),
  TRY_TO_DECIMAL: toNumber("TRY_CAST"),
  TO_DOUBLE: template("CAST($1 AS DOUBLE)", "float"),
  TRY_TO_DOUBLE: template("TRY_CAST($1 AS DOUBLE)", "float"),
  TO_BOOLEAN: template("CAST($1 AS BOOLEAN)", "bool"),
  TRY_TO_BOOLEAN: template("TRY_CAST($1 AS BOOLEAN)", "bool"),
  PARSE_JSON: template("CAST($1 AS JSON)", "json"),
  TRY_PARSE_JSON: template("TRY_CAST($1 AS JSON)", "json"),
  OBJECT_CONSTRUCT: objectConstruct,
  CONCAT: strictConcat,
  CONCAT_WS: (call) => {
    arity(call, 2, 99);
    // NULL if one is NULL.
    const [separator, ...values] = call.args();
    return primary(
      `(${values.map((value) => text(value, call.tx)).join(` || ${separator?.sql ?? "''"} || `)})`,
      "string",
    );
  },
  SUBSTR: substring,
  SUBSTRING: substring,
  LENGTH: length(false),
  LEN: length(false),
  CONTAINS: same("contains", "bool", 2),
  STARTSWITH: same("starts_with", "bool", 2),
  ENDSWITH: same("ends_with", "bool", 2),
  SPLIT_PART: (call) => {
    arity(call, 3);
    const place = call.arg(2).number;
    if (
      call.arg(1).literal === undefined ||
      call.arg(1).literal === "" ||
      place === undefined ||
      place === "0"
    ) {
      throw call.stop("a computed separator or place");
    }
    return primary(`split_part(${text(call.arg(0))}, ${call.arg(1).sql}, ${place})`, "string");
  },
  INITCAP: initcap,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  CHR: same("chr", "string", 1),
  MD5: same("md5", "string", 1),
  SHA2: (call) => {
    arity(call, 1, 2);
    if (call.count === 2 && call.arg(1).number !== "256")
      throw call.stop("other lengths than 256 bits");
    return primary(`sha256(${text(call.arg(0))})`, "string");
  },
  REGEXP_LIKE: regexpLike,
  RLIKE: regexpLike,
  REGEXP_REPLACE: (call) => {
    arity(call, 2, 6);
    const all =
      whole(call, 3, 1, "the position") === 1 && whole(call, 4, 0, "the occurrence") === 0;
    if (!all) throw call.stop("a position or an occurrence");
    const by = call.count > 2 ? call.arg(2).sql : "''";
    const { flags } = options(call, 5);
    const what = `${text(call.arg(0))}, ${call.arg(1).sql}, ${by}, 'g${flags}'`;
    return primary(`regexp_replace(${what})`, "string");
  },
  ILIKE: template("($1 ILIKE $2)", "bool"),
  LISTAGG: stringAggregate(""),
  COUNT_IF: template("count_if($1)", "int"),
  MEDIAN: median,
  BOOLAND_AGG: aggregate("bool_and", "bool"),
  BOOLOR_AGG: aggregate("bool_or", "bool"),
  MAX_BY: aggregate("max_by", 0, 2),
  MIN_BY: aggregate("min_by", 0, 2),
  RATIO_TO_REPORT: (call) => {
    arity(call, 1);
    if (call.over === undefined) throw call.stop("OVER is missing");
    return primary(`(${call.arg(0).sql} / sum(${call.arg(0).sql}) OVER ${call.over})`, "float");
  },
  SQUARE: template("power($1, 2)", "float"),
  TRUNC: trunc,
  TRUNCATE: trunc,
  UUID_STRING: template("CAST(uuid() AS VARCHAR)", "string"),
  ...SNOWFLAKE_DATES,
  ...SNOWFLAKE_VARIANTS,
  ...SNOWFLAKE_TEXTS,
  ...SNOWFLAKE_NUMBERS,
};
