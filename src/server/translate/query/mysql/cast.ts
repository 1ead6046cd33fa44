import { exactly } from "../digits/digits.ts";
import { type Expr, isDated, primary } from "../expr.ts";
import type { CastType } from "../expression/types.ts";
import type { Tx } from "../tx.ts";
import { unsigned } from "./bits.ts";
import { numberOf } from "./coerce.ts";
import { momentOf, spanOf } from "./dates.ts";

/** MySQL's CAST where it means something else than DuckDB's: numbers of texts and dates, dates of numbers. */
export function mysqlCast(tx: Tx, value: Expr, type: CastType): Expr | undefined {
  if (value.type === "null" || value.type === "unknown") return undefined;
  if (type.sql === "UBIGINT") return toUnsigned(tx, value);
  if (type.class === "int") return primary(`CAST(${wholeOf(tx, value)} AS ${type.sql})`, "int");
  if (type.class === "decimal") {
    const number = numberOf(tx, value);
    const scale = Number(/,\s*(\d+)\)$/.exec(type.sql)?.[1] ?? "0");
    return { ...primary(`CAST(${exactly(number)} AS ${type.sql})`, "decimal"), scale };
  }
  if (type.class === "float")
    return primary(`CAST(${numberOf(tx, value).sql} AS ${type.sql})`, "float");
  if (type.class === "date" || type.class === "timestamp") {
    if (value.type === "time" || value.type === "interval") return undefined;
    const moment = momentOf(value, type.sql === "DATE" ? "DATE" : "TIMESTAMP");
    const plain = /^CAST\((NULL|'[^']*') AS /.test(moment);
    return primary(plain ? moment : `CAST(${moment} AS ${type.sql})`, type.class);
  }
  if (type.class === "time" && !isDated(value.type) && value.type !== "time") return spanOf(value);
  return undefined;
}

/** Halves are rounded away from zero; a text counts up to the first character that is no digit. */
function wholeOf(tx: Tx, value: Expr): string {
  if (value.type === "string" && !value.enumerated) {
    const { literal } = value;
    if (literal !== undefined) return /^\s*[+-]?\d+/.exec(literal)?.[0].trim() ?? "0";
    return `CASE WHEN ${value.sql} IS NOT NULL THEN coalesce(TRY_CAST(regexp_extract(${value.sql}, '^\\s*[+-]?\\d+') AS BIGINT), 0) END`;
  }
  const number = numberOf(tx, value);
  if (number.type === "int") return number.sql;
  return number.type === "float" ? `round_even(${number.sql}, 0)` : `round(${exactly(number)})`;
}

function toUnsigned(tx: Tx, value: Expr): Expr {
  const whole = primary(wholeOf(tx, value), "int");
  const digits = value.number ?? value.literal ?? "-";
  if (/^\d+$/.test(digits)) return primary(`CAST(${digits} AS UBIGINT)`, "int");
  return primary(`CAST(${unsigned(tx, whole)} AS UBIGINT)`, "int");
}
