import type { Issue } from "../../protocol/job.ts";
import type { SourcePosition } from "../inventory/types.ts";
import { adviceFor } from "./codes/advice.ts";
import { JOB_CODES, TARGET_CODES } from "./codes/engineCodes.ts";
import type { IssueKind } from "./codes/issueKind.ts";
import { PROCEDURE_CODES } from "./codes/procedureCodes.ts";
import { QUERY_CODES } from "./codes/queryCodes.ts";
import { MODEL_CODES, VERIFY_CODES } from "./codes/resultCodes.ts";
import { DML_CODES, ROW_CODES } from "./codes/rowCodes.ts";
import { TABLE_CODES } from "./codes/tableCodes.ts";
import { LEFT_OUT_CODES } from "./leftOut/leftOutCodes.ts";

/**
 * Every issue the translation and the targets can raise. Codes are stable: never renumber, never reuse.
 * GEN whatever stands in a script, TBL tables, QRY queries, DAT rows, DML statements that define nothing, PRC code objects, VER what a check of the result finds,
 * MOD the language model, EXE execution in the target, JOB the job engine.
 */
export const ISSUE_CODES = {
  "DWM-GEN-001": {
    severity: "info",
    message: "Not part of a migration: {kind}: {reason}",
  },
  "DWM-GEN-002": {
    severity: "warning",
    message: "Not migrated: {kind}: {reason}",
    hint: "Do what it does by hand where the target needs it.",
  },
  "DWM-GEN-003": {
    severity: "warning",
    message: "Rows of {table}: they are loaded by a migration, not translated here",
    hint: "Start a migration with this script to load them.",
  },
  ...LEFT_OUT_CODES,
  ...TABLE_CODES,
  ...QUERY_CODES,
  ...ROW_CODES,
  ...DML_CODES,
  ...PROCEDURE_CODES,
  ...MODEL_CODES,
  ...VERIFY_CODES,
  ...TARGET_CODES,
  ...JOB_CODES,
} as const satisfies Record<string, IssueKind>;

export type IssueCode = keyof typeof ISSUE_CODES;

/** Fills an issue from the table of codes. */
export function makeIssue(
  code: IssueCode,
  at: SourcePosition,
  parameters: Readonly<Record<string, string | number>> = {},
): Issue {
  const kind: IssueKind = ISSUE_CODES[code];
  const filled = (text: string) =>
    text.replace(/\{(\w+)\}/g, (hole, name: string) => String(parameters[name] ?? hole));
  const message = filled(kind.message);
  const hint = adviceFor(code, parameters) ?? kind.hint;
  return {
    code,
    severity: kind.severity,
    message,
    file: at.file,
    line: at.line,
    column: at.column,
    ...(hint === undefined ? {} : { hint: filled(hint) }),
  };
}
