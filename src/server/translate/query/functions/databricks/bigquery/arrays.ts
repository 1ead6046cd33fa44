import { type Expr, PREC, primary, wrap } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { behind } from "../aggregates.ts";
import { made } from "../arrays.ts";

export function list(sql: string): Expr {
  return { ...primary(sql, "unknown"), array: true };
}

/** GENERATE_ARRAY(from, to [, step]): empty where there is nothing between. */
export const generateArray: FunctionRule = (call) => {
  arity(call, 2, 3);
  const [from, to] = [call.arg(0), call.arg(1)];
  const step = call.count > 2 ? call.arg(2).number : "1";
  if (step === undefined || Number(step) === 0) throw call.stop("a computed step");
  const by = step === "1" ? "" : `, ${step}`;
  const sequence = `sequence(${from.sql}, ${to.sql}${by})`;
  const down = step.startsWith("-");
  const [a, b] = [Number(from.number), Number(to.number)];
  if (down ? a >= b : a <= b) return list(sequence);
  const none = `${wrap(from, PREC.other)} ${down ? "<" : ">"} ${wrap(to, PREC.other)}`;
  return list(`IF(${none}, array(), ${sequence})`);
};

/** APPROX_QUANTILES(value, n): n + 1 bounds. */
export const approxQuantiles: FunctionRule = (call) => {
  arity(call, 2);
  const count = Number(call.arg(1).number);
  if (!Number.isInteger(count) || count < 1 || count > 100 || call.distinct)
    throw call.stop("DISTINCT, or more than 100 or a computed number of quantiles");
  if (call.arg(0).type === "string") throw call.stop("texts have no quantiles here");
  const shares = Array.from({ length: count + 1 }, (_, index) =>
    String(Number((index / count).toFixed(6))),
  );
  const exact = shares.map((share) => (share.includes(".") ? share : `${share}.0`));
  const of = (wanted: string) => `approx_percentile(${call.arg(0).sql}, ${wanted})${filter}`;
  const filter = behind(call);
  return {
    ...list(of(`array(${exact.join(", ")})`)),
    elementAt: (place) => {
      const share = exact[place];
      return share === undefined ? undefined : of(share);
    },
  };
};

export const arrayConcat: FunctionRule = (call) => {
  arity(call, 1, 99);
  return list(`concat(${call.list()})`);
};

/** ARRAY_TO_STRING(array, separator [, text of NULL]). */
export const arrayToString: FunctionRule = (call) => {
  arity(call, 2, 3);
  return primary(`array_join(${call.list()})`, "string");
};

export const jsonArray: FunctionRule = (call) =>
  primary(`CAST(${made(call.args()).sql} AS VARIANT)`, "json");
