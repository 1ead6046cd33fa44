import { type Expr, isNumeric, primary } from "../../expr.ts";
import type { Tx } from "../../tx.ts";

/**
 * EXTRACT(DAY FROM an interval) of Oracle and Teradata, whose hours are less than a day; DuckDB keeps the hours of 100 as 100.
 * The difference of two moments of Oracle is a number of days here; an interval of Teradata has all that is not in its other
 * fields in its first one. Undefined for other values and parts.
 */
export function partOfSpan(tx: Tx, part: string, value: Expr): Expr | undefined {
  if (tx.is("teradata"))
    return value.type === "interval"
      ? field(`epoch(${value.sql})`, part, FIELDS.indexOf(value.span?.first ?? ""))
      : undefined;
  if (!tx.is("oracle")) return undefined;
  if (isNumeric(value.type)) return field(`round((${value.sql}) * 86400, 6)`, part, 0);
  return value.type === "interval" ? field(`epoch(${value.sql})`, part, 0) : undefined;
}

const FIELDS = ["day", "hour", "minute", "second"];

/** A field of so many seconds; `first`: the place of the field that holds all that is in no other. */
function field(seconds: string, part: string, first: number): Expr | undefined {
  const at = FIELDS.indexOf(part.toLowerCase());
  if (first < 0 || at < first) return undefined;
  const rest = at === first ? "" : ` % ${[0, 24, 60, 60][at]}`;
  if (part === "SECOND")
    return { ...primary(`round(${seconds}${rest}, 6)`, "float"), name: "extract" };
  const whole = `CAST(trunc(${seconds} / ${[86400, 3600, 60][at]}) AS BIGINT)`;
  return { ...primary(rest === "" ? whole : `(${whole}${rest})`, "int"), name: "extract" };
}
