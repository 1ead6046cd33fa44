import type { Call } from "../../calls/call.ts";
import { movedClock } from "../../databricks/clocks.ts";
import { type Expr, primary } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { dateValue, unitOf } from "./dates.ts";

/** ISOWEEK and WEEK(MONDAY) of BigQuery, ISO_WEEK of T-SQL. */
export function isIsoWeek(call: Call, index: number): boolean {
  const text = call.raw[index]?.rest().replace(/\s/g, "").toUpperCase();
  if (call.tx.is("tsql")) return text !== undefined && /^(ISO_WEEK|ISOWK|ISOWW)$/.test(text);
  return call.tx.is("bigquery") && (text === "ISOWEEK" || text === "WEEK(MONDAY)");
}

/** DATE_TRUNC('unit', d), in BigQuery DATE_TRUNC(d, unit). */
export const dateTrunc: FunctionRule = (call) => {
  arity(call, 2);
  const [unitAt, dateAt] = call.tx.is("bigquery") ? [1, 0] : [0, 1];
  const monday = isIsoWeek(call, unitAt);
  const unit = monday ? "WEEK" : unitOf(call, unitAt);
  // BigQuery's and SQL Server's weeks begin on Sunday.
  const sunday = unit === "WEEK" && !monday && call.tx.is("bigquery", "tsql");
  return truncated(call, unit, call.arg(dateAt), sunday);
};

/** Oracle's SYSDATE has no fraction of a second; where longer units are cut that makes no difference. */
export function withoutSeconds(sql: string): string {
  return sql === "date_trunc('SECOND', current_timestamp())" ? "current_timestamp()" : sql;
}

/** The beginning of the unit that a date lies in. A DATE stays one in Snowflake, BigQuery and T-SQL. */
export function truncated(call: Call, unit: string, date: Expr, sunday = false): Expr {
  if (unit === "NANOSECOND") throw call.stop("times have microseconds, no nanoseconds");
  const value = dateValue(call, date);
  if (value.type === "time")
    return movedClock(value, (moment) => `date_trunc('${unit}', ${moment})`);
  const keeps = value.type === "date" && call.tx.is("snowflake", "bigquery", "tsql", "teradata");
  const write = (of: string) => {
    if (!keeps) return `date_trunc('${unit}', ${unit === "SECOND" ? of : withoutSeconds(of)})`;
    return unit === "DAY" ? of : `trunc(${of}, '${unit}')`;
  };
  const type = keeps ? "date" : value.type === "timestamptz" ? "timestamptz" : "timestamp";
  if (!sunday) return primary(write(value.sql), type);
  const shift = (of: string, days: number) =>
    keeps ? `date_add(${of}, ${days})` : `dateadd(DAY, ${days}, ${of})`;
  return primary(shift(write(shift(value.sql, 1)), -1), type);
}
