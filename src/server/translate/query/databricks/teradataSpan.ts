import { type Expr, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

const UNITS = /^(YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)$/;

/** Teradata's `(a - b) DAY(4) TO SECOND`: a difference as an interval. The units are reserved there, so it is no alias. */
export function spanFollows(tx: Tx): boolean {
  const { cursor } = tx;
  const token = cursor.peek();
  const before = cursor.tokens[cursor.at - 1];
  if (!tx.is("teradata") || token?.kind !== "word" || !UNITS.test(token.value)) return false;
  return before?.kind === "symbol" && before.text === ")";
}

/** The difference as an interval; of months and years, and of hours alone, Databricks has none. */
export function readSpan(tx: Tx, value: Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  const [from, to] = [unit(tx), cursor.accept("TO") ? unit(tx) : undefined];
  if (tx.target === "duckdb") return duckdbSpan(tx, value, from, to, offset);
  const days = from === "DAY" && (to === undefined || to === "SECOND");
  if (!days) throw tx.unsupported(`a difference in ${from}${to ? ` TO ${to}` : ""}`, offset);
  const dates = /^\(datediff\(/.test(value.sql);
  if (dates)
    return {
      sql: `${wrap(value, PREC.multiply)} * INTERVAL '1' DAY`,
      prec: PREC.multiply,
      type: "interval",
    };
  if (to === undefined) throw tx.unsupported("a difference in DAY of what is no date", offset);
  return primary(value.sql, "interval");
}

/** DuckDB's difference of times is days and what is left of them: whatever ends in seconds is the same span. */
function duckdbSpan(
  tx: Tx,
  value: Expr,
  from: string,
  to: string | undefined,
  offset: number,
): Expr {
  if (value.type === "int" && from === "DAY" && (to === undefined || to === "SECOND"))
    return primary(`to_days(CAST(${value.sql} AS INTEGER))`, "interval");
  if (value.type === "interval" && to === "SECOND") return primary(value.sql, "interval");
  throw tx.unsupported(`a difference in ${from}${to ? ` TO ${to}` : ""}`, offset);
}

function unit(tx: Tx): string {
  const token = tx.cursor.next();
  if (token?.kind !== "word" || !UNITS.test(token.value)) throw tx.unreadable("a unit expected");
  // DAY(4), SECOND(6): precision of the field.
  if (tx.cursor.isSymbol("(")) tx.cursor.group();
  return token.value;
}
