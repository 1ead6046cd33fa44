import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import type { Tx } from "../../tx.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { notNegative, oracleNull, text } from "./text.ts";

/**
 * SUBSTR(s, start, length). Databricks takes a start of 0 for 1 and counts negative ones from the end, as Oracle,
 * Snowflake and BigQuery do; MySQL answers nothing for 0; T-SQL, PostgreSQL, Redshift and Teradata count the characters
 * before the first one.
 */
export const substring: FunctionRule = (call) => {
  arity(call, 2, 3);
  const length = call.count > 2 ? call.arg(2) : undefined;
  return cut(call.tx, text(call.tx, call.arg(0)), call.arg(1), length);
};

/** The part of a text from `start` on, `length` characters long, as the source counts. */
export function cut(tx: Tx, subject: Expr, start: Expr, length: Expr | undefined): Expr {
  const behind = length === undefined ? "" : `, ${length.sql}`;
  const plain = `substr(${subject.sql}, ${start.sql}${behind})`;
  const known = start.number === undefined ? undefined : Number(start.number);
  if (subject.type === "binary") return primary(plain, "binary");
  // From the first character on there is something wherever there is a text.
  const filled = known === 1 && (length === undefined || Number(length.number) > 0);
  if (filled) return primary(plain, "string");
  if (known !== undefined && known > 0) return oracleNull(tx, plain);
  if (tx.is("tsql", "postgres", "redshift", "teradata")) return counted(subject, start, length);
  if (tx.is("mysql") && known === 0) return primary("''", "string");
  if (notNegative(start) && (!tx.is("mysql") || /\+ [1-9]\d*$/.test(start.sql)))
    return oracleNull(tx, plain);
  // A start before the text: nothing in Oracle, Snowflake and MySQL, the first character in BigQuery.
  const before =
    known === undefined
      ? `${start.sql} < -length(${subject.sql})`
      : `length(${subject.sql}) < ${-known}`;
  if (tx.is("bigquery"))
    return primary(`substr(${subject.sql}, IF(${before}, 1, ${start.sql})${behind})`, "string");
  const zero = tx.is("mysql") && known === undefined ? `${start.sql} = 0 OR ` : "";
  return oracleNull(tx, `IF(${zero}${before}, '', ${plain})`);
}

/** Characters before the first one count in the length. */
function counted(subject: Expr, start: Expr, length: Expr | undefined): Expr {
  const known = start.number === undefined ? undefined : Number(start.number);
  if (known === undefined && notNegative(start) && /\+ [1-9]\d*$/.test(start.sql)) {
    const behind = length === undefined ? "" : `, ${length.sql}`;
    return primary(`substr(${subject.sql}, ${start.sql}${behind})`, "string");
  }
  if (known !== undefined) {
    if (length === undefined) return primary(subject.sql, subject.type);
    const least = known - 1;
    const rest =
      length.number === undefined
        ? `${wrap(length, PREC.add)} - ${-least}`
        : String(Math.max(Number(length.number) + least, 0));
    return primary(`substr(${subject.sql}, 1, ${rest})`, "string");
  }
  const from = `greatest(${start.sql}, 1)`;
  if (length === undefined) return primary(`substr(${subject.sql}, ${from})`, "string");
  const rest = `${wrap(length, PREC.add)} + least(${start.sql}, 1) - 1`;
  return primary(`substr(${subject.sql}, ${from}, ${rest})`, "string");
}
