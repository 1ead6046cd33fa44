import { type Expr, PREC, primary } from "../expr.ts";
import { asJson } from "../nested/asJson.ts";
import type { Tx } from "../tx.ts";

/** A value of JSON that is written out. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * `a @> b` of JSON: all that is written in `b` is found at its place in `a`; what is a list there holds each item of the list
 * here, in any order. DuckDB's json_contains() looks for `b` at any depth, so the values are compared one by one.
 */
export function jsonContains(tx: Tx, whole: Expr, part: Expr, offset: number): Expr {
  const text = part.literal ?? /'((?:[^'\\]|\\.|'')*)'/.exec(part.sql)?.[1];
  const parsed = text === undefined ? undefined : parse(text.replaceAll("''", "'"));
  if (tx.target === "duckdb") {
    if (parsed === undefined) throw tx.unsupported("@> of JSON that is not written out", offset);
    const json = asJson(whole);
    const found = held(tx, json, parsed, 1);
    return primary(`CASE WHEN ${json} IS NOT NULL THEN coalesce(${found}, FALSE) END`, "bool");
  }
  const tests = parsed === undefined ? undefined : leaves(tx, whole, parsed);
  if (!tests || tests.length === 0)
    throw tx.unsupported("@> of JSON that is no plain object", offset);
  return { sql: tests.join(" AND "), prec: PREC.and, type: "bool" };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text.replace(/\\\\/g, "\\")) as Json;
  } catch {
    return undefined;
  }
}

/** DuckDB's test of whether `json` holds `value`; `depth` keeps the names of nested lambdas apart. */
function held(tx: Tx, json: string, value: Json, depth: number): string {
  if (value === null) return `json_type(${json}) = 'NULL'`;
  if (typeof value === "number") {
    const number = `json_type(${json}) IN ('BIGINT', 'UBIGINT', 'DOUBLE')`;
    return `CASE WHEN ${number} THEN CAST(${json} AS DOUBLE) = ${value} END`;
  }
  if (typeof value === "string")
    return `(json_type(${json}) = 'VARCHAR' AND json_extract_string(${json}, '$') = ${tx.out.text(value)})`;
  if (typeof value === "boolean")
    return `(json_type(${json}) = 'BOOLEAN' AND ${json} = '${value}')`;
  if (isList(value)) {
    const item = `item${depth}`;
    const tests = value.map((one) => {
      const found = `list_filter(json_extract(${json}, '$[*]'), ${item} -> ${held(tx, item, one, depth + 1)})`;
      return `len(${found}) > 0`;
    });
    return `(${[`json_type(${json}) = 'ARRAY'`, ...tests].join(" AND ")})`;
  }
  const tests = Object.entries(value).map(([key, one]) => {
    const path = tx.out.text(`$."${key.replaceAll('"', '\\"')}"`);
    return held(tx, `json_extract(${json}, ${path})`, one, depth);
  });
  return `(${[`json_type(${json}) = 'OBJECT'`, ...tests].join(" AND ")})`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The values of a JSON object one by one, each looked for at its place in a VARIANT. */
function leaves(tx: Tx, whole: Expr, parsed: Json): string[] | undefined {
  const tests: string[] = [];
  const walk = (value: Json, path: string): boolean => {
    if (typeof value === "object" && value !== null && !isList(value)) {
      return Object.entries(value).every(([key, inner]) => {
        return /^\w+$/.test(key) && walk(inner, `${path}.${key}`);
      });
    }
    const kinds: Record<string, string> = {
      string: "string",
      number: "double",
      boolean: "boolean",
    };
    const kind = kinds[typeof value];
    if (kind === undefined || path === "$") return false;
    const shown = typeof value === "string" ? tx.out.text(value) : String(value);
    tests.push(`try_variant_get(${whole.sql}, '${path}', '${kind}') = ${shown}`);
    return true;
  };
  return walk(parsed, "$") ? tests : undefined;
}
