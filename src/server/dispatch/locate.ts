import type { Issue } from "../../protocol/job.ts";
import { LineIndex } from "../inventory/lineIndex.ts";
import type { InventoryObject } from "../inventory/types.ts";

/** Codes of what the target says of a name: a missing table, column, function. */
const NAMING = new Set(["DWM-EXE-002", "DWM-EXE-003", "DWM-EXE-004"]);

/**
 * The issue at the place of the name that it is about. The target names it, but knows only its own text: the first place
 * where the source's definition writes that name is where a person looks. Otherwise the issue as it is.
 */
export function locate(issue: Issue, source: InventoryObject): Issue {
  if (!NAMING.has(issue.code)) return issue;
  const name =
    /(?:with name|column|table|function) "?([\w$#.]+)"?/i.exec(
      issue.message.slice(issue.message.indexOf(":") + 1),
    )?.[1] ?? "";
  const bare = name.split(".").at(-1) ?? "";
  if (bare === "") return issue;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${RegExp.escape(bare)}(?![\\p{L}\\p{N}_])`, "iu");
  for (const statement of source.definition) {
    const offset = statement.text.search(pattern);
    if (offset < 0) continue;
    const { line, column } = new LineIndex(statement.text).at(offset);
    return {
      ...issue,
      file: statement.file,
      line: statement.line + line - 1,
      column: line === 1 ? statement.column + column - 1 : column,
    };
  }
  return issue;
}
