import type { Call } from "../../calls/call.ts";
import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import { readExpression } from "../../expression/expression.ts";
import { UNITS } from "../../literals/intervalUnits.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { shiftBy } from "./dates.ts";

/** What stands in `INTERVAL 3 DAY`, or a number of days. */
function amountOf(call: Call): { amount: Expr; unit: string } {
  const cursor = call.raw[1];
  if (!cursor?.isWords("INTERVAL")) return { amount: call.arg(1), unit: "DAY" };
  return call.tx.inside(cursor, () => {
    cursor.next();
    const read = readExpression(call.tx);
    const word = cursor.next();
    const unit = word?.kind === "word" ? UNITS[word.value] : undefined;
    if (unit === undefined || !cursor.done) throw call.stop("this INTERVAL");
    return { amount: numberOf(call, read), unit: unit.toUpperCase() };
  });
}

/** `'3'` is a number between INTERVAL and its unit. */
function numberOf(call: Call, value: Expr): Expr {
  if (value.literal === undefined) return value;
  if (!/^-?\d+$/.test(value.literal)) throw call.stop(`the INTERVAL '${value.literal}'`);
  return { ...primary(value.literal, "int"), number: value.literal };
}

function negated(amount: Expr): Expr {
  const { number } = amount;
  if (number === undefined) return { ...amount, sql: `-${wrap(amount)}`, prec: PREC.unary };
  const other = number.startsWith("-") ? number.slice(1) : `-${number}`;
  return { ...amount, sql: other, number: other };
}

/**
 * DATE_ADD(d, INTERVAL n unit) and its kin of MySQL and BigQuery; MySQL's ADDDATE(d, n) adds days. `type` is that of the
 * date where it is not known.
 */
export function intervalSum(sign: "+" | "-", type: Expr["type"] = "unknown"): FunctionRule {
  return (call) => {
    arity(call, 2);
    const { amount, unit } = amountOf(call);
    const given = call.arg(0);
    const date = given.type === "unknown" ? { ...given, type } : given;
    return shiftBy(call, date, unit, sign === "-" ? negated(amount) : amount);
  };
}
