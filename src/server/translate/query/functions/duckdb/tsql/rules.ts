import { primary } from "../../../expr.ts";
import { isCaseless, noteTexts, replaceFolded } from "../../../texts/texts.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { choice, firstNotNull } from "../choices.ts";
import { dateAdd, dateDiff } from "../dateSums.ts";
import { asDate, datePart, dateTrunc, part } from "../dates.ts";
import { sessionValues } from "../sessionValues.ts";
import { SQL_JSON } from "../sqlJson.ts";
import { STATISTICS } from "../statistics.ts";
import { stringAggregate } from "../stringAggregate.ts";
import { substring } from "../substring.ts";
import { length, lenientConcat, text, trimSide } from "../text.ts";
import { cotangent, hashBytes, parseName } from "./numbers.ts";
import { charindex, format, isNumericText, patindex, str, stuff } from "./texts.ts";

const now: FunctionRule = (call) => {
  arity(call, 0);
  return primary("CAST(now() AS TIMESTAMP)", "timestamp");
};

const choose: FunctionRule = (call) => {
  arity(call, 2, 99);
  const values = call.args().slice(1);
  const whens = values.map((value, index) => `WHEN ${index + 1} THEN ${value.sql}`).join(" ");
  return primary(
    `CASE ${call.arg(0).sql} ${whens} END`,
    values.every((value) => value.type === values[0]?.type)
      ? (values[0]?.type ?? "unknown")
      : "unknown",
  );
};

const dateName: FunctionRule = (call) => {
  arity(call, 2);
  const word = call.word(0) ?? "";
  const date = asDate(call, call.arg(1), "TIMESTAMP");
  if (/^(MONTH|MM|M)$/.test(word)) return primary(`monthname(${date})`, "string");
  if (/^(WEEKDAY|DW|W)$/.test(word)) return primary(`dayname(${date})`, "string");
  return primary(`CAST(${datePart(call).sql} AS VARCHAR)`, "string");
};

const eomonth: FunctionRule = (call) => {
  arity(call, 1, 2);
  const date = asDate(call, call.arg(0), "TIMESTAMP");
  if (call.count === 1) return primary(`last_day(${date})`, "date");
  return primary(`last_day(${date} + to_months(CAST(${call.arg(1).sql} AS INTEGER)))`, "date");
};

const round: FunctionRule = (call) => {
  arity(call, 2, 3);
  const value = call.arg(0);
  if (call.count === 3 && call.arg(2).number !== "0") {
    if (call.arg(2).number === undefined) throw call.stop("a computed third argument");
    return primary(`trunc(CAST(${value.sql} AS DECIMAL(38,10)), ${call.arg(1).sql})`, "decimal");
  }
  return primary(`round(${value.sql}, ${call.arg(1).sql})`, value.type);
};

/** POWER has the type of its first argument: whole numbers are cut, decimals keep their places. */
const power: FunctionRule = (call) => {
  arity(call, 2);
  const [base, exponent] = [call.arg(0), call.arg(1)];
  const sql = `power(${base.sql}, ${exponent.sql})`;
  if (base.type === "int") return primary(`CAST(trunc(${sql}) AS BIGINT)`, "int");
  const places = base.number?.split(".")[1]?.length;
  if (places !== undefined && base.type === "decimal")
    return primary(`round(${sql}, ${places})`, "decimal");
  if (base.type !== "float") {
    const what =
      "POWER has as many decimal places as its first argument in SQL Server, here it has all";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return primary(sql, "float");
};

/** Transact-SQL reference, "Functions". */
export const TSQL_FUNCTIONS: RuleTable = {
  ...STATISTICS,
  ...SQL_JSON,
  HASHBYTES: hashBytes,
  PARSENAME: parseName,
  COT: cotangent,
  DATETIME2FROMPARTS: template(
    "make_timestamp($1, $2, $3, $4, $5, $6 + $7 / power(10, $8))",
    "timestamp",
  ),
  TIMEFROMPARTS: template("make_time($1, $2, $3 + $4 / power(10, $5))", "time"),
  RAND: (call) => {
    arity(call, 0);
    const what = "RAND is one value for the whole query in SQL Server, one for each row here";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return primary("random()", "float");
  },
  ...sessionValues(
    "SCOPE_IDENTITY IDENT_CURRENT DB_NAME DB_ID OBJECT_ID OBJECT_NAME SCHEMA_NAME SUSER_SNAME SUSER_NAME USER_NAME HOST_NAME APP_NAME ORIGINAL_LOGIN SERVERPROPERTY SESSION_CONTEXT IS_MEMBER",
  ),
  BIT_COUNT: same("bit_count", "int", 1),
  GROUPING_ID: same("grouping_id", "int", 1, 9),
  ISJSON: template("CAST(json_valid($1) AS INTEGER)", "int"),
  ISNULL: firstNotNull,
  IIF: choice,
  GETDATE: now,
  SYSDATETIME: now,
  GETUTCDATE: template("(now() AT TIME ZONE 'UTC')", "timestamp"),
  SYSUTCDATETIME: template("(now() AT TIME ZONE 'UTC')", "timestamp"),
  SYSDATETIMEOFFSET: template("now()", "timestamptz"),
  DATEADD: dateAdd,
  DATEDIFF: dateDiff,
  DATEDIFF_BIG: dateDiff,
  DATEPART: datePart,
  DATENAME: dateName,
  DATETRUNC: dateTrunc,
  YEAR: part("YEAR"),
  MONTH: part("MONTH"),
  DAY: part("DAY"),
  EOMONTH: eomonth,
  DATEFROMPARTS: same("make_date", "date", 3),
  DATETIMEFROMPARTS: template("make_timestamp($1, $2, $3, $4, $5, $6 + $7 / 1000.0)", "timestamp"),
  LEN: length(true),
  DATALENGTH: (call) => {
    arity(call, 1);
    if (call.arg(0).type !== "binary")
      throw call.stop("bytes of texts and numbers are counted differently");
    return primary(`octet_length(${call.arg(0).sql})`, "int");
  },
  CHARINDEX: charindex,
  PATINDEX: patindex,
  STUFF: stuff,
  SUBSTRING: substring,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  REPLICATE: (call) => {
    arity(call, 2);
    const [subject, count] = [text(call.arg(0), call.tx), call.arg(1)];
    const sql = `repeat(${subject}, ${count.sql})`;
    const certain = count.number !== undefined && !count.number.startsWith("-");
    return primary(certain ? sql : `CASE WHEN ${count.sql} >= 0 THEN ${sql} END`, "string");
  },
  SPACE: template("repeat(' ', $1)", "string"),
  CHAR: same("chr", "string", 1),
  NCHAR: same("chr", "string", 1),
  UNICODE: same("unicode", "int", 1),
  CONCAT: lenientConcat,
  CONCAT_WS: same("concat_ws", "string", 2, 99),
  STRING_AGG: stringAggregate(","),
  STR: str,
  FORMAT: format,
  QUOTENAME: template("('[' || replace($1, ']', ']]') || ']')", "string"),
  CHOOSE: choose,
  NEWID: template("uuid()", "string"),
  NEWSEQUENTIALID: template("uuid()", "string"),
  ISNUMERIC: isNumericText,
  ISDATE: (call) => {
    throw call.stop("which texts are dates depends on the session");
  },
  ROUND: round,
  POWER: power,
  REPLACE: (call) => {
    arity(call, 3);
    const [subject, part, by] = [text(call.arg(0), call.tx), call.arg(1), call.arg(2)];
    if (!isCaseless(part)) {
      noteTexts(call.tx, call.offset, { ...call.arg(0), type: "string" }, part);
      const folded = replaceFolded(subject, part, by);
      if (folded !== undefined) return primary(folded, "string");
    }
    return primary(`replace(${subject}, ${text(part, call.tx)}, ${text(by, call.tx)})`, "string");
  },
  SQUARE: template("power($1, 2)", "float"),
  LOG: (call) => {
    arity(call, 1, 2);
    const value = call.arg(0).sql;
    return primary(
      call.count === 1 ? `ln(${value})` : `log(${call.arg(1).sql}, ${value})`,
      "float",
    );
  },
  LOG10: same("log10", "float", 1),
  ATN2: same("atan2", "float", 2),
  STDEV: aggregate("stddev_samp", "float"),
  STDEVP: aggregate("stddev_pop", "float"),
  VAR: aggregate("var_samp", "float"),
  VARP: aggregate("var_pop", "float"),
  COUNT_BIG: (call) =>
    primary(call.aggregate("count", call.star ? ["*"] : [call.arg(0).sql]), "int"),
};
