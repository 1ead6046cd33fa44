import type { Call } from "../../../calls/call.ts";
import { type Expr, isDated, PREC, primary, wrap } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";
import { difference } from "../dateDifference.ts";
import { unitOf } from "../dates.ts";
import { formatted, maskOf, readByMask } from "../dateTexts.ts";
import { dateTrunc, isIsoWeek, truncated } from "../dateTrunc.ts";
import { intervalSum } from "../intervalSums.ts";
import { lastDayOf } from "../lastDay.ts";

type Target = "DATE" | "TIMESTAMP" | "TIMESTAMPTZ";

/** The clock of a time zone, of an instant. */
function inZone(value: Expr, zone: Expr): string {
  return `convert_timezone(${zone.sql}, CAST(${value.sql} AS TIMESTAMP_NTZ))`;
}

/** DATE(y, m, d), DATE(value), DATE(instant, zone). */
function date(safe = false): FunctionRule {
  return (call) => {
    arity(call, 1, 3);
    const [value, zone] = [call.arg(0), call.raw[1] && call.arg(1)];
    if (call.count === 3) {
      if (safe) throw call.stop("SAFE: a date that does not exist is an error");
      const parts = call.args().map((arg) => arg.sql);
      return primary(`make_date(${parts.join(", ")})`, "date");
    }
    const sql = zone ? inZone(value, zone) : value.sql;
    return primary(`${safe ? "TRY_CAST" : "CAST"}(${sql} AS DATE)`, "date");
  };
}

/** DATETIME(y, m, d, h, i, s), DATETIME(value), DATETIME(instant, zone). */
function dateTime(safe = false): FunctionRule {
  return (call) => {
    if (call.count === 6 && !safe) {
      const parts = call.args().map((arg) => arg.sql);
      return primary(`CAST(make_timestamp(${parts.join(", ")}) AS TIMESTAMP_NTZ)`, "timestamp");
    }
    arity(call, 1, 2);
    const value = call.arg(0);
    if (call.count === 1)
      return primary(`${safe ? "TRY_CAST" : "CAST"}(${value.sql} AS TIMESTAMP_NTZ)`, "timestamp");
    if (value.type === "date" || call.arg(1).literal === undefined)
      throw call.stop("a date and a time of day");
    return primary(inZone(value, call.arg(1)), "timestamp");
  };
}

/** TIMESTAMP(value [, zone]): a time without a zone is of UTC there, of the session's zone here, which is UTC by default. */
function timestamp(safe = false): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    const value = call.arg(0).sql;
    const word = safe ? "TRY_CAST" : "CAST";
    if (call.count === 1) return primary(`${word}(${value} AS TIMESTAMP)`, "timestamptz");
    const local = `convert_timezone(${call.arg(1).sql}, current_timezone(), ${word}(${value} AS TIMESTAMP_NTZ))`;
    return primary(`CAST(${local} AS TIMESTAMP)`, "timestamptz");
  };
}

/** TIME(value): times of day are texts here. */
const time: FunctionRule = (call) => {
  if (call.count === 3) {
    const parts = call.args().map((arg) => arg.sql);
    const made = `make_timestamp(1970, 1, 1, ${parts.join(", ")})`;
    return primary(`date_format(${made}, 'HH:mm:ss')`, "time");
  }
  arity(call, 1);
  return primary(`date_format(${call.arg(0).sql}, 'HH:mm:ss')`, "time");
};

/** DATE_DIFF(to, from, unit): boundaries crossed. */
const dateDiff: FunctionRule = (call) => {
  arity(call, 3);
  const monday = isIsoWeek(call, 2);
  const unit = monday ? "WEEK" : unitOf(call, 2);
  return difference(call, unit, call.arg(1), call.arg(0), monday);
};

/** TIMESTAMP_DIFF(to, from, unit): whole units that have passed, as Databricks counts. */
const timestampDiff: FunctionRule = (call) => {
  arity(call, 3);
  const unit = unitOf(call, 2);
  return primary(`timestampdiff(${unit}, ${call.arg(1).sql}, ${call.arg(0).sql})`, "int");
};

/** DATE_TRUNC(d, unit): of a value whose type is not known it is a DATE. */
const dateTruncated: FunctionRule = (call) => {
  arity(call, 2);
  const value = call.arg(0);
  if (value.type !== "unknown" || isIsoWeek(call, 1)) return dateTrunc(call);
  const unit = unitOf(call, 1);
  if (unit === "DAY") return primary(`CAST(${value.sql} AS DATE)`, "date");
  if (!/^(MONTH|QUARTER|YEAR)$/.test(unit)) return dateTrunc(call);
  return primary(`trunc(${value.sql}, '${unit}')`, "date");
};

/** TIMESTAMP_TRUNC(instant, unit [, zone]): without a zone of UTC, the session's default here. */
const timestampTruncated: FunctionRule = (call) => {
  if (call.count === 3) throw call.stop("a time zone");
  return dateTrunc(call);
};

/** FORMAT_DATE(mask, d). */
const formatDate: FunctionRule = (call) => {
  arity(call, 2, 3);
  if (call.count === 2) return formatted(call, call.arg(1), 0);
  return formatted(call, primary(inZone(call.arg(1), call.arg(2)), "timestamp"), 0);
};

/** TIME_TRUNC(t, unit). */
const timeTruncated: FunctionRule = (call) => {
  arity(call, 2);
  const time = call.arg(0);
  const value: Expr = time.type === "unknown" ? { ...time, type: "time" } : time;
  return truncated(call, unitOf(call, 1), value);
};

/** PARSE_TIME(mask, text): the day that is read does not matter. */
const parseTime: FunctionRule = (call) => {
  const { sql } = parseDate("TIMESTAMP")(call);
  return primary(`date_format(${sql}, 'HH:mm:ss')`, "time");
};

/** PARSE_DATE(mask, text). */
function parseDate(target: Target, safe = false): FunctionRule {
  return (call) => {
    arity(call, 2);
    const mask = maskOf(call, 0, true);
    return readByMask(call, call.arg(1), mask, call.arg(0).literal ?? "", target, safe);
  };
}

/** GENERATE_DATE_ARRAY(from, to [, INTERVAL]): empty where there is nothing between. */
const dateArray: FunctionRule = (call) => {
  arity(call, 2, 3);
  const bound = (index: number): Expr => {
    const value = call.arg(index);
    // A text is no bound of sequence().
    return value.type === "string" ? primary(`CAST(${value.sql} AS DATE)`, "date") : value;
  };
  const [from, to] = [bound(0), bound(1)];
  const given = call.count > 2 ? call.arg(2) : undefined;
  if (given && !/^INTERVAL '\d+'/.test(given.sql)) throw call.stop("a computed or negative step");
  const step = given?.sql ?? "INTERVAL '1' DAY";
  const none = `${wrap(from, PREC.other)} > ${wrap(to, PREC.other)}`;
  return {
    ...primary(`IF(${none}, array(), sequence(${from.sql}, ${to.sql}, ${step}))`, "unknown"),
    array: true,
  };
};

/** STRING(instant [, zone]), STRING(json). */
const string: FunctionRule = (call: Call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (isDated(value.type))
    throw call.stop("the text of a date has another form here; give it a format");
  return primary(`CAST(${value.sql} AS STRING)`, "string");
};

/** GoogleSQL for BigQuery, "Date, datetime, time and timestamp functions" -> Databricks SQL. */
export const BIGQUERY_DATES: RuleTable = {
  DATE: date(),
  DATETIME: dateTime(),
  TIMESTAMP: timestamp(),
  TIME: time,
  STRING: string,
  CURRENT_DATETIME: template("CAST(current_timestamp() AS TIMESTAMP_NTZ)", "timestamp"),
  DATE_ADD: intervalSum("+", "date"),
  DATE_SUB: intervalSum("-", "date"),
  DATETIME_ADD: intervalSum("+", "timestamp"),
  DATETIME_SUB: intervalSum("-", "timestamp"),
  TIMESTAMP_ADD: intervalSum("+", "timestamptz"),
  TIMESTAMP_SUB: intervalSum("-", "timestamptz"),
  DATE_DIFF: dateDiff,
  DATETIME_DIFF: dateDiff,
  TIMESTAMP_DIFF: timestampDiff,
  DATE_TRUNC: dateTruncated,
  DATETIME_TRUNC: dateTrunc,
  TIMESTAMP_TRUNC: timestampTruncated,
  FORMAT_DATE: formatDate,
  FORMAT_DATETIME: formatDate,
  FORMAT_TIMESTAMP: formatDate,
  FORMAT_TIME: formatDate,
  PARSE_DATE: parseDate("DATE"),
  PARSE_DATETIME: parseDate("TIMESTAMP"),
  PARSE_TIMESTAMP: parseDate("TIMESTAMPTZ"),
  PARSE_TIME: parseTime,
  TIME_ADD: intervalSum("+", "time"),
  TIME_SUB: intervalSum("-", "time"),
  TIME_DIFF: dateDiff,
  TIME_TRUNC: timeTruncated,
  LAST_DAY: lastDayOf,
  DATE_FROM_UNIX_DATE: same("date_from_unix_date", "date", 1),
  UNIX_DATE: same("unix_date", "int", 1),
  UNIX_SECONDS: same("unix_seconds", "int", 1),
  UNIX_MILLIS: same("unix_millis", "int", 1),
  UNIX_MICROS: same("unix_micros", "int", 1),
  TIMESTAMP_SECONDS: same("timestamp_seconds", "timestamptz", 1),
  TIMESTAMP_MILLIS: same("timestamp_millis", "timestamptz", 1),
  TIMESTAMP_MICROS: same("timestamp_micros", "timestamptz", 1),
  GENERATE_DATE_ARRAY: dateArray,
  GENERATE_TIMESTAMP_ARRAY: dateArray,
  "SAFE.DATE": date(true),
  "SAFE.DATETIME": dateTime(true),
  "SAFE.TIMESTAMP": timestamp(true),
  "SAFE.PARSE_DATE": parseDate("DATE", true),
  "SAFE.PARSE_DATETIME": parseDate("TIMESTAMP", true),
  "SAFE.PARSE_TIMESTAMP": parseDate("TIMESTAMPTZ", true),
  "SAFE.FORMAT_DATE": formatDate,
  "SAFE.FORMAT_DATETIME": formatDate,
  "SAFE.FORMAT_TIMESTAMP": formatDate,
  "SAFE.DATE_DIFF": dateDiff,
  "SAFE.DATETIME_DIFF": dateDiff,
  "SAFE.TIMESTAMP_DIFF": timestampDiff,
};
