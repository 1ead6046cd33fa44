import { quoteText } from "../../../../duckdbNames.ts";
import type { Call } from "../../../calls/call.ts";
import { type Expr, primary } from "../../../expr.ts";
import { intervalOf } from "../../../literals/interval.ts";
import { UNITS } from "../../../literals/intervalUnits.ts";
import { numberOf } from "../../../mysql/coerce.ts";
import {
  amountOf,
  argument,
  clockPart,
  isMoment,
  momentOf,
  movedBy,
  spanOf,
} from "../../../mysql/dates.ts";
import { FORMATS, formatted, readPart } from "../../../mysql/formats.ts";
import { weekOf, yearWeekOf } from "../../../mysql/weeks.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { text } from "../text.ts";
import { maskOf } from "../toChar.ts";
import { inCentury } from "../toDate.ts";
import { convertTz } from "../zones.ts";
import { makeDate, makeTime } from "./makeDates.ts";
import { monthsOf, periodAdd } from "./periods.ts";
import { timeDiff, timeSum } from "./timeSums.ts";
import { weeks } from "./weeks.ts";

/** A function of one date, which may be written as a text or a number. */
function ofDate(write: (date: string) => string, type: Expr["type"] = "int"): FunctionRule {
  return (call) => {
    arity(call, 1);
    return primary(write(argument(call, 0)), type);
  };
}

/** HOUR, MINUTE, SECOND and MICROSECOND, also of times longer than a day. */
function ofClock(part: Parameters<typeof clockPart>[1]): FunctionRule {
  return (call) => {
    arity(call, 1);
    return primary(clockPart(call.arg(0), part), "int");
  };
}

const days = (date: string) =>
  `(date_diff('day', DATE '1970-01-01', CAST(${date} AS DATE)) + 719528)`;

/** What a mask shows of a moment. */
function shown(call: Call, date: string, index: number): Expr {
  const mask = call.arg(index).literal;
  if (mask === undefined) throw call.stop("the format is computed");
  const read = formatted(date, mask);
  if ("unknown" in read)
    throw call.tx.stop("DWM-QRY-005", { mask, element: read.unknown }, call.offset);
  return primary(read.sql, "string");
}

const timeFormat: FunctionRule = (call) => {
  arity(call, 2);
  const value = call.arg(0);
  const span = isMoment(value)
    ? momentOf(value, "TIMESTAMP")
    : `(TIMESTAMP '2000-01-01' + ${spanOf(value).sql})`;
  return shown(call, span, 1);
};

/** STR_TO_DATE: a DATE, a time or both, as the mask has it; NULL for what the mask cannot read. */
const strToDate: FunctionRule = (call) => {
  arity(call, 2);
  const mask = call.arg(1).literal ?? "";
  const { format } = maskOf(call, 1, true);
  const read = `regexp_extract(${text(call.arg(0), call.tx)}, ${quoteText(readPart(mask))})`;
  // Blanks of the text that the mask has not, and the other way round.
  const tight = format.replace(/\s+/g, "");
  const loose = format.replace(/([^%\w\s])(?=%)/g, "$1 ");
  const formats = [...new Set([format, loose, tight])].map(quoteText);
  const given = formats.length === 1 ? formats[0] : `[${formats.join(", ")}]`;
  const parsed = `try_strptime(${read}, ${given})`;
  const moment = format.includes("%y") ? inCentury(call, parsed, mask) : parsed;
  const timed = /%-?[HIMSfp]/.test(format);
  const dated = /%-?[YymdbBjAaw]/.test(format);
  if (timed && !dated) return primary(`CAST(${moment} AS TIME)`, "time");
  if (!/%[YyG]/.test(format)) throw call.stop("a format without a year");
  if (!/%-?[dj]/.test(format) || !/%-?[mbBj]/.test(format))
    throw call.stop("a format without a day or a month, whose result depends on sql_mode");
  return primary(
    `CAST(${moment} AS ${timed ? "TIMESTAMP" : "DATE"})`,
    timed ? "timestamp" : "date",
  );
};

/** The unit that the first argument names, with or without SQL_TSI_ before it. */
const unitOf = (call: Call): string => {
  const unit = UNITS[(call.word(0) ?? "").replace(/^SQL_TSI_/, "")];
  if (unit === undefined) throw call.stop("the unit has no counterpart");
  return unit;
};

const timestampAdd: FunctionRule = (call) => {
  arity(call, 3);
  const unit = unitOf(call);
  const amount = amountOf(call.tx, call.arg(1), unit);
  return movedBy(call.arg(2), intervalOf(unit, amount, "round"), unit, "+");
};

/** TIMESTAMP(d [, time]). */
const timestamp: FunctionRule = (call) => {
  arity(call, 1, 2);
  const moment = `CAST(${argument(call, 0)} AS TIMESTAMP)`;
  if (call.count === 1) return primary(moment, "timestamp");
  return primary(`(${moment} + ${spanOf(call.arg(1)).sql})`, "timestamp");
};

const fromUnixTime: FunctionRule = (call) => {
  arity(call, 1, 2);
  const what = "FROM_UNIXTIME answers a time in the session's zone; here it is UTC";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  const seconds = numberOf(call.tx, call.arg(0)).sql;
  const moment = `CAST(to_timestamp(${seconds}) AT TIME ZONE 'UTC' AS TIMESTAMP)`;
  return call.count === 2 ? shown(call, moment, 1) : primary(moment, "timestamp");
};

const getFormat: FunctionRule = (call) => {
  arity(call, 2);
  const kind = (call.word(0) ?? "").replace("TIMESTAMP", "DATETIME");
  const format = FORMATS[kind]?.[call.arg(1).literal?.toUpperCase() ?? ""];
  if (format === undefined) throw call.stop("this format");
  return { ...primary(quoteText(format), "string"), literal: format };
};

/** CONVERT_TZ between two offsets is a matter of adding. */
const convertZone: FunctionRule = (call) => {
  arity(call, 3);
  const [from, to] = [1, 2].map((index) => minutesOf(call.arg(index).literal));
  if (from === undefined || to === undefined) return convertTz(call);
  const moment = `CAST(${argument(call, 0)} AS TIMESTAMP)`;
  return primary(`(${moment} + to_minutes(${to - from}))`, "timestamp");
};

function minutesOf(zone: string | undefined): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d{1,2}):(\d\d)$/.exec(zone ?? "") ?? [];
  if (sign === undefined) return undefined;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** A part of a date by its name in DuckDB. */
const part = (name: string) => ofDate((date) => `extract(${name} FROM ${date})`);

/** MySQL: dates, weeks, clocks. */
export const MYSQL_DATES: RuleTable = {
  YEAR: part("year"),
  QUARTER: part("quarter"),
  MONTH: part("month"),
  DAY: part("day"),
  DAYOFMONTH: part("day"),
  DAYOFYEAR: part("doy"),
  HOUR: ofClock("hour"),
  MINUTE: ofClock("minute"),
  SECOND: ofClock("second"),
  MICROSECOND: ofClock("microsecond"),
  DAYOFWEEK: ofDate((date) => `(extract(dow FROM ${date}) + 1)`),
  WEEKDAY: ofDate((date) => `(extract(isodow FROM ${date}) - 1)`),
  WEEKOFYEAR: ofDate((date) => `week(${date})`),
  MONTHNAME: ofDate((date) => `monthname(${date})`, "string"),
  DAYNAME: ofDate((date) => `dayname(${date})`, "string"),
  LAST_DAY: ofDate((date) => `last_day(${date})`, "date"),
  DATE: ofDate((date) => `CAST(${date} AS DATE)`, "date"),
  TO_DAYS: ofDate(days),
  TO_SECONDS: ofDate((date) => `CAST(epoch(CAST(${date} AS TIMESTAMP)) + 62167219200 AS BIGINT)`),
  WEEK: weeks(weekOf),
  YEARWEEK: weeks(yearWeekOf),
  DATE_FORMAT: (call) => {
    arity(call, 2, 3);
    return shown(call, argument(call, 0), 1);
  },
  TIME_FORMAT: timeFormat,
  STR_TO_DATE: strToDate,
  TIMESTAMPADD: timestampAdd,
  TIMESTAMP: timestamp,
  TIME: (call) => {
    arity(call, 1);
    const value = call.arg(0);
    if (!isMoment(value)) return value.type === "time" ? value : spanOf(value);
    return primary(`CAST(CAST(${momentOf(value, "TIMESTAMP")} AS TIMESTAMP) AS TIME)`, "time");
  },
  CURTIME: (call) => {
    arity(call, 0, 1);
    return primary("CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time");
  },
  UTC_TIME: (call) => {
    arity(call, 0, 1);
    return primary("CAST(now() AT TIME ZONE 'UTC' AS TIME)", "time");
  },
  ADDTIME: timeSum("+"),
  SUBTIME: timeSum("-"),
  TIMEDIFF: timeDiff,
  SEC_TO_TIME: (call) => {
    arity(call, 1);
    return primary(`to_seconds(${numberOf(call.tx, call.arg(0)).sql})`, "interval");
  },
  TIME_TO_SEC: (call) => {
    arity(call, 1);
    return primary(`CAST(trunc(epoch(${spanOf(call.arg(0)).sql})) AS BIGINT)`, "int");
  },
  MAKEDATE: makeDate,
  MAKETIME: makeTime,
  PERIOD_ADD: periodAdd,
  PERIOD_DIFF: (call) => {
    arity(call, 2);
    return primary(`(${monthsOf(call, 0)} - ${monthsOf(call, 1)})`, "int");
  },
  FROM_UNIXTIME: fromUnixTime,
  GET_FORMAT: getFormat,
  CONVERT_TZ: convertZone,
};
