import { readDateText } from "../../literals.ts";
import { type Expr, isDated, isNumeric, numericType, PREC, primary, wrap } from "../expr.ts";
import { dateLiteral } from "../expression/cast.ts";
import { refuseDays, refuseDifference } from "../expression/dateArithmetic.ts";
import type { Tx } from "../tx.ts";
import { textDifferences } from "./cast.ts";
import { clockSum } from "./clocks.ts";
import { emptyForNull } from "./emptyForNull.ts";

/** `a || b`. Oracle takes NULL for an empty text, and a text without characters is NULL. */
export function databricksConcat(tx: Tx, left: Expr, right: Expr, offset: number): Expr {
  if (tx.is("postgres") && (left.type === "json" || right.type === "json"))
    throw tx.stop("DWM-QRY-004", { name: "||", reason: "JSON values are joined" }, offset);
  if (left.array === true || right.array === true) return arraysJoined(left, right);
  for (const side of [left, right])
    for (const what of textDifferences(tx, side, true)) tx.note("DWM-QRY-006", { what }, offset);
  if (tx.is("oracle")) return oracleConcat(left, right);
  const type = left.type === "unknown" && right.type === "unknown" ? "unknown" : "string";
  return { sql: `${wrap(left, PREC.add)} || ${wrap(right, PREC.multiply)}`, prec: PREC.add, type };
}

/** `array || array`, `array || element`, `element || array`. */
function arraysJoined(left: Expr, right: Expr): Expr {
  const both = left.array === true && right.array === true;
  const name = both ? "concat" : left.array === true ? "array_append" : "array_prepend";
  const [first, second] = left.array === true ? [left, right] : [right, left];
  return { ...primary(`${name}(${first.sql}, ${second.sql})`, "unknown"), array: true };
}

function oracleConcat(left: Expr, right: Expr): Expr {
  const parts = [left, right].map((part) => oraclePart(part));
  const joined = {
    sql: parts.map((part) => part.sql).join(" || "),
    filled: parts.some((part) => part.filled),
  };
  if (!joined.filled) return { ...primary(`nullif(${joined.sql}, '')`, "string"), joined };
  return { sql: joined.sql, prec: PREC.add, type: "string", joined };
}

/** One side of Oracle's `||`: never NULL, and whether it certainly has a character. */
function oraclePart(part: Expr): { sql: string; filled: boolean } {
  if (part.joined) return part.joined;
  if (part.type === "null") return { sql: "''", filled: false };
  if (part.literal !== undefined) return { sql: part.sql, filled: true };
  return { sql: emptyForNull(part), filled: false };
}

/** `a + b`: numbers, dates and days, and in T-SQL texts. */
export function databricksPlus(tx: Tx, left: Expr, right: Expr, offset: number): Expr {
  const shifted =
    clockSum(tx, left, right, "+", offset) ??
    withInterval(tx, left, right, "+") ??
    withInterval(tx, right, left, "+");
  if (shifted) return shifted;
  const days = (side: Expr) => isNumeric(side.type) || side.type === "unknown";
  if (isDated(left.type) && days(right)) return addDays(tx, left, right, "+", offset);
  if (isDated(right.type) && days(left)) return addDays(tx, right, left, "+", offset);
  if (tx.is("tsql") && left.type === "unknown" && right.type === "unknown") {
    const what = "+ of two values whose types are not known: for texts write || instead";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  return sum("+", left, right);
}

/** `a - b`: numbers, dates and days, dates and dates. */
export function databricksMinus(tx: Tx, left: Expr, right: Expr, offset: number): Expr {
  const shifted = clockSum(tx, left, right, "-", offset) ?? withInterval(tx, left, right, "-");
  if (shifted) return shifted;
  const leftDated = isDated(left.type);
  if (leftDated && (isDated(right.type) || right.literal !== undefined))
    return difference(tx, left, dateLiteral(tx, right, left), offset);
  if (leftDated && (isNumeric(right.type) || right.type === "unknown"))
    return addDays(tx, left, right, "-", offset);
  const dated = left.type === "unknown" && (right.type === "unknown" || isDated(right.type));
  if (tx.is("oracle") && dated) {
    const what =
      "a difference of values whose types are not known: of dates it would be days in Oracle, an interval here";
    tx.note("DWM-QRY-006", { what }, offset);
  }
  return sum("-", left, right);
}

function sum(sign: "+" | "-", left: Expr, right: Expr): Expr {
  const sides = [left.type, right.type];
  const type = sides.every((side) => side === "interval") ? "interval" : numericType(left, right);
  return {
    sql: `${wrap(left, PREC.add)} ${sign} ${wrap(right, PREC.multiply)}`,
    prec: PREC.add,
    type,
  };
}

/** The difference of two dates or times, as the source counts it. */
function difference(tx: Tx, left: Expr, right: Expr, offset: number): Expr {
  if (tx.is("oracle"))
    return {
      sql: `timestampdiff(SECOND, ${right.sql}, ${left.sql}) / 86400`,
      prec: PREC.multiply,
      type: "float",
    };
  refuseDifference(tx, offset);
  const dates = left.type === "date" && (right.type === "date" || right.literal?.length === 10);
  if (dates && !tx.is("bigquery")) return primary(`datediff(${left.sql}, ${right.sql})`, "int");
  return {
    sql: `${wrap(left, PREC.add)} - ${wrap(right, PREC.multiply)}`,
    prec: PREC.add,
    type: "interval",
  };
}

/** A date or time and an interval. A DATE and whole days is a DATE, but a time in PostgreSQL, Redshift and BigQuery. */
function withInterval(tx: Tx, date: Expr, interval: Expr, sign: "+" | "-"): Expr | undefined {
  if (interval.type !== "interval" || date.type === "interval") return undefined;
  const iso = date.literal === undefined ? undefined : readDateText(date.literal, tx.dialect);
  let source = wrap(date, PREC.add);
  let type = date.type;
  if (iso !== undefined) {
    type = iso.length === 10 ? "date" : "timestamp";
    source = `${type === "date" ? "DATE" : "TIMESTAMP_NTZ"}${tx.out.text(iso)}`;
  }
  if (type === "date" && tx.is("postgres", "redshift", "bigquery")) {
    source = `CAST(${source} AS TIMESTAMP_NTZ)`;
    type = "timestamp";
  }
  if (type === "date" && /\b(HOUR|MINUTE|SECOND)\b/.test(interval.sql)) {
    source = `CAST(${source} AS TIMESTAMP_NTZ)`;
    type = "timestamp";
  }
  if (interval.mixed)
    return { sql: [source, ...interval.mixed].join(` ${sign} `), prec: PREC.add, type };
  return { sql: `${source} ${sign} ${wrap(interval, PREC.multiply)}`, prec: PREC.add, type };
}

/** A date and a number of days, whole or not. */
function addDays(tx: Tx, date: Expr, days: Expr, sign: "+" | "-", offset: number): Expr {
  refuseDays(tx, days, sign, offset);
  if (date.type === "date" && days.type === "int")
    return primary(`${sign === "+" ? "date_add" : "date_sub"}(${date.sql}, ${days.sql})`, "date");
  const whole = days.number !== undefined && /^\d+$/.test(days.number);
  const interval = whole
    ? `INTERVAL ${days.number} DAY`
    : `${wrap(days, PREC.multiply)} * INTERVAL '1' DAY`;
  return { sql: `${wrap(date, PREC.add)} ${sign} ${interval}`, prec: PREC.add, type: date.type };
}

/** `a / b`; `div` where the source cuts the quotient of whole numbers. Division by zero is NULL in MySQL only. */
export function databricksDivide(tx: Tx, left: Expr, right: Expr, offset: number): Expr {
  const cuts = tx.is("tsql", "postgres", "redshift", "teradata");
  const whole = left.type === "int" && right.type === "int";
  const fraction = [left, right].some(({ type }) => type === "decimal" || type === "float");
  const divide = (operator: string, by: string, type: Expr["type"]): Expr => ({
    sql: `${wrap(left, PREC.multiply)} ${operator} ${by}`,
    prec: PREC.multiply,
    type,
  });
  if (left.type === "interval") return divide("/", wrap(right, PREC.unary), "interval");
  const certain = right.number !== undefined && Number(right.number) !== 0;
  if (tx.is("mysql") && !certain) return divide("/", `nullif(${right.sql}, 0)`, "float");
  if (cuts && whole) return divide("div", wrap(right, PREC.unary), "int");
  if (cuts && !fraction) {
    const what =
      "a division of values whose types are not known: the source cuts the quotient of whole numbers, here it keeps its fraction";
    tx.note("DWM-QRY-006", { what }, offset);
    return divide("/", wrap(right, PREC.unary), "unknown");
  }
  return divide("/", wrap(right, PREC.unary), "float");
}
