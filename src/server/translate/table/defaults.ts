import { readDateText, readStringLiteral } from "../literals.ts";
import type { Expr } from "../query/expr.ts";
import { isDated, isNumeric } from "../query/expr.ts";
import type { Tx } from "../query/tx.ts";
import { mentioned } from "./checks.ts";
import { ownExpression } from "./expressions.ts";
import { readSequence } from "./identity.ts";
import type { Column, Table } from "./model.ts";

/** Words that begin a column option: what ends an expression that cannot be read. */
export const OPTION_STARTS: ReadonlySet<string> = new Set(
  (
    "NOT NULL DEFAULT CONSTRAINT PRIMARY UNIQUE CHECK REFERENCES COMMENT IDENTITY AUTO_INCREMENT AUTOINCREMENT GENERATED COLLATE " +
    "CHARACTER CHARSET ENCODE DISTKEY SORTKEY ON ENABLE DISABLE USING COMPRESS FORMAT TITLE MASKING TAG WITH STORAGE INVISIBLE VISIBLE KEY " +
    "STORED VIRTUAL PERSISTED OPTIONS ENCRYPT UPPERCASE CASESPECIFIC MASKED HIDDEN PROJECTION"
  ).split(" "),
);

/** Steps over an expression that cannot be read, as far as it can be told where it ends. */
export function skipExpression(tx: Tx): void {
  const { cursor } = tx;
  if (cursor.isSymbol("(")) cursor.group();
  else cursor.next();
  while (!cursor.done && !cursor.isOneOf(OPTION_STARTS)) {
    if (cursor.isSymbol("(")) cursor.group();
    else cursor.next();
  }
}

/** Reads a DEFAULT's value; what cannot be translated is left out with a warning. */
export function readDefault(tx: Tx, table: Table, column: Column, offset: number): void {
  const { cursor } = tx;
  if (cursor.accept("ON", "NULL")) {
    // Oracle puts the default where an INSERT says NULL, and so the column never is.
    cursor.accept("FOR", "INSERT", "ONLY");
    if (cursor.accept("FOR", "INSERT")) cursor.accept("AND", "UPDATE");
    column.notNull = true;
    const clause = `ON NULL of the default of ${column.name}`;
    tx.note("DWM-TBL-024", { clause, why: "an explicit NULL is not replaced" }, offset);
  }
  const sequence = readSequence(tx);
  if (sequence && !isNumeric(column.type.class)) {
    const reason = `numbers of the sequence ${sequence} as texts`;
    tx.note("DWM-TBL-007", { column: column.name, reason }, offset);
    return;
  }
  if (sequence) {
    column.identity ??= { start: 1, increment: 1, given: false };
    tx.note("DWM-TBL-022", { column: column.name, sequence }, offset);
    return;
  }
  if (acceptEmptyArray(tx, column) || acceptNow(tx, column)) return;
  if (acceptBits(tx, column) || acceptBytes(tx, column)) return;
  const start = cursor.at;
  const result = ownExpression(tx, table, skipExpression);
  if ("reason" in result) {
    tx.note("DWM-TBL-007", { column: column.name, reason: result.reason }, offset);
    return;
  }
  const { value } = result;
  const read = tx.is("mysql") ? mentioned(table, cursor.slice(start, cursor.at)) : [];
  if (read.length > 0) {
    const reason = `it reads ${read.join(", ")}, and defaults read no columns here`;
    tx.note("DWM-TBL-007", { column: column.name, reason }, offset);
    return;
  }
  if (value.type === "null") return;
  if (tx.target === "duckdb" && callsRoutine(tx, value.sql)) {
    const reason = "it calls a routine of the inventory, which defaults cannot do here";
    tx.note("DWM-TBL-007", { column: column.name, reason }, offset);
    return;
  }
  const endless = tx.target === "databricks" && /'-?infinity'/i.test(value.sql);
  const refused = endless ? "no time lies beyond all others" : refusedValue(tx, value, column);
  if (refused !== undefined) {
    tx.note("DWM-TBL-007", { column: column.name, reason: refused }, offset);
    return;
  }
  column.defaultSql = fitting(tx, value, column);
}

/** True of an expression with a call of a routine of the inventory: it is made behind the tables, or not at all. */
function callsRoutine(tx: Tx, sql: string): boolean {
  const { names } = tx.context;
  const routines = Object.values(names.routines ?? {}).flat();
  return routines.some(({ target }) => sql.includes(`${tx.out.innerName(names, target)}(`));
}

/** '{}' is PostgreSQL's array without elements. */
function acceptEmptyArray(tx: Tx, column: Column): boolean {
  const { cursor } = tx;
  const duckdb = column.type.sql.endsWith("[]");
  if (!tx.is("postgres") || !(duckdb || column.type.sql.startsWith("ARRAY<"))) return false;
  const token = cursor.peek();
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  if (literal?.kind !== "text" || !/^\s*\{\s*\}\s*$/.test(literal.value)) return false;
  cursor.next();
  // The cast to the column's own type that pg_dump writes behind it.
  while (cursor.isSymbol("::")) {
    cursor.next();
    cursor.name();
    while (!cursor.done && !cursor.isOneOf(OPTION_STARTS)) cursor.next();
  }
  column.defaultSql = duckdb ? "[]" : "array()";
  return true;
}

/** This moment, in either target. */
const NOW = {
  duckdb: { date: "today()", time: "CAST(now() AS TIME)", instant: "now()" },
  databricks: {
    date: "current_date()",
    time: "date_format(current_timestamp(), 'HH:mm:ss')",
    instant: "current_timestamp()",
  },
};

/** ('now'::text)::date is how older servers wrote CURRENT_DATE. */
function acceptNow(tx: Tx, column: Column): boolean {
  const { cursor } = tx;
  const { class: kind } = column.type;
  if (!tx.is("postgres", "redshift") || !(isDated(kind) || kind === "time")) return false;
  const written = /^\(*'(now|today)'(::text|::character varying)?\)*(::(date|time)[^,]*)?$/i;
  if (!written.test(cursor.rest().replace(/ NOT NULL$/i, ""))) return false;
  while (!cursor.done && !cursor.isWords("NOT", "NULL")) cursor.next();
  const now = NOW[tx.target];
  column.defaultSql = kind === "date" ? now.date : kind === "time" ? now.time : now.instant;
  return true;
}

/** Teradata's '00FF'XB. */
function acceptBytes(tx: Tx, column: Column): boolean {
  const { cursor } = tx;
  const hex = /^'((?:[0-9a-f]{2})*)'$/i.exec(cursor.peek()?.text ?? "")?.[1];
  if (!tx.is("teradata") || hex === undefined || cursor.peek(1)?.value !== "XB") return false;
  cursor.at += 2;
  column.defaultSql = tx.out.bytes(hex.toUpperCase());
  return true;
}

/** MySQL's b'101': TRUE and FALSE where the column is BIT(1). */
function acceptBits(tx: Tx, column: Column): boolean {
  const bits = /^b'([01]{1,53})'$/i.exec(tx.cursor.peek()?.text ?? "")?.[1];
  const { class: kind } = column.type;
  if (!tx.is("mysql") || bits === undefined || (kind !== "bool" && kind !== "int")) return false;
  tx.cursor.next();
  const value = Number.parseInt(bits, 2);
  column.defaultSql = kind === "int" ? String(value) : value === 0 ? "FALSE" : "TRUE";
  return true;
}

/** A date as both targets read it. */
const DATED = /^\d{4}-\d{1,2}-\d{1,2}/;

function refusedValue(
  tx: Tx,
  { literal, type: found }: Expr,
  { type }: Column,
): string | undefined {
  if (type.class === "interval" && type.sql === "STRING" && literal === undefined)
    return "the span of time is held as text";
  if (type.class === "binary" && found === "string" && literal !== undefined && literal !== "")
    return "a text is no bytes";
  if (literal === undefined) return undefined;
  if (/^0000-00-00/.test(literal)) return "a date of zeros is no date";
  if (isNumeric(type.class) && !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(literal))
    return `${literal} is no number`;
  if (isDated(type.class) && !DATED.test(readDateText(literal, tx.dialect) ?? literal.trim()))
    return `${literal || "''"} is no date`;
  const nested = type.class === "unknown" && /[\])>]$/.test(type.sql);
  return nested ? "the text of a value of several parts has another form here" : undefined;
}

/** The value as the column's type takes it: numbers for BOOLEAN, and no text where Databricks wants another type. */
function fitting(tx: Tx, value: Expr, { type }: Column): string {
  // An ALTER of a table that is not known.
  if (type.sql === "") return value.sql;
  if (type.class === "bool") {
    if (value.number !== undefined) return value.number === "0" ? "FALSE" : "TRUE";
    const words = value.literal?.trim().toLowerCase();
    if (words && /^([01]|t|f|true|false|y|n|yes|no|on|off)$/.test(words))
      return /^(0|f|false|n|no|off)$/.test(words) ? "FALSE" : "TRUE";
  }
  // Oracle writes RAW (SYS_GUID) into a text in hexadecimal digits.
  if (type.class === "string" && value.type === "binary" && tx.is("oracle"))
    return `hex(${value.sql})`;
  const { literal } = value;
  const variant = type.class === "json" && tx.target === "databricks";
  if (literal === undefined)
    return variant && value.type !== "json" ? `CAST(${value.sql} AS ${type.sql})` : value.sql;
  if (isDated(type.class)) {
    const iso = readDateText(literal, tx.dialect) ?? literal;
    return tx.target === "duckdb" ? tx.out.text(iso) : `CAST(${tx.out.text(iso)} AS ${type.sql})`;
  }
  if (tx.target === "duckdb") return value.sql;
  if (isNumeric(type.class)) return literal.trim();
  if (variant) return `parse_json(${value.sql})`;
  return type.class === "string" || type.class === "time"
    ? value.sql
    : `CAST(${value.sql} AS ${type.sql})`;
}
