import { type Expr, isNumeric, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";

// SQL Server's BIT and MySQL's TINYINT(1) are booleans in the targets, MySQL's conditions are 1 and 0 in the source.
// Databricks takes no boolean for a number and no number for a boolean.

/** True for a 0 or a 1 that is written as a number or a text. */
function isBit(value: Expr): boolean {
  return ["0", "1"].includes(value.number ?? value.literal ?? "");
}

function truth(value: Expr): Expr {
  return primary((value.number ?? value.literal) === "1" ? "TRUE" : "FALSE", "bool");
}

/**
 * T-SQL and MySQL compare BIT and TINYINT(1), booleans here, with 0 and 1 or with texts; with any other number they
 * are compared as numbers.
 */
export function boolLiteral(value: Expr, other: Expr): Expr {
  if (other.type === "bool" && isBit(value)) return truth(value);
  if (value.type === "bool" && isNumeric(other.type) && !isBit(other))
    return primary(`CAST(${value.sql} AS INTEGER)`, "int");
  return value;
}

function reads(tx: Tx): boolean {
  return tx.target === "databricks" && tx.is("tsql", "mysql");
}

/** Values of which one is chosen, as Databricks wants them: booleans where the numbers are 0 and 1, else numbers. */
export function boolsAlike(tx: Tx, values: readonly Expr[]): readonly Expr[] {
  const bools = values.some(({ type }) => type === "bool");
  const numbers = values.filter(({ type }) => isNumeric(type));
  if (!reads(tx) || !bools || numbers.length === 0) return values;
  if (numbers.every(isBit))
    return values.map((value) => (isNumeric(value.type) ? truth(value) : value));
  return values.map((value) => (value.type === "bool" ? asNumber(value) : value));
}

/** What Databricks is asked to compare a boolean with, and the other way round. */
export function boolCompared(tx: Tx, value: Expr, other: Expr): Expr {
  return reads(tx) ? boolLiteral(value, other) : value;
}

function asNumber(value: Expr): Expr {
  return primary(`CAST(${value.sql} AS INT)`, "int");
}

/** A condition of MySQL's, a BIT of T-SQL's, as the number that it is there where one calculates with it. */
export function conditionNumber(tx: Tx, value: Expr): Expr {
  return tx.is("mysql", "tsql") && value.type === "bool" ? asNumber(value) : value;
}

/** Functions whose arguments are numbers. */
const NUMBERS: ReadonlySet<string> = new Set(
  (
    "SUM AVG STD STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP BIT_AND BIT_OR BIT_XOR ABS SIGN ROUND TRUNCATE " +
    "CEIL CEILING FLOOR MOD POW POWER SQRT EXP FORMAT"
  ).split(" "),
);

/** An argument of the function: a number, where it wants one. */
export function countedArgument(tx: Tx, name: string, value: Expr): Expr {
  return NUMBERS.has(name) ? conditionNumber(tx, value) : value;
}
