import type { Call } from "../calls/call.ts";
import { exactly, scaleOf } from "../digits/digits.ts";
import { type Expr, primary } from "../expr.ts";

/** The places that a call is asked for: a number written out, 0 where there is none. */
function placesOf(call: Call): number | undefined {
  if (call.count === 1) return 0;
  const { number } = call.arg(1);
  return number === undefined || !/^-?\d+$/.test(number) ? undefined : Number(number);
}

/** ROUND of an exact number: halves away from zero, and as many digits as are asked for, if it has them. */
export function mysqlRound(call: Call, value: Expr): Expr {
  return cut(call, value, "round");
}

/** TRUNCATE of an exact number. */
export function mysqlTruncate(call: Call, value: Expr): Expr {
  return cut(call, value, "trunc");
}

function cut(call: Call, value: Expr, name: "round" | "trunc"): Expr {
  const places = placesOf(call);
  const sql = exactly(value);
  const scale = scaleOf(value);
  if (value.type === "int" && places !== undefined && places >= 0) return primary(sql, "int");
  const asked = call.count === 1 ? "" : `, CAST(${call.arg(1).sql} AS INTEGER)`;
  const written = places === undefined ? asked : `, ${places}`;
  const type = value.type === "int" ? "int" : value.type;
  const result = primary(`${name}(${sql}${call.count === 1 ? "" : written})`, type);
  if (scale === undefined || type !== "decimal") return result;
  if (places === undefined) return { ...result, scale };
  return { ...result, scale: Math.max(0, Math.min(places, scale)) };
}
