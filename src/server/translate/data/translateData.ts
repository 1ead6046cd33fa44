import type { Issue } from "../../../protocol/job.ts";
import { rowsDigest } from "../../inventory/rowsDigest.ts";
import type { DataRange, InventoryObject } from "../../inventory/types.ts";
import { Untranslatable } from "../diagnostics.ts";
import { makeIssue } from "../issueCodes.ts";
import { targetOf } from "../query/from/tableName.ts";
import type { TranslateContext, TranslatedData } from "../types.ts";
import { FileCache, type SourceText } from "./fileCache.ts";
import { RangeReader } from "./rangeReader.ts";
import { RangeText } from "./rangeText.ts";
import { tableFacts } from "./tableFacts.ts";

/**
 * Translates one range of a table's data statements. Rows of literals are joined to INSERTs of many rows; everything
 * else goes through the query path, statement by statement. Never rejects for what the SQL holds. `files` is the
 * caller's, one a worker, so that a file is not decoded anew for each of its ranges.
 */
export async function translateData(
  object: InventoryObject,
  range: DataRange,
  columns: string[],
  context: TranslateContext,
  files: FileCache = new FileCache(1),
): Promise<TranslatedData> {
  let source: SourceText;
  try {
    source = await files.read(context.root, range.file);
  } catch (error) {
    const issue = makeIssue("DWM-DAT-004", range, {
      reason: error instanceof Error ? error.message : String(error),
    });
    return { outcome: "error", issue, issues: [issue] };
  }
  const text = new RangeText(source, range, context);
  if (range.digest !== undefined && rowsDigest(text.text) !== range.digest) {
    const issue = makeIssue("DWM-DAT-006", range, { table: object.name, file: range.file });
    return { outcome: "error", issue, issues: [issue] };
  }
  try {
    const facts = tableFacts(object, context);
    const target = targetOf(context, object.name.split(".")) ?? object.baseName;
    const statements = new RangeReader(text, target, columns, facts).read();
    return { outcome: "translated", statements, issues: text.issues };
  } catch (error) {
    const issue = stopIssue(error, object, range);
    return { outcome: "error", issue, issues: [...text.issues, issue] };
  }
}

/** The issue that says why a range could not be read; throws what is none of its SQL's faults. */
function stopIssue(error: unknown, object: InventoryObject, range: DataRange): Issue {
  if (error instanceof Untranslatable) return error.issue;
  if (!(error instanceof RangeError)) throw error;
  return makeIssue("DWM-DAT-001", range, { near: object.name, reason: "nested too deeply" });
}
