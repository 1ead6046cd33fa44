import { quoteText } from "../../../duckdbNames.ts";
import { readDateText } from "../../../literals.ts";
import { followsMysql } from "../../digits/digits.ts";
import { type Expr, primary } from "../../expr.ts";
import { readExpression, readWhole } from "../../expression/expression.ts";
import { UNITS } from "../../literals/intervalUnits.ts";
import { numberOf } from "../../mysql/coerce.ts";
import { movedBy } from "../../mysql/dates.ts";
import type { Tx } from "../../tx.ts";

/** DATE_ADD(d, INTERVAL 1 DAY) of MySQL and BigQuery. */
export function readIntervalSum(tx: Tx, name: string): Expr | undefined {
  if (!tx.is("mysql", "bigquery")) return undefined;
  const { cursor } = tx;
  const date = readExpression(tx);
  tx.expectSymbol(",");
  if (followsMysql(tx)) return mysqlIntervalSum(tx, date, /SUB/.test(name) ? "-" : "+");
  if (!cursor.isWords("INTERVAL")) {
    if (!tx.is("mysql")) throw tx.unreadable("INTERVAL expected");
    const days = readWhole(tx);
    return shifted(date, name, `to_days(CAST(${days.sql} AS INTEGER))`, "day");
  }
  const unitToken = cursor.tokens[cursor.end - 1];
  const unit = UNITS[unitToken?.value ?? ""] ?? "second";
  const interval = readWhole(tx);
  return shifted(date, name, interval.sql, unit);
}

function mysqlIntervalSum(tx: Tx, date: Expr, sign: "+" | "-"): Expr {
  const { cursor } = tx;
  if (!cursor.isWords("INTERVAL")) {
    const days = numberOf(tx, readWhole(tx));
    return movedBy(date, `to_days(CAST(${days.sql} AS INTEGER))`, "day", sign);
  }
  const unit = cursor.tokens[cursor.end - 1]?.value ?? "";
  const interval = readWhole(tx);
  return movedBy(date, interval.sql, UNITS[unit] ?? unit, sign);
}

function shifted(date: Expr, name: string, interval: string, unit: string): Expr {
  const sign = /SUB/.test(name) ? "-" : "+";
  const dateOnly = /^(year|quarter|month|week|day)$/.test(unit);
  const iso = date.literal === undefined ? undefined : readDateText(date.literal, "mysql");
  const source =
    date.literal === undefined ? date.sql : `CAST(${quoteText(iso ?? date.literal)} AS TIMESTAMP)`;
  const sum = `(${source} ${sign} ${interval})`;
  // A DATE and a number of days stays a DATE there; DuckDB answers a TIMESTAMP.
  if ((date.type === "date" || iso?.length === 10) && dateOnly)
    return primary(`CAST(${sum} AS DATE)`, "date");
  return primary(sum, /^(timestamptz|time|unknown)$/.test(date.type) ? date.type : "timestamp");
}
