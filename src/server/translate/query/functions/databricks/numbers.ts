import type { Call } from "../../calls/call.ts";
import { decimalQuotient } from "../../digits/decimalScale.ts";
import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import { roundedMean } from "../averages.ts";
import { arity, type FunctionRule } from "../dsl.ts";

/** An operator between two arguments. */
export function operator(sign: string, prec: number, type: Expr["type"]): FunctionRule {
  return (call) => {
    arity(call, 2);
    const sql = `${wrap(call.arg(0), prec)} ${sign} ${wrap(call.arg(1), prec + 1)}`;
    return { sql, prec, type };
  };
}

/** A whole number that bits can be taken of: DECIMAL(38,0), Snowflake's INT, has none in Databricks. */
function whole(value: Expr): string {
  return value.type === "decimal" ? `CAST(${value.sql} AS BIGINT)` : wrap(value);
}

/** `a & b` and the like. */
export function bits(sign: "&" | "|" | "^"): FunctionRule {
  return (call) => {
    arity(call, 2);
    return primary(`(${whole(call.arg(0))} ${sign} ${whole(call.arg(1))})`, "int");
  };
}

export const bitNot: FunctionRule = (call) => {
  arity(call, 1);
  return { sql: `~${whole(call.arg(0))}`, prec: PREC.unary, type: "int" };
};

export function bitShift(name: "shiftleft" | "shiftright"): FunctionRule {
  return (call) => {
    arity(call, 2);
    return primary(`${name}(CAST(${call.arg(0).sql} AS BIGINT), ${call.arg(1).sql})`, "int");
  };
}

/** A number of places as ROUND, FLOOR and CEIL take it: written as a number. */
export function places(call: Call, index: number): string {
  if (call.count <= index) return "";
  const { number } = call.arg(index);
  if (number === undefined || !/^-?\d+$/.test(number))
    throw call.stop("a computed number of places");
  return number === "0" ? "" : `, ${number}`;
}

/** ROUND: halves away from zero, but of floating-point numbers to the even one in PostgreSQL, Redshift and MySQL. */
export const round: FunctionRule = (call) => {
  arity(call, 1, call.tx.is("snowflake", "bigquery") ? 3 : 2);
  const value = call.arg(0);
  const mean = roundedMean(call, value);
  if (mean) return mean;
  const mode = call.count > 2 ? call.arg(2).literal : undefined;
  if (call.count > 2 && !/^(ROUND_)?HALF_(TO_EVEN|EVEN|AWAY_FROM_ZERO)$/i.test(mode ?? ""))
    throw call.stop("the mode of rounding");
  const even =
    /EVEN$/i.test(mode ?? "") ||
    (value.type === "float" && call.tx.is("postgres", "redshift", "mysql"));
  const sql = `${even ? "bround" : "round"}(${value.sql}${places(call, 1)})`;
  return primary(sql, value.type);
};

export function floorOrCeil(name: "floor" | "ceil"): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    return primary(`${name}(${call.arg(0).sql}${places(call, 1)})`, call.arg(0).type);
  };
}

/** A number without its fraction, or behind a number of places: Databricks' TRUNC is of dates. */
export function truncated(value: Expr, digits: string): Expr {
  const { number } = value;
  if (number !== undefined)
    return primary(
      `${number.startsWith("-") ? "ceil" : "floor"}(${value.sql}${digits})`,
      value.type,
    );
  const test = `${wrap(value, PREC.other)} < 0`;
  return primary(
    `IF(${test}, ceil(${value.sql}${digits}), floor(${value.sql}${digits}))`,
    value.type,
  );
}

/** MOD: the sign is the dividend's everywhere. */
export const mod: FunctionRule = (call) => {
  arity(call, 2);
  const [value, by] = [call.arg(0), call.arg(1)];
  const certain = by.number !== undefined && Number(by.number) !== 0;
  // NULL for 0 in MySQL, the number itself in Oracle, an error elsewhere.
  const divisor = call.tx.is("mysql") && !certain ? `nullif(${by.sql}, 0)` : by.sql;
  const rest = `mod(${value.sql}, ${divisor})`;
  if (!call.tx.is("oracle") || certain) return primary(rest, value.type);
  return primary(`IF(${wrap(by, PREC.other)} = 0, ${value.sql}, ${rest})`, value.type);
};

/** DIV0 and DIV0NULL: 0 for a division by 0, but NULL where the dividend is NULL. */
export function div0(zeroForNull: boolean): FunctionRule {
  return (call) => {
    arity(call, 2);
    const [a, b] = [call.arg(0), call.arg(1)];
    const by = wrap(b, PREC.other);
    const zero = zeroForNull ? `${by} = 0 OR ${by} IS NULL` : `${by} = 0`;
    const known = a.number !== undefined;
    const both = zeroForNull ? `(${zero})` : zero;
    const test = known ? zero : `${both} AND ${wrap(a, PREC.other)} IS NOT NULL`;
    const quotient = `${wrap(a, PREC.multiply)} / ${wrap(b, PREC.unary)}`;
    const exact = decimalQuotient(call.tx, a, b, call.offset) ?? primary(quotient, "float");
    return { ...exact, ...primary(`IF(${test}, 0, ${exact.sql})`, exact.type) };
  };
}

/** LOG: with the base first in most, natural alone in T-SQL, MySQL and BigQuery. */
export const logBaseFirst: FunctionRule = (call) => {
  arity(call, 2);
  return primary(`log(${call.arg(0).sql}, ${call.arg(1).sql})`, "float");
};

/** Formats of numbers that Databricks reads as the source does. */
const NUMBER_MASK = /^(?:S|MI)?\$?[09,G]*(?:[.D][09]*)?(?:S|MI)?$/i;

/** TO_NUMBER(value [, format] [, precision [, scale]]) and its TRY_ form. */
export function toNumber(safe: boolean): FunctionRule {
  return (call) => {
    arity(call, 1, 4);
    const mask = call.count > 1 ? call.arg(1).literal : undefined;
    const first = mask === undefined ? 1 : 2;
    const size = (index: number, absent: string) => {
      const number = call.count > index ? call.arg(index).number : absent;
      if (number === undefined) throw call.stop("a computed format, precision or scale");
      return number;
    };
    const type = `DECIMAL(${size(first, "38")},${size(first + 1, "0")})`;
    const value = call.arg(0);
    if (mask !== undefined) {
      if (!NUMBER_MASK.test(mask))
        throw call.tx.stop("DWM-QRY-005", { mask, element: mask }, call.offset);
      const read = `${safe ? "try_" : ""}to_number(${value.sql}, ${call.tx.out.text(mask)})`;
      return primary(`CAST(${read} AS ${type})`, "decimal");
    }
    return primary(`${safe ? "TRY_CAST" : "CAST"}(${value.sql} AS ${type})`, "decimal");
  };
}
