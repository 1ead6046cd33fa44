import { type Expr, primary } from "../expr.ts";
import { clockPart, compoundPart, momentOf } from "./dates.ts";
import { weekOf } from "./weeks.ts";

/** EXTRACT of MySQL's units that need more than DuckDB's parts; undefined for the others. */
export function mysqlExtract(unit: string, value: Expr): Expr | undefined {
  const compound = compoundPart(value, unit);
  if (compound !== undefined) return primary(compound, "int");
  if (/^(HOUR|MINUTE|SECOND|MICROSECOND)$/.test(unit))
    return primary(clockPart(value, unit.toLowerCase() as "hour"), "int");
  const moment = momentOf(value, "TIMESTAMP");
  if (unit === "WEEK") return primary(weekOf(moment, 0), "int");
  if (/^(YEAR|QUARTER|MONTH|DAY)$/.test(unit))
    return primary(`extract(${unit.toLowerCase()} FROM ${moment})`, "int");
  return undefined;
}
