import { readStringLiteral } from "../../literals.ts";
import { type Expr, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";

const METHODS = /^JSONEXTRACT(LARGE)?VALUE$/i;

/** True for the name of a method that takes a value out of JSON: `column.JSONExtractValue`. */
export function isJsonMethod(tx: Tx, name: string): boolean {
  return tx.is("teradata") && METHODS.test(name);
}

/** Teradata's `json.JSONExtractValue('$.a')`, whose cursor stands at the brackets: what is at the path, as a text. */
export function readJsonMethod(tx: Tx, json: Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  const inside = cursor.group();
  const token = inside?.next();
  const literal = token ? readStringLiteral(token.text, tx.dialect) : undefined;
  const path = literal?.kind === "text" ? literal.value : "";
  if (!inside?.done || !/^\$(\.[A-Za-z_]\w*|\[\d+\])*$/.test(path))
    throw tx.unsupported("this path of JSON", offset);
  if (json.type !== "json") throw tx.unsupported("a method of what is no JSON", offset);
  const { sql } = json;
  const text = tx.out.text(path);
  if (tx.target === "databricks")
    return primary(`variant_get(${sql}, ${text}, 'string')`, "string");
  return primary(`(json_extract(${sql}, ${text}) ->> '$')`, "string");
}
