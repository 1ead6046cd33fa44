import { type Expr, primary } from "../expr.ts";
import { text } from "../functions/duckdb/text.ts";
import type { Tx } from "../tx.ts";

/** Functions of texts, with the places of the arguments that are texts. */
const TEXTS: Readonly<Record<string, readonly number[]>> = {
  UPPER: [0],
  LOWER: [0],
  UCASE: [0],
  LCASE: [0],
  MD5: [0],
  SHA1: [0],
  ASCII: [0],
  REVERSE: [0],
  REPEAT: [0],
  REPLICATE: [0],
  REPLACE: [0, 1, 2],
  BTRIM: [0, 1],
  CONTAINS: [0, 1],
  STARTSWITH: [0, 1],
  ENDSWITH: [0, 1],
  TRANSLATE: [0, 1, 2],
  INSERT: [0, 3],
  STUFF: [0, 3],
  LPAD: [2],
  RPAD: [2],
  LTRIM: [1],
  RTRIM: [1],
};

/** A number or a date where the source takes it for a text by itself; DuckDB's functions and LIKE take texts only. */
export function impliedText(tx: Tx, value: Expr): Expr {
  if (tx.target !== "duckdb" || !tx.is("snowflake", "redshift", "tsql", "oracle")) return value;
  const number = value.type === "int" || value.type === "decimal";
  const date = value.type === "date" && tx.is("snowflake", "redshift");
  return number || date ? primary(text(value, tx), "string") : value;
}

/** The argument at `index` of a function of texts, as a text. */
export function textArgument(tx: Tx, name: string, index: number, value: Expr): Expr {
  const wanted = Object.hasOwn(TEXTS, name) && TEXTS[name]?.includes(index);
  return wanted ? impliedText(tx, value) : value;
}
