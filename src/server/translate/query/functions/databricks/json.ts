import type { Call } from "../../calls/call.ts";
import { jsonPathKey } from "../../databricks/json.ts";
import { type Expr, primary, wrap } from "../../expr.ts";
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
