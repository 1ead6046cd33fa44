import { type Expr, primary } from "../../expr.ts";
import type { Tx } from "../../tx.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { text } from "./text.ts";

/**
 * SUBSTR(s, start, length). A start of 0 means 1 in Oracle, Snowflake, BigQuery; nothing in MySQL; and in T-SQL,
 * PostgreSQL, Redshift, Teradata the characters before the first are counted in the length. DuckDB does the last for 0
 * but counts negative starts from the end, as Oracle, MySQL, Snowflake and BigQuery do.
 */
export const substring: FunctionRule = (call) => {
  arity(call, 2, 3);
  if (call.arg(0).type === "binary" && call.tx.is("postgres", "redshift"))
    return cutBytes(call.arg(0), call.arg(1), call.count > 2 ? call.arg(2) : undefined);
  return cut(
    call.tx,
    text(call.arg(0), call.tx),
    call.arg(1),
    call.count > 2 ? call.arg(2) : undefined,
  );
};

/** Bytes from `start` on: those before the first are counted in the length. */
export function cutBytes(value: Expr, start: Expr, length: Expr | undefined): Expr {
  const first = /^[1-9]\d*$/.test(start.number ?? "") ? start.sql : `greatest(${start.sql}, 1)`;
  const last = length ? `(${start.sql}) + (${length.sql}) - 1` : `octet_length(${value.sql})`;
  return primary(`array_slice(${value.sql}, ${first}, ${last})`, "binary");
}

/** The part of a text from `start` on, `length` characters long, as the source counts. */
export function cut(tx: Tx, subject: string, start: Expr, length: Expr | undefined): Expr {
  const counted = length && nonNegative(tx, length);
  const behind = counted === undefined ? "" : `, ${counted}`;
  const known = start.number === undefined ? undefined : Number(start.number);
  let sql: string;
  if (known !== undefined && known > 0) sql = `substring(${subject}, ${start.sql}${behind})`;
  else if (known === 0 && tx.is("mysql")) sql = `left(${subject}, 0)`;
  else if (known === 0 && tx.is("oracle", "snowflake", "bigquery"))
    sql = `substring(${subject}, 1${behind})`;
  else if (tx.is("bigquery")) {
    // A start before the text is its first character.
    const from = `CASE WHEN ${start.sql} = 0 OR ${start.sql} < -length(${subject}) THEN 1 ELSE ${start.sql} END`;
    sql = `substring(${subject}, ${from}${behind})`;
  } else if (tx.is("oracle", "snowflake", "mysql")) {
    const zero = tx.is("mysql") ? `${start.sql} = 0 OR ` : "";
    const from =
      tx.is("mysql") || known !== undefined
        ? start.sql
        : `CASE WHEN ${start.sql} = 0 THEN 1 ELSE ${start.sql} END`;
    sql = `CASE WHEN ${zero}${start.sql} < -length(${subject}) THEN '' ELSE substring(${subject}, ${from}${behind}) END`;
  } else {
    const from = `greatest(${start.sql}, 1)`;
    sql = length
      ? `substring(${subject}, ${from}, greatest(${length.sql} + least(${start.sql}, 1) - 1, 0))`
      : `substring(${subject}, ${from})`;
  }
  if (tx.is("oracle")) return primary(`nullif(${sql}, '')`, "string");
  return primary(sql, "string");
}

/** A number of characters: where the source takes a negative one for none, so do we. */
function nonNegative(tx: Tx, length: Expr): string {
  if (length.number !== undefined && !length.number.startsWith("-")) return length.sql;
  return tx.is("mysql", "oracle", "snowflake") ? `greatest(${length.sql}, 0)` : length.sql;
}

/** LEFT and RIGHT; DuckDB counts a negative length from the other end, as PostgreSQL does. */
export function side(name: "left" | "right"): FunctionRule {
  return (call) => {
    arity(call, 2);
    const subject = text(call.arg(0), call.tx);
    return primary(`${name}(${subject}, ${nonNegative(call.tx, call.arg(1))})`, "string");
  };
}
