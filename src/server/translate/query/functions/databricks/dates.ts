import type { SourceType } from "../../../../../protocol/dialect.ts";
import type { Cursor } from "../../../cursor.ts";
import { isoAsWritten, readClock, readDateText } from "../../../literals.ts";
import { Call } from "../../calls/call.ts";
import { movedClock } from "../../databricks/clocks.ts";
import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import { noteDateOrder } from "../../expression/cast.ts";
import { UNITS } from "../../literals/intervalUnits.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { truncated } from "./dateTrunc.ts";

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
    const text = call.tx.out.text(isoAsWritten(value.literal, iso));
    return { ...primary(text, type), literal: iso };
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

export const MONTHS: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };
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
export function wholeAmount(call: Call, amount: Expr): Expr {
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
