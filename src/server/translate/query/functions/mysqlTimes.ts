import { quoteText } from "../../duckdbNames.ts";
import type { Call } from "../call.ts";
import { primary } from "../expr.ts";
import { asDate, dateAdd, maskOf, weekFromSunday } from "./dates.ts";
import { arity, type FunctionRule, type RuleTable, template } from "./dsl.ts";
import { piecesOf } from "./numberTexts.ts";
import { found, mysqlPart, replacedAll } from "./regexpChanges.ts";
import { regexpPlace } from "./regexps.ts";
import { convertTz } from "./zones.ts";

const day = (call: Call) => asDate(call, call.arg(0), "TIMESTAMP");

/**
 * WEEK(d, mode): the first day of the week (Sunday, Monday) and which week is the first one decide. Modes 0, 1, 2 and 3;
 * the default is 0.
 */
function weekOf(date: string, mode: number): string | undefined {
  if (mode === 0) return weekFromSunday(date);
  // Mondays: week 1 is the first that has four days or more, the days before it are week 0.
  if (mode === 1) {
    const offset = `(extract(isodow FROM date_trunc('year', ${date})) - 1)`;
    return `((extract(doy FROM ${date}) - 1 + ${offset}) // 7 + CASE WHEN ${offset} <= 3 THEN 1 ELSE 0 END)`;
  }
  return mode === 3 ? `week(${date})` : undefined;
}

const week: FunctionRule = (call) => {
  arity(call, 1, 2);
  const mode = Number(call.count === 2 ? call.arg(1).number : "0");
  const sql = weekOf(day(call), mode);
  if (sql === undefined) throw call.stop("a mode other than 0, 1 and 3");
  if (call.count === 1) {
    const what = "WEEK counts as default_week_format = 0 has it: weeks begin on Sunday";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return primary(sql, "int");
};

/** YEARWEEK(d, 1 or 3): year and week of ISO 8601. */
const yearWeek: FunctionRule = (call) => {
  arity(call, 1, 2);
  const date = day(call);
  if (call.count === 2 && /^[13]$/.test(call.arg(1).number ?? ""))
    return primary(`(isoyear(${date}) * 100 + week(${date}))`, "int");
  // Mode 0: the week of the Sunday that begins it.
  if (call.count === 2 && call.arg(1).number !== "0") throw call.stop("this mode");
  const sunday = `(date_trunc('day', ${date}) - to_days(CAST(extract(dow FROM ${date}) AS INTEGER)))`;
  return primary(
    `(extract(year FROM ${sunday}) * 100 + (extract(doy FROM ${sunday}) - 1) // 7 + 1)`,
    "int",
  );
};

/** FORMAT(n, places): thousands by commas, halves away from zero. */
const format: FunctionRule = (call) => {
  arity(call, 2);
  const places = call.arg(1).number;
  if (places === undefined || !/^\d{1,2}$/.test(places)) throw call.stop("computed places");
  const { sign, grouped, fraction } = piecesOf(call.arg(0).sql, Number(places));
  return primary(`(${sign} || ${grouped}${fraction})`, "string");
};

const timeFormat: FunctionRule = (call) => {
  arity(call, 2);
  const time = `(DATE '2000-01-01' + CAST(${call.arg(0).sql} AS TIME))`;
  return primary(`strftime(${time}, ${quoteText(maskOf(call, 1, false).format)})`, "string");
};

/** LOG(x), LOG(base, x): NULL where there is none. */
const log: FunctionRule = (call) => {
  arity(call, 1, 2);
  const value = call.arg(call.count - 1).sql;
  const sql = call.count === 1 ? `ln(${value})` : `log(${call.arg(0).sql}, ${value})`;
  return primary(`CASE WHEN (${value}) > 0 THEN ${sql} END`, "float");
};

/** MySQL: weeks, clocks, numbers as texts, patterns. */
export const MYSQL_TIMES: RuleTable = {
  WEEK: week,
  YEARWEEK: yearWeek,
  CURTIME: template("CAST(now() AS TIME)", "time"),
  UTC_DATE: template("CAST(now() AT TIME ZONE 'UTC' AS DATE)", "date"),
  TIME: template("CAST($1 AS TIME)", "time"),
  TIME_FORMAT: timeFormat,
  TIMESTAMPADD: dateAdd,
  CONVERT_TZ: convertTz,
  TIME_TO_SEC: template("CAST(epoch(CAST($1 AS TIME)) AS BIGINT)", "int"),
  PERIOD_DIFF: template(
    "((($1) // 100) * 12 + ($1) % 100 - (($2) // 100) * 12 - ($2) % 100)",
    "int",
  ),
  FORMAT: format,
  LOG: log,
  ORD: template("unicode($1)", "int"),
  STRCMP: template("CASE WHEN $1 = $2 THEN 0 WHEN $1 < $2 THEN -1 WHEN $1 > $2 THEN 1 END", "int"),
  REGEXP_LIKE: found,
  REGEXP_REPLACE: replacedAll,
  REGEXP_SUBSTR: mysqlPart,
  REGEXP_INSTR: regexpPlace,
};
