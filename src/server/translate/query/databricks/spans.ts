import { type Expr, isDated, primary } from "../expr.ts";
import type { CastType } from "../expression/types.ts";
import { countedSpan } from "../literals/countedSpan.ts";
import { wordedInterval } from "../literals/interval.ts";
import type { Tx } from "../tx.ts";

/** A time of day is text, HH:MM:SS: it has its order, and a clock's time is cut out of a date. */
export function timeText(tx: Tx, value: Expr, safe: boolean, offset: number): Expr {
  if (value.type === "time") return value;
  const digits = /^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*$/.exec(value.literal ?? "");
  if (digits) {
    const [, hours = "", minutes = "", seconds = "00"] = digits;
    return primary(tx.out.text(`${hours.padStart(2, "0")}:${minutes}:${seconds}`), "time");
  }
  const what = "a time of day is text here, HH:MM:SS without fractions of seconds";
  tx.note("DWM-QRY-006", { what }, offset);
  const word = safe ? "TRY_CAST" : "CAST";
  const clock = isDated(value.type) ? value.sql : `${word}(${value.sql} AS TIMESTAMP)`;
  return primary(`date_format(${clock}, 'HH:mm:ss')`, "time");
}

/** A text cast to a span of time; Databricks reads such texts in a form of its own. */
export function spanOf(tx: Tx, value: Expr, type: CastType, offset: number): Expr {
  if (value.type === "interval") return value;
  if (value.literal !== undefined) return wordedInterval(tx, value.literal, offset);
  const counted = countedSpan(tx, value, type.source);
  if (counted) return counted;
  throw tx.unsupported(`a value cast to ${type.sql}`, offset);
}
