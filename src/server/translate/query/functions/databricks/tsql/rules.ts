import { commonType, PREC, primary, wrap } from "../../../expr.ts";
import {
  aggregate,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import { percentile, stringAggregate } from "../aggregates.ts";
import { choice, firstNotNull } from "../choices.ts";
import { dateDiff } from "../dateDifference.ts";
import { dateAdd } from "../dates.ts";
import { dateTrunc } from "../dateTrunc.ts";
import { places, round as roundNumber, truncated } from "../numbers.ts";
import { jsonByPath } from "../oracle/texts.ts";
import { datePart, part } from "../parts.ts";
import { regexpCount, regexpInstr, regexpLike, regexpReplace, regexpSubstr } from "../regexp.ts";
import { substring } from "../substring.ts";
import { chr, lenientConcat, lenientConcatWs, ofText, trimSide } from "../text.ts";
import { clockFromParts, dateName, endOfMonth, format, timeFromParts } from "./dates.ts";
import { SESSION } from "./session.ts";
import {
  castable,
  char,
  charindex,
  hashBytes,
  isJson,
  len,
  patindex,
  quoteName,
  repeated,
  replace,
  str,
  stuff,
} from "./texts.ts";

const now = template("current_timestamp()", "timestamp");
const nowUtc = template("to_utc_timestamp(current_timestamp(), current_timezone())", "timestamp");
const session = refused("the value depends on the source's session or server");
const checksum = refused("another checksum gives other values");
const identity = refused("the last identity value is not kept in the target");
const culture = refused("texts are read by the rules of a culture");

/** CHOOSE(n, a, b, …): NULL for a number without a value. */
const choose: FunctionRule = (call) => {
  arity(call, 2, 99);
  const values = call.args().slice(1);
  const whens = values.map((value, index) => `WHEN ${index + 1} THEN ${value.sql}`).join(" ");
  return primary(
    `CASE ${call.arg(0).sql} ${whens} END`,
    commonType(values.map((value) => value.type)),
  );
};

/** ROUND(n, places [, cut]). */
const round: FunctionRule = (call) => {
  arity(call, 2, 3);
  if (call.count === 2) return roundNumber(call);
  const { number } = call.arg(2);
  if (number === undefined) throw call.stop("a computed third argument");
  if (number !== "0") return truncated(call.arg(0), places(call, 1));
  return primary(`round(${call.arg(0).sql}${places(call, 1)})`, call.arg(0).type);
};

/** POWER has the type of its first argument: whole numbers are cut, decimals keep their places. */
const power: FunctionRule = (call) => {
  arity(call, 2);
  const [base, exponent] = [call.arg(0), call.arg(1)];
  const sql = `power(${base.sql}, ${exponent.sql})`;
  if (base.type === "int") return primary(`CAST(${sql} AS BIGINT)`, "int");
  const digits = base.number?.split(".")[1]?.length;
  if (digits !== undefined && base.type === "decimal")
    return primary(`round(${sql}, ${digits})`, "decimal");
  if (base.type !== "float") {
    const what =
      "POWER has as many decimal places as its first argument in SQL Server, here it has all";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return primary(sql, "float");
};

const log: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = call.arg(0).sql;
  return primary(call.count === 1 ? `ln(${value})` : `log(${call.arg(1).sql}, ${value})`, "float");
};

/** RAND(): one number for the whole query there, one for each row here. */
const rand: FunctionRule = (call) => {
  arity(call, 0, 1);
  if (call.count === 1) throw call.stop("a seed gives other numbers here");
  const what =
    "RAND is one number for all rows of a query in SQL Server, another one each row here";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary("rand()", "float");
};

const dataLength: FunctionRule = (call) => {
  arity(call, 1);
  if (call.arg(0).type !== "binary")
    throw call.stop("bytes of texts and numbers are counted differently");
  return primary(`octet_length(${call.arg(0).sql})`, "int");
};

/** GROUPING_ID without arguments is of all keys on both sides. */
const groupingId = same("grouping_id", "int", 0, 99);

/** SET_BIT(n, place [, value]). */
const setBit: FunctionRule = (call) => {
  arity(call, 2, 3);
  const value = call.count === 3 ? call.arg(2).number : "1";
  if (value !== "0" && value !== "1") throw call.stop("a bit that is computed");
  const bit = `shiftleft(1, ${call.arg(1).sql})`;
  const change = value === "1" ? `| ${bit}` : `& ~${bit}`;
  return { sql: `${wrap(call.arg(0), PREC.multiply)} ${change}`, prec: PREC.other, type: "int" };
};

/** Transact-SQL reference, "Functions" -> Databricks SQL. */
export const TSQL_TO_DATABRICKS: RuleTable = {
  ISNULL: firstNotNull,
  IIF: choice,
  CHOOSE: choose,
  // Dates.
  GETDATE: now,
  SYSDATETIME: now,
  GETUTCDATE: nowUtc,
  SYSUTCDATETIME: nowUtc,
  SYSDATETIMEOFFSET: template("current_timestamp()", "timestamptz"),
  DATEADD: dateAdd,
  DATEDIFF: dateDiff,
  DATEDIFF_BIG: dateDiff,
  DATEPART: datePart,
  DATENAME: dateName,
  DATETRUNC: dateTrunc,
  YEAR: part("YEAR"),
  MONTH: part("MONTH"),
  DAY: part("DAY"),
  EOMONTH: endOfMonth,
  DATEFROMPARTS: same("make_date", "date", 3),
  DATETIMEFROMPARTS: timeFromParts(7),
  DATETIME2FROMPARTS: timeFromParts(8),
  SMALLDATETIMEFROMPARTS: timeFromParts(5),
  TIMEFROMPARTS: clockFromParts,
  DATETIMEOFFSETFROMPARTS: refused("a time of another zone than the session's cannot be held"),
  SWITCHOFFSET: refused("a time of another zone than the session's cannot be held"),
  TODATETIMEOFFSET: refused("a time of another zone than the session's cannot be held"),
  DATE_BUCKET: refused("buckets of a width from an origin"),
  ISDATE: castable(
    "TIMESTAMP",
    "which texts are dates depends on the session in SQL Server; here those in ISO 8601",
  ),
  // Texts.
  LEN: len,
  DATALENGTH: dataLength,
  CHARINDEX: charindex,
  PATINDEX: patindex,
  STUFF: stuff,
  SUBSTRING: substring,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  REPLACE: replace,
  REPLICATE: repeated(undefined),
  SPACE: repeated(" "),
  CHAR: char,
  NCHAR: chr,
  UNICODE: ofText("ascii", "int", 1),
  CONCAT: lenientConcat,
  CONCAT_WS: lenientConcatWs,
  STRING_AGG: stringAggregate(""),
  QUOTENAME: quoteName,
  STR: str,
  FORMAT: format,
  SOUNDEX: ofText("soundex", "string", 1),
  DIFFERENCE: refused("how alike two texts sound is not counted here"),
  STRING_ESCAPE: refused("escaping for JSON"),
  PARSENAME: refused("parts of an object's name"),
  FORMATMESSAGE: refused("messages of the server"),
  HASHBYTES: hashBytes,
  REGEXP_LIKE: regexpLike(false),
  REGEXP_REPLACE: regexpReplace,
  REGEXP_SUBSTR: regexpSubstr,
  REGEXP_INSTR: regexpInstr,
  REGEXP_COUNT: regexpCount,
  PARSE: culture,
  TRY_PARSE: culture,
  ISNUMERIC: castable(
    "DOUBLE",
    "ISNUMERIC also takes signs, currencies and lone points; here only numbers",
  ),
  // JSON.
  JSON_VALUE: jsonByPath,
  JSON_QUERY: jsonByPath,
  ISJSON: isJson,
  JSON_MODIFY: refused("a changed JSON text"),
  // Numbers.
  ROUND: round,
  POWER: power,
  SQUARE: template("power($1, 2)", "float"),
  LOG: log,
  LOG10: same("log10", "float", 1),
  ATN2: same("atan2", "float", 2),
  RAND: rand,
  BIT_COUNT: same("bit_count", "int", 1),
  GET_BIT: same("getbit", "int", 2),
  SET_BIT: setBit,
  LEFT_SHIFT: same("shiftleft", 0, 2),
  RIGHT_SHIFT: same("shiftrightunsigned", 0, 2),
  // Aggregates.
  STDEV: aggregate("stddev", "float"),
  STDEVP: aggregate("stddev_pop", "float"),
  VAR: aggregate("variance", "float"),
  VARP: aggregate("var_pop", "float"),
  COUNT_BIG: (call) =>
    primary(call.aggregate("count", call.star ? ["*"] : [call.arg(0).sql]), "int"),
  APPROX_COUNT_DISTINCT: aggregate("approx_count_distinct", "int"),
  GROUPING_ID: groupingId,
  PERCENTILE_CONT: percentile("percentile_cont"),
  PERCENTILE_DISC: percentile("percentile_disc"),
  APPROX_PERCENTILE_CONT: percentile("percentile_cont"),
  APPROX_PERCENTILE_DISC: percentile("percentile_disc"),
  // What no other database can answer, or with another value.
  ...SESSION,
  NEWID: template("upper(uuid())", "string"),
  NEWSEQUENTIALID: template("uuid()", "string"),
  CHECKSUM: checksum,
  BINARY_CHECKSUM: checksum,
  CHECKSUM_AGG: checksum,
  SCOPE_IDENTITY: identity,
  IDENT_CURRENT: identity,
  ...Object.fromEntries(
    (
      "DB_ID OBJECT_ID OBJECT_NAME OBJECT_SCHEMA_NAME SCHEMA_ID SUSER_ID " +
      "USER_ID HOST_NAME HOST_ID APP_NAME SERVERPROPERTY DATABASEPROPERTYEX COLLATIONPROPERTY OBJECTPROPERTY " +
      "COLUMNPROPERTY TYPE_NAME TYPE_ID COL_NAME COL_LENGTH INDEX_COL STATS_DATE CONNECTIONPROPERTY SESSION_CONTEXT " +
      "CONTEXT_INFO IS_MEMBER IS_ROLEMEMBER IS_SRVROLEMEMBER HAS_PERMS_BY_NAME PERMISSIONS XACT_STATE CURRENT_TRANSACTION_ID"
    )
      .split(" ")
      .map((name) => [name, session]),
  ),
};
