import { readDateText } from "../../literals.ts";
import {
  databricksConcat,
  databricksDivide,
  databricksMinus,
  databricksPlus,
} from "../databricks/arithmetic.ts";
import { decimalQuotient } from "../digits/decimalScale.ts";
import { followsMysql } from "../digits/digits.ts";
import { doubled } from "../digits/single.ts";
import { type Expr, isDated, isNumeric, numericType, PREC, primary, wrap } from "../expr.ts";
import { momentsAdded } from "../literals/since1900.ts";
import { movedBy } from "../mysql/dates.ts";
import { movedMoment, timeBetween } from "../oracle/moments.ts";
import { filledUp } from "../texts/padding.ts";
import type { Tx } from "../tx.ts";
import { dateLiteral } from "./cast.ts";
import { refuseDays, refuseDifference } from "./dateArithmetic.ts";
import { withoutKey } from "./postgresOperators.ts";

/** A moment and a time of day, which DuckDB only adds to a date. */
function momentAndClock(left: Expr, right: Expr): Expr | undefined {
  const [moment, clock] = left.type === "time" ? [right, left] : [left, right];
  if (clock.type !== "time" || !/^timestamp(tz)?$/.test(moment.type)) return undefined;
  const sql = `${wrap(moment, PREC.add)} + (DATE '1970-01-01' + ${wrap(clock, PREC.add)} - TIMESTAMP '1970-01-01')`;
  return { sql, prec: PREC.add, type: moment.type };
}

/** `a + b`: numbers, dates and days, and in T-SQL texts. */
export function plus(tx: Tx, first: Expr, second: Expr, offset: number): Expr {
  return movedMoment(sumOf(tx, first, second, offset), first, second);
}

function sumOf(tx: Tx, first: Expr, second: Expr, offset: number): Expr {
  const [left, right] = [numberBeside(tx, first, second), numberBeside(tx, second, first)];
  const moments = tx.is("tsql") ? momentsAdded(tx, left, right, offset) : undefined;
  if (moments) return moments;
  if (tx.is("tsql")) {
    const text = [left, right].some((side) => side.type === "string" && !isNumberText(side));
    const number = [left, right].some((side) => isNumeric(side.type));
    const texts = [left, right].every((side) => side.type === "string");
    if ((text && !number) || texts) {
      const [head, tail] = [filledUp(left), filledUp(right)];
      if (tx.target === "databricks") return databricksConcat(tx, head, tail, offset);
      return {
        sql: `${wrap(head, PREC.other)} || ${wrap(tail, PREC.add)}`,
        prec: PREC.other,
        type: "string",
      };
    }
    if (text && number) {
      const reason = "a text and a number are added; SQL Server converts the text";
      throw tx.stop("DWM-QRY-004", { name: "+", reason }, offset);
    }
  }
  if (tx.target === "databricks") return databricksPlus(tx, left, right, offset);
  if (followsMysql(tx)) {
    if (right.type === "interval" && left.type !== "unknown")
      return momentAndSpan(left, right, "+");
    if (left.type === "interval" && right.type !== "unknown")
      return momentAndSpan(right, left, "+");
  }
  const clock = tx.is("postgres") ? momentAndClock(left, right) : undefined;
  if (clock) return clock;
  const shifted = dateAndInterval(tx, left, right, "+") ?? dateAndInterval(tx, right, left, "+");
  if (shifted) return shifted;
  if (isDated(left.type) && (isNumeric(right.type) || right.type === "unknown"))
    return addDays(tx, left, right, "+", offset);
  if (isDated(right.type) && (isNumeric(left.type) || left.type === "unknown"))
    return addDays(tx, right, left, "+", offset);
  const type = sumType(left, right);
  return { sql: `${wrap(left, PREC.add)} + ${wrap(right, PREC.multiply)}`, prec: PREC.add, type };
}

/** MySQL's `date + INTERVAL …`, whose unit shows in how the interval is written. */
function momentAndSpan(moment: Expr, span: Expr, sign: "+" | "-"): Expr {
  const days = WHOLE_DAYS.test(span.sql) || WORDED_DAYS.test(span.sql);
  return movedBy(moment, wrap(span, PREC.multiply), days ? "day" : "second", sign);
}

/** `'10' + 5`: the text is that number, but DuckDB does not choose between its kinds of numbers. */
function numberBeside(tx: Tx, given: Expr, other: Expr): Expr {
  const expr = doubled(given, other);
  if (tx.target !== "duckdb" || tx.is("mysql") || !isNumeric(other.type) || !isNumberText(expr))
    return expr;
  const number = (expr.literal ?? "").trim();
  return { ...primary(number, number.includes(".") ? "decimal" : "int"), number };
}

function isNumberText(expr: Expr): boolean {
  return expr.literal !== undefined && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(expr.literal);
}

/** `a - b`: numbers, dates and days, dates and dates. */
export function minus(tx: Tx, first: Expr, second: Expr, offset: number): Expr {
  return (
    timeBetween(tx, first, second) ??
    movedMoment(differenceOf(tx, first, second, offset), first, second)
  );
}

const MOMENTS: Readonly<Record<string, string>> = {
  date: "DATE",
  timestamp: "TIMESTAMP",
  timestamptz: "TIMESTAMPTZ",
};

function differenceOf(tx: Tx, first: Expr, second: Expr, offset: number): Expr {
  const [left, right] = [numberBeside(tx, first, second), numberBeside(tx, second, first)];
  if (left.type === "json" && tx.is("postgres") && tx.target === "duckdb")
    return withoutKey(tx, left, right, offset);
  if (tx.is("postgres") && left.type === "json")
    throw tx.stop("DWM-QRY-004", { name: "-", reason: "a key is taken out of JSON" }, offset);
  if (tx.target === "databricks") return databricksMinus(tx, left, right, offset);
  if (followsMysql(tx) && right.type === "interval" && left.type !== "unknown")
    return momentAndSpan(left, right, "-");
  const shifted = dateAndInterval(tx, left, right, "-");
  if (shifted) return shifted;
  const leftDated = isDated(left.type);
  const rightDated = isDated(right.type) || (leftDated && right.literal !== undefined);
  if (leftDated && rightDated) {
    const other = dateLiteral(tx, right, left);
    if (tx.is("oracle")) {
      const sql = `(epoch(${left.sql}) - epoch(${other.sql})) / 86400`;
      return primary(`(${sql})`, "float");
    }
    refuseDifference(tx, offset);
    // A text beside a moment is one of its type.
    const like = right.literal !== undefined && tx.is("postgres") ? MOMENTS[left.type] : undefined;
    const second =
      like === undefined ? wrap(other, PREC.multiply) : `CAST(${other.sql} AS ${like})`;
    const days = left.type === "date" && (right.type === "date" || like !== undefined);
    const type = days ? "int" : "interval";
    return { sql: `${wrap(left, PREC.add)} - ${second}`, prec: PREC.add, type };
  }
  if (left.type === "time" && right.type === "time" && !tx.is("tsql", "mysql")) {
    // DuckDB subtracts no times of day; those of one day are moments.
    const [end, start] = [left, right].map((time) => `(DATE '2000-01-01' + ${wrap(time)})`);
    return { sql: `${end} - ${start}`, prec: PREC.add, type: "interval" };
  }
  if (leftDated && (isNumeric(right.type) || right.type === "unknown"))
    return addDays(tx, left, right, "-", offset);
  // Oracle's difference of dates is a number of days; DuckDB's an INTERVAL. Columns of unknown type may be either.
  if (
    tx.is("oracle") &&
    left.type === "unknown" &&
    (right.type === "unknown" || isDated(right.type))
  ) {
    if (isDated(right.type))
      return primary(`((epoch(${left.sql}) - epoch(${right.sql})) / 86400)`, "float");
    const what =
      "a difference of two columns whose types are not known: of dates it would be days in Oracle, an interval here";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  const type =
    left.type === "interval" || right.type === "interval" ? left.type : sumType(left, right);
  return { sql: `${wrap(left, PREC.add)} - ${wrap(right, PREC.multiply)}`, prec: PREC.add, type };
}

const WHOLE_DAYS =
  /^(INTERVAL ('[+-]?\d+ |\(.*\) )(year|quarter|month|week|day)'?|to_(years|quarters|months|weeks|days)\(.*\))$/s;

const WORDED_DAYS = /^INTERVAL '(-?\d+ (year|quarter|month|week|day) ?)+'$/;

/** A date text, or a DATE, and an INTERVAL: whole days leave a DATE a DATE but in PostgreSQL, Redshift and BigQuery. */
function dateAndInterval(tx: Tx, date: Expr, interval: Expr, sign: "+" | "-"): Expr | undefined {
  if (interval.type !== "interval") return undefined;
  const iso = date.literal === undefined ? undefined : readDateText(date.literal, tx.dialect);
  const isDate = date.type === "date" || iso?.length === 10;
  if (date.type !== "date" && (iso === undefined || !tx.is("mysql"))) return undefined;
  const source =
    iso === undefined ? wrap(date, PREC.add) : `CAST(${tx.out.text(iso)} AS TIMESTAMP)`;
  const sql = `${source} ${sign} ${wrap(interval, PREC.multiply)}`;
  if (
    isDate &&
    WHOLE_DAYS.test(interval.sql) &&
    !tx.is("postgres", "redshift", "oracle", "bigquery")
  )
    return primary(`CAST(${sql} AS DATE)`, "date");
  return { sql, prec: PREC.add, type: "timestamp" };
}

/** A date and a number of days, whole or not. */
function addDays(tx: Tx, date: Expr, days: Expr, sign: "+" | "-", offset: number): Expr {
  refuseDays(tx, days, sign, offset);
  if (days.type === "unknown" && !tx.is("oracle", "tsql")) {
    return {
      sql: `${wrap(date, PREC.add)} ${sign} ${wrap(days, PREC.multiply)}`,
      prec: PREC.add,
      type: "unknown",
    };
  }
  if (date.type === "date" && days.type === "int" && !tx.is("oracle")) {
    // DuckDB adds nothing longer than an INTEGER to a date.
    const number =
      days.number === undefined ? `CAST(${days.sql} AS INTEGER)` : wrap(days, PREC.multiply);
    return {
      sql: `${wrap(date, PREC.add)} ${sign} ${number}`,
      prec: PREC.add,
      type: "date",
    };
  }
  if (days.type === "int") {
    return {
      sql: `${wrap(date, PREC.add)} ${sign} to_days(CAST(${days.sql} AS INTEGER))`,
      prec: PREC.add,
      type: date.type,
    };
  }
  const seconds = `to_microseconds(CAST(round((${days.sql}) * 86400) * 1000000 AS BIGINT))`;
  return { sql: `${wrap(date, PREC.add)} ${sign} ${seconds}`, prec: PREC.add, type: date.type };
}

function sumType(left: Expr, right: Expr): Expr["type"] {
  if (left.type === "interval" && isDated(right.type))
    return right.type === "date" ? "timestamp" : right.type;
  if (right.type === "interval" && isDated(left.type))
    return left.type === "date" ? "timestamp" : left.type;
  return numericType(left, right);
}

/**
 * `a / b`. T-SQL, PostgreSQL, Redshift and Teradata cut the quotient of whole numbers; DuckDB's `//` does that for whole
 * numbers and divides others as usual, so the kind need not be known. The others always give fractions, as DuckDB's
 * `/` does. Division by zero is NULL in MySQL; elsewhere it is an error in the source, so no view rests on it.
 */
export function divided(tx: Tx, left: Expr, right: Expr, offset: number): Expr {
  const rounded = decimalQuotient(tx, left, right, offset);
  if (rounded) return rounded;
  if (tx.target === "databricks") return databricksDivide(tx, left, right, offset);
  const whole = tx.is("tsql", "postgres", "redshift", "teradata");
  const allWhole = left.type === "int" && right.type === "int";
  const fractional = [left, right].some((side) => side.type === "decimal" || side.type === "float");
  const operator = whole && !fractional ? "//" : "/";
  if (tx.is("mysql") && !(right.number !== undefined && Number(right.number) !== 0)) {
    return {
      sql: `${wrap(left, PREC.multiply)} / nullif(${right.sql}, 0)`,
      prec: PREC.multiply,
      type: "float",
    };
  }
  const type = whole && allWhole ? "int" : whole && !fractional ? "unknown" : "float";
  if (left.type === "interval") {
    return {
      sql: `${wrap(left, PREC.multiply)} / ${wrap(right, PREC.unary)}`,
      prec: PREC.multiply,
      type: "interval",
    };
  }
  return {
    sql: `${wrap(left, PREC.multiply)} ${operator} ${wrap(right, PREC.unary)}`,
    prec: PREC.multiply,
    type,
  };
}
