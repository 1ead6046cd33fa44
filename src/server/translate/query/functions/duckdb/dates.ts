import type { SourceType } from "../../../../../protocol/dialect.ts";
import { quoteText } from "../../../duckdbNames.ts";
import { readClock, readDateText } from "../../../literals.ts";
import type { Call } from "../../calls/call.ts";
import { followsMysql } from "../../digits/digits.ts";
import { type Expr, isDated, PREC, primary, wrap } from "../../expr.ts";
import { clockOf } from "../../expression/cast.ts";
import { UNITS } from "../../literals/intervalUnits.ts";
import { momentOf } from "../../mysql/dates.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { extracted } from "./extract.ts";

/** A value as a date or time: texts are read, other values stay as they are. */
export function asDate(call: Call, value: Expr, type: "DATE" | "TIMESTAMP"): string {
  if (followsMysql(call.tx)) return momentOf(value, type);
  if (value.literal !== undefined) {
    const clock = call.tx.is("tsql") ? readClock(value.literal) : undefined;
    if (clock !== undefined) return `CAST(${quoteText(`1900-01-01 ${clock}`)} AS ${type})`;
    const iso = readDateText(value.literal, call.tx.dialect) ?? value.literal;
    return `CAST(${quoteText(iso)} AS ${type})`;
  }
  // A number is days since 1900 in SQL Server.
  if (call.tx.is("tsql") && value.type === "int")
    return `(TIMESTAMP '1900-01-01' + to_days(CAST(${value.sql} AS INTEGER)))`;
  // DuckDB casts no time of day to a moment.
  if (value.type === "time") return `(DATE '1900-01-01' + ${wrap(value, PREC.multiply)})`;
  if (value.type === "string") return `CAST(${value.sql} AS ${type})`;
  if (isDated(value.type)) return value.sql;
  return `CAST(${value.sql} AS ${type})`;
}

const DAYS_OF_TSQL = ["Y", "DY", "DAYOFYEAR", "W", "DW", "WEEKDAY"];
/** Short names of units that mean something else in one dialect: `y` is the day of the year in T-SQL, `m` a minute in Snowflake. */
const OWN_UNITS: Readonly<Partial<Record<SourceType, Readonly<Record<string, string>>>>> = {
  tsql: Object.fromEntries(DAYS_OF_TSQL.map((word) => [word, "day"])),
  snowflake: { M: "minute" },
  redshift: { M: "minute" },
};

/** The unit that a word argument names. */
export function unitOf(call: Call, index: number): string {
  const word = call.word(index);
  const own = word === undefined ? undefined : OWN_UNITS[call.tx.dialect]?.[word];
  const unit = own ?? (word === undefined ? undefined : UNITS[word]);
  if (unit === undefined) throw call.stop(`the unit ${word ?? "given"} has no counterpart`);
  return unit;
}

/** YEAR(d), MONTH(d) and the like. */
export function part(name: string): FunctionRule {
  return (call) => {
    arity(call, 1);
    const value = call.arg(0);
    const date =
      value.type === "string" ? { ...value, sql: asDate(call, value, "TIMESTAMP") } : value;
    return extracted(call.tx, name, date, call.offset);
  };
}

/** DATEPART('unit', d). */
export const datePart: FunctionRule = (call) => {
  arity(call, 2);
  const word = call.word(0);
  if (word === undefined) throw call.stop("the part is computed");
  const value = call.arg(1);
  const date =
    value.type === "string" ? { ...value, sql: asDate(call, value, "TIMESTAMP") } : value;
  const own = call.tx.is("tsql") ? undefined : OWN_UNITS[call.tx.dialect]?.[word];
  const upper = (own ?? UNITS[word])?.toUpperCase() ?? word;
  if (call.tx.is("tsql")) {
    if (/^(DW|W|WEEKDAY)$/.test(word)) {
      const what = "the week begins on Sunday, as under DATEFIRST 7";
      call.tx.note("DWM-QRY-006", { what }, call.offset);
      return primary(`(extract(dow FROM ${date.sql}) + 1)`, "int");
    }
    if (/^(DY|Y|DAYOFYEAR)$/.test(word)) return primary(`extract(doy FROM ${date.sql})`, "int");
    if (/^(ISOWK|ISOWW|ISO_WEEK)$/.test(word))
      return primary(`extract(week FROM ${date.sql})`, "int");
    if (upper === "WEEK") {
      const first = `date_trunc('year', ${date.sql})`;
      return primary(
        `((extract(doy FROM ${date.sql}) + extract(dow FROM ${first}) - 1) // 7 + 1)`,
        "int",
      );
    }
    if (upper === "MILLISECOND")
      return primary(`(extract(millisecond FROM ${date.sql}) % 1000)`, "int");
  }
  return extracted(call.tx, upper, date, call.offset);
};

/** The week of the year, of weeks that begin on Sunday: the days before the first Sunday are week 0. */
export function weekFromSunday(date: string): string {
  return `((extract(doy FROM ${date}) + (extract(dow FROM date_trunc('year', ${date})) + 6) % 7) // 7)`;
}

/** TIME(x) and TO_TIME(x). */
export const timeOfDay: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  const clock = value.type === "timestamptz" ? clockOf(call.tx, value) : value.sql;
  return primary(`CAST(${clock} AS TIME)`, "time");
};

/** ISOWEEK and WEEK(MONDAY) of BigQuery. */
export function isIsoWeek(call: Call, index: number): boolean {
  const text = call.raw[index]?.rest().replace(/\s/g, "").toUpperCase();
  return text === "ISOWEEK" || text === "WEEK(MONDAY)";
}

/** DATE_TRUNC('unit', d); a DATE stays a DATE. */
export const dateTrunc: FunctionRule = (call) => {
  arity(call, 2);
  const [unitAt, dateAt] = call.tx.is("bigquery") ? [1, 0] : [0, 1];
  const monday = call.tx.is("bigquery") && isIsoWeek(call, unitAt ?? 0);
  const unit = monday ? "week" : unitOf(call, unitAt ?? 0);
  const value = call.arg(dateAt ?? 1);
  const date = asDate(call, value, "TIMESTAMP");
  // BigQuery's and SQL Server's weeks begin on Sunday.
  const sunday = unit === "week" && !monday && call.tx.is("bigquery", "tsql");
  const sql = sunday
    ? `(date_trunc('week', ${date} + INTERVAL 1 DAY) - INTERVAL 1 DAY)`
    : `date_trunc('${unit}', ${date})`;
  if (value.type === "time") return primary(`CAST(${sql} AS TIME)`, "time");
  const staysDate = value.type === "date" && call.tx.is("snowflake", "bigquery");
  return staysDate
    ? primary(`CAST(${sql} AS DATE)`, "date")
    : primary(sql, value.type === "timestamptz" ? "timestamptz" : "timestamp");
};
