import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { dateOf } from "./dates.ts";

// Modes 0 to 7 say which day begins a week, which week is the first one, and whether the days before it are week 0 or belong
// to the year before. MySQL Reference Manual, WEEK().

/** Modes whose weeks begin on Monday. */
const MONDAY = /^[1357]$/;
/** Modes whose first week is the first that begins in the year, else the first with four days or more in it. */
const BEGUN = /^[0257]$/;
/** Modes whose weeks are 1 to 53, else 0 to 53. */
const FROM_ONE = /^[2367]$/;

/** The day that decides which year a week belongs to: its first, or its fourth. */
function deciding(date: string, mode: string): string {
  const [day, first] = MONDAY.test(mode) ? [`weekday(${date})`, 0] : [`dayofweek(${date})`, 1];
  if (!BEGUN.test(mode)) return `date_add(${date}, ${3 + first} - ${day})`;
  return `date_sub(${date}, ${day}${first === 0 ? "" : ` - ${first}`})`;
}

/** Weeks from 0: those that began, or got four days, up to the date. */
function fromZero(date: string, mode: string): string {
  const [day, first] = MONDAY.test(mode) ? [`weekday(${date})`, 0] : [`dayofweek(${date})`, 1];
  const plus = (BEGUN.test(mode) ? 6 : 9) + first;
  return `((dayofyear(${date}) + ${plus} - ${day}) div 7)`;
}

function modeOf(call: Call): string {
  arity(call, 1, 2);
  const mode = call.count > 1 ? call.arg(1).number : "0";
  if (mode === undefined || !/^[0-7]$/.test(mode)) throw call.stop("weeks of this mode");
  return mode;
}

/** WEEK(d [, mode]). */
export const week: FunctionRule = (call) => {
  const mode = modeOf(call);
  const date = dateOf(call);
  if (mode === "3") return primary(`weekofyear(${date})`, "int");
  if (!FROM_ONE.test(mode)) return primary(fromZero(date, mode), "int");
  return primary(`((dayofyear(${deciding(date, mode)}) + 6) div 7)`, "int");
};

/** YEARWEEK(d [, mode]): weeks count from 1 here in every mode. */
export const yearWeek: FunctionRule = (call) => {
  const mode = modeOf(call);
  const date = dateOf(call);
  if (mode === "1" || mode === "3")
    return primary(`(date_part('YEAROFWEEK', ${date}) * 100 + weekofyear(${date}))`, "int");
  const day = deciding(date, mode);
  return primary(`(year(${day}) * 100 + (dayofyear(${day}) + 6) div 7)`, "int");
};
