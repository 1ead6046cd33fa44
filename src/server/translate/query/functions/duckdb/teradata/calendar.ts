import { PREC, primary, wrap } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { asDate } from "../dates.ts";
import { nextDay } from "../oracle/rules.ts";

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

/** PRIOR(d) and NEXT(d): the DATE before or behind another; of times the step is that of their type's digits. */
export const neighbour =
  (sign: "+" | "-"): FunctionRule =>
  (call) => {
    arity(call, 1);
    const date = call.arg(0);
    if (date.type !== "date") throw call.stop("of anything but a DATE");
    if (call.tx.target === "duckdb") return primary(`(${wrap(date, PREC.add)} ${sign} 1)`, "date");
    return primary(`${sign === "+" ? "date_add" : "date_sub"}(${date.sql}, 1)`, "date");
  };

/** Teradata: the parts and edges of the calendar. */
export const TERADATA_CALENDAR: RuleTable = {
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
  PRIOR: neighbour("-"),
  NEXT: neighbour("+"),
};
