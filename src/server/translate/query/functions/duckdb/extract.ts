import type { Cursor } from "../../../cursor.ts";
import { followsMysql } from "../../digits/digits.ts";
import { type Expr, primary } from "../../expr.ts";
import { readWhole } from "../../expression/expression.ts";
import { mysqlExtract } from "../../mysql/extract.ts";
import type { Tx } from "../../tx.ts";
import { bigqueryPart, weekBegin, weekNumber } from "./bigquery/weeks.ts";
import { partOfSpan } from "./intervalParts.ts";

/** Parts that EXTRACT takes on both sides with the same meaning. */
const PARTS: Readonly<Record<string, string>> = {
  YEAR: "year",
  QUARTER: "quarter",
  MONTH: "month",
  DAY: "day",
  HOUR: "hour",
  MINUTE: "minute",
  DOY: "doy",
  DAYOFYEAR: "doy",
  EPOCH: "epoch",
  DECADE: "decade",
  CENTURY: "century",
  MILLENNIUM: "millennium",
  ISODOW: "isodow",
  ISOYEAR: "isoyear",
  JULIAN: "julian",
  TIMEZONE: "timezone",
  TIMEZONE_HOUR: "timezone_hour",
  TIMEZONE_MINUTE: "timezone_minute",
};

export function readExtract(tx: Tx, offset: number): Expr {
  const { cursor } = tx;
  const token = cursor.next();
  const written =
    token?.kind === "string" ? token.text.slice(1, -1).toUpperCase() : (token?.value ?? "");
  const week = tx.is("bigquery") && written === "WEEK" && cursor.isSymbol("(");
  const days = week ? cursor.group() : undefined;
  tx.expect("FROM");
  const value = readWhole(tx);
  if (days) return dayWeek(tx, days, value);
  const own = followsMysql(tx) ? mysqlExtract(written, value) : partOfSpan(tx, written, value);
  return own ?? extracted(tx, written, value, offset);
}

/** BigQuery's WEEK(MONDAY). */
function dayWeek(tx: Tx, day: Cursor, value: Expr): Expr {
  const begin = weekBegin(day.slice(day.at - 2, day.end + 1));
  if (begin === undefined) throw tx.unsupported("this part of a date");
  return { ...weekNumber(value, begin), name: "extract" };
}

/** One part of a date, as the source counts it. */
export function extracted(tx: Tx, written: string, value: Expr, offset: number): Expr {
  const own = tx.is("bigquery") ? bigqueryPart(written, value) : undefined;
  if (own) return { ...own, name: "extract" };
  const part = written.replace(/S$/, "") || written;
  if (part === "SECOND" || written === "SECOND") {
    // Whole seconds in MySQL, T-SQL, Snowflake, BigQuery; with their fraction in Oracle, PostgreSQL, Redshift.
    if (tx.is("oracle", "postgres", "redshift", "teradata")) {
      const whole = `extract(microseconds FROM ${timestampOf(value)})`;
      return { ...primary(`(${whole} / 1000000)`, "float"), name: "extract" };
    }
    return primary(`extract(second FROM ${value.sql})`, "int");
  }
  if (
    /^(WEEK|WEEKISO|ISOWEEK|ISO_WEEK)$/.test(written) &&
    (tx.is("postgres", "redshift") || written !== "WEEK")
  ) {
    return primary(`extract(week FROM ${value.sql})`, "int");
  }
  // From Sunday on; 0 before the first one.
  if (written === "WEEK" && tx.is("bigquery"))
    return primary(`CAST(strftime(${value.sql}, '%U') AS BIGINT)`, "int");
  if (tx.is("snowflake")) {
    const own = snowflakePart(written, value);
    if (own) return { ...own, name: "extract" };
  }
  if (/^(DOW|DAYOFWEEK|WEEKDAY)$/.test(written)) {
    if (tx.is("postgres", "redshift") || (tx.is("snowflake") && written !== "WEEKDAY")) {
      return primary(`extract(dow FROM ${value.sql})`, "int");
    }
    if (tx.is("bigquery")) return primary(`(extract(dow FROM ${value.sql}) + 1)`, "int");
  }
  if (written === "DATE" && tx.is("bigquery")) return primary(`CAST(${value.sql} AS DATE)`, "date");
  if (/^(MILLISECONDS?|MICROSECONDS?)$/.test(written) && tx.is("postgres", "redshift")) {
    const micro = `extract(microseconds FROM ${timestampOf(value)})`;
    if (written.startsWith("MICRO")) return { ...primary(micro, "int"), name: "extract" };
    return { ...primary(`(${micro} / 1000)`, "float"), name: "extract" };
  }
  const known = PARTS[part] ?? PARTS[written];
  if (known === undefined)
    throw tx.stop(
      "DWM-QRY-004",
      { name: "EXTRACT", reason: `the part ${written} has no counterpart` },
      offset,
    );
  return {
    ...primary(`extract(${known} FROM ${value.sql})`, known === "epoch" ? "float" : "int"),
    name: "extract",
  };
}

/** Snowflake's names of ISO's days, and whole seconds and parts of seconds since 1970. */
function snowflakePart(written: string, value: Expr): Expr | undefined {
  if (/^(DAYOFWEEKISO|DAYOFWEEK_ISO|WEEKDAY_ISO|DOW_ISO|DW_ISO)$/.test(written))
    return primary(`extract(isodow FROM ${value.sql})`, "int");
  // As WEEK_OF_YEAR_POLICY = 0 has it.
  if (/^(WEEK|W|WK|WEEKOFYEAR|WOY|WY)$/.test(written))
    return primary(`extract(week FROM ${value.sql})`, "int");
  const unit = /^EPOCH_(SECOND|MILLISECOND|MICROSECOND|NANOSECOND)S?$/.exec(written)?.[1];
  if (unit === undefined) return undefined;
  const name = { SECOND: "epoch", MILLISECOND: "epoch_ms", MICROSECOND: "epoch_us" }[unit];
  const since = `${name ?? "epoch_ns"}(${timestampOf(value)})`;
  return primary(name === "epoch" ? `CAST(floor(${since}) AS BIGINT)` : since, "int");
}

function timestampOf(value: Expr): string {
  // DuckDB casts no time of day to a moment.
  if (value.type === "time") return `(DATE '1900-01-01' + ${value.sql})`;
  return value.type === "timestamp" || value.type === "timestamptz"
    ? value.sql
    : `CAST(${value.sql} AS TIMESTAMP)`;
}
