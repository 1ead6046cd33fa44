import { quoteText } from "../../../../duckdbNames.ts";
import { primary } from "../../../expr.ts";
import { aggregate, arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { choice, firstNotNull } from "../choices.ts";
import { difference } from "../dateSums.ts";
import { asDate, dateTrunc, isIsoWeek, unitOf } from "../dates.ts";
import { stringAggregate } from "../stringAggregate.ts";
import { substring } from "../substring.ts";
import { initcap, length, strictConcat, text, trimSide } from "../text.ts";
import { maskOf } from "../toChar.ts";
import { BIGQUERY_ARRAYS } from "./arrays.ts";
import { BIGQUERY_BYTES } from "./bytes.ts";
import { bigqueryDates } from "./dates.ts";
import { BIGQUERY_EPOCHS } from "./epochs.ts";
import { BIGQUERY_JSON } from "./json.ts";
import { BIGQUERY_SCALARS } from "./scalars.ts";
import { BIGQUERY_TEXTS } from "./texts.ts";

/** DATE_DIFF(to, from, unit): boundaries crossed; units of a day or less of TIMESTAMP_DIFF are whole ones elapsed. */
const dateDiff =
  (elapsed: boolean): FunctionRule =>
  (call) => {
    arity(call, 3);
    const monday = isIsoWeek(call, 2);
    const unit = monday ? "week" : unitOf(call, 2);
    const to = call.arg(0);
    const from = call.arg(1);
    if (!elapsed) return difference(call, unit, from, to, monday);
    return primary(
      `date_sub('${unit}', ${asDate(call, from, "TIMESTAMP")}, ${asDate(call, to, "TIMESTAMP")})`,
      "int",
    );
  };

/** FORMAT_DATE(mask, d). */
const formatDate: FunctionRule = (call) => {
  arity(call, 2);
  return primary(
    `strftime(${asDate(call, call.arg(1), "TIMESTAMP")}, ${quoteText(maskOf(call, 0, false).format)})`,
    "string",
  );
};

const parseDate =
  (type: "DATE" | "TIMESTAMP" | "TIMESTAMPTZ"): FunctionRule =>
  (call) => {
    arity(call, 2);
    const { format } = maskOf(call, 0, true);
    const typeClass = type === "DATE" ? "date" : type === "TIMESTAMP" ? "timestamp" : "timestamptz";
    return primary(
      `CAST(strptime(${text(call.arg(1))}, ${quoteText(format)}) AS ${type})`,
      typeClass,
    );
  };

/** DATETIME(y, m, d, h, i, s) or DATETIME(value). */
const dateTime: FunctionRule = (call) => {
  if (call.count === 6)
    return primary(
      `make_timestamp(${call
        .args()
        .map((arg) => arg.sql)
        .join(", ")})`,
      "timestamp",
    );
  arity(call, 1);
  return primary(`CAST(${call.arg(0).sql} AS TIMESTAMP)`, "timestamp");
};

const date: FunctionRule = (call) => {
  if (call.count === 3)
    return primary(
      `make_date(${call
        .args()
        .map((arg) => arg.sql)
        .join(", ")})`,
      "date",
    );
  arity(call, 1);
  return primary(`CAST(${call.arg(0).sql} AS DATE)`, "date");
};

/** GoogleSQL for BigQuery, "Functions". */
export const BIGQUERY_FUNCTIONS: RuleTable = {
  ...BIGQUERY_ARRAYS,
  ...BIGQUERY_JSON,
  ...BIGQUERY_BYTES,
  ...BIGQUERY_EPOCHS,
  ...BIGQUERY_SCALARS,
  ...BIGQUERY_TEXTS,
  IFNULL: firstNotNull,
  IF: choice,
  CURRENT_DATETIME: template("CAST(now() AS TIMESTAMP)", "timestamp"),
  DATE_DIFF: dateDiff(false),
  DATETIME_DIFF: dateDiff(false),
  TIMESTAMP_DIFF: dateDiff(true),
  DATE_TRUNC: dateTrunc,
  DATETIME_TRUNC: dateTrunc,
  FORMAT_DATE: formatDate,
  FORMAT_DATETIME: formatDate,
  PARSE_DATE: parseDate("DATE"),
  PARSE_DATETIME: parseDate("TIMESTAMP"),
  PARSE_TIMESTAMP: parseDate("TIMESTAMPTZ"),
  SAFE_DIVIDE: template("CASE WHEN ($2) = 0 THEN NULL ELSE ($1) / ($2) END", "float"),
  DIV: template("(($1) // ($2))", "int"),
  CONCAT: strictConcat,
  SUBSTR: substring,
  SUBSTRING: substring,
  LENGTH: length(false),
  CHAR_LENGTH: length(false),
  STRPOS: same("strpos", "int", 2),
  STARTS_WITH: same("starts_with", "bool", 2),
  ENDS_WITH: same("ends_with", "bool", 2),
  INITCAP: initcap,
  LTRIM: trimSide("ltrim"),
  RTRIM: trimSide("rtrim"),
  SPLIT: (call) => {
    arity(call, 1, 2);
    return primary(
      `string_split(${text(call.arg(0))}, ${call.count > 1 ? call.arg(1).sql : "','"})`,
      "unknown",
    );
  },
  REGEXP_CONTAINS: same("regexp_matches", "bool", 2),
  REGEXP_REPLACE: (call) => {
    arity(call, 3);
    return primary(
      `regexp_replace(${call
        .args()
        .map((arg) => arg.sql)
        .join(", ")}, 'g')`,
      "string",
    );
  },
  STRING_AGG: stringAggregate(","),
  COUNTIF: aggregate("count_if", "int"),
  LOGICAL_AND: aggregate("bool_and", "bool"),
  LOGICAL_OR: aggregate("bool_or", "bool"),
  ARRAY_LENGTH: same("len", "int", 1),
  GENERATE_ARRAY: same("generate_series", "unknown", 2, 3),
  TRUNC: (call) => {
    arity(call, 1, 2);
    if (call.count === 1) return primary(`trunc(${call.arg(0).sql})`, call.arg(0).type);
    return primary(
      `trunc(CAST(${call.arg(0).sql} AS DECIMAL(38,10)), ${call.arg(1).sql})`,
      "decimal",
    );
  },
  GENERATE_UUID: template("CAST(uuid() AS VARCHAR)", "string"),
  RAND: template("random()", "float"),
  ...bigqueryDates(date, dateTime),
};
