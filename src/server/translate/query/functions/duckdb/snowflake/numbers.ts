import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import {
  aggregate,
  arity,
  type FunctionRule,
  type RuleTable,
  refused,
  same,
  template,
} from "../../dsl.ts";
import { widthBucket } from "../buckets.ts";

/** CONDITIONAL_TRUE_EVENT(c) and CONDITIONAL_CHANGE_EVENT(x) OVER (…): windows in windows. */
const trueEvent: FunctionRule = (call) => {
  arity(call, 1);
  if (call.over === undefined) throw call.stop("OVER is missing");
  return primary(`count_if(${call.arg(0).sql}) OVER ${running(call, call.over)}`, "int");
};

function running(call: Call, over: string): string {
  if (!over.startsWith("(") || / (ROWS|RANGE) /.test(over)) throw call.stop("this window");
  return `${over.slice(0, -1)} ROWS UNBOUNDED PRECEDING)`;
}

/** Bits of numbers without a fraction, which are DECIMAL here. */
const bits =
  (name: string): FunctionRule =>
  (call) => {
    arity(call, 1);
    return primary(call.aggregate(name, [`CAST(${call.arg(0).sql} AS BIGINT)`]), "int");
  };

/** FLOOR and CEIL, at a digit behind the point where one is given. */
const cutAt =
  (name: "floor" | "ceil"): FunctionRule =>
  (call) => {
    arity(call, 1, 2);
    const { sql, type } = call.arg(0);
    if (call.count === 1) return primary(`${name}(${sql})`, type);
    const power = `power(10, ${call.arg(1).sql})`;
    return primary(`${name}((${sql}) * ${power}) / ${power}`, "float");
  };

/** RANDOM(), of 64 bits; with a seed the source gives numbers of its own. */
const random: FunctionRule = (call) => {
  if (call.count > 0) throw call.stop("numbers of the source's own generator");
  return primary("CAST(floor((random() - 0.5) * 18446744073709549568) AS BIGINT)", "int");
};

/** UNIFORM(least, most, RANDOM()): whole numbers of whole bounds, both of them included. */
const uniform: FunctionRule = (call) => {
  arity(call, 3);
  const [least, most] = [call.arg(0), call.arg(1)];
  if (!/^RANDOM\(\s*\)$/i.test(call.raw[2]?.rest().replace(/\s/g, "") ?? ""))
    throw call.stop("numbers of the source's own generator");
  const [from, to] = [`(${least.sql})`, `(${most.sql})`];
  if (least.type === "float" || most.type === "float")
    return primary(`(${from} + random() * (${to} - ${from}))`, "float");
  return primary(`CAST(${from} + floor(random() * (${to} - ${from} + 1)) AS BIGINT)`, "int");
};

/** Snowflake: numbers, their statistics, and what follows the order of a window. */
export const SNOWFLAKE_NUMBERS: RuleTable = {
  FLOOR: cutAt("floor"),
  CEIL: cutAt("ceil"),
  CEILING: cutAt("ceil"),
  WIDTH_BUCKET: widthBucket,
  VARIANCE_POP: aggregate("var_pop", "float"),
  VARIANCE_SAMP: aggregate("var_samp", "float"),
  BITOR_AGG: bits("bit_or"),
  BITAND_AGG: bits("bit_and"),
  BITXOR_AGG: bits("bit_xor"),
  GROUPING_ID: same("grouping_id", "int", 1, 9),
  CONDITIONAL_TRUE_EVENT: trueEvent,
  HASH: refused("hashes are the source's own"),
  RANDOM: random,
  UNIFORM: uniform,
  BOOLXOR: template("(CAST($1 AS BOOLEAN) <> CAST($2 AS BOOLEAN))", "bool"),
  TRY_TO_TIME: template("TRY_CAST($1 AS TIME)", "time"),
  HAVERSINE: template(
    "(2 * 6371 * asin(sqrt(power(sin(radians(($3) - ($1)) / 2), 2) + cos(radians($1)) * cos(radians($3)) * power(sin(radians(($4) - ($2)) / 2), 2))))",
    "float",
  ),
};
