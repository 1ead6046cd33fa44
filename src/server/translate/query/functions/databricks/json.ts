import type { Call } from "../../call.ts";
import { jsonPathKey } from "../../databricks/json.ts";
import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import type { Tx } from "../../tx.ts";
import { arity, type FunctionRule } from "../dsl.ts";

/** A value as an element or field of a VARIANT. */
export function asVariant(value: Expr): string {
  return value.type === "json" ? value.sql : `CAST(${value.sql} AS VARIANT)`;
}

/** Snowflake wants VARIANT in some places; what was cast for that alone is the value itself here. */
export function withoutVariantCast(value: Expr): Expr {
  const inside = /^CAST\((.*) AS VARIANT\)$/s.exec(value.sql)?.[1];
  if (inside === undefined) return value;
  const type = /^'/.test(inside)
    ? "string"
    : /^-?\d+(\.\d+)?$/.test(inside)
      ? "decimal"
      : "unknown";
  return primary(inside, type);
}

function step(value: Expr, first: string, further: string): Expr {
  const sql = value.path === true ? value.sql + further : wrap(value) + first;
  return { ...primary(sql, "json"), path: true };
}

/** The field or element of a VARIANT that a literal key names. */
export function field(tx: Tx, value: Expr, key: Expr): Expr | undefined {
  if (key.literal !== undefined) {
    const name = jsonPathKey(tx, key.literal);
    return step(value, `:${name}`, `.${name}`);
  }
  if (key.number === undefined || !/^\d+$/.test(key.number)) return undefined;
  return step(value, `:[${key.number}]`, `[${key.number}]`);
}

/** GET(v, key): NULL where there is none. */
export const get: FunctionRule = (call) => {
  arity(call, 2);
  const [value, key] = [call.arg(0), call.arg(1)];
  if (value.type !== "json" && key.literal === undefined)
    return primary(`get(${value.sql}, ${key.sql})`, "unknown");
  const found = field(call.tx, value, key);
  if (found) return found;
  if (key.type === "int" || key.type === "decimal")
    return primary(`get(CAST(${value.sql} AS ARRAY<VARIANT>), CAST(${key.sql} AS INT))`, "json");
  if (key.type === "string")
    return primary(
      `try_element_at(CAST(${value.sql} AS MAP<STRING, VARIANT>), ${key.sql})`,
      "json",
    );
  throw call.stop("a computed key whose type is not known");
};

/** GET_PATH(v, 'a.b[0]'). */
export const getPath: FunctionRule = (call) => {
  arity(call, 2);
  const path = call.arg(1).literal;
  if (path === undefined) throw call.stop("a computed path");
  let value = call.arg(0);
  for (const part of pathSteps(call, path)) {
    const key: Expr =
      typeof part === "number"
        ? { ...primary(String(part), "int"), number: String(part) }
        : { ...primary("", "string"), literal: part };
    value = field(call.tx, value, key) ?? value;
  }
  return value;
};

/** Names and indexes of `a.b[0]["c d"]`. */
export function pathSteps(call: Call, path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  const pattern =
    /\s*(?:[.:]?([A-Za-z_$][\w$]*)|[.:]?"([^"]*)"|\[(\d+)\]|\[(?:"([^"]*)"|'([^']*)')\])/y;
  while (pattern.lastIndex < path.length) {
    const found = pattern.exec(path);
    if (!found) throw call.stop(`the path '${path}'`);
    if (found[3] !== undefined) steps.push(Number(found[3]));
    else steps.push(found[1] ?? found[2] ?? found[4] ?? found[5] ?? "");
  }
  return steps;
}

/** JSON_EXTRACT_PATH_TEXT(text, 'a.b[0]'): a path into a text that holds JSON. */
export const extractPathText: FunctionRule = (call) => {
  arity(call, 2);
  const text = call.arg(0);
  const subject = text.type === "json" ? `to_json(${text.sql})` : text.sql;
  const path = call.arg(1);
  if (path.literal === undefined)
    return primary(`get_json_object(${subject}, concat('$.', ${path.sql}))`, "string");
  const steps = pathSteps(call, path.literal).map((part) =>
    typeof part === "number" ? `[${part}]` : /^\w+$/.test(part) ? `.${part}` : `['${part}']`,
  );
  return primary(
    `get_json_object(${subject}, ${call.tx.out.text(`$${steps.join("")}`)})`,
    "string",
  );
};

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

/** Tests of what a VARIANT holds, by its schema's name. */
const KINDS: Readonly<Record<string, string>> = {
  ARRAY: "LIKE 'ARRAY<%'",
  OBJECT: "LIKE 'OBJECT<%'",
  BINARY: "= 'BINARY'",
  BOOLEAN: "= 'BOOLEAN'",
  CHAR: "= 'STRING'",
  DATE: "= 'DATE'",
  DECIMAL: "RLIKE '^(BIGINT|DECIMAL)'",
  DOUBLE: "RLIKE '^(BIGINT|DECIMAL|DOUBLE|FLOAT)'",
  INTEGER: "= 'BIGINT'",
  TIMESTAMP_NTZ: "= 'TIMESTAMP_NTZ'",
  TIMESTAMP_LTZ: "= 'TIMESTAMP'",
};

function isKind(value: string, kind: string): string {
  return `schema_of_variant(${value}) ${KINDS[kind]}`;
}

/** IS_ARRAY(v), IS_INTEGER(v) and the like: NULL for NULL. */
export function isOfKind(kind: string): FunctionRule {
  return (call) => {
    arity(call, 1);
    return { sql: isKind(call.arg(0).sql, kind), prec: PREC.compare, type: "bool" };
  };
}

/** AS_CHAR(v), AS_INTEGER(v) and the like: NULL where the VARIANT holds something else. */
export function asKind(kind: string, type: string, typeClass: Expr["type"]): FunctionRule {
  return (call) => {
    arity(call, 1, 3);
    const value = call.arg(0).sql;
    let cast = type;
    if (type === "DECIMAL") {
      const precision = call.count > 1 ? call.arg(1).number : "38";
      const scale = call.count > 2 ? call.arg(2).number : "0";
      if (precision === undefined || scale === undefined)
        throw call.stop("a computed precision or scale");
      cast = `DECIMAL(${precision},${scale})`;
    }
    const sql = type === "VARIANT" ? value : `CAST(${value} AS ${cast})`;
    return primary(`IF(${isKind(value, kind)}, ${sql}, NULL)`, typeClass);
  };
}

/** IS_NULL_VALUE(v): NULL for NULL, which Databricks' test does not know. */
export const isNullValue: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  return primary(
    `IF(${wrap(value, PREC.other)} IS NULL, NULL, is_variant_null(${value.sql}))`,
    "bool",
  );
};

export const stripNullValue: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0).sql;
  return primary(`IF(is_variant_null(${value}), NULL, ${value})`, "json");
};

/** TYPEOF(v) in Snowflake's words. */
export const typeOf: FunctionRule = (call) => {
  arity(call, 1);
  const kind = `schema_of_variant(${call.arg(0).sql})`;
  return primary(
    `CASE WHEN ${kind} = 'VOID' THEN 'NULL_VALUE' WHEN ${kind} = 'STRING' THEN 'VARCHAR' WHEN ${kind} = 'BIGINT' THEN 'INTEGER' ` +
      `WHEN ${kind} = 'TIMESTAMP' THEN 'TIMESTAMP_LTZ' ELSE regexp_extract(${kind}, '^[A-Z_]+', 0) END`,
    "string",
  );
};

/** PARSE_JSON(text) and TRY_PARSE_JSON. */
export function parseJson(name: "parse_json" | "try_parse_json"): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    if (call.count > 1) throw call.stop("a parameter that allows duplicate keys");
    const value = call.arg(0);
    if (value.type === "json") return primary(`${name}(CAST(${value.sql} AS STRING))`, "json");
    return primary(`${name}(${value.sql})`, "json");
  };
}

/** TO_VARIANT, TO_OBJECT: a VARIANT stays what it is. */
export const toVariant: FunctionRule = (call) => {
  arity(call, 1);
  return primary(asVariant(call.arg(0)), "json");
};

/** TO_JSON(v). */
export const toJson: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`to_json(${call.arg(0).sql})`, "string");
};
