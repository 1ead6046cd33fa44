import type { SourceType } from "../../../protocol/dialect.ts";
import type { Issue } from "../../../protocol/job.ts";
import type { InventoryObject, SourcePosition } from "../../inventory/types.ts";
import { Cursor } from "../cursor.ts";
import { Diagnostics } from "../diagnostics.ts";
import { positionAt } from "../positions.ts";
import { Tx } from "../query/tx.ts";
import { RANGES, WORDS } from "../types/heldAsText.ts";
import type { TargetColumn, TranslateContext, TranslatedObject } from "../types.ts";
import { foldIn } from "./alter.ts";
import { readCreateTable } from "./create.ts";
import type { Column, Table } from "./model.ts";
import { notePadding, paddedColumns } from "./padding.ts";
import { settle } from "./settle.ts";
import { writeDatabricks } from "./writeDatabricks.ts";
import { writeDuckdb } from "./writeDuckdb.ts";

interface Read {
  table: Table;
  /** The state of the CREATE's translation. */
  tx: Tx;
  /** Issues of what folds into it. */
  folded: Issue[];
  at: SourcePosition;
}

/** Reads a table's CREATE and what folds into it; throws Untranslatable. */
export function readTable(
  object: InventoryObject,
  context: TranslateContext,
  inSession = true,
): Read {
  const [create, ...rest] = object.definition;
  if (!create) throw new Error("a table without a definition");
  const tx = start(create, context);
  const table = readCreateTable(tx);
  const folded: Issue[] = [];
  for (const statement of rest) {
    const folding = start(statement, context);
    foldIn(folding, table);
    folded.push(...folding.diagnostics.issues);
  }
  if (table.temporary && !inSession && context.target === "databricks") {
    // Everything else names it by the schema that it goes to.
    table.temporary = false;
    tx.note("DWM-TBL-011", { kind: "Temporary" }, 0);
  }
  settle(tx, table);
  return { table, tx, folded, at: create };
}

/**
 * Translates a table's definition; throws Untranslatable. `inSession` says that what uses it runs in the same session and
 * knows a temporary table by its bare name.
 */
export function translateTable(
  object: InventoryObject,
  context: TranslateContext,
  targetName: string,
  inSession = context.names.schema === "",
): TranslatedObject {
  const { table, tx, folded, at } = readTable(object, context, inSession);
  const padded = context.target === "duckdb" ? paddedColumns(table, context.sourceType) : [];
  notePadding(tx, padded);
  const { statements, afterLoad } =
    context.target === "databricks"
      ? writeDatabricks(tx, table, targetName, at)
      : writeDuckdb(table, padded, context.names, targetName, at);
  const stored = table.columns.filter((column) => !column.derived);
  const known = table.like ? context.known?.[table.like.source] : undefined;
  return {
    outcome: "translated",
    targetName,
    statements,
    afterLoad,
    columns: known ? known.map((column) => column.name) : stored.map((column) => column.name),
    ...columnTypes(table, context.sourceType, known),
    keys: [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques].map(
      ({ columns }) => columns,
    ),
    issues: [...tx.diagnostics.issues, ...folded],
  };
}

/** What is known of the columns; nothing where a query hides them. */
function columnTypes(
  table: Table,
  dialect: SourceType,
  known: readonly TargetColumn[] | undefined,
): { columnTypes?: TargetColumn[] } {
  if (known) return { columnTypes: [...known] };
  return table.columns.length > 0
    ? { columnTypes: table.columns.map((column) => typeOf(column, dialect)) }
    : {};
}

function typeOf(
  { name, type, notNull, identity, derived }: Column,
  dialect: SourceType,
): TargetColumn {
  const column: TargetColumn = { name, class: type.class };
  if (derived) column.generated = "computed";
  else if (identity) column.generated = "identity";
  if (type.sql !== "") column.type = type.sql;
  if (type.padded && type.length !== undefined) column.padded = type.length;
  if (type.money) column.money = type.money;
  if (type.moment) column.moment = type.moment;
  if (type.period) column.period = type.period;
  if (dialect === "tsql" && type.class === "string" && type.length !== undefined)
    column.length = type.length;
  if (notNull) column.notNull = true;
  if (type.note?.why === RANGES) column.held = "range";
  if (dialect === "postgres" && /^(REAL|FLOAT)$/.test(type.sql)) column.held = "single";
  if (type.note?.why === WORDS) column.held = "set";
  if (type.sql === "UUID" && dialect === "tsql") column.held = "guid";
  return column;
}

function start(
  statement: { text: string; file: string; line: number; column: number },
  context: TranslateContext,
): Tx {
  const cursor = new Cursor(statement.text, context.sourceType);
  const diagnostics = new Diagnostics((offset) => positionAt(statement, statement.text, offset));
  return new Tx(cursor, context, diagnostics);
}
