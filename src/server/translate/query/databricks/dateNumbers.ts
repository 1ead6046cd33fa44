import { type Expr, isDated, isNumeric, PREC, primary, wrap } from "../expr.ts";
import type { CastType } from "../expression/types.ts";
import { digitsOf } from "../teradata/dateNumbers.ts";
import type { Tx } from "../tx.ts";

const START = "TIMESTAMP_NTZ'1900-01-01'";
const DAY_MICROSECONDS = "86400000000";

/**
 * Casts between dates and numbers. Databricks counts seconds since 1970; SQL Server days since 1900, Teradata and MySQL
 * write the date's digits, Snowflake counts seconds too, and the others have no such cast. Undefined: no such cast.
 */
export function dateAndNumber(
  tx: Tx,
  value: Expr,
  type: CastType,
  word: string,
  offset: number,
): Expr | undefined {
  const asNumber = isDated(value.type) && isNumeric(type.class);
  const asDate = isNumeric(value.type) && isDated(type.class);
  if (!asNumber && !asDate) return undefined;
  const sql = asNumber ? numberOf(tx, value, type) : dateOf(tx, value, type);
  if (sql === undefined) {
    const reason = asNumber ? "a date as a number" : "a number as a date";
    throw tx.stop("DWM-QRY-004", { name: "CAST", reason }, offset);
  }
  return asNumber
    ? primary(`${word}(${sql} AS ${type.sql})`, type.class)
    : { sql, prec: sql.includes(" + ") ? PREC.add : PREC.primary, type: type.class };
}

function numberOf(tx: Tx, value: Expr, type: CastType): string | undefined {
  const { sql } = value;
  if (tx.is("tsql")) {
    const days = `timestampdiff(MICROSECOND, ${START}, ${sql}) / ${DAY_MICROSECONDS}`;
    return type.class === "int" ? `round(${days})` : days;
  }
  if (tx.is("teradata") && value.type === "date") return digitsOf(sql);
  if (tx.is("mysql"))
    return `date_format(${sql}, '${value.type === "date" ? "yyyyMMdd" : "yyyyMMddHHmmss"}')`;
  return undefined;
}

function dateOf(tx: Tx, value: Expr, type: CastType): string | undefined {
  const { sql } = value;
  if (tx.is("tsql") && type.class === "timestamp") {
    if (value.type === "int") return `dateadd(DAY, ${sql}, ${START})`;
    return `${START} + ${wrap(value, PREC.multiply)} * INTERVAL '1' DAY`;
  }
  if (tx.is("teradata") && type.class === "date" && value.type === "int")
    return `to_date(CAST(${wrap(value, PREC.add)} + 19000000 AS STRING), 'yyyyMMdd')`;
  if (tx.is("snowflake") && type.class !== "date") {
    const seconds = type.class === "timestamptz" ? undefined : "TIMESTAMP_NTZ'1970-01-01'";
    return seconds === undefined
      ? `timestamp_seconds(${sql})`
      : `${seconds} + ${wrap(value, PREC.multiply)} * INTERVAL '1' SECOND`;
  }
  return undefined;
}
