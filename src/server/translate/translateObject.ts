import type { InventoryObject, SourcePosition } from "../inventory/types.ts";
import { Untranslatable } from "./diagnostics.ts";
import { makeIssue } from "./issueCodes.ts";
import { fallBack } from "./library/fallBack.ts";
import { translateRoutine } from "./procedure/translateRoutine.ts";
import { targetOf } from "./query/from/tableName.ts";
import { translateTable } from "./table/translateTable.ts";
import type { TranslateContext, TranslatedObject } from "./types.ts";
import { verifyObject } from "./verify/verifyObject.ts";
import { translateView } from "./view/translateView.ts";

/**
 * Translates one object's definition into the target's statements. Never rejects for what the SQL holds: that is an
 * outcome with an issue at its place in the source.
 */
export async function translateObject(
  object: InventoryObject,
  context: TranslateContext,
): Promise<TranslatedObject> {
  return verifyObject(object, context, await translate(object, context));
}

async function translate(
  object: InventoryObject,
  context: TranslateContext,
): Promise<TranslatedObject> {
  const first = object.definition[0];
  const at: SourcePosition = first ?? { file: "", line: 1, column: 1 };
  if (!first) {
    const issue = makeIssue("DWM-TBL-001", at, {
      near: object.name,
      reason: "the inventory has no definition",
    });
    return { outcome: "error", issue, issues: [issue] };
  }
  if (object.twin !== undefined) {
    const { name, twin: other } = object;
    const issue = makeIssue("DWM-TBL-027", at, { name, other });
    return { outcome: "error", issue, issues: [issue] };
  }
  if (object.readsItself) {
    const issue = makeIssue("DWM-TBL-028", at, { name: object.name });
    return { outcome: "error", issue, issues: [issue] };
  }
  const targetName = targetOf(context, object.name.split(".")) ?? object.baseName;
  if (targetName === "" || /^&|\$\(|\{/.test(targetName)) {
    const issue = makeIssue("DWM-TBL-001", at, {
      near: object.name,
      reason: "the name holds a variable of a client tool",
    });
    return { outcome: "error", issue, issues: [issue] };
  }
  try {
    if (object.objectType === "PROCEDURE") return translateRoutine(object, context, targetName);
    if (object.objectType === "VIEW") return await translateView(object, context, targetName);
    return translateTable(object, context, targetName);
  } catch (error) {
    if (error instanceof Untranslatable) {
      const { issue } = error;
      const made = await fallBack(object, context, issue, targetName);
      return made ?? { outcome: "error", issue, issues: [issue] };
    }
    if (error instanceof RangeError) {
      const issue = makeIssue("DWM-QRY-001", at, {
        near: object.name,
        reason: "nested too deeply",
      });
      return { outcome: "error", issue, issues: [issue] };
    }
    throw error;
  }
}
