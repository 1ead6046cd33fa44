import type { Call } from "../../calls/call.ts";
import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { asVariant } from "./json.ts";

/** `value AS name` pairs for STRUCT(…). */
function fields(
  call: Pick<Call, "tx" | "stop">,
  pairs: readonly (readonly [string, Expr])[],
  nulls: "kept" | "left out" | "none",
): string {
  const seen = new Set<string>();
  for (const [key] of pairs) {
    if (seen.has(key.toLowerCase())) throw call.stop(`the key ${key} twice`);
    seen.add(key.toLowerCase());
  }
  // An object in an object is a struct in a struct, when NULLs mean the same in both.
  const inner = ({ sql, struct }: Expr) =>
    struct && (struct.nulls === "none" || struct.nulls === nulls) ? struct.sql : sql;
  return pairs.map(([key, value]) => `${inner(value)} AS ${call.tx.out.name(key)}`).join(", ");
}

/** OBJECT_CONSTRUCT(key, value, …): pairs whose value is NULL are left out, as to_json does. */
export function objectConstruct(keepsNull: boolean): FunctionRule {
  return (call) => {
    if (call.star) {
      if (keepsNull) return primary("to_variant_object(struct(*))", "json");
      return primary("parse_json(to_json(struct(*)))", "json");
    }
    if (call.count === 0) return primary("parse_json('{}')", "json");
    if (call.count % 2 !== 0) throw call.stop("pairs of keys and values expected");
    const pairs: [string, Expr][] = [];
    for (let index = 0; index < call.count; index += 2) {
      const key = call.arg(index).literal;
      if (key === undefined) return mapped(call, keepsNull);
      const value = call.arg(index + 1);
      if (value.type !== "null" || keepsNull) pairs.push([key, value]);
    }
    return objectOf(call, pairs, keepsNull);
  };
}

/** An object of the pairs; without `keepsNull` those whose value turns out NULL are left out. */
export function objectOf(
  call: Pick<Call, "tx" | "stop">,
  pairs: readonly (readonly [string, Expr])[],
  keepsNull: boolean,
): Expr {
  if (pairs.length === 0) return primary("parse_json('{}')", "json");
  const certain = pairs.every(
    ([, { literal, number, struct }]) =>
      literal !== undefined || number !== undefined || struct?.nulls === "none",
  );
  const nulls = certain ? "none" : keepsNull ? "kept" : "left out";
  const sql = `struct(${fields(call, pairs, nulls)})`;
  const made = nulls === "left out" ? `parse_json(to_json(${sql}))` : `to_variant_object(${sql})`;
  return { ...primary(made, "json"), struct: { sql, nulls } };
}

/** An object with computed keys: a map of VARIANTs. */
function mapped(call: Call, keepsNull: boolean): Expr {
  const items = call.args().map((arg, index) => (index % 2 === 0 ? arg.sql : asVariant(arg)));
  const map = `map(${items.join(", ")})`;
  if (keepsNull) return primary(`to_variant_object(${map})`, "json");
  return primary(`to_variant_object(map_filter(${map}, (k, v) -> v IS NOT NULL))`, "json");
}

/** A lambda's parameter that no column is called: the query's own expressions stand beside it. */
const KEY = "key__";

function asMap(value: Expr): string {
  return `CAST(${value.sql} AS MAP<STRING, VARIANT>)`;
}

export const objectKeys: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`map_keys(${asMap(call.arg(0))})`, "unknown");
};

/** OBJECT_DELETE(v, key, …) and OBJECT_PICK(v, key, …). */
export function objectKeyed(keeps: boolean): FunctionRule {
  return (call) => {
    arity(call, 2, 99);
    const keys = call
      .args()
      .slice(1)
      .map((arg) => arg.sql)
      .join(", ");
    const test = `${KEY} ${keeps ? "" : "NOT "}IN (${keys})`;
    return primary(
      `to_variant_object(map_filter(${asMap(call.arg(0))}, (${KEY}, v) -> ${test}))`,
      "json",
    );
  };
}

/** OBJECT_INSERT(v, key, value [, update]); a NULL is not inserted. */
export const objectInsert: FunctionRule = (call) => {
  arity(call, 3, 4);
  const [object, key, value] = [call.arg(0), call.arg(1), call.arg(2)];
  const updates = call.count > 3 ? call.arg(3).sql.toUpperCase() : "FALSE";
  if (updates !== "TRUE" && updates !== "FALSE") throw call.stop("whether to update is computed");
  const map = asMap(object);
  // Without update a key that is there is an error in both.
  const rest = updates === "TRUE" ? `map_filter(${map}, (${KEY}, v) -> ${KEY} <> ${key.sql})` : map;
  const whole = `map_concat(${rest}, map(${key.sql}, ${asVariant(value)}))`;
  if (value.literal !== undefined || value.number !== undefined)
    return primary(`to_variant_object(${whole})`, "json");
  return primary(`to_variant_object(map_filter(${whole}, (k, v) -> v IS NOT NULL))`, "json");
};

/** OBJECT_AGG(key, value): pairs with a NULL are left out. */
export const objectAggregate: FunctionRule = (call) => {
  arity(call, 2);
  if (call.filter || call.over !== undefined || call.distinct)
    throw call.stop("modifiers have no counterpart");
  const [key, value] = [call.arg(0), call.arg(1)];
  const both = `${wrap(key, PREC.other)} IS NOT NULL AND ${wrap(value, PREC.other)} IS NOT NULL`;
  const list = `collect_list(struct(${key.sql}, ${asVariant(value)})) FILTER (WHERE ${both})`;
  return primary(`to_variant_object(map_from_entries(${list}))`, "json");
};
