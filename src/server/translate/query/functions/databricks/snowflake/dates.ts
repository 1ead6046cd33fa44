import type { Call } from "../../../calls/call.ts";
import { timeText } from "../../../databricks/spans.ts";
import { type Expr, isDated, isNumeric, PREC, primary, wrap } from "../../../expr.ts";
import { noteOtherForms } from "../../../texts/dateForms.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";
import { dateDiff } from "../dateDifference.ts";
import { dateAdd, dateValue, unitOf } from "../dates.ts";
import { maskOf, readByMask, toChar, toDate } from "../dateTexts.ts";
import { dateTrunc } from "../dateTrunc.ts";
import { lastDayOf } from "../lastDay.ts";
import { addMonths, monthsBetween } from "../monthSums.ts";
import { datePart, part } from "../parts.ts";

type Target = "DATE" | "TIMESTAMP" | "TIMESTAMPTZ";

/** Parts of a second that a scale counts. */
const SCALES: Readonly<Record<string, string>> = { "0": "1", "3": "0.001", "6": "0.000001" };

/** TO_TIMESTAMP of a number: seconds since 1970, or parts of them by a scale. */
function sinceEpoch(call: Call, target: Target): Expr | undefined {
  const scale = call.count > 1 ? call.arg(1).number : undefined;
  const value = call.arg(0);
  if (scale === undefined && !isNumeric(value.type)) return undefined;
  if (target === "DATE") throw call.stop("a number as a date");
  const each = SCALES[scale ?? "0"];
  if (each === undefined) throw call.stop(`the scale ${scale}`);
  if (target === "TIMESTAMPTZ") {
    const name = { "1": "seconds", "0.001": "millis", "0.000001": "micros" }[each];
    return primary(`timestamp_${name}(${value.sql})`, "timestamptz");
  }
  const sql = `TIMESTAMP_NTZ'1970-01-01' + ${wrap(value, PREC.multiply)} * INTERVAL '${each}' SECOND`;
  return { sql, prec: PREC.add, type: "timestamp" };
}

/** TO_TIMESTAMP and its kin: of texts by a mask, of numbers by a scale. */
function toMoment(target: Target, safe = false): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    if (call.arg(0).type === "json") return variantMoment(call, target, safe);
    const counted = sinceEpoch(call, target);
    if (counted) return counted;
    const made = toDate(target, safe)(call);
    // As in a cast: TIMESTAMP says TIMESTAMP_NTZ only where the source does.
    if (/_NTZ$/.test(call.name)) return made;
    const cast = /^(?:TRY_)?CAST\((.*) AS TIMESTAMP_NTZ\)$/s.exec(made.sql)?.[1];
    if (target === "TIMESTAMP" && cast !== undefined)
      return { ...made, sql: `${safe ? "try_to_timestamp" : "to_timestamp"}(${cast})` };
    return { ...made, sql: made.sql.replace(/ AS TIMESTAMP_NTZ\)$/, " AS TIMESTAMP)") };
  };
}

function variantMoment(call: Call, target: Target, safe: boolean): Expr {
  arity(call, 1);
  const type = target === "DATE" ? "DATE" : "TIMESTAMP";
  const classOf = { DATE: "date", TIMESTAMP: "timestamp", TIMESTAMPTZ: "timestamptz" } as const;
  return primary(`${safe ? "TRY_CAST" : "CAST"}(${call.arg(0).sql} AS ${type})`, classOf[target]);
}

/** TRY_TO_DATE: a text with a time of day is read too. */
const tryToDate: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = call.arg(0);
  if (value.type === "json") return variantMoment(call, "DATE", true);
  if (call.count === 1 && value.literal === undefined) noteOtherForms(call.tx, value, call.offset);
  if (call.count === 1) return primary(`date(try_to_timestamp(${value.sql}))`, "date");
  const read = toDate("TIMESTAMP", true)(call);
  return primary(`date(${read.sql})`, "date");
};

/** A time of day in the form that times have here. */
const CLOCK = /^\d{1,2}:\d{2}(:\d{2})?$/;

/** TO_TIME(text [, mask]): times of day are texts here. */
const toTime =
  (safe: boolean): FunctionRule =>
  (call) => {
    arity(call, 1, 2);
    const value = call.arg(0);
    if (call.count === 1) {
      if (value.type === "time" || CLOCK.test(value.literal ?? ""))
        return timeText(call.tx, value, safe, call.offset);
      const name = safe ? "try_to_timestamp" : "to_timestamp";
      return primary(`date_format(${name}(${value.sql}), 'HH:mm:ss')`, "time");
    }
    // The day that is read does not matter here: the mask may be one of a time alone.
    const read = readByMask(
      call,
      value,
      maskOf(call, 1, true),
      call.arg(1).literal ?? "",
      "TIMESTAMP",
      safe,
    ).sql;
    return primary(`date_format(${read}, 'HH:mm:ss')`, "time");
  };

/** TIMESTAMP_FROM_PARTS(year, month, day, hour, minute, second [, nanosecond]). */
const fromParts =
  (type: "timestamp" | "ntz" | "timestamptz"): FunctionRule =>
  (call) => {
    if (call.count === 2) return dayAndTime(call, type);
    arity(call, 6, 7);
    const parts = call.args().map((arg) => arg.sql);
    const [second] = parts.splice(5);
    const fraction = call.count > 6 ? ` + ${wrap(call.arg(6), PREC.multiply)} / 1000000000` : "";
    const made = `make_timestamp(${parts.join(", ")}, ${second}${fraction})`;
    if (type === "ntz") return primary(`CAST(${made} AS TIMESTAMP_NTZ)`, "timestamp");
    return primary(made, type);
  };

/** TIMESTAMP_FROM_PARTS(date, time): a time of day is a text here. */
function dayAndTime(call: Call, type: "timestamp" | "ntz" | "timestamptz"): Expr {
  const [day, time] = [call.arg(0), call.arg(1)];
  const date = day.type === "date" ? day.sql : `CAST(${day.sql} AS DATE)`;
  const moment = isDated(time.type) ? time.sql : `CAST(${time.sql} AS TIMESTAMP)`;
  const clock = time.type === "time" ? time.sql : `date_format(${moment}, 'HH:mm:ss')`;
  const word = type === "ntz" ? "TIMESTAMP_NTZ" : "TIMESTAMP";
  const joined = `CAST(concat(${date}, ' ', ${clock}) AS ${word})`;
  return primary(joined, type === "ntz" ? "timestamp" : type);
}

/** How many of a unit make a day, and how many have passed on that day. */
const OF_DAY: Readonly<Record<string, readonly [count: number, passed: (date: string) => string]>> =
  {
    HOUR: [24, (date) => `hour(${date})`],
    MINUTE: [1440, (date) => `(hour(${date}) * 60 + minute(${date}))`],
    SECOND: [86400, (date) => `(hour(${date}) * 3600 + minute(${date}) * 60 + second(${date}))`],
  };

/** TIME_SLICE(time, n, unit [, side]): slices that begin anew with each day or year. */
const timeSlice: FunctionRule = (call) => {
  arity(call, 3, 4);
  const unit = unitOf(call, 2);
  const size = Number(call.arg(1).number);
  const side = call.count > 3 ? (call.arg(3).literal ?? "").toUpperCase() : "START";
  if (side !== "START" && side !== "END") throw call.stop("the side is computed");
  const date = dateValue(call, call.arg(0));
  const type = date.type === "timestamptz" ? "timestamptz" : "timestamp";
  const shift = side === "END" ? ` + ${size}` : "";
  const [count, passed] = OF_DAY[unit] ?? [0, () => ""];
  if (Number.isInteger(size) && size > 0 && count % size === 0 && count > 0) {
    const steps = `${passed(date.sql)} div ${size} * ${size}${shift}`;
    return primary(`dateadd(${unit}, ${steps}, date_trunc('DAY', ${date.sql}))`, type);
  }
  if (unit === "MONTH" && Number.isInteger(size) && size > 0 && 12 % size === 0) {
    const steps = `(month(${date.sql}) - 1) div ${size} * ${size}${shift}`;
    return primary(`dateadd(MONTH, ${steps}, date_trunc('YEAR', ${date.sql}))`, type);
  }
  throw call.stop(`slices of ${call.arg(1).sql} ${unit} do not begin with a day or a year`);
};

/** CONVERT_TIMEZONE([from,] to, time): the time of day there. */
const convertTimezone: FunctionRule = (call) => {
  arity(call, 2, 3);
  const args = call.args().map((arg) => arg.sql);
  return primary(`convert_timezone(${args.join(", ")})`, "timestamp");
};

const now = template("current_timestamp()", "timestamptz");
/** SYSDATE(): the time of day in UTC. */
const utcNow = template(
  "convert_timezone('UTC', CAST(current_timestamp() AS TIMESTAMP_NTZ))",
  "timestamp",
);

/**
 * DATE_FROM_PARTS(year, month, day): months and days beyond their range count on in Snowflake (day 0 is the last of the month
 * before) and fail in Databricks, so computed ones are counted.
 */
const dateFromParts: FunctionRule = (call) => {
  arity(call, 3);
  const [year, month, day] = [call.arg(0), call.arg(1), call.arg(2)];
  const within = (part: Expr, last: number) => {
    if (part.number === undefined) return /^[\w.`]+$/.test(part.sql);
    return Number(part.number) >= 1 && Number(part.number) <= last;
  };
  if (within(month, 12) && within(day, 28))
    return primary(`make_date(${year.sql}, ${month.sql}, ${day.sql})`, "date");
  const first = `add_months(make_date(${year.sql}, 1, 1), ${wrap(month, PREC.add)} - 1)`;
  return primary(`date_add(${first}, ${wrap(day, PREC.add)} - 1)`, "date");
};

/** Snowflake reference, "Date & time functions" and "Conversion functions". */
export const SNOWFLAKE_DATES: RuleTable = {
  GETDATE: now,
  SYSTIMESTAMP: now,
  CURRENT_TIMESTAMP: now,
  SYSDATE: utcNow,
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
  WEEK: part("WEEK"),
  WEEKOFYEAR: part("WEEK"),
  WEEKISO: part("WEEKISO"),
  DAY: part("DAY"),
  DAYOFMONTH: part("DAY"),
  DAYOFWEEK: part("DOW"),
  DAYOFWEEKISO: part("ISODOW"),
  DAYOFYEAR: part("DOY"),
  YEAROFWEEK: part("ISOYEAR"),
  YEAROFWEEKISO: part("ISOYEAR"),
  HOUR: part("HOUR"),
  MINUTE: part("MINUTE"),
  SECOND: part("SECOND"),
  MONTHNAME: template("date_format($1, 'MMM')", "string"),
  DAYNAME: template("date_format($1, 'E')", "string"),
  LAST_DAY: lastDayOf,
  NEXT_DAY: template("next_day($1, $2)", "date"),
  PREVIOUS_DAY: template("next_day(date_sub($1, 8), $2)", "date"),
  ADD_MONTHS: addMonths,
  MONTHS_BETWEEN: monthsBetween,
  DATE_FROM_PARTS: dateFromParts,
  DATEFROMPARTS: dateFromParts,
  TIMESTAMP_FROM_PARTS: fromParts("timestamp"),
  TIMESTAMPFROMPARTS: fromParts("timestamp"),
  TIMESTAMP_NTZ_FROM_PARTS: fromParts("ntz"),
  TIMESTAMPNTZFROMPARTS: fromParts("ntz"),
  TIMESTAMP_LTZ_FROM_PARTS: fromParts("timestamptz"),
  TIMESTAMPLTZFROMPARTS: fromParts("timestamptz"),
  TIME_FROM_PARTS: template(
    "date_format(make_timestamp(1970, 1, 1, $1, $2, $3), 'HH:mm:ss')",
    "time",
  ),
  TIMEFROMPARTS: template(
    "date_format(make_timestamp(1970, 1, 1, $1, $2, $3), 'HH:mm:ss')",
    "time",
  ),
  TIME_SLICE: timeSlice,
  CONVERT_TIMEZONE: convertTimezone,
  TO_CHAR: toChar,
  TO_VARCHAR: toChar,
  TO_DATE: toMoment("DATE"),
  DATE: toMoment("DATE"),
  TRY_TO_DATE: tryToDate,
  TO_TIME: toTime(false),
  TIME: toTime(false),
  TRY_TO_TIME: toTime(true),
  TO_TIMESTAMP: toMoment("TIMESTAMP"),
  TO_TIMESTAMP_NTZ: toMoment("TIMESTAMP"),
  TO_TIMESTAMP_LTZ: toMoment("TIMESTAMPTZ"),
  TO_TIMESTAMP_TZ: toMoment("TIMESTAMPTZ"),
  TRY_TO_TIMESTAMP: toMoment("TIMESTAMP", true),
  TRY_TO_TIMESTAMP_NTZ: toMoment("TIMESTAMP", true),
  TRY_TO_TIMESTAMP_LTZ: toMoment("TIMESTAMPTZ", true),
  TRY_TO_TIMESTAMP_TZ: toMoment("TIMESTAMPTZ", true),
};
