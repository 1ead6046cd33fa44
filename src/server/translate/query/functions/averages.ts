import type { Call } from "../calls/call.ts";
import { cutOff, noteDigits, noteLastDigit } from "../digits/decimalScale.ts";
import { scaleOf } from "../digits/digits.ts";
import { snowflakeQuotientScale } from "../digits/snowflake.ts";
import { tsqlDigits } from "../digits/tsql.ts";
import { type Expr, primary } from "../expr.ts";

/**
 * True when the source cuts the fraction of this average: T-SQL and Redshift do so for whole numbers ("AVG" in the
 * references of both). Says so where that depends on a type that is not known, and of Redshift's averages of decimals,
 * which have the digits of what is averaged.
 */
export function noteAverage(call: Call, value: Expr): boolean {
  const { tx } = call;
  if (!tx.is("tsql", "redshift") || value.type === "float") return false;
  if (value.type === "int") return true;
  const system = tx.is("tsql") ? "SQL Server" : "Redshift";
  if (value.type === "decimal" && tx.is("tsql")) return false;
  const what =
    value.type === "decimal"
      ? "AVG of decimals has as many digits behind the point as they have in Redshift, more of them here"
      : `AVG of a column whose type is not known: ${system} cuts the fraction of whole numbers`;
  tx.note("DWM-QRY-006", { what }, call.offset);
  return false;
}

/** What is told of PostgreSQL's average of exact numbers, a NUMERIC there and a DOUBLE here. */
export function meanDetail(call: Call, { type }: Expr): Pick<Expr, "rough"> {
  return call.tx.is("postgres") && /^(int|decimal)$/.test(type) ? { rough: true } : {};
}

/** An average of exact numbers that is rounded: halves go away from zero, and no DOUBLE's noise decides. */
export function roundedMean(call: Call, value: Expr): Expr | undefined {
  const places = call.count === 1 ? "0" : call.arg(1).number;
  if (!call.tx.is("postgres") || value.rough !== true || places === undefined) return undefined;
  return primary(`round(CAST(${value.sql} AS DECIMAL(38,10)), ${places})`, "decimal");
}

/** AVG of decimals with the digits behind the point that the source gives it; undefined where that is no question. */
export function decimalAverage(call: Call, value: Expr): Expr | undefined {
  const { tx } = call;
  if (tx.is("snowflake")) return snowflakeAverage(call, value);
  if (!tx.is("tsql") || value.type !== "decimal") return undefined;
  const digits = tsqlDigits(value);
  if (!digits) {
    const what =
      "SQL Server cuts averages of decimals off behind their digits; one whose digits are not known keeps its fraction here";
    noteDigits(tx, what, call.offset);
    return undefined;
  }
  // decimal(38, max(scale, 6)); MONEY stays MONEY.
  const scale = value.money ? digits.scale : Math.max(digits.scale, 6);
  const detail = value.money ? { money: value.money } : { precision: 38, scale };
  if (tx.target === "databricks") {
    noteLastDigit(tx, call.offset);
    return { ...databricksMean(call, value, digits.scale, scale), ...detail };
  }
  return { ...cutOff(call.aggregate("avg", [value.sql]), scale), ...detail };
}

function snowflakeAverage(call: Call, value: Expr): Expr | undefined {
  const { tx } = call;
  const given = scaleOf(value);
  if (given === undefined) {
    const what =
      "Snowflake rounds averages of whole numbers and decimals to six digits more than they have; one of values whose digits are not known keeps its fraction here";
    if (value.type === "unknown" || value.type === "decimal") noteDigits(tx, what, call.offset);
    return undefined;
  }
  const scale = snowflakeQuotientScale(given);
  if (tx.target === "databricks") return { ...databricksMean(call, value, given, scale), scale };
  const sql = `CAST(${call.aggregate("avg", [value.sql])} AS DECIMAL(38,${scale}))`;
  return { ...primary(sql, "decimal"), scale };
}

/** Databricks' average of a DECIMAL has four digits more than that: it is asked for those that the source gives it. */
function databricksMean(call: Call, value: Expr, given: number, scale: number): Expr {
  if (scale < given + 4)
    return primary(
      `CAST(${call.aggregate("avg", [value.sql])} AS DECIMAL(38,${scale}))`,
      "decimal",
    );
  const same = value.type === "decimal" && scale === given + 4;
  const sql = same ? value.sql : `CAST(${value.sql} AS DECIMAL(38,${scale - 4}))`;
  return primary(call.aggregate("avg", [sql]), "decimal");
}
