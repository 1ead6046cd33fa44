import type { Cursor } from "../../../cursor.ts";
import { Call } from "../../calls/call.ts";
import { type Expr, isNumeric, primary } from "../../expr.ts";
import { UNITS } from "../../literals/intervalUnits.ts";
import type { Tx } from "../../tx.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { dateValue } from "./dates.ts";

/** Parts that mean the same everywhere: the function of Databricks and the field of its EXTRACT. */
const PLAIN: Readonly<Record<string, readonly [call: string, field: string]>> = {
  YEAR: ["year", "YEAR"],
  QUARTER: ["quarter", "QUARTER"],
  MONTH: ["month", "MONTH"],
  DAY: ["day", "DAY"],
  DAYOFMONTH: ["day", "DAY"],
  HOUR: ["hour", "HOUR"],
  MINUTE: ["minute", "MINUTE"],
  DOY: ["dayofyear", "DOY"],
  DAYOFYEAR: ["dayofyear", "DOY"],
  DY: ["dayofyear", "DOY"],
  YEARDAY: ["dayofyear", "DOY"],
};
const ISO_WEEK = /^(WEEKISO|ISOWEEK|ISO_WEEK|WEEK_ISO|WEEKOFYEARISO|WEEKOFYEAR_ISO|ISOWK|ISOWW)$/;
const ISO_DAY = /^(ISODOW|DAYOFWEEKISO|DAYOFWEEK_ISO|WEEKDAY_ISO|DOW_ISO|DW_ISO)$/;
const ISO_YEAR = /^(ISOYEAR|YEAROFWEEKISO|YEAROFWEEK_ISO)$/;
/** What an interval has. */
const OF_INTERVAL = /^(YEAR|MONTH|DAY|HOUR|MINUTE)$/;

/** YEAR(d), MONTH(d) and the like. */
export function part(name: string): FunctionRule {
  return (call) => {
    arity(call, 1);
    return extracted(call.tx, name, dateValue(call, call.arg(0)), call.offset, "call");
  };
}

/** DATE_PART('unit', d), DATEPART(unit, d). */
export const datePart: FunctionRule = (call) => {
  arity(call, 2);
  const word = call.word(0);
  if (word === undefined) throw call.stop("the part is computed");
  const years = call.raw[1] ? partOfAge(call.tx, call.raw[1], word, call.offset) : undefined;
  if (years) return years;
  const date = dateValue(call, call.arg(1));
  if (call.tx.is("tsql")) return tsqlPart(call, word, date);
  return extracted(call.tx, partName(call.tx, word), date, call.offset, "call");
};

/**
 * Years or months of PostgreSQL's AGE(a, b), whole ones that have passed; the cursor holds the call. Undefined: something
 * else. The interval itself, of months and days, cannot be held.
 */
export function partOfAge(
  tx: Tx,
  value: Cursor,
  written: string,
  offset: number,
): Expr | undefined {
  const unit = /^(YEAR|MONTH)S?$/.exec(written.toUpperCase())?.[1];
  if (!tx.is("postgres", "redshift") || unit === undefined) return undefined;
  if (!value.isWords("AGE") || !value.isSymbol("(", 1)) return undefined;
  const rest = value.slice(value.at + 1, value.end);
  const inside = rest.group();
  if (!inside || !rest.done) return undefined;
  const call = new Call(tx, "AGE", offset, inside.split());
  arity(call, 1, 2);
  const dates = call.args().map((arg) => dateValue(call, arg).sql);
  const [to, from] = dates.length === 1 ? ["current_date()", dates[0]] : dates;
  const passed = `timestampdiff(${unit}, ${from}, ${to})`;
  return primary(unit === "MONTH" ? `(${passed} % 12)` : passed, "int");
}

/** A part's full name: `M` is the month in most, the minute in Snowflake and Redshift. */
function partName(tx: Tx, word: string): string {
  if (word === "M" && tx.is("snowflake", "redshift")) return "MINUTE";
  return UNITS[word]?.toUpperCase() ?? word;
}

const called = (sql: string, type: Expr["type"] = "int") => primary(sql, type);

/** DATEPART as T-SQL counts: weeks begin on Sunday, the first one on January 1st. */
function tsqlPart(call: Call, word: string, date: Expr): Expr {
  const { sql } = date;
  if (/^(DW|W|WEEKDAY)$/.test(word)) {
    const what = "the week begins on Sunday, as under DATEFIRST 7";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return called(`dayofweek(${sql})`);
  }
  if (/^(DY|Y|DAYOFYEAR)$/.test(word)) return called(`dayofyear(${sql})`);
  if (ISO_WEEK.test(word)) return called(`weekofyear(${sql})`);
  const unit = UNITS[word];
  if (unit === "week")
    return called(`((dayofyear(${sql}) + dayofweek(trunc(${sql}, 'YEAR')) - 2) div 7 + 1)`);
  if (unit === "second") return called(`second(${sql})`);
  if (unit === "millisecond") return called(`CAST(date_format(${sql}, 'SSS') AS INT)`);
  if (unit === "microsecond") return called(`CAST(date_format(${sql}, 'SSSSSS') AS INT)`);
  if (/^(NANOSECOND|NS)$/.test(word))
    return called(`CAST(date_format(${sql}, 'SSSSSSSSS') AS INT)`);
  return extracted(call.tx, unit?.toUpperCase() ?? word, date, call.offset, "call");
}

/** One part of a date or interval, as the source counts it; `form` says how plain parts are written. */
export function extracted(
  tx: Tx,
  written: string,
  value: Expr,
  offset: number,
  form: "extract" | "call" = "extract",
): Expr {
  const name = written.length > 3 ? written.replace(/S$/, "") : written;
  const make = (sql: string, type: Expr["type"] = "int") => ({
    ...primary(sql, type),
    ...(form === "extract" ? { name: "extract" } : {}),
  });
  const field = (word: string) => `extract(${word} FROM ${value.sql})`;
  const { sql } = value;
  const elapsed = tx.is("oracle") ? differenceOf(value) : undefined;
  if (elapsed) return make(...ofInterval(tx, name, elapsed, offset));
  if (isNumeric(value.type)) {
    const reason = "the value is a number (a difference of dates counts days)";
    throw tx.stop("DWM-QRY-004", { name: "EXTRACT", reason }, offset);
  }
  if (value.type === "interval") return make(...ofInterval(tx, name, value, offset));
  const plain = PLAIN[name];
  if (plain) return make(form === "extract" ? field(plain[1]) : `${plain[0]}(${sql})`);
  const fractions = tx.is("oracle", "postgres", "redshift", "teradata");
  if (name === "SECOND")
    return fractions ? make(field("SECOND"), "decimal") : make(`second(${sql})`);
  const week = form === "extract" ? field("WEEK") : `weekofyear(${sql})`;
  if (ISO_WEEK.test(name)) return make(week);
  if (name === "WEEK" || name === "WEEKOFYEAR") {
    // BigQuery's and MySQL's weeks begin on Sunday, and the days before the first one are week 0.
    if (tx.is("bigquery", "mysql") && name === "WEEK")
      return make(`((dayofyear(${sql}) + 7 - dayofweek(${sql})) div 7)`);
    return make(week);
  }
  if (ISO_DAY.test(name)) return make(`(weekday(${sql}) + 1)`);
  if (/^(DOW|DW|DAYOFWEEK|WEEKDAY)$/.test(name)) {
    if (tx.is("bigquery", "mysql")) return make(`dayofweek(${sql})`);
    if (tx.is("postgres", "redshift", "snowflake")) return make(`(dayofweek(${sql}) - 1)`);
  }
  if (ISO_YEAR.test(name)) return make(`date_part('YEAROFWEEK', ${sql})`);
  const rest = ofTime(tx, name, value, offset) ?? compound(tx, name, sql);
  if (rest) return make(...rest);
  throw tx.stop(
    "DWM-QRY-004",
    {
      name: form === "extract" ? "EXTRACT" : "DATE_PART",
      reason: `the part ${written} has no counterpart`,
    },
    offset,
  );
}

/** MySQL's YEAR_MONTH (202401), DAY_HOUR (3112) and the like: parts side by side as one number. */
function compound(tx: Tx, name: string, sql: string): [string, Expr["type"]] | undefined {
  if (!tx.is("mysql")) return undefined;
  if (name === "YEAR_MONTH") return [`(year(${sql}) * 100 + month(${sql}))`, "int"];
  const parts = ["DAY", "HOUR", "MINUTE", "SECOND"];
  const [first, last, more] = name.split("_").map((word) => parts.indexOf(word));
  if (first === undefined || last === undefined || more !== undefined) return undefined;
  if (first < 0 || last <= first) return undefined;
  const terms = parts.slice(first, last + 1).map((part, index) => {
    const power = 100 ** (last - first - index);
    return `${part.toLowerCase()}(${sql})${power === 1 ? "" : ` * ${power}`}`;
  });
  return [`(${terms.join(" + ")})`, "int"];
}

/** Parts of a second, seconds since 1970, centuries. */
function ofTime(
  tx: Tx,
  name: string,
  value: Expr,
  offset: number,
): [sql: string, type: Expr["type"]] | undefined {
  const { sql } = value;
  const whole = tx.is("postgres", "redshift");
  const fraction = (digits: number): [string, Expr["type"]] =>
    whole
      ? [`(extract(SECOND FROM ${sql}) * 1${"0".repeat(digits)})`, "decimal"]
      : [`CAST(date_format(${sql}, '${"S".repeat(digits)}') AS INT)`, "int"];
  switch (name) {
    case "MILLISECOND":
      return fraction(3);
    case "MICROSECOND":
      return fraction(6);
    case "NANOSECOND":
      return tx.is("snowflake") ? fraction(9) : undefined;
    case "EPOCH":
    case "EPOCH_SECOND":
      noteZone(tx, value, offset);
      return whole
        ? [`(unix_micros(${sql}) / 1000000)`, "float"]
        : [`unix_timestamp(${sql})`, "int"];
    case "EPOCH_MILLISECOND":
      noteZone(tx, value, offset);
      return [`unix_millis(${sql})`, "int"];
    case "EPOCH_MICROSECOND":
      noteZone(tx, value, offset);
      return [`unix_micros(${sql})`, "int"];
    case "DECADE":
      return whole ? [`floor(year(${sql}) / 10)`, "int"] : undefined;
    case "CENTURY":
      return whole ? [`ceil(year(${sql}) / 100)`, "int"] : undefined;
    case "DATE":
      return tx.is("bigquery") ? [`CAST(${sql} AS DATE)`, "date"] : undefined;
    case "TIME":
      return undefined;
    default:
      return undefined;
  }
}

/** Seconds since 1970 of a time without a zone: UTC there, the session's zone here. */
function noteZone(tx: Tx, value: Expr, offset: number): void {
  if (value.type === "timestamptz") return;
  const what = "seconds since 1970 of a time without a zone are counted in the session's time zone";
  tx.note("DWM-QRY-006", { what }, offset);
}

/** Oracle's difference of two times is days where they are DATEs; EXTRACT takes it of TIMESTAMPs only, an interval. */
function differenceOf(value: Expr): Expr | undefined {
  const inside = /^\(?timestampdiff\(SECOND, (.*)\) \/ 86400\)?$/s.exec(value.sql)?.[1];
  if (inside === undefined) return undefined;
  let depth = 0;
  for (let at = 0; at < inside.length; at++) {
    const character = inside[at] ?? "";
    if (character === "'") at = inside.indexOf("'", at + 1);
    if (at < 0) return undefined;
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    if (depth === 0 && inside.startsWith(", ", at))
      return primary(`(${inside.slice(at + 2)} - ${inside.slice(0, at)})`, "interval");
    if (depth < 0) return undefined;
  }
  return undefined;
}

function ofInterval(
  tx: Tx,
  name: string,
  value: Expr,
  offset: number,
): [sql: string, type: Expr["type"]] {
  const of = (field: string) => `extract(${field} FROM ${value.sql})`;
  if (name === "EPOCH") {
    const seconds = `${of("DAY")} * 86400 + ${of("HOUR")} * 3600 + ${of("MINUTE")} * 60`;
    return [`(${seconds} + ${of("SECOND")})`, "decimal"];
  }
  if (OF_INTERVAL.test(name)) return [of(name), "int"];
  if (name === "SECOND") return [of("SECOND"), "decimal"];
  const reason = `the part ${name} of an interval has no counterpart`;
  throw tx.stop("DWM-QRY-004", { name: "EXTRACT", reason }, offset);
}
