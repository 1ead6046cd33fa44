import type { TargetColumn } from "../../types.ts";
import type { Call } from "../calls/call.ts";
import { type Expr, primary } from "../expr.ts";
import { decimalOf } from "./decimalOf.ts";
import type { ColumnDetail } from "./digits.ts";

// SQL Server gives every exact number a count of digits by its type and the operators that made it ("Precision, scale, and
// length"). The targets count otherwise, so what it cuts off is cut off here, too, where the digits are known.

/** All digits of a number, and those of them behind the point. */
export interface Digits {
  precision: number;
  scale: number;
}

const MOST = 38;
const INT = 10;
const BIGINT = 19;
const MONEY: Digits = { precision: 19, scale: 4 };

/** What the type of a column or of a cast says of its values. */
export function tsqlDetail({
  type = "",
  money,
  length,
}: Pick<TargetColumn, "type" | "money" | "length">): ColumnDetail | undefined {
  const [, precision, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(type) ?? [];
  if (money) return { money, precision: Number(precision ?? MONEY.precision) };
  if (precision !== undefined) return { precision: Number(precision), scale: Number(scale) };
  if (type === "INTEGER" || type === "INT") return { precision: INT };
  if (type === "BIGINT") return { precision: BIGINT };
  return length === undefined ? undefined : { length };
}

/** The digits of an exact number; undefined where they are not known. A whole number's literal has those it is written with. */
export function tsqlDigits(value: Expr): Digits | undefined {
  if (value.money) return { ...MONEY, ...(value.precision && { precision: value.precision }) };
  if (value.type !== "int" && value.type !== "decimal") return undefined;
  const scale = value.type === "int" ? 0 : value.scale;
  const precision = value.precision ?? writtenDigits(value.number);
  return scale === undefined || precision === undefined ? undefined : { precision, scale };
}

/** Zeros before the number do not count: 0.05 has two digits. */
function writtenDigits(number: string | undefined): number | undefined {
  return number === undefined
    ? undefined
    : Math.max(1, number.replace(/^-?0*/, "").replace(".", "").length);
}

/** True where the value is MONEY, or MONEY with whole numbers: the result is MONEY. */
function ofMoney(values: readonly Expr[]): boolean {
  return (
    values.some((value) => value.money) &&
    values.every(({ money, type }) => money || type === "int")
  );
}

/** INT and BIGINT; undefined where it may be either. */
function wholePrecision(values: readonly Expr[]): number | undefined {
  const all = values.map(({ precision, number }) =>
    number !== undefined && precision === undefined ? INT : precision,
  );
  return all.some((one) => one === undefined) ? undefined : Math.max(...(all as number[]));
}

function whole(result: Expr, values: readonly Expr[]): Expr {
  const precision = wholePrecision(values);
  return precision === undefined ? result : { ...result, precision };
}

function known(values: readonly Expr[]): Digits[] | undefined {
  const all = values.map(tsqlDigits);
  return all.some((one) => one === undefined) ? undefined : (all as Digits[]);
}

/** The most digits that one of them has before its point, and behind it. */
function widest(digits: readonly Digits[]): { before: number; scale: number } {
  return {
    before: Math.max(...digits.map(({ precision, scale }) => precision - scale)),
    scale: Math.max(...digits.map(({ scale }) => scale)),
  };
}

/** A sum, difference or rest of two numbers. */
export function tsqlSum(result: Expr, values: readonly Expr[]): Expr {
  if (result.type === "int") return whole(result, values);
  if (ofMoney(values)) return { ...result, money: true };
  const digits = result.type === "decimal" ? known(values) : undefined;
  if (!digits) return result;
  const { before, scale } = widest(digits);
  const precision = before + scale + 1;
  if (precision <= MOST) return { ...result, precision, scale };
  return cutTo(result, scale, Math.min(scale, MOST - before));
}

/** One of several values: CASE, COALESCE and the like. */
export function tsqlChoice(result: Expr, values: readonly Expr[]): Expr {
  const chosen = values.filter(({ type }) => type !== "null");
  if (result.type === "int") return whole(result, chosen);
  if (ofMoney(chosen)) return { ...result, money: true };
  const digits = result.type === "decimal" ? known(chosen) : undefined;
  if (!digits || digits.length === 0) return result;
  const { before, scale } = widest(digits);
  return { ...result, precision: Math.min(before + scale, MOST), scale };
}

export function tsqlProduct(result: Expr, left: Expr, right: Expr): Expr {
  if (result.type === "int") return whole(result, [left, right]);
  if (left.money && right.money)
    return { ...primary(`CAST(${result.sql} AS DECIMAL(19,4))`, "decimal"), money: true };
  if (ofMoney([left, right])) return { ...result, money: true };
  const [one, other] = [tsqlDigits(left), tsqlDigits(right)];
  if (!one || !other || result.type !== "decimal") return result;
  const scale = one.scale + other.scale;
  const precision = one.precision + other.precision + 1;
  if (precision <= MOST) return { ...result, precision, scale };
  return cutTo(result, scale, cutScale(precision, scale));
}

/** The digits of a quotient. */
export function tsqlQuotient(left: Expr, right: Expr): (Digits & Pick<Expr, "money">) | undefined {
  if (ofMoney([left, right])) return { ...MONEY, money: true };
  const [one, other] = [tsqlDigits(left), tsqlDigits(right)];
  if (!one || !other) return undefined;
  const scale = Math.max(6, one.scale + other.precision + 1);
  const precision = one.precision - one.scale + other.scale + scale;
  if (precision <= MOST) return { precision, scale };
  return { precision: MOST, scale: cutScale(precision, scale) };
}

/** The digits behind the point of a product or quotient that would have more than 38 digits. */
function cutScale(precision: number, scale: number): number {
  const before = precision - scale;
  if (before <= MOST - 6) return Math.min(scale, MOST - before);
  return Math.min(scale, 6);
}

function cutTo(result: Expr, full: number, scale: number): Expr {
  const digits = { precision: MOST, scale };
  if (scale === full) return { ...result, ...digits };
  return { ...decimalOf(result.sql, scale), ...digits };
}

/** MONEY as it is before it is written as a text, which has two digits behind the point; anything else as it is. */
export function withCents(value: Expr): Expr {
  return value.money
    ? { ...value, ...primary(`CAST(${value.sql} AS DECIMAL(19,2))`, "decimal") }
    : value;
}

const WHOLE_RESULTS =
  /^(COUNT|LEN|DATALENGTH|DATEDIFF|DATEPART|YEAR|MONTH|DAY|CHARINDEX|PATINDEX|ASCII|UNICODE|GROUPING)$/;

/** A call's result with the digits that SQL Server gives it; undefined where this rule says nothing of it. */
export function tsqlCall(call: Call, result: Expr): Expr | undefined {
  const { name } = call;
  if (result.precision !== undefined || result.money) return result;
  if (WHOLE_RESULTS.test(name)) return { ...result, precision: INT };
  if (!/^(SUM|MIN|MAX|ABS|ISNULL|ROUND|FLOOR|CEILING|AVG)$/.test(name)) return undefined;
  const value = call.arg(0);
  if (value.money) return { ...result, money: true };
  if (value.type === "int" && result.type === "int") return whole(result, [value]);
  const digits = tsqlDigits(value);
  if (!digits || result.type !== "decimal") return undefined;
  if (name === "SUM") return { ...result, precision: MOST, scale: digits.scale };
  return /^(FLOOR|CEILING)$/.test(name)
    ? { ...result, precision: digits.precision, scale: 0 }
    : { ...result, ...digits };
}
