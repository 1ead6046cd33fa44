import type { InventoryObject } from "../../inventory/types.ts";
import { targetOf } from "../query/from/tableName.ts";
import type { Columns } from "../query/scope.ts";
import { translateTable } from "../table/translateTable.ts";
import type { RoutineKit } from "./kit.ts";
import type { Statement } from "./model.ts";

/** Statements that create a table inside of a routine, and what they make known. */
export interface CreatedTable {
  statements: Statement[];
  columns: Columns;
}

/** A temporary table, from the bracket of its columns (or from AS) on; `offset` is where that text stands. */
export function createTemporary(
  kit: RoutineKit,
  name: string,
  text: string,
  offset: number,
): CreatedTable {
  const head = `CREATE OR REPLACE TEMPORARY TABLE ${name} `;
  return create(kit, head + text, offset, head.length, name);
}

/** CREATE TABLE of a table that stays. */
export function createPermanent(
  kit: RoutineKit,
  parts: readonly string[],
  text: string,
  offset: number,
): CreatedTable {
  const name = targetOf(kit.tx.context, parts) ?? parts.at(-1) ?? "";
  return create(kit, text, offset, 0, name);
}

function create(
  kit: RoutineKit,
  text: string,
  offset: number,
  ahead: number,
  name: string,
): CreatedTable {
  const { context, diagnostics } = kit.tx;
  const place = diagnostics.position(offset);
  const object: InventoryObject = {
    key: name,
    name,
    schema: null,
    baseName: name,
    objectType: "TABLE",
    kind: "TABLE",
    definition: [{ text, ...place, column: place.column - ahead }],
    data: [],
    dependsOn: [],
  };
  const made = translateTable(object, context, name, true);
  // What is said about the table's head is said where its columns begin.
  const first = (line: number, column: number) => line === place.line && column < place.column;
  for (const issue of made.issues)
    diagnostics.add(first(issue.line, issue.column) ? { ...issue, column: place.column } : issue);
  if (made.outcome !== "translated")
    throw kit.tx.stop("DWM-PRC-002", { construct: "this CREATE TABLE" }, offset);
  const known = made.columnTypes?.map(
    (column) => [column.name.toLowerCase(), column.class] as const,
  );
  return {
    statements: made.statements.map(({ sql }) => ({ is: "sql", sql: onOneLine(sql) })),
    columns: known && new Map(known),
  };
}

/** Lines of a statement joined; with texts in it, whose lines are their own, it stays as it is. */
function onOneLine(sql: string): string {
  return /['"]/.test(sql)
    ? sql
    : sql.replace(/\n\s*/g, " ").replaceAll("( ", "(").replaceAll(" )", ")");
}
