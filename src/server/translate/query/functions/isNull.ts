import type { Call } from "../calls/call.ts";
import { tsqlDigits, withCents } from "../digits/tsql.ts";
import { type Expr, isNumeric, primary } from "../expr.ts";
import { boolsAlike } from "../expression/bools.ts";

/**
 * T-SQL's ISNULL(a, b) has the type of `a` ("ISNULL" in its reference): a text is cut to the length of `a`, a number to its
 * digits, a time to its day.
 */
export function isNull(call: Call, name: "coalesce" | "ifnull"): Expr {
  const [a, b] = boolsAlike(call.tx, [call.arg(0), call.arg(1)]) as [Expr, Expr];
  const type = a.type === "null" ? b.type : a.type;
  const { length } = a.type === "null" ? b : a;
  const value = primary(`${name}(${a.sql}, ${asFirst(call, a, b)})`, type);
  return length === undefined ? value : { ...value, length };
}

function asFirst(call: Call, a: Expr, b: Expr): string {
  const databricks = call.tx.target === "databricks";
  if (a.type === "int" && (b.type === "decimal" || b.type === "float"))
    return databricks ? `CAST(${b.sql} AS BIGINT)` : `CAST(trunc(${b.sql}) AS BIGINT)`;
  if (a.type === "date" && b.type === "timestamp") return `CAST(${b.sql} AS DATE)`;
  if (a.type === "string") return textAsFirst(databricks, a, b);
  const digits = a.type === "decimal" ? tsqlDigits(a) : undefined;
  const other = tsqlDigits(b);
  const fits = other !== undefined && digits !== undefined && other.scale <= digits.scale;
  return digits && isNumeric(b.type) && !fits
    ? `CAST(${b.sql} AS DECIMAL(${digits.precision},${digits.scale}))`
    : b.sql;
}

function textAsFirst(databricks: boolean, a: Expr, b: Expr): string {
  const written = b.type === "bool" || isNumeric(b.type);
  const number = b.type === "bool" ? `CAST(${b.sql} AS INTEGER)` : withCents(b).sql;
  const sql = written ? `CAST(${number} AS ${databricks ? "STRING" : "VARCHAR"})` : b.sql;
  const most = a.padded ?? a.length;
  if (most === undefined || b.type === "null") return sql;
  const needed = b.literal?.length ?? b.number?.length ?? b.padded ?? b.length;
  return needed !== undefined && needed <= most ? sql : `left(${sql}, ${most})`;
}
