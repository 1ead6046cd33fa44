import type { Call } from "../../../calls/call.ts";
import { type Expr, PREC, primary, wrap } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";

const SEED = "a seed: other numbers would follow from it";

/** RANDOM(): any number of 64 bits. */
export const random: FunctionRule = (call) => {
  arity(call, 0, 1);
  if (call.count > 0) throw call.stop(SEED);
  return primary("xxhash64(uuid())", "int");
};

/** Only RANDOM() without a seed gives each row other numbers, as rand() does. */
function fresh(call: Call, index: number): void {
  const generator = call.raw[index]?.rest().replace(/\s/g, "").toUpperCase();
  if (generator === "RANDOM()") return;
  throw call.stop(generator?.startsWith("RANDOM(") ? SEED : "numbers that a column decides");
}

function isWhole(value: Expr): boolean {
  return value.type === "int" && (value.number === undefined || /^-?\d+$/.test(value.number));
}

/** UNIFORM(from, to, RANDOM()): both ends are among whole numbers. */
export const uniform: FunctionRule = (call) => {
  arity(call, 3);
  fresh(call, 2);
  const [from, to] = [call.arg(0), call.arg(1)];
  const start = wrap(from, PREC.add);
  if (isWhole(from) && isWhole(to)) {
    const [low, high] = [Number(from.number), Number(to.number)];
    const known = Number.isSafeInteger(low) && Number.isSafeInteger(high);
    const size = known ? String(high - low + 1) : `(${to.sql} - ${wrap(from, PREC.multiply)} + 1)`;
    return primary(`floor(${start} + rand() * ${size})`, "int");
  }
  if (from.type === "unknown" || to.type === "unknown")
    throw call.stop("whole numbers or others: the type is not known");
  const sql = `${start} + rand() * (${to.sql} - ${wrap(from, PREC.multiply)})`;
  return { sql, prec: PREC.add, type: "float" };
};

/** NORMAL(mean, deviation, RANDOM()). */
export const normal: FunctionRule = (call) => {
  arity(call, 3);
  fresh(call, 2);
  const [mean, deviation] = [call.arg(0), call.arg(1)];
  const sql = `${wrap(mean, PREC.add)} + randn() * ${wrap(deviation, PREC.multiply)}`;
  return { sql, prec: PREC.add, type: "float" };
};

/** RANDSTR(length, RANDOM()): letters and digits. */
export const randomText: FunctionRule = (call) => {
  arity(call, 2);
  fresh(call, 1);
  const length = call.arg(0);
  if (length.number === undefined) throw call.stop("a computed length");
  return primary(`randstr(${length.sql})`, "string");
};
