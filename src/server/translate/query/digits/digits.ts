import type { PeriodEnds } from "../../types/spec.ts";
import type { TargetColumn } from "../../types.ts";
import type { Call } from "../calls/call.ts";
import { type Expr, isNumeric } from "../expr.ts";
import { type Shape, shapeOfType, typeOfShape } from "../nested/shape.ts";
import type { Tx } from "../tx.ts";
import { decimalOf } from "./decimalOf.ts";
import { snowflakeProduct } from "./snowflake.ts";
import { tsqlCall, tsqlChoice, tsqlDetail, tsqlProduct, tsqlSum } from "./tsql.ts";

// MySQL gives every exact number a count of digits behind the point: a quotient has four more than its dividend
// (div_precision_increment), an average four more than its values. DuckDB computes both as DOUBLE, with all digits.
// Inside of an expression MySQL keeps more digits as well, so they are cut where the value is shown or written as text.

/** What is known of a column beside the class of its type. */
export interface ColumnDetail {
  /** Digits behind the point that the source gives the number; `rough`: the target computes more of them. */
  scale?: number;
  rough?: true;
  /** All its digits, those behind the point among them, as SQL Server counts them; MONEY has rules of its own. */
  precision?: number;
  money?: true;
  /** Oracle's TIMESTAMP, which is no DATE: its differences are intervals. */
  moment?: true;
  /** The characters that a text of SQL Server takes at most. */
  length?: number;
  /** A whole number that the target computes with fewer than 64 bits: `small` with 16 or 8. */
  narrow?: "small" | "int";
  /** Characters that the source fills a text up to, with blanks that are not there in the target. */
  padded?: number;
  /** Such a text, where the source sees the blanks nowhere but in its comparisons, in which they do not count. */
  trimmed?: true;
  /** What Teradata's period, a text here, has two of. */
  ends?: PeriodEnds;
  /** A span of time that Databricks keeps as a text. */
  textual?: true;
  /** An ENUM of MySQL: a number where numbers are asked for, a text elsewhere. */
  enumerated?: true;
  /** The parts of BigQuery's structures and arrays. */
  shape?: Shape;
  /** PostgreSQL's ENUM in DuckDB: the type, whose members have an order that a text has not. */
  members?: string;
  /** What the value is beside its class: a range of PostgreSQL or its REAL, a SET of MySQL, a UNIQUEIDENTIFIER. */
  held?: "range" | "set" | "guid" | "single";
}

/** True where this translation has MySQL's numbers to follow. */
export function followsMysql(tx: Tx): boolean {
  return tx.target === "duckdb" && tx.is("mysql");
}

/** True where results depend on the digits behind the point that numbers have. */
export function countsDigits(tx: Tx): boolean {
  return followsMysql(tx) || tx.is("teradata", "snowflake", "tsql");
}

const INCREMENT = 4;
/** The most digits behind the point that MySQL gives a number. */
const MOST = 30;

/** The digits behind the point of an exact number, where they are known. */
export function scaleOf(value: Expr): number | undefined {
  if (value.scale !== undefined) return value.scale;
  return value.type === "int" || value.type === "bool" ? 0 : undefined;
}

/** The digits behind the point of a DECIMAL type of the target; undefined of another type. */
export function scaleOfType(type: string): { scale: number } | undefined {
  const scale = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1];
  return scale === undefined ? undefined : { scale: Number(scale) };
}

/** The detail of a table's column; undefined where there is none that matters. */
export function detailOf(tx: Tx, column: TargetColumn): ColumnDetail | undefined {
  const { type, padded } = column;
  if (column.moment) return { moment: true };
  if (column.period) return { ends: column.period };
  if (column.class === "interval" && type === "STRING") return { textual: true };
  if (padded !== undefined && tx.is("oracle", "tsql", "teradata")) return { padded, trimmed: true };
  if (padded !== undefined && tx.is("postgres")) return { trimmed: true };
  if (type !== undefined && tx.is("bigquery")) {
    const shape = shapeOfType(type, tx.target);
    return shape && { shape };
  }
  if (type !== undefined && tx.is("oracle")) return scaleOfType(type);
  if (column.held) return { held: column.held };
  if (type?.startsWith("ENUM(") && tx.is("postgres")) return { members: type };
  if (type === undefined || !countsDigits(tx)) return undefined;
  if (tx.is("tsql")) return tsqlDetail(column);
  const scaled = scaleOfType(type);
  if (scaled) return scaled;
  if (!followsMysql(tx)) return undefined;
  if (type === "TINYINT" || type === "SMALLINT") return { narrow: "small" };
  if (type === "INTEGER") return { narrow: "int" };
  return type.startsWith("ENUM(") ? { enumerated: true } : undefined;
}

/** What tells such a detail again, for a view's column; nothing where it cannot be told. */
export function typeOfDetail(
  detail: ColumnDetail | undefined,
): Pick<TargetColumn, "type" | "money" | "moment" | "period" | "length" | "held"> {
  if (detail?.shape) return { type: typeOfShape(detail.shape) };
  if (detail?.moment) return { moment: detail.moment };
  if (detail?.ends) return { period: detail.ends };
  if (detail?.held) return { held: detail.held };
  if (detail?.members !== undefined) return { type: detail.members };
  if (detail?.money) return { money: detail.money };
  if (detail?.length !== undefined) return { length: detail.length };
  if (detail?.scale !== undefined)
    return { type: `DECIMAL(${detail.precision ?? 38},${detail.scale})` };
  if (detail?.precision !== undefined)
    return { type: detail.precision > 10 ? "BIGINT" : "INTEGER" };
  if (detail?.narrow !== undefined)
    return { type: detail.narrow === "int" ? "INTEGER" : "SMALLINT" };
  return {};
}

/** The value of a column of such a detail. */
export function detailed(value: Expr, detail: ColumnDetail | undefined): Expr {
  return detail ? { ...value, ...detail } : value;
}

/** What a query's column is to the query around it: its digits have been cut by then, if it is not merged into that. */
export function shownDetail(value: Expr, merged: boolean): ColumnDetail | undefined {
  const { scale, rough, enumerated, narrow, padded, trimmed, precision, money, length } = value;
  const { moment, ends, shape, held, members } = value;
  if (shape) return { shape };
  if (moment) return { moment };
  if (ends) return { ends };
  if (held) return { held };
  if (members !== undefined) return { members };
  if (merged && rough && scale !== undefined) return { scale, rough };
  if (padded !== undefined) return { padded, ...(trimmed ? { trimmed } : {}) };
  if (trimmed) return { trimmed };
  if (enumerated) return { enumerated };
  if (narrow) return { narrow };
  if (money) return { money };
  if (length !== undefined) return { length };
  if (precision !== undefined) return { precision, ...(scale === undefined ? {} : { scale }) };
  return scale === undefined ? undefined : { scale };
}

/** A sum, difference or rest of two numbers: as many digits as the longer one has. */
export function withSumDigits(tx: Tx, result: Expr, ...values: readonly Expr[]): Expr {
  if (!countsDigits(tx)) return result;
  if (tx.is("tsql")) return tsqlSum(result, values);
  return withLongest(result, values);
}

/** One of several values: as many digits as the longest has. */
export function withChoiceDigits(tx: Tx, result: Expr, ...values: readonly Expr[]): Expr {
  if (!countsDigits(tx)) return result;
  return tx.is("tsql") ? tsqlChoice(result, values) : withLongest(result, values);
}

function withLongest(result: Expr, values: readonly Expr[]): Expr {
  const numbers = values.filter(({ type }) => type !== "null");
  const scales = numbers.map(scaleOf);
  if (scales.some((scale) => scale === undefined)) return result;
  return withDigits(result, Math.max(0, ...(scales as number[])), numbers.some(isRough));
}

/** A product: as many digits as both together. */
export function withProductDigits(tx: Tx, result: Expr, left: Expr, right: Expr): Expr {
  if (!countsDigits(tx)) return result;
  if (tx.is("tsql")) return tsqlProduct(result, left, right);
  const [a, b] = [scaleOf(left), scaleOf(right)];
  if (tx.is("snowflake") && a !== undefined && b !== undefined)
    return snowflakeProduct(result, a, b);
  if (a === undefined || b === undefined) return result;
  return withDigits(result, Math.min(a + b, MOST), isRough(left) || isRough(right));
}

/** A quotient or an average. */
export function withQuotientDigits(
  tx: Tx,
  result: Expr,
  dividend: Expr,
  divisor: Expr | undefined,
  offset: number,
): Expr {
  if (tx.is("tsql") && divisor && result.type === "int")
    return tsqlSum(result, [dividend, divisor]);
  if (!followsMysql(tx)) return result;
  const types = [dividend.type, divisor?.type ?? "int"];
  if (types.includes("float") || types.includes("string") || types.includes("interval"))
    return result;
  const scale = scaleOf(dividend);
  if (scale === undefined || (divisor && !isNumeric(divisor.type) && divisor.type !== "bool")) {
    const what = `a quotient whose digits are not known: MySQL shows ${INCREMENT} digits more than the dividend has, here are all`;
    tx.note("DWM-QRY-006", { what }, offset);
    return result;
  }
  return withDigits({ ...result, type: "decimal" }, Math.min(scale + INCREMENT, MOST), true);
}

function isRough(value: Expr): boolean {
  return value.rough === true;
}

function withDigits(result: Expr, scale: number, rough: boolean): Expr {
  if (scale === 0 && !rough && result.type !== "decimal") return result;
  return rough ? { ...result, scale, rough } : { ...result, scale };
}

/** The value with the digits that MySQL shows of it. */
export function shown(value: Expr): Expr {
  if (value.rough !== true || value.scale === undefined) return value;
  const { rough: _, ...rest } = value;
  return { ...rest, ...decimalOf(value.sql, value.scale) };
}

/** A number as MySQL writes it: all digits of its scale; of a floating-point number no zero behind a point. */
export function mysqlNumberText(tx: Tx, value: Expr): string {
  const { sql } = shown(value);
  if (value.type !== "float") return `CAST(${sql} AS VARCHAR)`;
  const what = "floating-point numbers written as text may differ in digits";
  tx.note("DWM-QRY-006", { what }, tx.cursor.offset);
  return `regexp_replace(CAST(${sql} AS VARCHAR), '\\.0$', '')`;
}

/** The value for functions that round or cut: without the noise of a DOUBLE. */
export function exactly(value: Expr): string {
  if (value.rough !== true || value.scale === undefined) return value.sql;
  return `CAST(${value.sql} AS DECIMAL(38,${Math.max(12, Math.min(value.scale + 6, 18))}))`;
}

/** The digits that a call's result has by those of its arguments. */
const BY_ARGUMENTS: Readonly<Record<string, readonly number[] | "all">> = {
  SUM: [0],
  MIN: [0],
  MAX: [0],
  ANY_VALUE: [0],
  ABS: [0],
  FIRST_VALUE: [0],
  LAST_VALUE: [0],
  NTH_VALUE: [0],
  LAG: [0, 2],
  LEAD: [0, 2],
  IF: [1, 2],
  IFF: [1, 2],
  IIF: [1, 2],
  NVL2: [1, 2],
  NULLIF: [0],
  MOD: [0, 1],
  IFNULL: "all",
  NVL: "all",
  ZEROIFNULL: [0],
  NULLIFZERO: [0],
  COALESCE: "all",
  GREATEST: "all",
  LEAST: "all",
};

/** A call's result with the digits that its arguments give it. */
export function withCallDigits(call: Call, result: Expr): Expr {
  const { tx, name } = call;
  if (!countsDigits(tx) || result.scale !== undefined) return result;
  if (tx.is("tsql")) {
    const typed = tsqlCall(call, result);
    if (typed) return typed;
  }
  const places = Object.hasOwn(BY_ARGUMENTS, name) ? BY_ARGUMENTS[name] : undefined;
  if (!places || result.type === "float" || result.type === "string") return result;
  const values =
    places === "all"
      ? call.args()
      : places.filter((index) => index < call.count).map((index) => call.arg(index));
  return withChoiceDigits(tx, result, ...values);
}
