import { type Expr, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** Units of Databricks' intervals, and how many of which a unit of ours is. */
const UNITS: Readonly<Record<string, readonly [unit: string, times: number]>> = {
  year: ["YEAR", 1],
  quarter: ["MONTH", 3],
  month: ["MONTH", 1],
  week: ["DAY", 7],
  day: ["DAY", 1],
  hour: ["HOUR", 1],
  minute: ["MINUTE", 1],
  second: ["SECOND", 1],
  millisecond: ["SECOND", 0.001],
  microsecond: ["SECOND", 0.000001],
};

/** An interval of `amount` units (ours: `year` … `microsecond`); fractions are cut or rounded as the source does. */
export function databricksInterval(
  unit: string,
  amount: Expr,
  fractions: "trunc" | "round" = "trunc",
): Expr {
  const [word, times] = UNITS[unit] ?? ["DAY", 1];
  const whole = amount.number !== undefined && /^-?\d+$/.test(amount.number);
  if (whole)
    return primary(`INTERVAL ${quoted(Number(amount.number) * times)} ${word}`, "interval");
  const one = `INTERVAL ${quoted(times)} ${word}`;
  const exact = word === "SECOND" || amount.type === "int";
  const count = exact
    ? wrap(amount, PREC.multiply)
    : fractions === "round"
      ? `round(${amount.sql})`
      : `CAST(${amount.sql} AS INT)`;
  return { sql: `${count} * ${one}`, prec: PREC.multiply, type: "interval" };
}

/** A number without exponent, in quotes: `'0.000001'`. */
function quoted(value: number): string {
  const text = Number.isInteger(value)
    ? String(value)
    : value.toFixed(9).replace(/0+$/, "").replace(/\.$/, "");
  return `'${text}'`;
}

const MONTHS = new Set(["year", "quarter", "month"]);

/** `1 year 2 days` in our units as Databricks writes it: months and days cannot stand in one interval. */
export function databricksWords(
  tx: Tx,
  parts: readonly (readonly [amount: string, unit: string])[],
  offset: number,
): Expr {
  const intervals = parts.map(([amount, unit]) => {
    if (!/^[+-]?\d+$/.test(amount) && !/second/.test(unit))
      throw tx.unsupported(`INTERVAL '${amount} ${unit}'`, offset);
    const [word, times] = UNITS[unit] ?? ["DAY", 1];
    return { months: MONTHS.has(unit), sql: `INTERVAL ${quoted(Number(amount) * times)} ${word}` };
  });
  // Months and days are added one after the other, as the sources do.
  if (new Set(intervals.map(({ months }) => months)).size > 1) {
    const mixed = [...intervals].sort((a, b) => Number(b.months) - Number(a.months));
    return { ...primary(calendar(parts), "interval"), mixed: mixed.map(({ sql }) => sql) };
  }
  const [first] = intervals;
  if (first && intervals.length === 1) return primary(first.sql, "interval");
  return {
    sql: intervals.map(({ sql }) => sql).join(" + "),
    prec: PREC.add,
    type: "interval",
  };
}

/** Months and days in one value; for what is no sum with a date. */
function calendar(parts: readonly (readonly [amount: string, unit: string])[]): string {
  const of = (...units: string[]) => {
    const sum = parts
      .filter(([, unit]) => units.includes(unit))
      .reduce((total, [amount, unit]) => total + Number(amount) * (UNITS[unit]?.[1] ?? 1), 0);
    return String(sum);
  };
  const args = [
    of("year"),
    of("month", "quarter"),
    "0",
    of("day", "week"),
    of("hour"),
    of("minute"),
  ];
  return `make_interval(${args.join(", ")}, ${of("second", "millisecond", "microsecond")})`;
}
