import { noted, type TargetType } from "../spec.ts";

/**
 * A span of time. Databricks has INTERVAL types of months and of seconds, for expressions; what a table keeps is text, as
 * Delta tables of most runtimes take no intervals. A span without fields (PostgreSQL) may hold both months and seconds,
 * which no type of Databricks does: casts make it one of days to seconds.
 */
export function interval(name: string): TargetType {
  const fields = name.replace(/^INTERVAL ?/, "");
  const months = /^(YEAR|MONTH)/.test(fields);
  const kept = noted("STRING", "interval", "warning", "a span of time is held as text");
  return { ...kept, cast: `INTERVAL ${fields || (months ? "YEAR TO MONTH" : "DAY TO SECOND")}` };
}
