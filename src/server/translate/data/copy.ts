import type { SourceType } from "../../../protocol/dialect.ts";
import { Cursor } from "../cursor.ts";
import { quoteText } from "../duckdbNames.ts";
import { bytesSql } from "../literals.ts";
import type { TypeClass } from "../types/spec.ts";
import { arrayValue } from "./arrayValue.ts";
import { postgresText } from "./postgresText.ts";

/** A row of a COPY block; `offset` is where it stands in the statement's text. */
export interface CopyRow {
  sql: string;
  offset: number;
  values: number;
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/**
 * Reads COPY t (a, b) FROM stdin; with the rows that follow it in PostgreSQL's text format: tabs between values, \N for
 * NULL, backslash escapes, `\.` at the end. Undefined for other forms (files, CSV).
 */
export function copyRows(
  text: string,
  dialect: SourceType,
  tableColumns: readonly string[],
  classes: ReadonlyMap<string, TypeClass>,
): { columns: string[]; rows: CopyRow[] } | undefined {
  const headEnd = text.search(/;[^\S\n]*\r?\n/);
  if (headEnd < 0) return undefined;
  const cursor = new Cursor(text.slice(0, headEnd), dialect);
  if (!cursor.accept("COPY") || !cursor.name()) return undefined;
  const inside = cursor.group();
  const columns = inside
    ? inside.split().map((part) => part.identifier() ?? "")
    : [...tableColumns];
  if (!cursor.accept("FROM", "STDIN") || !cursor.done) return undefined;
  const rows: CopyRow[] = [];
  let at = text.indexOf("\n", headEnd) + 1;
  while (at > 0 && at < text.length) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end).replace(/\r$/, "");
    if (line === "\\.") break;
    const values = line
      .split("\t")
      .map((field, index) => fieldSql(field, classes.get((columns[index] ?? "").toLowerCase())));
    rows.push({ sql: `(${values.join(", ")})`, offset: at, values: values.length });
    if (end < 0) break;
    at = end + 1;
  }
  return { columns, rows };
}

function fieldSql(field: string, column: TypeClass | undefined): string {
  if (field === "\\N") return "NULL";
  const value = field.replace(/\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|[\s\S])/g, (_, c: string) => {
    if (/^[0-7]/.test(c)) return String.fromCharCode(Number.parseInt(c, 8));
    if (/^x./.test(c)) return String.fromCharCode(Number.parseInt(c.slice(1), 16));
    return ESCAPES[c] ?? c;
  });
  if (column === "binary") {
    const hex = /^\\x((?:[0-9a-fA-F]{2})*)$/.exec(value);
    if (hex) return bytesSql(hex[1] ?? "");
  }
  return column === "array" ? arrayValue(value) : quoteText(postgresText(value, column));
}
