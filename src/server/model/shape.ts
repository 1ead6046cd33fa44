import type { InventoryObject, SourceStatement } from "../inventory/types.ts";
import { Cursor } from "../translate/cursor.ts";
import { Diagnostics, Untranslatable } from "../translate/diagnostics.ts";
import { makeIssue } from "../translate/issueCodes.ts";
import { positionAt } from "../translate/positions.ts";
import { Tx } from "../translate/query/tx.ts";
import { isConstraint } from "../translate/table/elements.ts";
import type { TranslateContext, TranslatedObject } from "../translate/types.ts";
import { compareShapes } from "../translate/verify/compareShapes.ts";
import { readViewHead } from "../translate/view/head.ts";
import { writeView } from "../translate/view/writeView.ts";
import { writerFor } from "../translate/writer/sqlWriter.ts";
import { READ_AS } from "./guard.ts";

type Shaped = Extract<TranslatedObject, { outcome: "translated" }> | { complaint: string };

/** Makes an object of the model's SQL under the name that the job gives it, and checks its shape against the source. */
export async function shapeProposal(
  sql: string,
  object: InventoryObject,
  context: TranslateContext,
  targetName: string,
): Promise<Shaped> {
  const [create] = object.definition;
  if (!create) return { complaint: "the source has no definition" };
  const issues = [makeIssue("DWM-MOD-001", create)];
  const base = {
    outcome: "translated" as const,
    targetName,
    afterLoad: [],
    issues,
    engine: "model" as const,
  };
  if (object.objectType === "VIEW") {
    const made = await shapeView(sql, create, context, targetName);
    return "complaint" in made ? made : { ...base, statements: made.statements, columns: null };
  }
  const at = { file: create.file, line: create.line, column: create.column };
  if (object.objectType === "PROCEDURE")
    return { ...base, statements: [{ sql, ...at }], columns: null };
  const made = shapeTable(sql, create, context, targetName);
  if ("complaint" in made) return made;
  return {
    ...base,
    statements: made.statements.map((text) => ({ sql: text, ...at })),
    columns: made.columns,
    columnTypes: made.columns.map((name) => ({ name, class: "unknown" as const })),
  };
}

async function shapeView(
  sql: string,
  create: SourceStatement,
  context: TranslateContext,
  targetName: string,
): Promise<{ statements: ReturnType<typeof writeView> } | { complaint: string }> {
  const cursor = new Cursor(create.text, context.sourceType);
  const diagnostics = new Diagnostics((offset) => positionAt(create, create.text, offset));
  const tx = new Tx(cursor, context, diagnostics);
  try {
    const head = readViewHead(tx);
    const body = cursor.textBetween(cursor.at, head.bodyEnd);
    const difference = compareShapes(body, context.sourceType, sql, context.target);
    if (difference !== undefined) return { complaint: difference };
    const { file, line, column } = create;
    const at = { file, line, column };
    return { statements: writeView(tx, head, targetName, sql, head.comment, at) };
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return { complaint: `the view's own head cannot be read: ${error.issue.message}` };
  }
}

/** The names of the columns in the first bracketed list of a CREATE TABLE; undefined where there is none. */
function columnNamesOf(cursor: Cursor): { names: string[]; list: string } | undefined {
  while (!cursor.done && !cursor.isSymbol("(")) cursor.next();
  const start = cursor.at;
  const group = cursor.group();
  if (!group) return undefined;
  const list = cursor.textBetween(start, cursor.at);
  const columns = group.split().filter((element) => !isConstraint(element));
  return { names: columns.map((element) => element.identifier() ?? ""), list };
}

function shapeTable(
  sql: string,
  create: SourceStatement,
  context: TranslateContext,
  targetName: string,
): { statements: string[]; columns: string[] } | { complaint: string } {
  const cursor = new Cursor(sql, READ_AS[context.target]);
  const made = columnNamesOf(cursor);
  if (!made) return { complaint: "it has no list of columns" };
  if (!cursor.done && context.target === "duckdb")
    return { complaint: `"${cursor.rest().slice(0, 60)}" behind the columns is not DuckDB's` };
  const wanted = columnNamesOf(new Cursor(create.text, context.sourceType));
  const folded = (names: readonly string[]) => names.map((name) => name.toLowerCase()).join(", ");
  if (wanted && folded(wanted.names) !== folded(made.names))
    return {
      complaint: `its columns are ${folded(made.names)}; the source has ${folded(wanted.names)}`,
    };
  const writer = writerFor(context.target);
  const full = writer.fullName(context.names, targetName);
  const tail = cursor.done ? "" : ` ${cursor.rest()}`;
  const statement = `${made.list}${tail}`;
  const statements =
    context.target === "duckdb"
      ? [`DROP TABLE IF EXISTS ${full}`, `CREATE TABLE ${full} ${statement}`]
      : [`CREATE OR REPLACE TABLE ${full} ${statement}`];
  return { statements, columns: made.names };
}
