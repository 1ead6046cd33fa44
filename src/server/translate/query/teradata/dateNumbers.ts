import { type Expr, isDated, isNumeric, primary } from "../expr.ts";
import type { CastType } from "../expression/types.ts";
import type { Tx } from "../tx.ts";

/**
 * Casts between dates and numbers in DuckDB, which has none: Teradata writes a DATE as (year - 1900) * 10000 + month * 100 +
 * day, SQL Server counts the days since 1900. Undefined: no such cast.
 */
export function dateAndNumber(
  tx: Tx,
  value: Expr,
  type: CastType,
  word: string,
  offset: number,
): Expr | undefined {
  const asNumber = isDated(value.type) && isNumeric(type.class);
  if (!asNumber && !(isNumeric(value.type) && isDated(type.class))) return undefined;
  const { sql } = value;
  if (tx.is("teradata") && asNumber && value.type === "date")
    return primary(`${word}(${digitsOf(sql)} AS ${type.sql})`, type.class);
  if (tx.is("teradata") && type.class === "date" && value.type === "int") {
    const digits = `CAST((${sql}) + 19000000 AS VARCHAR)`;
    return primary(`CAST(strptime(${digits}, '%Y%m%d') AS DATE)`, "date");
  }
  if (tx.is("tsql") && asNumber && value.type === "timestamp") {
    const days = `(epoch(${sql}) - epoch(TIMESTAMP '1900-01-01')) / 86400`;
    return primary(
      `${word}(${type.class === "int" ? `round(${days})` : days} AS ${type.sql})`,
      type.class,
    );
  }
  if (tx.is("tsql") && type.class === "timestamp") {
    const start = "TIMESTAMP '1900-01-01'";
    const moved =
      value.type === "int"
        ? `to_days(CAST(${sql} AS INTEGER))`
        : `to_microseconds(CAST(round((${sql}) * 86400000) * 1000 AS BIGINT))`;
    return primary(`(${start} + ${moved})`, "timestamp");
  }
  if (!tx.is("teradata", "tsql")) return undefined;
  const reason = asNumber ? "a date as a number" : "a number as a date";
  throw tx.stop("DWM-QRY-004", { name: "CAST", reason }, offset);
}

/** Teradata's number of a date, in either target: 1240131 is 2024-01-31. */
export function digitsOf(date: string): string {
  return `(year(${date}) - 1900) * 10000 + month(${date}) * 100 + day(${date})`;
}

/** A DATE of Teradata beside `*`, `/` and MOD, where it is a number; other values as they are. */
export function dateDigits(tx: Tx, value: Expr): Expr {
  if (!tx.is("teradata") || value.type !== "date") return value;
  return primary(`(${digitsOf(value.sql)})`, "int");
}
