import type { Call } from "../../calls/call.ts";
import { followsMysql, mysqlNumberText } from "../../digits/digits.ts";
import { withCents } from "../../digits/tsql.ts";
import { type Expr, isNumeric, primary } from "../../expr.ts";
import { shownText } from "../../teradata/phrases.ts";
import { oracleNumberText } from "../../texts/texts.ts";
import type { Tx } from "../../tx.ts";
import { arity, type FunctionRule } from "../dsl.ts";

/** A DECIMAL without the zeros that its scale would end in, as BigQuery writes a NUMERIC and Oracle a number of JSON. */
export function shortNumberText(sql: string): string {
  return `regexp_replace(CAST(${sql} AS VARCHAR), '\\.0+$|(\\.\\d*[1-9])0+$', '\\1')`;
}

/** A value as text: DuckDB's text functions take nothing else. `tx` tells how the source writes a boolean. */
export function text(value: Expr, tx?: Tx): string {
  if (value.format && tx?.is("teradata")) return shownText(tx, value).sql;
  if (value.type === "bool" && tx?.is("tsql", "mysql"))
    return `CAST(CAST(${value.sql} AS INTEGER) AS VARCHAR)`;
  if ((value.type === "decimal" || value.type === "float") && tx?.is("oracle"))
    return oracleNumberText(value.sql);
  if (value.type === "decimal" && tx?.is("bigquery")) return shortNumberText(value.sql);
  // RAW is written in hexadecimal digits.
  if (value.type === "binary" && tx?.is("oracle")) return `hex(${value.sql})`;
  if (tx && followsMysql(tx) && isNumeric(value.type)) return mysqlNumberText(tx, value);
  // SQL Server writes identifiers in capitals.
  if (value.held === "guid") return `upper(CAST(${value.sql} AS VARCHAR))`;
  if (value.type === "json") return `(${value.sql} ->> '$')`;
  return value.type === "string" || value.type === "null"
    ? value.sql
    : `CAST(${withCents(value).sql} AS VARCHAR)`;
}

/** CONCAT where a NULL makes the result NULL. */
export const strictConcat: FunctionRule = (call) => {
  arity(call, 1, 99);
  return primary(
    `(${call
      .args()
      .map((arg) => `(${text(arg, call.tx)})`)
      .join(" || ")})`,
    "string",
  );
};

/** CONCAT where NULLs count as empty, as DuckDB's does. */
export const lenientConcat = joined("concat", 1);

/** CONCAT_WS(separator, a, b, …): NULLs are left out. */
export const lenientConcatWith = joined("concat_ws", 2);

export function joined(name: string, least: number): FunctionRule {
  return (call) => {
    arity(call, least, 99);
    const parts = call.args().map((arg) => joinedPart(call, arg));
    return primary(`${name}(${parts.join(", ")})`, "string");
  };
}

/** A value that is joined to a text. */
function joinedPart(call: Call, value: Expr): string {
  if (value.held === "guid") return text(value);
  if (value.type !== "bool") return withCents(value).sql;
  // PostgreSQL writes t and f here.
  if (call.tx.is("postgres")) return `CASE ${value.sql} WHEN TRUE THEN 't' WHEN FALSE THEN 'f' END`;
  return text(value, call.tx);
}

/** LEN in T-SQL does not count trailing blanks; LENGTH elsewhere does. */
export function length(trimmed: boolean): FunctionRule {
  return (call) => {
    arity(call, 1);
    const value = call.arg(0);
    if (value.type === "binary") return primary(`octet_length(${value.sql})`, "int");
    return primary(
      trimmed ? `length(rtrim(${text(value)}, ' '))` : `length(${text(value)})`,
      "int",
    );
  };
}

/** INITCAP: a capital at the start of each run of letters and digits. */
export const initcap: FunctionRule = (call) => {
  arity(call, 1);
  const words = `regexp_extract_all(${text(call.arg(0))}, '[\\pL\\pN]+|[^\\pL\\pN]+')`;
  return primary(
    `array_to_string(list_transform(${words}, lambda w: upper(w[1]) || lower(w[2:])), '')`,
    "string",
  );
};

/** What TRIM cuts where no characters are named: blanks, in BigQuery any white space. */
export function trimmedSet(tx: Tx): string {
  if (!tx.is("bigquery")) return "' '";
  return `(' ' || ${[9, 10, 11, 12, 13, 160].map((code) => `chr(${code})`).join(" || ")})`;
}

/** LTRIM, RTRIM with their characters optional. */
export function trimSide(name: "ltrim" | "rtrim" | "trim"): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    const set = call.count > 1 ? call.arg(1).sql : trimmedSet(call.tx);
    const sql = `${name}(${text(call.arg(0), call.tx)}, ${set})`;
    return primary(call.tx.is("oracle") ? `nullif(${sql}, '')` : sql, "string");
  };
}

/** The pieces of a text between any of the delimiters, without empty ones. */
export function tokens(call: Call, delimiters: string): string {
  const any = call.tx.out.text(`[${delimiters.replace(/[\\\]^-]/g, "\\$&")}]`);
  return `list_filter(string_split_regex(${text(call.arg(0))}, ${any}), x -> x <> '')`;
}

/** REPLACE(s, part [, by]): without `by` the part is taken out. */
export const replaced: FunctionRule = (call) => {
  arity(call, 2, 3);
  const by = call.count > 2 ? text(call.arg(2)) : "''";
  return primary(`replace(${text(call.arg(0))}, ${text(call.arg(1))}, ${by})`, "string");
};
