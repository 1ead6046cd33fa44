import { primary } from "../../../expr.ts";
import {
  aggregate,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import { asDate } from "../dates.ts";
import { nextDay } from "../oracle/rules.ts";
import { refuseForeign, regexpPart, regexpPlace } from "../regexps.ts";
import { median, STATISTICS } from "../statistics.ts";
import { instr, text, tokens } from "../text.ts";

/** A part of a date by the calendar. */
const ofDate =
  (write: (date: string) => string): FunctionRule =>
  (call) => {
    arity(call, 1);
    return primary(write(asDate(call, call.arg(0), "TIMESTAMP")), "int");
  };

const edge =
  (unit: string, end: boolean): FunctionRule =>
  (call) => {
    arity(call, 1);
    const date = asDate(call, call.arg(0), "DATE");
    const start = `date_trunc('${unit}', ${date})`;
    const sql = end ? `${start} + INTERVAL 1 ${unit} - INTERVAL 1 day` : start;
    return primary(`CAST(${sql} AS DATE)`, "date");
  };

/** Teradata: calendar, patterns, and aggregates under other names. */
export const TERADATA_MORE: RuleTable = {
  ...STATISTICS,
  TD_DAY_OF_MONTH: ofDate((date) => `extract(day FROM ${date})`),
  TD_DAY_OF_YEAR: ofDate((date) => `extract(doy FROM ${date})`),
  TD_DAY_OF_WEEK: ofDate((date) => `(extract(dow FROM ${date}) + 1)`),
  TD_MONTH_OF_YEAR: ofDate((date) => `extract(month FROM ${date})`),
  TD_MONTH_OF_QUARTER: ofDate((date) => `((extract(month FROM ${date}) - 1) % 3 + 1)`),
  TD_QUARTER_OF_YEAR: ofDate((date) => `extract(quarter FROM ${date})`),
  TD_YEAR_OF_CALENDAR: ofDate((date) => `extract(year FROM ${date})`),
  TD_WEEKDAY_OF_MONTH: ofDate((date) => `((extract(day FROM ${date}) - 1) // 7 + 1)`),
  TD_MONTH_BEGIN: edge("month", false),
  TD_MONTH_END: edge("month", true),
  TD_QUARTER_BEGIN: edge("quarter", false),
  TD_QUARTER_END: edge("quarter", true),
  TD_YEAR_BEGIN: edge("year", false),
  TD_YEAR_END: edge("year", true),
  NEXT_DAY: nextDay,
  REGEXP_SUBSTR: regexpPart,
  REGEXP_INSTR: regexpPlace,
  REGEXP_SIMILAR: (call) => {
    arity(call, 2, 3);
    refuseForeign(call);
    if (call.count === 3 && call.arg(2).literal !== "c" && call.arg(2).literal !== "i")
      throw call.stop("the match parameters");
    const flags = call.count === 3 && call.arg(2).literal === "i" ? ", 'i'" : "";
    const whole = `regexp_full_match(${text(call.arg(0))}, ${call.arg(1).sql}${flags})`;
    return primary(`CAST(${whole} AS INTEGER)`, "int");
  },
  INSTR: instr,
  STRTOK: (call) => {
    arity(call, 1, 3);
    const delimiters = call.count > 1 ? call.arg(1).literal : " ";
    const place = call.count === 3 ? call.arg(2).number : "1";
    if (delimiters === undefined || delimiters === "" || place === undefined)
      throw call.stop("computed delimiters, or a computed place");
    return primary(`${tokens(call, delimiters)}[${place}]`, "string");
  },
  CHR: same("chr", "string", 1),
  CHARS: template("length($1)", "int"),
  AVERAGE: aggregate("avg", "float"),
  AVE: aggregate("avg", "float"),
  MINIMUM: aggregate("min", 0),
  MAXIMUM: aggregate("max", 0),
  MEDIAN: median,
  SKEW: aggregate("skewness", "float"),
  KURTOSIS: aggregate("kurtosis", "float"),
  HASHROW: refused("hashes are the source's own"),
  HASHBUCKET: refused("hashes are the source's own"),
  HASHAMP: refused("hashes are the source's own"),
  HASHBAKAMP: refused("hashes are the source's own"),
};
