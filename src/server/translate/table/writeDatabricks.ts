import type { SourcePosition } from "../../inventory/types.ts";
import { nameParts } from "../query/from/tableName.ts";
import type { Tx } from "../query/tx.ts";
import type { TargetStatement } from "../types.ts";
import { clusterColumns } from "./clusterColumns.ts";
import { type Check, type Column, columnOf, type ForeignKey, type Table } from "./model.ts";
import { asWritten } from "./names.ts";

/** What a table is made of in Databricks. */
export interface DatabricksTable {
  statements: TargetStatement[];
  afterLoad: TargetStatement[];
}

/** The Databricks statements that create a table. `tx` is that of its CREATE: issues are reported there. */
export function writeDatabricks(
  tx: Tx,
  table: Table,
  target: string,
  at: SourcePosition,
): DatabricksTable {
  const place: SourcePosition = { file: at.file, line: at.line, column: at.column };
  const full = nameOf(tx, table, target);
  const statement = (sql: string, where = place): TargetStatement => ({ ...where, sql });
  const statements = createSql(tx, table, full).map((sql) => statement(sql));
  if (table.temporary) return { statements, afterLoad: [] };
  for (const sql of checkSql(tx, table, full, target)) statements.push(statement(sql));
  for (const key of table.foreignKeys.filter(({ added }) => added)) {
    const sql = `ALTER TABLE ${full} ADD ${foreignKeySql(tx, key)}`;
    statements.push(statement(sql, key.added));
  }
  const counted = table.columns.filter(({ identity }) => identity);
  const afterLoad = counted.map(({ name }) =>
    statement(`ALTER TABLE ${full} ALTER COLUMN ${tx.out.name(name)} SYNC IDENTITY`),
  );
  return { statements, afterLoad };
}

/** Temporary tables have no schema; without a schema to go to, the others keep the names that the source gives them. */
function nameOf(tx: Tx, table: Table, target: string): string {
  const { names } = tx.context;
  if (table.temporary) return tx.out.name(names.schema === "" ? (table.name.at(-1) ?? "") : target);
  if (names.schema !== "") return tx.out.fullName(names, target);
  return asWritten(tx, nameParts(tx, table.name));
}

function createSql(tx: Tx, table: Table, full: string): string[] {
  // Only Delta tables are replaced in one statement.
  if (table.external?.location !== undefined && table.replaces) {
    const anew = createSql(tx, { ...table, replaces: false }, full);
    return [`DROP TABLE IF EXISTS ${full}`, ...anew];
  }
  const head = headOf(table);
  if (table.like && table.temporary)
    return [
      `${head} ${full} AS SELECT * FROM ${table.like.sql}${table.like.rows ? "" : " LIMIT 0"}`,
    ];
  if (table.like) {
    const word = table.like.rows ? "DEEP CLONE" : "LIKE";
    return [`${head} ${full} ${word} ${table.like.sql}`];
  }
  const clauses = clausesOf(tx, table);
  if (table.query !== undefined && table.queryColumns === undefined) {
    const { query } = table;
    const named = table.columns.map(({ name }) => tx.out.name(name)).join(", ");
    // Databricks takes no names in front of a query.
    const renamed = table.queryNamed ? `SELECT * FROM (${query}) AS q (${named})` : query;
    return [[`${head} ${full}`, ...clauses, `AS ${renamed}`].join("\n")];
  }
  const lines = table.columns.map((column) => columnSql(tx, column));
  if (!table.temporary) lines.push(...keysOf(tx, table));
  const list = lines.length > 0 ? ` (\n  ${lines.join(",\n  ")}\n)` : "";
  const create = [`${head} ${full}${list}`, ...clauses].join("\n");
  if (table.query === undefined) return [create];
  const filled = (table.queryColumns ?? []).map((name) => tx.out.name(name)).join(", ");
  return [create, `INSERT INTO ${full} (${filled}) ${table.query}`];
}

function headOf(table: Table): string {
  if (table.dynamic)
    return `CREATE${table.replaces ? " OR REPLACE" : ""} MATERIALIZED VIEW${table.guarded ? " IF NOT EXISTS" : ""}`;
  const replace = table.replaces ? " OR REPLACE" : "";
  const external = table.external?.location && !table.replaces ? " EXTERNAL" : "";
  const temporary = table.temporary ? " TEMPORARY" : "";
  const guard = table.guarded && !table.replaces ? " IF NOT EXISTS" : "";
  return `CREATE${replace}${external}${temporary} TABLE${guard}`;
}

/** What stands behind the column list. */
function clausesOf(tx: Tx, table: Table): string[] {
  const clauses: string[] = [];
  const { external } = table;
  if (external?.location !== undefined) {
    const format = external.serde ?? external.format;
    if (format !== undefined) clauses.push(`USING ${format}`);
    const options = [...external.options].map(([name, value]) => `${name} = ${tx.out.text(value)}`);
    if (options.length > 0) clauses.push(`OPTIONS (${options.join(", ")})`);
    if (external.partitions.length > 0)
      clauses.push(
        `PARTITIONED BY (${external.partitions.map((name) => tx.out.name(name)).join(", ")})`,
      );
    clauses.push(`LOCATION ${tx.out.text(external.location)}`);
  }
  const clustered = clusterColumns(table);
  if (clustered.length > 0)
    clauses.push(`CLUSTER BY (${clustered.map((name) => tx.out.name(name)).join(", ")})`);
  if (table.comment !== undefined) clauses.push(`COMMENT ${tx.out.text(table.comment)}`);
  const properties = propertiesOf(table);
  if (properties.length > 0) clauses.push(`TBLPROPERTIES (${properties.join(", ")})`);
  return clauses;
}

/** Names that a Delta table holds only when columns are told apart by more than their names. */
const MAPPED = /[ ,;{}()\n\t=]/;

function propertiesOf(table: Table): string[] {
  const properties: string[] = [];
  if (table.query !== undefined && table.queryColumns === undefined) return properties;
  if (table.columns.some(({ defaultSql, identity }) => defaultSql !== undefined && !identity))
    properties.push("'delta.feature.allowColumnDefaults' = 'supported'");
  if (table.columns.some(({ name }) => MAPPED.test(name)))
    properties.push("'delta.columnMapping.mode' = 'name'");
  return properties;
}

export function columnSql(tx: Tx, column: Column): string {
  const parts = [tx.out.name(column.name), column.identity ? "BIGINT" : column.type.sql];
  if (column.notNull) parts.push("NOT NULL");
  if (column.computed !== undefined) parts.push(`GENERATED ALWAYS AS (${column.computed})`);
  else if (column.identity) {
    const { start, increment, given } = column.identity;
    const options = given ? ` (START WITH ${start} INCREMENT BY ${increment})` : "";
    parts.push(`GENERATED BY DEFAULT AS IDENTITY${options}`);
  } else if (column.defaultSql !== undefined) parts.push(`DEFAULT ${column.defaultSql}`);
  if (column.comment !== undefined) parts.push(`COMMENT ${tx.out.text(column.comment)}`);
  return parts.join(" ");
}

/** Keys inside of the CREATE; those that were added later are added later here, too. */
function keysOf(tx: Tx, table: Table): string[] {
  const lines: string[] = [];
  const { primaryKey } = table;
  if (primaryKey) {
    const columns = primaryKey.columns.map((name) => columnOf(table, name)?.name ?? name);
    lines.push(
      `${named(tx, primaryKey.name)}PRIMARY KEY (${columns.map((name) => tx.out.name(name)).join(", ")})`,
    );
  }
  for (const key of table.foreignKeys) if (!key.added) lines.push(foreignKeySql(tx, key));
  return lines;
}

export function named(tx: Tx, name: string | undefined): string {
  return name === undefined ? "" : `CONSTRAINT ${tx.out.name(name)} `;
}

export function foreignKeySql(tx: Tx, key: ForeignKey): string {
  const list = (names: readonly string[]) => names.map((name) => tx.out.name(name)).join(", ");
  const parent = key.parentColumns.length > 0 ? ` (${list(key.parentColumns)})` : "";
  return `${named(tx, key.name)}FOREIGN KEY (${list(key.columns)}) REFERENCES ${key.parent}${parent}`;
}

/** Checks are added behind the CREATE. */
function checkSql(tx: Tx, table: Table, full: string, target: string): string[] {
  const taken = new Set(table.checks.map(({ name }) => name?.toLowerCase()));
  return table.checks.map((check) => {
    const name = check.name ?? freeName(`${target}_${check.columns[0] ?? ""}_check`, taken);
    return `ALTER TABLE ${full} ADD CONSTRAINT ${tx.out.name(name)} CHECK (${condition(table, check)})`;
  });
}

function freeName(wanted: string, taken: Set<string | undefined>): string {
  const stem = wanted
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .replace(/_{2,}/g, "_")
    .toLowerCase();
  let name = stem;
  for (let n = 2; taken.has(name); n++) name = `${stem}_${n}`;
  taken.add(name);
  return name;
}

/** A check that is NULL is passed in SQL; Delta refuses the row. */
function condition(table: Table, { sql, columns }: Check): string {
  const certain =
    columns.length > 0 && columns.every((name) => columnOf(table, name)?.notNull === true);
  return certain || /^\S+ IS NOT NULL$/i.test(sql) ? sql : `(${sql}) IS NOT FALSE`;
}
