import type { Issue } from "../../../protocol/job.ts";
import type { SourcePosition } from "../../inventory/types.ts";
import { type IssueCode, makeIssue } from "../../translate/issueCodes.ts";

/** DuckDB names settings that would have it fetch code from the network by itself. */
const INSTALL = " Extensions are neither fetched nor loaded here: write it without $1";

/** DuckDB's message on one line, without its picture of the statement and its lists of candidates. */
export function errorText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/\n\nLINE \d+:[\s\S]*$/, "")
    .replace(/\n\s*Candidate[\s\S]*$/, "")
    .replace(/\n\nPlease try installing and loading the (\w+) extension[\s\S]*$/, INSTALL)
    .replace(/\s*\n\s*/g, " ")
    .trim();
}

/** Messages of DuckDB -> our codes; the first that matches counts. */
const KINDS: readonly (readonly [RegExp, IssueCode])[] = [
  [/No space left|disk full|Could not write|Cannot write/i, "DWM-EXE-009"],
  [/^Out of Memory Error|failed to (allocate|pin)/i, "DWM-EXE-010"],
  [
    /^TransactionContext Error|write-write conflict|Catalog write-write conflict|Conflict on/i,
    "DWM-EXE-008",
  ],
  [/^Parser Error/i, "DWM-EXE-007"],
  [/^Constraint Error/i, "DWM-EXE-006"],
  [
    /^(Conversion|Out of Range|Mismatch Type|Invalid Input) Error|^Binder Error: (Cannot (compare|cast|mix)|.*explicit cast)/i,
    "DWM-EXE-005",
  ],
  [/^Catalog Error: (Table|View) with name|^Catalog Error: .*Table with name/i, "DWM-EXE-002"],
  [
    /function with name|^Binder Error: No function matches|Could not choose a best candidate/i,
    "DWM-EXE-004",
  ],
  [
    /^Binder Error: (Referenced (column|table)|Table .* does not have a column|Ambiguous reference to column|Values list .* does not have a column)|Column .* does not exist/i,
    "DWM-EXE-003",
  ],
];

/** The issue for an error of DuckDB at a place in the source. */
export function toIssue(error: unknown, at: SourcePosition): Issue {
  const detail = errorText(error);
  const code = KINDS.find(([pattern]) => pattern.test(detail))?.[1] ?? "DWM-EXE-001";
  // The code says what kind of error it is; DuckDB's own class before it would say it twice.
  return makeIssue(code, at, { detail: detail.replace(/^[A-Z][\w ]* Error: /, "") });
}

/** True for errors that go away when the same is tried again. */
export function isConflict(error: unknown): boolean {
  return /TransactionContext Error|write-write conflict|Conflict on/i.test(errorText(error));
}
