import type { Issue } from "../../../protocol/job.ts";
import type { SourcePosition } from "../../inventory/types.ts";
import { type IssueCode, makeIssue } from "../../translate/issueCodes.ts";

/** DuckDB's error classes (the words before "Error:") and messages, first match wins. */
const RULES: readonly [RegExp, IssueCode][] = [
  [/no space left|could not write|IO Error.*(?:write|truncate|sync)/i, "DWM-EXE-009"],
  [/^Out of Memory|could not allocate|failed to (?:pin|allocate)/i, "DWM-EXE-010"],
  [/^(?:TransactionContext|Transaction) Error/i, "DWM-EXE-008"],
  [/^Constraint Error/i, "DWM-EXE-006"],
  [/^Parser Error/i, "DWM-EXE-007"],
  [/^(?:Conversion|Out of Range|Invalid Input) Error/i, "DWM-EXE-005"],
  [/(?:Scalar|Table|Aggregate|Macro)? ?Function with name|No function matches/i, "DWM-EXE-004"],
  [/Existing object .* is of type/i, "DWM-EXE-012"],
  [/^Catalog Error: (?:Table|View|Schema|Sequence|Type)/i, "DWM-EXE-002"],
  [/Referenced (?:column|table)|column .* not found|does not have a column/i, "DWM-EXE-003"],
];

/** The message without DuckDB's echo of the statement (`LINE 1: … ^`), on one line. */
function cleanMessage(message: string): string {
  return message
    .replace(/\n+LINE \d+:[\s\S]*$/, "")
    .replaceAll(/\s*\n\s*/g, " ")
    .trim();
}

/** True when another transaction was in the way and the same work may succeed if it is done again. */
export function isConflict(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(?:TransactionContext|Transaction) Error.*conflict/is.test(error.message)
  );
}

/** What DuckDB said about the statement that stands at `at` in the source. */
export function toIssue(error: unknown, at: SourcePosition, name: string): Issue {
  const message = error instanceof Error ? error.message : String(error);
  const detail = cleanMessage(message);
  const [, code] = RULES.find(([pattern]) => pattern.test(detail)) ?? [undefined, "DWM-EXE-001"];
  return makeIssue(code as IssueCode, at, { detail, name });
}
