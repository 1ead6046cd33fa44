import type { InventoryObject, SourceStatement } from "../../inventory/types.ts";
import { Cursor } from "../cursor.ts";
import { Diagnostics } from "../diagnostics.ts";
import { readStringLiteral } from "../literals.ts";
import { positionAt } from "../positions.ts";
import type { OutputColumn, Query } from "../query/block/queryColumns.ts";
import { readQuery } from "../query/block/select.ts";
import { typeOfDetail } from "../query/digits/digits.ts";
import { Tx } from "../query/tx.ts";
import type { TargetColumn, TranslateContext, TranslatedObject } from "../types.ts";
import { compareShapes } from "../verify/compareShapes.ts";
import { readViewHead } from "./head.ts";
import { recursiveQuery } from "./recursive.ts";
import { writeView } from "./writeView.ts";

/** Translates a view's definition; rejects with Untranslatable. */
export async function translateView(
  object: InventoryObject,
  context: TranslateContext,
  targetName: string,
): Promise<TranslatedObject> {
  const [create, ...rest] = object.definition;
  if (!create) throw new Error("a view without a definition");
  const tx = open(create, context);
  const head = readViewHead(tx);
  const { cursor } = tx;
  const written = cursor.slice(cursor.at, head.bodyEnd);
  const bodyStart = written.at;
  const body = head.recursive ? recursiveQuery(head, written) : written;
  const query: Query = tx.inside(body, () => {
    const bracket = body.isSymbol("(") && body.matching() === body.end ? body.group() : undefined;
    return tx.inside(bracket ?? body, () => {
      const read = tx.nested(() => readQuery(tx));
      if (!tx.cursor.done) throw tx.unreadable("not expected here");
      return read;
    });
  });
  const difference = compareShapes(
    head.recursive ? query.sql : sourceOf(create.text, written),
    head.recursive ? "postgres" : context.sourceType,
    query.sql,
    context.target,
  );
  if (difference !== undefined)
    throw tx.stop("DWM-QRY-008", { what: difference }, written.tokens[bodyStart]?.start);
  const at = { file: create.file, line: create.line, column: create.column };
  const comments = new Map<string | undefined, string>();
  if (head.comment !== undefined) comments.set(undefined, head.comment);
  const issues = [...tx.diagnostics.issues];
  for (const statement of rest) {
    const folding = open(statement, context);
    foldComment(folding, comments);
    issues.push(...folding.diagnostics.issues);
  }
  const statements = writeView(tx, head, targetName, query.sql, comments.get(undefined), at);
  const names = head.columns?.map((column) => column.name);
  const types = query.columns;
  const columnTypes = names
    ? names.map((name, index) => columnOf(name, types?.[index]))
    : types?.every((column) => column.name !== undefined)
      ? types.map((column) => columnOf(column.name ?? "", column))
      : undefined;
  return {
    outcome: "translated",
    targetName,
    statements,
    afterLoad: [],
    columns: null,
    ...(columnTypes ? { columnTypes } : {}),
    issues,
  };
}

/** What is known of a view's column. */
function columnOf(name: string, column: OutputColumn | undefined): TargetColumn {
  return { name, class: column?.type ?? "unknown", ...typeOfDetail(column?.detail) };
}

/** The text of a part of a statement. */
const sourceOf = (text: string, { tokens, at, end }: Cursor) =>
  text.slice(tokens[at]?.start ?? 0, tokens[end - 1]?.end);

function open(statement: SourceStatement, context: TranslateContext): Tx {
  const cursor = new Cursor(statement.text, context.sourceType);
  return new Tx(
    cursor,
    context,
    new Diagnostics((offset) => positionAt(statement, statement.text, offset)),
  );
}

/** COMMENT ON VIEW; comments on a view's columns are not kept by DuckDB. */
function foldComment(tx: Tx, comments: Map<string | undefined, string>): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.accept("COMMENT", "ON") && !cursor.isWords("COLUMN")) {
    cursor.next();
    cursor.accept("VIEW");
    cursor.name();
    cursor.accept("IS");
    const token = cursor.next();
    const literal =
      token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
    if (literal?.kind === "text") {
      comments.set(undefined, literal.value);
      return;
    }
  }
  const clause = cursor.text.replace(/\s+/g, " ").slice(0, 100);
  tx.note("DWM-QRY-007", { clause, why: "not kept for views" }, offset);
}
