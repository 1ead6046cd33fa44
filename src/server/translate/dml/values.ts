import { readDateText } from "../literals.ts";
import type { OutputColumn } from "../query/block/queryColumns.ts";
import { exactly } from "../query/digits/digits.ts";
import { type Expr, isDated, isNumeric, wrap } from "../query/expr.ts";
import { dateLiteral } from "../query/expression/cast.ts";
import { readExpression } from "../query/expression/expression.ts";
import { text } from "../query/functions/duckdb/text.ts";
import type { Tx } from "../query/tx.ts";
import type { TypeClass } from "../types/spec.ts";
import type { Target } from "./target.ts";

/** A value that a statement gives to a column, or DEFAULT. */
export interface GivenValue {
  sql: string;
  /** The value of a literal, as a text that tells literals of one column apart. */
  literal: string | undefined;
}

/** Reads a value for a column of `type`; DEFAULT stays what it is. */
export function readValue(tx: Tx, type: TypeClass | undefined): GivenValue {
  const { cursor } = tx;
  const offset = cursor.offset;
  const isDefault = cursor.isWords("DEFAULT") && !cursor.isSymbol("(", 1);
  if (isDefault && cursor.accept("DEFAULT")) return { sql: "DEFAULT", literal: undefined };
  const value = readExpression(tx);
  const literal = value.literal ?? value.number;
  return { sql: fitted(tx, value, type ?? "unknown", offset), literal };
}

/** A value the way the column's type takes it: what the source converts by itself on its way into a column. */
export function fitted(tx: Tx, value: Expr, type: TypeClass, offset: number): string {
  // MySQL rounds quotients once, when they are stored; as texts they have the digits that it shows.
  if (value.rough) return type === "string" ? text(value, tx) : exactly(value);
  if (value.type === "null" || value.type === type) return value.sql;
  if (isDated(type) && value.literal !== undefined) return dateText(tx, value, type);
  if (type === "bool") return truth(tx, value, offset);
  if (type === "int" && (value.type === "decimal" || value.type === "float"))
    return whole(tx, value);
  if (tx.target !== "databricks") return value.sql;
  // Databricks stores no text in a column of another kind.
  if (value.literal !== undefined && isNumeric(type) && /^[+-]?\d+(\.\d+)?$/.test(value.literal))
    return value.literal;
  const isJson = type === "json" && value.type === "string" && tx.is("postgres", "mysql");
  return isJson ? `parse_json(${value.sql})` : value.sql;
}

function dateText(tx: Tx, value: Expr, type: TypeClass): string {
  const written = dateLiteral(tx, value, { sql: "", prec: 0, type });
  if (tx.target !== "databricks") return written.sql;
  if (written.literal === undefined) return written.sql;
  const text = tx.out.text(written.literal);
  const isDate = readDateText(written.literal, tx.dialect)?.length === 10;
  if (type === "date") return isDate ? `DATE${text}` : `CAST(${text} AS DATE)`;
  return `${type === "timestamptz" ? "TIMESTAMP" : "TIMESTAMP_NTZ"}${text}`;
}

/** BIT and TINYINT(1) take numbers and texts for TRUE and FALSE. */
function truth(tx: Tx, value: Expr, offset: number): string {
  const given = value.number ?? value.literal;
  if (given !== undefined && /^[01]$/.test(given)) return given === "1" ? "TRUE" : "FALSE";
  if (value.number !== undefined && tx.is("mysql"))
    throw tx.stop("DWM-DAT-005", { value: value.number }, offset);
  if (value.type === "binary") throw tx.unsupported("bytes for a BOOLEAN", offset);
  return `CAST(${value.sql} AS BOOLEAN)`;
}

/** A fraction for a column of whole numbers: cut in SQL Server and Teradata, rounded in the others. */
function whole(tx: Tx, value: Expr): string {
  const cuts = tx.is("tsql", "teradata");
  if (tx.target === "databricks") return cuts ? value.sql : `round(${value.sql})`;
  return cuts ? `trunc(${wrap(value, 0)})` : value.sql;
}

/** Says that fractions of a query go into columns of whole numbers another way than in the source. */
export function noteFractions(
  tx: Tx,
  target: Target,
  columns: readonly string[],
  values: readonly OutputColumn[],
  offset: number,
): void {
  const cuts = tx.is("tsql", "teradata");
  if (cuts === (tx.target === "databricks")) return;
  const changed = columns.find((name, index) => {
    const type = values[index]?.type;
    const fraction = type === "decimal" || type === "float";
    return fraction && target.columns?.get(name.toLowerCase()) === "int";
  });
  if (changed === undefined) return;
  const [there, here] = cuts ? ["cut", "rounded"] : ["rounded", "cut"];
  const what = `fractions for ${changed} are ${there} in the source and ${here} here`;
  tx.note("DWM-QRY-006", { what }, offset);
}
