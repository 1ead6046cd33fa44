import type { Issue } from "../../../protocol/job.ts";
import type { InventoryObject } from "../../inventory/types.ts";
import { tokenize } from "../../sql/lexer.ts";
import type { Token } from "../../sql/token.ts";
import { Cursor } from "../cursor.ts";
import { Diagnostics, Untranslatable } from "../diagnostics.ts";
import { makeIssue } from "../issueCodes.ts";
import { positionAt } from "../positions.ts";
import { Tx } from "../query/tx.ts";
import type { TranslateContext, TranslatedObject } from "../types.ts";
import { compareShapes } from "../verify/compareShapes.ts";
import { findings, ownFunctions } from "../verify/findings.ts";
import { readViewHead } from "../view/head.ts";
import { writeView } from "../view/writeView.ts";
import { askLibrary } from "./ask.ts";
import { suspectIn } from "./suspects.ts";
import { vanished } from "./vanished.ts";

/** What our rules refuse because they do not know it; what they know to be wrong or out of reach no library makes right. */
const OPEN: ReadonlySet<string> = new Set(["DWM-QRY-001", "DWM-QRY-002", "DWM-QRY-003"]);

/**
 * Asks the library for a query that our rules refused. Its answer is taken, for review, where nothing in the source is among
 * what it is known to get wrong, what was refused is gone from the result, nothing else is, and the result passes every
 * check without a remark. Undefined: the refusal stands.
 */
export async function fallBack(
  object: InventoryObject,
  context: TranslateContext,
  refused: Issue,
  targetName: string,
): Promise<TranslatedObject | undefined> {
  const [create, ...more] = object.definition;
  // Names are left as the library writes them: they have to be those of the target.
  const asWritten = context.target === "databricks" && context.names.schema === "";
  if (!create || more.length > 0 || !asWritten || context.withoutLibraries) return undefined;
  if (object.objectType !== "VIEW" || !OPEN.has(refused.code)) return undefined;
  const cursor = new Cursor(create.text, context.sourceType);
  const locate = (offset: number) => positionAt(create, create.text, offset);
  const tx = new Tx(cursor, context, new Diagnostics(locate));
  try {
    const head = readViewHead(tx);
    const tokens = cursor.tokens.slice(cursor.at, head.bodyEnd);
    const culprit = tokens.find((token) => isAt(refused, locate(token.start)));
    if (!culprit || suspectIn(tokens, context.sourceType) !== undefined) return undefined;
    const body = cursor.textBetween(cursor.at, head.bodyEnd);
    const sql = await askLibrary(body, context.sourceType);
    if (sql === undefined || !differs(sql, tokens, culprit)) return undefined;
    if (vanished(tokens, culprit, sql, context.sourceType) !== undefined) return undefined;
    if (compareShapes(body, context.sourceType, sql, "databricks") !== undefined) return undefined;
    const functions = ownFunctions(context, object);
    if ((await findings(sql, object.definition, context, functions)).length > 0) return undefined;
    const { file, line, column } = create;
    const at = { file, line, column };
    const statements = writeView(tx, head, targetName, sql, head.comment, at);
    const reason = refused.message.replace(/[^.!?]$/, "$&.");
    const issue = makeIssue(
      "DWM-VER-006",
      { file, line: refused.line ?? line, column: refused.column ?? column },
      { refused: reason },
    );
    const issues = [...tx.diagnostics.issues, issue];
    return {
      outcome: "translated",
      targetName,
      statements,
      afterLoad: [],
      columns: null,
      issues,
      engine: "library",
    };
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
}

function isAt(issue: Issue, { line, column }: { line: number; column: number }): boolean {
  return issue.line === line && issue.column === column;
}

/** What was refused is not in the result any more, nor is the result the source over again. */
function differs(sql: string, source: readonly Token[], culprit: Token): boolean {
  const result = tokenize(sql, "databricks");
  const fold = ({ value }: Token) => value.toUpperCase();
  if (result.map(fold).join(" ") === source.map(fold).join(" ")) return false;
  return !result.some((token) => fold(token) === fold(culprit));
}
