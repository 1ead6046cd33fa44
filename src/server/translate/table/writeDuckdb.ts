import type { SourcePosition } from "../../inventory/types.ts";
import { fullName, innerName, quoteName, quoteText, sequenceName } from "../duckdbNames.ts";
import type { NameMap, TargetStatement } from "../types.ts";
import { type Column, columnOf, type Table } from "./model.ts";
import { columnList } from "./names.ts";
import { withoutPadding } from "./padding.ts";

/** Sequences are moved on by counting; beyond this many steps that would take longer than the load itself. */
const MOST_STEPS = 100_000_000;

/** The DuckDB statements that create a table, and those that follow its load; `padded` are filled with blanks in the source. */
export function writeDuckdb(
  table: Table,
  padded: readonly Column[],
  names: NameMap,
  target: string,
  at: SourcePosition,
): { statements: TargetStatement[]; afterLoad: TargetStatement[] } {
  const full = fullName(names, target);
  const statement = (sql: string): TargetStatement => ({
    sql,
    file: at.file,
    line: at.line,
    column: at.column,
  });
  const statements = [statement(`DROP TABLE IF EXISTS ${full}`)];
  const afterLoad: TargetStatement[] = [];
  for (const column of table.columns) {
    if (!column.identity) continue;
    const sequence = sequenceName(target, column.name);
    const { start, increment } = column.identity;
    statements.push(
      statement(
        `CREATE OR REPLACE SEQUENCE ${fullName(names, sequence)} START WITH ${start} INCREMENT BY ${increment}` +
          (increment < 0
            ? " MINVALUE -9223372036854775807 MAXVALUE 9223372036854775807"
            : start < 1
              ? ` MINVALUE ${start}`
              : ""),
      ),
    );
    afterLoad.push(statement(moveOn(names, target, column, sequence)));
  }
  for (const sql of createSql(table, names, target, full)) statements.push(statement(sql));
  if (table.comment !== undefined)
    statements.push(statement(`COMMENT ON TABLE ${full} IS ${quoteText(table.comment)}`));
  for (const column of table.columns) {
    if (column.comment === undefined) continue;
    const name = `${full}.${quoteName(column.name)}`;
    statements.push(statement(`COMMENT ON COLUMN ${name} IS ${quoteText(column.comment)}`));
  }
  const trimmed = withoutPadding(padded, full);
  if (trimmed !== undefined) afterLoad.push(statement(trimmed));
  return { statements, afterLoad };
}

function createSql(table: Table, names: NameMap, target: string, full: string): string[] {
  if (table.like)
    return [`CREATE TABLE ${full} AS FROM ${table.like.sql}${table.like.rows ? "" : " LIMIT 0"}`];
  if (table.query !== undefined && table.queryColumns === undefined) {
    const named =
      table.columns.length > 0 ? ` ${columnList(table.columns.map((column) => column.name))}` : "";
    return [`CREATE TABLE ${full}${named} AS ${table.query}`];
  }
  const lines = table.columns.map((column) => columnSql(column, names, target));
  const { primaryKey } = table;
  if (primaryKey && holdable(table, primaryKey.columns))
    lines.push(`PRIMARY KEY ${columnList(primaryKey.columns)}`);
  const seen = new Set([keyOf(primaryKey?.columns)]);
  for (const { columns } of table.uniques) {
    if (seen.has(keyOf(columns)) || !holdable(table, columns)) continue;
    seen.add(keyOf(columns));
    lines.push(`UNIQUE ${columnList(columns)}`);
  }
  for (const check of table.checks) lines.push(`CHECK (${check.sql})`);
  const create = `CREATE TABLE ${full} (\n  ${lines.join(",\n  ")}\n)`;
  if (table.query === undefined) return [create];
  return [create, `INSERT INTO ${full} ${columnList(table.queryColumns ?? [])} ${table.query}`];
}

/** DuckDB has no keys over computed columns. */
export function holdable(table: Table, columns: readonly string[]): boolean {
  return columns.every((name) => columnOf(table, name)?.computed === undefined);
}

function keyOf(columns: readonly string[] | undefined): string {
  return (columns ?? [])
    .map((name) => name.toLowerCase())
    .sort()
    .join("\0");
}

function columnSql(column: Column, names: NameMap, target: string): string {
  const parts = [quoteName(column.name)];
  if (column.type.sql !== "") parts.push(column.type.sql);
  if (column.computed !== undefined) {
    parts.push(`GENERATED ALWAYS AS (${column.computed})`);
    return parts.join(" ");
  }
  if (column.identity) {
    const sequence = innerName(names, sequenceName(target, column.name));
    parts.push(`DEFAULT nextval(${quoteText(sequence)})`);
  } else if (column.defaultSql !== undefined) parts.push(`DEFAULT ${bracketed(column.defaultSql)}`);
  if (column.notNull) parts.push("NOT NULL");
  return parts.join(" ");
}

function bracketed(sql: string): string {
  return /^('(?:[^']|'')*'|-?[\d.]+|TRUE|FALSE)$/.test(sql) ? sql : `(${sql})`;
}

/** Takes as many numbers from a sequence as it needs to stand behind the highest value that was loaded. */
function moveOn(names: NameMap, target: string, column: Column, sequence: string): string {
  const { start, increment } = column.identity ?? { start: 1, increment: 1 };
  const name = quoteName(column.name);
  const edge = increment > 0 ? `max(${name})` : `min(${name})`;
  const steps = `CAST((${edge} - (${start})) // (${increment}) + 1 AS BIGINT)`;
  const wanted = `SELECT CASE WHEN ${edge} IS NULL OR ${steps} < 0 OR ${steps} > ${MOST_STEPS} THEN 0 ELSE ${steps} END FROM ${fullName(names, target)}`;
  const next = quoteText(innerName(names, sequence));
  return `SELECT count(nextval(${next})) FROM (SELECT 1 FROM range(${MOST_STEPS}) LIMIT (${wanted}))`;
}
