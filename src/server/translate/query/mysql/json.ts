import type { Call } from "../calls/call.ts";
import { type Expr, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** A path of names and places, which DuckDB reads the same; `[last]` is written otherwise there. */
const PLAIN = /^\$(\.[A-Za-z_$][\w$]*|\."[^"]+"|\[\d+\]|\[last\])*$/;
/** The same with one `*`: what it leads to is several values. */
const WILD =
  /^\$(\.[A-Za-z_$][\w$]*|\."[^"]+"|\[\d+\])*(\[\*\]|\.\*)(\.[A-Za-z_$][\w$]*|\."[^"]+"|\[\d+\])*$/;

/** A value as JSON: MySQL reads texts as documents. */
export function jsonOf(value: Expr): string {
  if (value.type === "json" || value.type === "null") return value.sql;
  return `CAST(${value.sql} AS JSON)`;
}

/** What a path leads to; undefined for a path that is computed or has more than one `*`. */
export function reached(tx: Tx, json: string, path: Expr): string | undefined {
  const { literal } = path;
  if (literal === undefined) return undefined;
  const written = tx.out.text(literal.trim().replaceAll("[last]", "[#-1]"));
  if (PLAIN.test(literal.trim())) return `json_extract(${json}, ${written})`;
  if (WILD.test(literal.trim())) return `to_json(nullif(json_extract(${json}, ${written}), []))`;
  return undefined;
}

/** `doc -> path`, JSON_EXTRACT(doc, path). */
export function extracted(tx: Tx, value: Expr, path: Expr, offset: number): Expr {
  const sql = reached(tx, jsonOf(value), path);
  if (sql === undefined)
    throw tx.stop("DWM-QRY-004", { name: "JSON_EXTRACT", reason: "this path" }, offset);
  return primary(sql, "json");
}

/** JSON_UNQUOTE: the text of a document; of JSON's null it is the word. */
export function unquoted(value: Expr): Expr {
  const { sql } = value;
  if (value.type === "json")
    return {
      ...primary(`coalesce(${sql} ->> '$', CAST(${sql} AS VARCHAR))`, "string"),
      exact: true,
    };
  return primary(
    `CASE WHEN starts_with(${sql}, '"') THEN CAST(${sql} AS JSON) ->> '$' ELSE ${sql} END`,
    "string",
  );
}

/** The document of a call's argument, or what the path behind it leads to. */
export function documentOf(call: Call, index: number, path: number): string {
  const json = jsonOf(call.arg(index));
  if (call.count <= path) return json;
  const sql = reached(call.tx, json, call.arg(path));
  if (sql === undefined) throw call.stop("this path");
  return sql;
}

/** A value as a document of its own: a text becomes a JSON text. */
export function valueJson(value: Expr): string {
  if (value.type === "json") return value.sql;
  return `to_json(${value.sql})`;
}
