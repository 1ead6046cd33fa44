import { readStringLiteral } from "../../literals.ts";
import type { TypeClass } from "../../types/spec.ts";
import type { Expr } from "../expr.ts";
import { asJson } from "../nested/asJson.ts";
import type { Tx } from "../tx.ts";

/** A column that is read from a document. */
export interface JsonField {
  name: string;
  type: { sql: string; class: TypeClass };
  path: string;
  /** What is read: a single value, an object or a list as text, whether there is something, or the row's number. */
  reads: "scalar" | "json" | "exists" | "place";
}

/** What the rows are: the elements of a list or the one object (auto), the elements, or what the path leads to. */
export type JsonRows = "auto" | "each" | "one";

const PATH = /^\$(\.[A-Za-z_]\w*|\."[^"'\\]+"|\[\d+\])*$/;

/** A path written out at the cursor, without `lax`; `[*]` at its end says that each element is meant. */
export function readJsonPath(tx: Tx): { path: string; each: boolean } {
  const { cursor } = tx;
  const offset = cursor.offset;
  const token = cursor.next();
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  const written = literal?.kind === "text" ? literal.value.trim().replace(/^lax\s+/, "") : "";
  const each = written.endsWith("[*]");
  const path = each ? written.slice(0, -3) : written;
  if (!PATH.test(path)) throw tx.unsupported(`the path of JSON ${token?.text ?? ""}`, offset);
  return { path, each };
}

/** The path to a member of the document. */
export function memberPath(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `$.${name}` : `$."${name}"`;
}

/** The path as variant_get takes it: names in quotes stand in brackets there. */
function variantPath(path: string): string {
  return `'${path.replace(/\."([^"]+)"/g, "[\\'$1\\']")}'`;
}

/** The rows of a document as a query in brackets; `strict`: a value that is not of its type, or a text that is no JSON, is an error; else NULL. */
export function jsonRows(
  tx: Tx,
  document: Expr,
  path: string,
  rows: JsonRows,
  fields: readonly JsonField[],
  strict: boolean,
): string {
  const texts = fields.some(({ reads, type }) => reads === "scalar" && type.class === "string");
  if (texts && tx.target === "databricks")
    tx.noteSmall(
      "a field of JSON that is an object or a list is NULL in the source, its text here",
    );
  const read = tx.target === "databricks" ? onDatabricks : onDuckDb;
  const items = fields.map((field) => `${read(field, strict)} AS ${tx.out.name(field.name)}`);
  const from =
    tx.target === "databricks"
      ? variants(document, path, rows, strict)
      : `(${elements(document, path, rows, strict)}) AS r`;
  return `(SELECT ${items.join(", ")} FROM ${from})`;
}

/** The document at a path, as DuckDB's JSON. */
export function jsonAt(document: Expr, path: string, strict = true): string {
  const json = asJson(document, strict ? "CAST" : "TRY_CAST");
  return path === "$" ? json : `json_extract(${json}, '${path}')`;
}

function elements(document: Expr, path: string, rows: JsonRows, strict: boolean): string {
  const node = jsonAt(document, path, strict);
  const list = `json_extract(${node}, '$[*]')`;
  const auto = `CASE json_type(${node}) WHEN 'ARRAY' THEN ${list} WHEN 'OBJECT' THEN [${node}] END`;
  const one = `CASE WHEN ${node} IS NOT NULL THEN [${node}] END`;
  const all = rows === "auto" ? auto : rows === "each" ? list : one;
  return `SELECT unnest(${all}) AS e, generate_subscripts(${all}, 1) AS place`;
}

function onDuckDb({ type, path, reads }: JsonField, strict: boolean): string {
  const found = path === "$" ? "r.e" : `json_extract(r.e, '${path}')`;
  switch (reads) {
    case "place":
      return "r.place";
    case "exists":
      return `CAST(${found} IS NOT NULL AS ${type.sql})`;
    case "json":
      return `CASE WHEN json_type(${found}) IN ('ARRAY', 'OBJECT') THEN CAST(${found} AS VARCHAR) END`;
    case "scalar": {
      const text = `CASE WHEN json_type(${found}) NOT IN ('ARRAY', 'OBJECT') THEN ${found} ->> '$' END`;
      if (type.class === "string") return text;
      return `${strict ? "CAST" : "TRY_CAST"}(${text} AS ${type.sql})`;
    }
  }
}

/** The document's text at a path. */
export function textAt(document: Expr, path: string): string {
  const text = document.type === "json" ? `to_json(${document.sql})` : document.sql;
  return path === "$" ? text : `get_json_object(${text}, ${variantPath(path)})`;
}

function variants(document: Expr, path: string, rows: JsonRows, strict: boolean): string {
  const parse = strict ? "parse_json" : "try_parse_json";
  if (rows === "auto") {
    const text = textAt(document, path);
    const list = `CASE WHEN ltrim(${text}) LIKE '[%' THEN ${text} ELSE concat('[', ${text}, ']') END`;
    return `variant_explode(parse_json(${list})) AS e`;
  }
  const whole = document.type === "json" ? document.sql : `${parse}(${document.sql})`;
  const node = path === "$" ? whole : `variant_get(${whole}, ${variantPath(path)}, 'VARIANT')`;
  if (rows === "each") return `variant_explode(${node}) AS e`;
  return `(SELECT 0 AS pos, ${node} AS value) AS e`;
}

function onDatabricks({ type, path, reads }: JsonField, strict: boolean): string {
  const found = (as: string) =>
    path === "$" ? `CAST(e.value AS ${as})` : `variant_get(e.value, ${variantPath(path)}, '${as}')`;
  switch (reads) {
    case "place":
      return "e.pos + 1";
    case "exists":
      return `CAST(${found("VARIANT")} IS NOT NULL AS ${type.sql})`;
    case "json":
      return found("STRING");
    case "scalar": {
      const text = found("STRING");
      if (type.class === "string") return text;
      return `${strict ? "CAST" : "try_cast"}(${text} AS ${type.sql})`;
    }
  }
}
