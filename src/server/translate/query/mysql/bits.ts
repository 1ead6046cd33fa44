import type { Call } from "../calls/call.ts";
import { exactly } from "../digits/digits.ts";
import { type Expr, primary, wrap } from "../expr.ts";
import { arity, type FunctionRule } from "../functions/dsl.ts";
import type { Tx } from "../tx.ts";
import { numberOf } from "./coerce.ts";

// MySQL's bits are those of unsigned numbers of 64 bits: -1 is 18446744073709551615.

const ALL = "18446744073709551615";

/** A number that is written out and not negative: its bits are its own. */
const isPlain = (value: Expr) => value.number !== undefined && /^\d+$/.test(value.number);

/** The value's 64 bits as a number that is not negative. */
export function unsigned(tx: Tx, given: Expr): string {
  const value = numberOf(tx, given);
  if (isPlain(value)) return value.sql;
  return `(CAST(${exactly(value)} AS HUGEINT) & ${ALL})`;
}

/** `a & b`, `a | b`, `a ^ b`. */
export function bitwise(tx: Tx, left: Expr, operator: "&" | "|" | "^", right: Expr): Expr {
  const plain = [left, right].filter(isPlain).length;
  const both = left.type === "int" && right.type === "int";
  // One number without a sign leaves none of the other's.
  const simple = plain === 2 || (operator === "&" && plain === 1 && both);
  const [a, b] = simple ? [wrap(left), wrap(right)] : [unsigned(tx, left), unsigned(tx, right)];
  return primary(operator === "^" ? `xor(${a}, ${b})` : `(${a} ${operator} ${b})`, "int");
}

/** `a << b`, `a >> b`: what leaves the 64 bits is lost. */
export function shifted(tx: Tx, left: Expr, operator: "<<" | ">>", right: Expr): Expr {
  const by = isPlain(right) ? right.sql : `CAST(${numberOf(tx, right).sql} AS INTEGER)`;
  const places = Number(right.number ?? "64");
  if (isPlain(left) && Number(left.number) * 2 ** places < 2 ** 31)
    return primary(`(${left.sql} ${operator} ${by})`, "int");
  if (operator === ">>")
    return primary(inRange(`(${unsigned(tx, left)} >> ${by})`, by, right), "int");
  const bits = `((CAST(${unsigned(tx, left)} AS HUGEINT) << ${by}) & ${ALL})`;
  return primary(inRange(bits, by, right), "int");
}

/** Shifts of 64 places and more leave nothing. */
function inRange(sql: string, by: string, right: Expr): string {
  if (isPlain(right) && Number(right.number) < 63) return sql;
  return `CASE WHEN ${by} BETWEEN 0 AND 63 THEN ${sql} WHEN ${by} IS NOT NULL THEN 0 END`;
}

/** `~a`. */
export function inverted(tx: Tx, value: Expr): Expr {
  return primary(`xor(CAST(${unsigned(tx, value)} AS HUGEINT), ${ALL})`, "int");
}

/** BIT_AND, BIT_OR and BIT_XOR, which are a number even of no rows. */
export function unsignedAggregate(name: string, ofNothing: string): FunctionRule {
  return (call: Call) => {
    arity(call, 1);
    const value = `CAST(${unsigned(call.tx, call.arg(0))} AS HUGEINT)`;
    return primary(`coalesce(${call.aggregate(name, [value])}, ${ofNothing})`, "int");
  };
}
