import type { Issue } from "../../../protocol/job.ts";
import type { LooseStatement } from "../../inventory/readScript.ts";
import type { SourceStatement } from "../../inventory/types.ts";
import { Cursor } from "../cursor.ts";
import { Diagnostics, Untranslatable } from "../diagnostics.ts";
import { makeIssue } from "../issueCodes.ts";
import { positionAt } from "../positions.ts";
import { Tx } from "../query/tx.ts";
import type { TranslateContext } from "../types.ts";
import { readSelectInto } from "./selectInto.ts";
import { isStatement, translateStatement } from "./translateStatement.ts";

/** A statement of a script that defines no object, in the target's language. */
export interface LooseResult {
  /** What it is: INSERT, MERGE, GRANT …; undefined where it could not be read. */
  kind: string | undefined;
  /** Statements of the target in order; null where it could not be translated. */
  statements: string[] | null;
  issues: Issue[];
  /** No reader knows such a statement: it is no matter of this translation. */
  unknown?: true;
}

/** Translates a statement that defines no object. Never throws for what the SQL holds. */
export function translateLoose(statement: LooseStatement, context: TranslateContext): LooseResult {
  const locate = (offset: number) => positionAt(statement, statement.text, offset);
  const diagnostics = new Diagnostics(locate);
  try {
    const cursor = new Cursor(statement.text, context.sourceType);
    const tx = new Tx(cursor, context, diagnostics);
    if (!isStatement(tx)) return { kind: undefined, statements: null, issues: [], unknown: true };
    const { kind, statements } = readSelectInto(tx) ?? translateStatement(tx);
    if (statement.guarded) {
      const what = "the condition that it stands behind in the source is left out";
      diagnostics.report("DWM-QRY-006", 0, { what });
    }
    const { issues } = diagnostics;
    if (statements.length > 0 || issues.length > 0) return { kind, statements, issues };
    return { kind, statements, issues, unknown: true };
  } catch (error) {
    const issues = [...diagnostics.issues, issueOf(error, statement)];
    return { kind: undefined, statements: null, issues };
  }
}

function issueOf(error: unknown, statement: SourceStatement): Issue {
  if (error instanceof Untranslatable) return error.issue;
  if (!(error instanceof RangeError)) throw error;
  const near = statement.text.slice(0, 40);
  return makeIssue("DWM-QRY-001", statement, { near, reason: "nested too deeply" });
}
