import { type Expr, isDated, isNumeric, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";
import type { CastType } from "./types.ts";

/** Digits of a second's fraction that both targets keep. */
const KEPT = 6;

/** A cast to a moment with fewer digits of a second than the target keeps: those behind are rounded, or cut. */
export function withoutFraction(
  tx: Tx,
  given: Expr,
  cast: Expr,
  type: CastType,
  offset: number,
): Expr {
  if (!isDated(type.class) || type.class === "date" || given.type === "date") return cast;
  if (given.type === "null" || cast.type === "null" || isNumeric(given.type)) return cast;
  const text = given.literal;
  if (text !== undefined && !/:\d\d\.\d/.test(text)) return cast;
  if (tx.is("tsql") && type.source === "SMALLDATETIME") return toMinutes(tx, cast);
  if (tx.is("tsql") && type.source === "DATETIME") {
    if (text === undefined && given.type !== "timestamptz" && given.type !== "time")
      tx.noteSmall("DATETIME counts in steps of three milliseconds in SQL Server", offset);
    return cast;
  }
  // A text that is a DATE of Oracle by the session's format has no fraction, either.
  if (type.source === "DATE" && given.type === "string") return cast;
  const digits = digitsOf(tx, type);
  if (digits === undefined || digits >= KEPT) return cast;
  const unit = { 0: "second", 3: "millisecond" }[digits];
  if (unit === undefined) {
    const what = `${type.source}(${digits}) has fewer digits of a second than a time here`;
    tx.noteSmall(what, offset);
    return cast;
  }
  if (tx.is("snowflake", "teradata")) {
    tx.noteSmall(`digits of a second that ${type.source}(${digits}) has not are cut here`, offset);
    return cutTo(tx, cast, unit, false);
  }
  // Oracle's DATE has no fraction: it is cut.
  return cutTo(tx, cast, unit, type.source !== "DATE");
}

/** The digits of the type as the source has it; undefined where it has all that the target has. */
function digitsOf(tx: Tx, { digits, source }: CastType): number | undefined {
  if (digits !== undefined) return Number(digits);
  // Oracle's DATE and MySQL's DATETIME count seconds.
  if (tx.is("oracle") && source === "DATE") return 0;
  return tx.is("mysql") && source === "DATETIME" ? 0 : undefined;
}

function cutTo(tx: Tx, { sql, type }: Expr, unit: string, rounds: boolean): Expr {
  const half = unit === "second" ? "500 millisecond" : "500 microsecond";
  if (tx.target === "duckdb")
    return primary(`date_trunc('${unit}', ${rounds ? `${sql} + INTERVAL ${half}` : sql})`, type);
  const part = unit === "second" ? "0.5" : "0.0005";
  const moved = rounds ? `${sql} + INTERVAL '${part}' SECOND` : sql;
  return primary(`date_trunc('${unit.toUpperCase()}', ${moved})`, type);
}

/** SMALLDATETIME: up to 29.998 seconds belong to the minute, the others to the next one. */
function toMinutes(tx: Tx, { sql, type }: Expr): Expr {
  return tx.target === "databricks"
    ? primary(`date_trunc('MINUTE', ${sql} + INTERVAL '30.001' SECOND)`, type)
    : primary(`date_trunc('minute', ${sql} + INTERVAL 30001 millisecond)`, type);
}
