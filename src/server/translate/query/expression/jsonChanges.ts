import { type Expr, primary } from "../expr.ts";
import { asJson } from "../nested/asJson.ts";
import type { Tx } from "../tx.ts";

const fieldsOf = (json: string) => `CAST(${json} AS MAP(VARCHAR, JSON))`;
const isObject = (json: string) => `json_type(${json}) = 'OBJECT'`;

/**
 * PostgreSQL's `a || b` of JSONB in DuckDB: two objects are one object, in which the second one's fields count; all else is
 * a list of what both hold. Undefined where a side is no JSON.
 */
export function jsonJoined(tx: Tx, left: Expr, right: Expr): Expr | undefined {
  const json = (value: Expr) => value.type === "json" || value.literal !== undefined;
  if (!tx.is("postgres") || tx.target !== "duckdb" || !json(left) || !json(right)) return undefined;
  const [a, b] = [asJson(left), asJson(right)];
  const merged = `to_json(map_concat(${fieldsOf(a)}, ${fieldsOf(b)}))`;
  const list = (one: string) =>
    `CASE json_type(${one}) WHEN 'ARRAY' THEN json_extract(${one}, '$[*]') ELSE [${one}] END`;
  const listed = `to_json(list_concat(${list(a)}, ${list(b)}))`;
  const both = `${a} IS NOT NULL AND ${b} IS NOT NULL`;
  return primary(
    `CASE WHEN ${isObject(a)} AND ${isObject(b)} THEN ${merged} WHEN ${both} THEN ${listed} END`,
    "json",
  );
}

/**
 * JSONB_SET(target, path, value) in DuckDB, along keys of objects: a step that is not there, or is no object, changes nothing.
 * Undefined where a step is the place in a list.
 */
export function jsonWith(
  target: string,
  path: readonly string[],
  value: string,
  tx: Tx,
): string | undefined {
  const [key, ...more] = path;
  if (key === undefined || /^-?\d+$/.test(key)) return undefined;
  const field = `json_extract(${target}, ${tx.out.text(`$."${key.replaceAll('"', '\\"')}"`)})`;
  const inner = more.length === 0 ? value : jsonWith(field, more, value, tx);
  if (inner === undefined) return undefined;
  const changed = `to_json(map_concat(${fieldsOf(target)}, MAP {${tx.out.text(key)}: ${inner}}))`;
  const reached = more.length === 0 ? isObject(target) : isObject(field);
  return `CASE WHEN ${reached} THEN ${changed} ELSE ${target} END`;
}
