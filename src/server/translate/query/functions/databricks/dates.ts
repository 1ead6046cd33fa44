import type { SourceType } from "../../../../../protocol/dialect.ts";
import type { Cursor } from "../../../cursor.ts";
import { readClock, readDateText } from "../../../literals.ts";
import { Call } from "../../call.ts";
import { noteDateOrder } from "../../cast.ts";
import { movedClock } from "../../databricks/clocks.ts";
import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import { UNITS } from "../../intervalUnits.ts";
import { arity, type FunctionRule } from "../dsl.ts";

/**
 * A value in the place of a date. Databricks reads texts in ISO form by itself, so only others are rewritten; whole
 * numbers are days since 1900 in SQL Server.
 */
export function dateValue(call: Call, value: Expr): Expr {
  if (value.literal !== undefined) {
    noteDateOrder(call.tx, value.literal, call.offset);
    const clock = call.tx.is("tsql") ? readClock(value.literal) : undefined;
    const iso =
      clock === undefined ? readDateText(value.literal, call.tx.dialect) : `1900-01-01 ${clock}`;
    if (iso === undefined) return value;
    const type = iso.length === 10 ? "date" : "timestamp";
    return { ...primary(call.tx.out.text(iso), type), literal: iso };
  }
  if (call.tx.is("tsql") && value.type === "int") {
    const epoch = "TIMESTAMP_NTZ'1900-01-01'";
    if (value.number === "0") return primary(epoch, "timestamp");
    return primary(`dateadd(DAY, ${value.sql}, ${epoch})`, "timestamp");
  }
  if (call.tx.is("tsql") && (value.type === "decimal" || value.type === "float"))
    return primary(
      `(TIMESTAMP_NTZ'1900-01-01' + ${wrap(value, PREC.multiply)} * INTERVAL '1' DAY)`,
      "timestamp",
    );
  return value;
}

const DAYS_OF_TSQL = ["Y", "DY", "DAYOFYEAR", "W", "DW", "WEEKDAY"];
/** Short names of units that mean something else in one dialect: `y` is the day of the year in T-SQL, `m` a minute in Snowflake. */
const OWN_UNITS: Readonly<Partial<Record<SourceType, Readonly<Record<string, string>>>>> = {
  tsql: Object.fromEntries(DAYS_OF_TSQL.map((word) => [word, "day"])),
  snowflake: { M: "minute" },
  redshift: { M: "minute" },
};
const BILLIONTHS = new Set(["NANOSECOND", "NANOSECONDS", "NS", "NSEC"]);

/** The unit that a word argument names, in upper case as Databricks writes it; NANOSECOND has no counterpart but is known. */
export function unitOf(call: Call, index: number): string {
  const word = call.word(index);
  if (word !== undefined && BILLIONTHS.has(word)) return "NANOSECOND";
  const own = word === undefined ? undefined : OWN_UNITS[call.tx.dialect]?.[word];
  const unit = own ?? (word === undefined ? undefined : UNITS[word]);
  if (unit === undefined) throw call.stop(`the unit ${word ?? "given"} has no counterpart`);
  return unit.toUpperCase();
}

/** DATEADD(unit, n, date). */
export const dateAdd: FunctionRule = (call) => {
  arity(call, 3);
  const unit = unitOf(call, 0);
  return sinceStart(call, unit) ?? shiftBy(call, call.arg(2), unit, call.arg(1));
};

/** T-SQL's DATEADD(month, DATEDIFF(month, 0, d) + n, 0): the beginning of d's month, and n months. */
function sinceStart(call: Call, unit: string): Expr | undefined {
  const counted = call.raw[1];
  const zero = (cursor: Cursor | undefined) => cursor?.rest() === "0";
  if (!call.tx.is("tsql") || !counted || !zero(call.raw[2])) return undefined;
  // Weeks begin on Sunday, but the first day of 1900 was a Monday.
  if (unit === "WEEK" || !counted.isWords("DATEDIFF") || !counted.isSymbol("(", 1))
    return undefined;
  const rest = counted.slice(counted.at, counted.end);
  rest.next();
  const inside = rest.group();
  if (!inside) return undefined;
  const args = inside.split();
  if (args.length !== 3 || !zero(args[1])) return undefined;
  const inner = new Call(call.tx, "DATEDIFF", call.offset, args);
  if (unitOf(inner, 0) !== unit) return undefined;
  const start = truncated(call, unit, inner.arg(2));
  if (rest.done) return start;
  const sum = /^([+-])\s*(\d+)$/.exec(rest.rest());
  if (!sum) return undefined;
  const number = sum[1] === "-" ? `-${sum[2]}` : (sum[2] ?? "");
  return shiftBy(call, start, unit, { ...primary(number, "int"), number });
}

const MONTHS: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };
const DAYS: Readonly<Record<string, number>> = { DAY: 1, WEEK: 7 };

/**
 * A date moved by `amount` units. A DATE stays one where the unit is whole days; dateadd would make a TIMESTAMP of it. Of a
 * value whose type is not known an interval keeps the type, but only a number can stand in an interval.
 */
export function shiftBy(call: Call, date: Expr, unit: string, amount: Expr): Expr {
  if (unit === "NANOSECOND") throw call.stop("times have microseconds, no nanoseconds");
  const value = dateValue(call, date);
  const count = wholeAmount(call, amount);
  const [months, days] = [MONTHS[unit], DAYS[unit]];
  if (value.type === "date" && value.literal === undefined) {
    if (months) return primary(`add_months(${value.sql}, ${times(count, months)})`, "date");
    if (days) return primary(`date_add(${value.sql}, ${times(count, days)})`, "date");
  }
  if (value.type === "time") {
    noFraction(call, unit);
    return movedClock(value, (moment) => `dateadd(${unit}, ${count.sql}, ${moment})`);
  }
  const literal = amount.number !== undefined && /^-?\d+$/.test(amount.number);
  const type = value.type === "timestamptz" ? "timestamptz" : "timestamp";
  if (call.tx.is("tsql") && literal && value.literal === undefined) {
    const [each, word] = unit === "QUARTER" ? [3, "MONTH"] : [1, unit];
    const number = Number(amount.number) * each;
    return {
      sql: `${wrap(value, PREC.add)} ${number < 0 ? "-" : "+"} INTERVAL ${Math.abs(number)} ${word}`,
      prec: PREC.add,
      type: value.type === "date" || value.type === "unknown" ? value.type : type,
    };
  }
  return primary(`dateadd(${unit}, ${count.sql}, ${value.sql})`, type);
}

/** Times of day have whole seconds here. */
function noFraction(call: Call, unit: string): void {
  if (/^(MILLI|MICRO)/.test(unit)) throw call.stop("times of day have no fractions of seconds");
}

/** A number of units, whole: Snowflake and BigQuery round it, others cut it. */
function wholeAmount(call: Call, amount: Expr): Expr {
  const whole = amount.number !== undefined && /^-?\d+$/.test(amount.number);
  if (whole || amount.type === "int" || amount.type === "unknown") return amount;
  const number = call.tx.is("snowflake") ? `round(${amount.sql})` : amount.sql;
  return primary(`CAST(${number} AS INT)`, "int");
}

function times(count: Expr, factor: number): string {
  if (factor === 1) return count.sql;
  if (count.number !== undefined && /^-?\d+$/.test(count.number))
    return String(Number(count.number) * factor);
  return `${wrap(count, PREC.multiply)} * ${factor}`;
}

/** DATEDIFF(unit, from, to): boundaries crossed. */
export const dateDiff: FunctionRule = (call) => {
  arity(call, 3);
  return difference(call, unitOf(call, 0), call.arg(1), call.arg(2));
};

/**
 * Boundaries of `unit` between two dates. Databricks' datediff(unit, …) counts whole units that have passed: the same for
 * the beginnings of units. Weeks begin on Sunday in T-SQL, BigQuery and Redshift, on Monday in Snowflake or on demand.
 */
export function difference(call: Call, unit: string, from: Expr, to: Expr, monday = false): Expr {
  if (unit === "NANOSECOND") throw call.stop("times have microseconds, no nanoseconds");
  // Times of day, which are texts, are those of the current day here; so is a text beside one.
  const clocks = from.type === "time" || to.type === "time";
  const read = (value: Expr) =>
    clocks && readClock(value.literal ?? "") !== undefined ? value : dateValue(call, value);
  const [start, end] = [read(from), read(to)];
  const dates = start.type === "date" && end.type === "date";
  if (unit === "DAY") {
    return dates
      ? primary(`datediff(DAY, ${start.sql}, ${end.sql})`, "int")
      : primary(`datediff(${end.sql}, ${start.sql})`, "int");
  }
  const sunday = call.tx.is("tsql", "bigquery", "redshift") && !monday;
  const plain = `datediff(${unit}, ${start.sql}, ${end.sql})`;
  if (unit !== "WEEK" && boundariesPass(unit, start, end)) return primary(plain, "int");
  const exact = unit === "MICROSECOND" || (dates && /^(HOUR|MINUTE|SECOND|MILLI)/.test(unit));
  const first = (date: Expr) => {
    if (exact) return date.sql;
    if (unit === "WEEK" && sunday) return `date_trunc('WEEK', dateadd(DAY, 1, ${date.sql}))`;
    return `date_trunc('${unit}', ${date.sql})`;
  };
  return primary(`datediff(${unit}, ${first(start)}, ${first(end)})`, "int");
}

/** The moment that a literal says, in milliseconds. */
function momentOf(value: Expr): number | undefined {
  const text =
    value.literal ?? /^(?:CAST\()?(?:DATE|TIMESTAMP(?:_NTZ)?)?'([^']*)'/.exec(value.sql)?.[1];
  if (text === undefined || !/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.test(text)) return undefined;
  const moment = Date.parse(`${text.replace(" ", "T")}${text.length === 10 ? "T00:00:00" : ""}Z`);
  return Number.isNaN(moment) ? undefined : moment;
}

/** True where between two literal dates as many units have passed as have begun. */
function boundariesPass(unit: string, from: Expr, to: Expr): boolean {
  const [start, end] = [momentOf(from), momentOf(to)];
  if (start === undefined || end === undefined || end < start) return false;
  const months = MONTHS[unit];
  if (months === undefined) {
    const size = { HOUR: 3_600_000, MINUTE: 60_000, SECOND: 1000 }[unit];
    if (size === undefined) return false;
    return Math.floor((end - start) / size) === Math.floor(end / size) - Math.floor(start / size);
  }
  const [a, b] = [new Date(start), new Date(end)];
  const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const inMonth = (date: Date) =>
    date.getTime() - Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  const passed = monthOf(b) - monthOf(a) - (inMonth(b) < inMonth(a) ? 1 : 0);
  const begun = Math.floor(monthOf(b) / months) - Math.floor(monthOf(a) / months);
  return Math.floor(passed / months) === begun;
}

/** True for a date that certainly has no time of day, or (`month`) begins a month. */
function isTruncated(date: Expr, month = false): boolean {
  const units = month ? "MONTH|QUARTER|YEAR" : "DAY|WEEK|MONTH|QUARTER|YEAR";
  return new RegExp(`^(date_trunc\\('(${units})', .*\\)|trunc\\(.*, '(${units})'\\))$`).test(
    date.sql,
  );
}

/** The call that an argument is as a whole: `ADD_MONTHS(…)`. */
export function innerCall(call: Call, index: number, name: string): Call | undefined {
  const cursor = call.raw[index];
  if (!cursor?.isWords(name) || !cursor.isSymbol("(", 1)) return undefined;
  const rest = cursor.slice(cursor.at + 1, cursor.end);
  const inside = rest.group();
  return inside && rest.done ? new Call(call.tx, name, call.offset, inside.split()) : undefined;
}

/** A date of ADD_MONTHS(d, n), moved without regard to last days: no month ends on another month's day. */
export function movedMonths(call: Call, index: number): Expr | undefined {
  const inner = innerCall(call, index, "ADD_MONTHS");
  if (inner?.count !== 2) return undefined;
  const [date, count] = [dateValue(inner, inner.arg(0)), wholeAmount(inner, inner.arg(1))];
  return primary(`add_months(${withoutSeconds(date.sql)}, ${count.sql})`, "date");
}

/** LAST_DAY: a time of day stays in Oracle, others answer a DATE. */
export const lastDay: FunctionRule = (call) => {
  arity(call, 1);
  const moved = movedMonths(call, 0);
  const date = dateValue(call, innerCall(call, 0, "ADD_MONTHS")?.arg(0) ?? call.arg(0));
  const last = `last_day(${moved?.sql ?? date.sql})`;
  if (!call.tx.is("oracle") || date.type === "date" || isTruncated(date))
    return primary(last, "date");
  const clock = `(${wrap(date, PREC.add)} - date_trunc('DAY', ${withoutSeconds(date.sql)}))`;
  return primary(`(${last} + ${clock})`, "timestamp");
};

/**
 * ADD_MONTHS: from the last day of a month to a last day in Oracle, Redshift and Snowflake. The day after the last one is
 * the first of a month, and the months are added to that.
 */
export const addMonths: FunctionRule = (call) => {
  arity(call, 2);
  const date = dateValue(call, call.arg(0));
  const count = wholeAmount(call, call.arg(1));
  const isDate = date.type === "date" || date.type === "string";
  const literal = count.number !== undefined && date.literal === undefined;
  const move = (of: Expr) => {
    if (isDate) return `add_months(${of.sql}, ${count.sql})`;
    if (literal) return `${wrap(of, PREC.add)} + INTERVAL '${count.number}' MONTH`;
    return `dateadd(MONTH, ${count.sql}, ${of.sql})`;
  };
  const timed = date.type === "timestamptz" ? "timestamptz" : "timestamp";
  const type: Expr["type"] = isDate ? "date" : timed;
  const day = date.literal?.slice(8, 10);
  // No month ends before its 28th day.
  const certain = (day !== undefined && Number(day) < 28) || isTruncated(date, true);
  if (certain || !call.tx.is("oracle", "snowflake", "redshift")) {
    const prec = literal && !isDate ? PREC.add : PREC.primary;
    return { sql: move(date), prec, type };
  }
  const sum = { sql: `${wrap(date, PREC.add)} + INTERVAL '1' DAY`, prec: PREC.add, type };
  const next = isDate ? primary(`date_add(${date.sql}, 1)`, type) : sum;
  const back = isDate ? `date_sub(${move(next)}, 1)` : `${move(next)} - INTERVAL '1' DAY`;
  return primary(`CASE WHEN day(${next.sql}) = 1 THEN ${back} ELSE ${move(date)} END`, type);
};

/** MONTHS_BETWEEN: whole when the days agree or both are last days, else 31sts of a month, on both sides. */
export const monthsBetween: FunctionRule = (call) => {
  arity(call, 2);
  const [a, b] = [dateValue(call, call.arg(0)), dateValue(call, call.arg(1))];
  return primary(`months_between(${a.sql}, ${b.sql})`, "float");
};

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
