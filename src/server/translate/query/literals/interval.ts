import { readStringLiteral } from "../../literals.ts";
import { databricksInterval, databricksWords } from "../databricks/interval.ts";
import { followsMysql } from "../digits/digits.ts";
import { type Expr, primary } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import { amountOf, compoundFields, compoundInterval } from "../mysql/dates.ts";
import type { Tx } from "../tx.ts";
import { UNITS } from "./intervalUnits.ts";
import { readAmounts, unitOfWord } from "./intervalWords.ts";

const FUNCTIONS: Readonly<Record<string, string>> = {
  year: "to_years",
  quarter: "to_quarters",
  month: "to_months",
  week: "to_weeks",
  day: "to_days",
  hour: "to_hours",
  minute: "to_minutes",
  second: "to_seconds",
  millisecond: "to_milliseconds",
  microsecond: "to_microseconds",
};

/** An INTERVAL of `amount` units; fractions of the amount are cut or rounded as the source does. */
export function intervalOf(
  unit: string,
  amount: Expr,
  fractions: "trunc" | "round" = "trunc",
): string {
  if (amount.number !== undefined && /^-?\d+$/.test(amount.number))
    return `INTERVAL (${amount.sql}) ${unit}`;
  const exact = unit === "second" || unit === "millisecond" ? "DOUBLE" : "INTEGER";
  return `${FUNCTIONS[unit]}(CAST(${exact === "DOUBLE" ? amount.sql : `${fractions}(${amount.sql})`} AS ${exact}))`;
}

/** INTERVAL '1' DAY, INTERVAL '1 day', INTERVAL 1 DAY, INTERVAL '2-3' YEAR TO MONTH. */
export function readInterval(tx: Tx): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const token = cursor.peek();
  if (followsMysql(tx)) return mysqlInterval(tx, offset);
  if (token?.kind === "string") {
    cursor.next();
    const literal = readStringLiteral(token.text, tx.dialect);
    if (literal?.kind !== "text") throw tx.unsupported("this INTERVAL", offset);
    const unit = unitHere(tx);
    if (unit !== undefined && cursor.accept("TO")) return spanning(tx, literal.value, unit, offset);
    if (unit === undefined) return wordedInterval(tx, literal.value, offset);
    const value = literal.value.trim();
    if (!/^[+-]?\d+(\.\d+)?$/.test(value))
      throw tx.unsupported(`INTERVAL '${value}' ${unit}`, offset);
    if (tx.target === "databricks") return databricksWords(tx, [[value, unit]], offset);
    return {
      ...primary(`INTERVAL '${value} ${unit}'`, "interval"),
      ...(tx.is("teradata") ? { span: { first: unit, count: value } } : {}),
    };
  }
  const amount = readExpression(tx);
  const unit = unitHere(tx);
  if (unit === undefined) throw tx.unreadable("a unit of time expected");
  const fractions = tx.is("mysql") ? "round" : "trunc";
  if (tx.target === "databricks") return databricksInterval(unit, amount, fractions);
  return primary(intervalOf(unit, amount, fractions), "interval");
}

/** MySQL's INTERVAL: any amount of a unit, or a text of numbers for units such as MINUTE_SECOND. */
function mysqlInterval(tx: Tx, offset: number): Expr {
  const amount = readExpression(tx);
  const word = tx.cursor.peek()?.value ?? "";
  if (compoundFields(word)) {
    tx.cursor.next();
    const text = amount.literal ?? amount.number;
    if (text === undefined) throw tx.unsupported(`a computed INTERVAL of ${word}`, offset);
    return compoundInterval(tx, text, word, offset);
  }
  const unit = unitHere(tx);
  if (unit === undefined) throw tx.unreadable("a unit of time expected");
  const number = amountOf(tx, amount, unit);
  if (number.type === "null") return primary("CAST(NULL AS INTERVAL)", "interval");
  return primary(intervalOf(unit, number, "round"), "interval");
}

/** INTERVAL '1-2' YEAR TO MONTH, '1 02:03:04.5' DAY TO SECOND: the fields from the first unit to the second. */
function spanning(tx: Tx, text: string, from: string, offset: number): Expr {
  const to = unitHere(tx);
  const sign = /^\s*-/.test(text) ? "-" : "";
  const fields = text
    .trim()
    .replace(/^[+-]/, "")
    .split(/[-: ]+/);
  const order = ["year", "month", "day", "hour", "minute", "second"];
  const units = order.slice(order.indexOf(from), order.indexOf(to ?? "") + 1);
  const mixed = units.includes("month") && units.includes("day");
  const numbers = fields.every((field) => /^\d+(\.\d+)?$/.test(field));
  if (mixed || !numbers || units.length < 2 || fields.length !== units.length)
    throw tx.unsupported(`INTERVAL '${text}' ${from} TO ${to ?? "…"}`, offset);
  const pairs = units.map((unit, index) => [`${sign}${Number(fields[index])}`, unit] as const);
  if (tx.target === "databricks") return databricksWords(tx, pairs, offset);
  const words = pairs.map(([amount, unit]) => `${amount} ${unit}`).join(" ");
  return primary(`INTERVAL '${words}'`, "interval");
}

function unitHere(tx: Tx): string | undefined {
  const token = tx.cursor.peek();
  const unit = token?.kind === "word" && token.value.length > 2 ? UNITS[token.value] : undefined;
  if (unit === undefined) return undefined;
  tx.cursor.next();
  // DAY(3), SECOND(6): precision of the field.
  if (tx.cursor.isSymbol("(")) tx.cursor.group();
  return unit;
}

/** '1 day', '2 months 3 days', Snowflake's '1 day, 2 hours': DuckDB reads the same words. */
export function wordedInterval(tx: Tx, text: string, offset: number): Expr {
  const parts = text.replaceAll(",", " ").trim();
  const pattern = /^([+-]?\d+(\.\d+)?\s*[A-Za-z]+\s*)+$/;
  if (!pattern.test(parts)) {
    if (tx.target === "duckdb" && /^[+-]?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(parts))
      return primary(`INTERVAL ${tx.out.text(parts)}`, "interval");
    const amounts = tx.is("postgres", "redshift") ? readAmounts(parts) : undefined;
    if (!amounts) throw tx.unsupported(`INTERVAL '${text}'`, offset);
    if (tx.target === "databricks") return databricksWords(tx, amounts, offset);
    const words = amounts.map((pair) => pair.join(" ")).join(" ");
    return primary(`INTERVAL ${tx.out.text(words)}`, "interval");
  }
  if (tx.target === "databricks") {
    const pairs = [...parts.matchAll(/([+-]?\d+(?:\.\d+)?)\s*([A-Za-z]+)/g)];
    const units = pairs.map(
      ([, amount = "", word = ""]) => [amount, unitOfWord(word) ?? word] as const,
    );
    return databricksWords(tx, units, offset);
  }
  const words = parts.replace(/([A-Za-z]+)/g, (word) => unitOfWord(word) ?? word.toLowerCase());
  return primary(`INTERVAL ${tx.out.text(words)}`, "interval");
}
