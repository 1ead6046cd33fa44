import type { Tx } from "../query/tx.ts";
import { columnOf, type Table } from "./model.ts";
import { holdable } from "./writeDuckdb.ts";

/** Columns that are named in an issue; more are counted. */
const NAMED = 5;

/** Puts a table in order that has been read, and says once what holds for all of it. */
export function settle(tx: Tx, table: Table): void {
  for (const name of table.primaryKey?.columns ?? []) {
    const column = columnOf(table, name);
    if (column) column.notNull = true;
  }
  // Rows come without what the source fills in.
  for (const column of table.columns) {
    const key = table.primaryKey?.columns.includes(column.name);
    if (column.unfilled && !key) column.notNull = false;
  }
  if (tx.target === "databricks") settleDatabricks(tx, table);
  else settleDuckdb(tx, table);
}

function settleDuckdb(tx: Tx, table: Table): void {
  table.external?.note("DWM-TBL-011", { kind: "External" });
  const keys = table.primaryKey ? [table.primaryKey, ...table.uniques] : table.uniques;
  for (const { columns } of keys) {
    if (holdable(table, columns)) continue;
    const clause = `the key (${columns.join(", ")})`;
    tx.note("DWM-TBL-024", { clause, why: "DuckDB has no keys over computed columns" }, 0);
  }
}

function settleDatabricks(tx: Tx, table: Table): void {
  noteKeys(tx, table);
  noteLengths(tx, table);
  leaveChains(tx, table);
  leaveVolatile(tx, table);
  widenOwnReferences(tx, table);
  for (const column of table.columns) {
    if (!column.identity) continue;
    const { sql } = column.type;
    if (sql === "BIGINT") continue;
    const why = "identity columns are BIGINT";
    const parameters = { column: column.name, type: sql, target: "BIGINT", why };
    tx.note("DWM-TBL-015", parameters, 0);
  }
  if (table.external && table.external.location === undefined)
    table.external.note("DWM-TBL-011", { kind: "External" });
  if (!table.temporary) return;
  const why = "temporary tables are not altered";
  if (table.checks.length > 0) tx.note("DWM-TBL-024", { clause: "CHECK", why }, 0);
  for (const { clause, note } of table.clusterings)
    note("DWM-TBL-003", { clause, why: "temporary tables are not clustered" });
}

/** A key to the table's own identity column has its type. */
function widenOwnReferences(tx: Tx, table: Table): void {
  for (const { columns, parentColumns, own } of table.foreignKeys) {
    if (!own) continue;
    for (const [at, name] of columns.entries()) {
      const column = columnOf(table, name);
      const parent = columnOf(table, parentColumns[at] ?? table.primaryKey?.columns[at] ?? "");
      if (!column || !parent?.identity || column.identity || column.type.sql === "BIGINT") continue;
      const why = `it names ${parent.name}, and identity columns are BIGINT`;
      const parameters = { column: name, type: column.type.sql, target: "BIGINT", why };
      tx.note("DWM-TBL-015", parameters, 0);
      column.type = { sql: "BIGINT", class: "int" };
    }
  }
}

/** Calls that answer otherwise each time: Delta takes none in a check or a computed column. */
const VOLATILE =
  /\b(current_(date|timestamp|time|user)|now|rand|randn|random|uuid|session_user|localtimestamp)\s*\(/i;

function leaveVolatile(tx: Tx, table: Table): void {
  const reason = "what it says changes with the time or the user";
  table.checks = table.checks.filter((check) => {
    if (!VOLATILE.test(withoutTexts(check.sql))) return true;
    tx.note("DWM-TBL-008", { name: check.name ?? "CHECK", reason }, 0);
    return false;
  });
  for (const column of table.columns) {
    if (!VOLATILE.test(withoutTexts(column.computed ?? ""))) continue;
    const parameters = { column: column.name, type: column.type.sql, reason };
    tx.note("DWM-TBL-009", parameters, 0);
    column.computed = undefined;
  }
}

function withoutTexts(sql: string): string {
  return sql.replace(/'(?:[^'\\]|\\.)*'/g, "''");
}

/** Delta computes no column from another computed one. */
function leaveChains(tx: Tx, table: Table): void {
  const computed = table.columns.filter((column) => column.computed !== undefined);
  for (const column of computed) {
    const words = new Set(
      withoutTexts(column.computed ?? "")
        .toLowerCase()
        .match(/\w+/g),
    );
    const other = computed.find((one) => one !== column && words.has(one.name.toLowerCase()));
    if (!other) continue;
    const reason = `it is computed from ${other.name}, which is computed itself`;
    const parameters = { column: column.name, type: column.type.sql, reason };
    tx.note("DWM-TBL-009", parameters, 0);
    column.computed = undefined;
  }
}

function noteKeys(tx: Tx, table: Table): void {
  const bare = table.temporary || table.like || (table.query !== undefined && !table.queryColumns);
  if (bare) return;
  if (table.primaryKey || table.foreignKeys.length > 0) tx.note("DWM-TBL-018", {}, 0);
  const primary = table.primaryKey?.columns
    .map((name) => name.toLowerCase())
    .sort()
    .join();
  const seen = new Set([primary]);
  for (const { columns } of table.uniques) {
    const key = columns
      .map((name) => name.toLowerCase())
      .sort()
      .join();
    if (!seen.has(key)) tx.note("DWM-TBL-019", { columns: columns.join(", ") }, 0);
    seen.add(key);
  }
}

function noteLengths(tx: Tx, table: Table): void {
  const limited = table.columns.filter(({ type }) => type.length !== undefined);
  if (limited.length === 0) return;
  const names = limited.slice(0, NAMED).map(({ name }) => name);
  const more = limited.length > NAMED ? ` and ${limited.length - NAMED} more` : "";
  tx.note("DWM-TBL-020", { columns: names.join(", ") + more }, 0);
}
