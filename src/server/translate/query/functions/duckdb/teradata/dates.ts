import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { asDate, weekFromSunday } from "../dates.ts";

type Write = (date: string) => string;

/** A number that the calendar TERADATA gives for a date; with 'ISO' or 'COMPATIBLE' behind it, that calendar's. */
function calendar(teradata: Write, others: { ISO?: Write; COMPATIBLE?: Write } = {}): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    const date = asDate(call, call.arg(0), "TIMESTAMP");
    if (call.count === 1) return primary(teradata(date), "int");
    const word = call.word(1);
    const write = word === "TERADATA" ? teradata : word === "ISO" ? others.ISO : others.COMPATIBLE;
    if (!write || (word !== "TERADATA" && word !== "ISO" && word !== "COMPATIBLE"))
      throw call.stop("this calendar");
    return primary(write(date), "int");
  };
}

const extracted =
  (part: string): Write =>
  (date) =>
    `extract(${part} FROM ${date})`;

const sundayFirst: Write = (date) => `(extract(dow FROM ${date}) + 1)`;

/** The Sunday that begins the week of a date, or its last day. */
const week =
  (days: number): FunctionRule =>
  (call) => {
    arity(call, 1);
    const date = asDate(call, call.arg(0), "TIMESTAMP");
    const sunday = `(CAST(${date} AS DATE) - CAST(extract(dow FROM ${date}) AS INTEGER))`;
    return primary(days === 0 ? sunday : `(${sunday} + ${days})`, "date");
  };

const MONTH = calendar(extracted("month"), { COMPATIBLE: extracted("month") });
const DAY_OF_WEEK = calendar(sundayFirst, { ISO: extracted("isodow") });
const WEEK_OF_YEAR = calendar(weekFromSunday, { ISO: extracted("week") });
const DAY_OF_MONTH = calendar(extracted("day"), { COMPATIBLE: extracted("day") });
const DAY_OF_YEAR = calendar(extracted("doy"), { COMPATIBLE: extracted("doy") });
const QUARTER = calendar(extracted("quarter"), { COMPATIBLE: extracted("quarter") });
const YEAR = calendar(extracted("year"), {
  ISO: extracted("isoyear"),
  COMPATIBLE: extracted("year"),
});
const OCCURRENCE = calendar((date) => `((extract(day FROM ${date}) - 1) // 7 + 1)`);

/** Counted from January 1900 on. The days before the first Sunday, of a month or of 1900, are week 0. */
const DAY_OF_CALENDAR = calendar(
  (date) => `date_diff('day', DATE '1899-12-31', CAST(${date} AS DATE))`,
);
const WEEK_OF_CALENDAR = calendar(
  (date) => `(date_diff('day', DATE '1899-12-31', CAST(${date} AS DATE)) // 7)`,
);
const MONTH_OF_CALENDAR = calendar(
  (date) => `((extract(year FROM ${date}) - 1900) * 12 + extract(month FROM ${date}))`,
);
const QUARTER_OF_CALENDAR = calendar(
  (date) => `((extract(year FROM ${date}) - 1900) * 4 + extract(quarter FROM ${date}))`,
);
const WEEK_OF_MONTH = calendar(
  (date) =>
    `((extract(day FROM ${date}) + (extract(dow FROM date_trunc('month', ${date})) + 6) % 7) // 7)`,
);
const MONTH_OF_QUARTER = calendar((date) => `((extract(month FROM ${date}) - 1) % 3 + 1)`);

/** Teradata: "Business Calendars", their functions under the names of SYSLIB and of TD_SYSFNLIB. */
export const TERADATA_DATES: RuleTable = {
  TD_WEEK_OF_YEAR: WEEK_OF_YEAR,
  TD_WEEK_BEGIN: week(0),
  TD_WEEK_END: week(6),
  TD_SUNDAY: week(0),
  TD_WEEKDAY_OF_MONTH: OCCURRENCE,
  DAYNUMBER_OF_WEEK: DAY_OF_WEEK,
  DAY_OF_WEEK: DAY_OF_WEEK,
  WEEKNUMBER_OF_YEAR: WEEK_OF_YEAR,
  WEEK_OF_YEAR: WEEK_OF_YEAR,
  MONTHNUMBER_OF_YEAR: MONTH,
  MONTH_OF_YEAR: MONTH,
  QUARTERNUMBER_OF_YEAR: QUARTER,
  QUARTER_OF_YEAR: QUARTER,
  YEARNUMBER_OF_CALENDAR: YEAR,
  YEAR_OF_CALENDAR: YEAR,
  DAYNUMBER_OF_MONTH: DAY_OF_MONTH,
  DAY_OF_MONTH: DAY_OF_MONTH,
  DAYNUMBER_OF_YEAR: DAY_OF_YEAR,
  DAY_OF_YEAR: DAY_OF_YEAR,
  DAYOCCURRENCE_OF_MONTH: OCCURRENCE,
  TD_DAY_OF_CALENDAR: DAY_OF_CALENDAR,
  DAYNUMBER_OF_CALENDAR: DAY_OF_CALENDAR,
  TD_WEEK_OF_CALENDAR: WEEK_OF_CALENDAR,
  WEEKNUMBER_OF_CALENDAR: WEEK_OF_CALENDAR,
  TD_WEEK_OF_MONTH: WEEK_OF_MONTH,
  WEEKNUMBER_OF_MONTH: WEEK_OF_MONTH,
  TD_MONTH_OF_CALENDAR: MONTH_OF_CALENDAR,
  MONTHNUMBER_OF_CALENDAR: MONTH_OF_CALENDAR,
  TD_QUARTER_OF_CALENDAR: QUARTER_OF_CALENDAR,
  QUARTERNUMBER_OF_CALENDAR: QUARTER_OF_CALENDAR,
  MONTHNUMBER_OF_QUARTER: MONTH_OF_QUARTER,
};
