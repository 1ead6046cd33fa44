import type { Issue } from "../../../protocol/job.ts";
import type { InventoryObject, SourcePosition } from "../../inventory/types.ts";
import { Cursor } from "../cursor.ts";
import { Diagnostics } from "../diagnostics.ts";
import { positionAt } from "../positions.ts";
import { Tx } from "../query/tx.ts";
import type { TargetColumn, TranslateContext, TranslatedObject } from "../types.ts";
import { foldIn } from "./alter.ts";
import { readCreateTable } from "./create.ts";
import { type Column, columnOf, type Table } from "./model.ts";
import { writeTable } from "./write.ts";

/** Reads a table's CREATE and what folds into it; throws Untranslatable. */
export function readTable(
  object: InventoryObject,
  context: TranslateContext,
): { table: Table; issues: Issue[]; at: SourcePosition } {
  const [create, ...rest] = object.definition;
  if (!create) throw new Error("a table without a definition");
  const tx = start(create, context);
  const table = readCreateTable(tx);
  const issues = [...tx.diagnostics.issues];
  for (const statement of rest) {
    const folding = start(statement, context);
    foldIn(folding, table);
    issues.push(...folding.diagnostics.issues);
  }
  settle(table);
  return { table, issues, at: create };
}

/** Translates a table's definition; throws Untranslatable. */
export function translateTable(
  object: InventoryObject,
  context: TranslateContext,
  targetName: string,
): TranslatedObject {
  const { table, issues, at } = readTable(object, context);
  const { statements, afterLoad } = writeTable(table, context.names, targetName, at);
  const stored = table.columns.filter((column) => column.computed === undefined);
  const known = table.like ? context.known?.[table.like.source] : undefined;
  return {
    outcome: "translated",
    targetName,
    statements,
    afterLoad,
    columns: known ? known.map((column) => column.name) : stored.map((column) => column.name),
    columnTypes: known ? [...known] : table.columns.map(targetColumn),
    keys: [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques].map(
      ({ columns }) => columns,
    ),
    issues,
  };
}

function targetColumn({ name, type, identity, computed }: Column): TargetColumn {
  const generated = computed === undefined ? identity && "identity" : "computed";
  return { name, class: type.class, ...(generated ? { generated } : {}) };
}

function start(
  statement: { text: string; file: string; line: number; column: number },
  context: TranslateContext,
): Tx {
  const cursor = new Cursor(statement.text, context.sourceType);
  const diagnostics = new Diagnostics((offset) => positionAt(statement, statement.text, offset));
  return new Tx(cursor, context, diagnostics);
}

/** Columns of a key are NOT NULL; keys that name columns the table does not have are refused by the target. */
function settle(table: Table): void {
  for (const name of table.primaryKey?.columns ?? []) {
    const column = columnOf(table, name);
    if (column) column.notNull = true;
  }
}
