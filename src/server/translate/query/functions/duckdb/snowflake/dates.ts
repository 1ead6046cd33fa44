import { readDateText } from "../../../../literals.ts";
import { type Expr, primary } from "../../../expr.ts";
import { UNITS } from "../../../literals/intervalUnits.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";
import { lastDayOf } from "../dateSums.ts";
import { asDate, timeOfDay } from "../dates.ts";
import { convertTimezone } from "../zones.ts";

const WEEKDAYS = ["su", "mo", "tu", "we", "th", "fr", "sa"];

/** NEXT_DAY and PREVIOUS_DAY(d, 'fr'): the first such day after the date, and the last one before it. */
const otherDay =
  (after: boolean): FunctionRule =>
  (call) => {
    arity(call, 2);
    const day = WEEKDAYS.indexOf((call.arg(1).literal ?? "").trim().slice(0, 2).toLowerCase());
    if (day < 0) throw call.stop("the day's name is not known");
    const date = `CAST(${asDate(call, call.arg(0), "DATE")} AS DATE)`;
    const place = `CAST(extract(dow FROM ${date}) AS INTEGER)`;
    const distance = after ? `(${day + 6} - ${place}) % 7 + 1` : `(${place} + ${6 - day}) % 7 + 1`;
    return primary(`(${date} ${after ? "+" : "-"} (${distance}))`, "date");
  };

/** TIME_SLICE(t, n, 'unit'): the beginning of the slice, counted from 1970. */
const timeSlice: FunctionRule = (call) => {
  arity(call, 3, 4);
  const count = call.arg(1).number;
  const unit = UNITS[call.word(2) ?? ""];
  const end = call.count === 4 && call.word(3) === "END";
  if (
    count === undefined ||
    unit === undefined ||
    !/^(day|hour|minute|second|month|year)$/.test(unit)
  )
    throw call.stop("a computed slice, or this unit");
  const value = call.arg(0);
  const time = `CAST(${asDate(call, value, "TIMESTAMP")} AS TIMESTAMP)`;
  const slice = `INTERVAL (${count}) ${unit}`;
  const start = `time_bucket(${slice}, ${time}, TIMESTAMP '1970-01-01 00:00:00')`;
  const sql = end ? `(${start} + ${slice})` : start;
  return value.type === "date"
    ? primary(`CAST(${sql} AS DATE)`, "date")
    : primary(sql, "timestamp");
};

/** Seconds, milli-, micro- or nanoseconds since 1970, told apart by how many there are. */
function ofNumber(value: Expr): string {
  const seconds = `CAST(${value.sql} AS DOUBLE)`;
  const size = `abs(${seconds})`;
  return `to_timestamp(CASE WHEN ${size} < 31536000000 THEN ${seconds} WHEN ${size} < 31536000000000 THEN ${seconds} / 1e3 WHEN ${size} < 31536000000000000 THEN ${seconds} / 1e6 ELSE ${seconds} / 1e9 END)`;
}

/** TO_TIMESTAMP_LTZ and TO_TIMESTAMP_TZ of a time, a text or a number. */
const toInstant: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (/^(int|decimal|float)$/.test(value.type)) return primary(ofNumber(value), "timestamptz");
  const iso =
    value.literal === undefined ? undefined : readDateText(value.literal, call.tx.dialect);
  const sql = iso === undefined ? value.sql : call.tx.out.text(iso);
  return primary(`CAST(${sql} AS TIMESTAMPTZ)`, "timestamptz");
};

/** TO_TIMESTAMP of a number: UTC's clock. */
export function timestampOfNumber(value: Expr): Expr {
  return primary(`timezone('UTC', ${ofNumber(value)})`, "timestamp");
}

/** Snowflake: calendars, zones and moments. */
export const SNOWFLAKE_DATES: RuleTable = {
  SYSDATE: template("timezone('UTC', now())", "timestamp"),
  CURRENT_TIME: template("CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time"),
  LOCALTIME: template("CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time"),
  TIME: timeOfDay,
  TIME_SLICE: timeSlice,
  NEXT_DAY: otherDay(true),
  PREVIOUS_DAY: otherDay(false),
  LAST_DAY: lastDayOf(/^(year|quarter|month|week)$/),
  WEEK: template("week($1)", "int"),
  WEEKOFYEAR: template("week($1)", "int"),
  YEAROFWEEK: template("isoyear($1)", "int"),
  CONVERT_TIMEZONE: convertTimezone,
  TO_TIMESTAMP_LTZ: toInstant,
  TO_TIMESTAMP_TZ: toInstant,
};
