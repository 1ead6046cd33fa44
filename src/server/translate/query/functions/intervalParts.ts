import { type Expr, isNumeric, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";

/**
 * EXTRACT(DAY FROM an interval) of Oracle, whose hours are less than a day; DuckDB keeps the hours of 100 as 100. The
 * difference of two moments is a number of days here. Undefined for other values and parts.
 */
export function partOfSpan(tx: Tx, part: string, value: Expr): Expr | undefined {
  if (tx.is("teradata")) return partOfDifference(part, value);
  if (!tx.is("oracle")) return undefined;
  const seconds = isNumeric(value.type)
    ? `round((${value.sql}) * 86400, 6)`
    : value.type === "interval"
      ? `epoch(${value.sql})`
      : undefined;
  if (seconds === undefined) return undefined;
  const whole = (by: number) => `CAST(trunc(${seconds} / ${by}) AS BIGINT)`;
  if (part === "DAY") return { ...primary(whole(86400), "int"), name: "extract" };
  if (part === "HOUR") return { ...primary(`(${whole(3600)} % 24)`, "int"), name: "extract" };
  if (part === "MINUTE") return { ...primary(`(${whole(60)} % 60)`, "int"), name: "extract" };
  if (part !== "SECOND") return undefined;
  return { ...primary(`round(${seconds} % 60, 6)`, "float"), name: "extract" };
}

/** EXTRACT from an interval of Teradata: its first field holds all that is not in the others. */
function partOfDifference(part: string, value: Expr): Expr | undefined {
  const fields = ["day", "hour", "minute", "second"];
  const lead = fields.indexOf(value.span?.first ?? "");
  const at = fields.indexOf(part.toLowerCase());
  if (value.type !== "interval" || lead < 0 || at < lead) return undefined;
  const seconds = `epoch(${value.sql})`;
  if (part === "SECOND")
    return {
      ...primary(`round(${seconds}${lead === 3 ? "" : " % 60"}, 6)`, "float"),
      name: "extract",
    };
  const size = [86400, 3600, 60][at] ?? 1;
  const rest = at === lead ? "" : ` % ${at === 1 ? 24 : 60}`;
  return {
    ...primary(`(CAST(trunc(${seconds} / ${size}) AS BIGINT)${rest})`, "int"),
    name: "extract",
  };
}
