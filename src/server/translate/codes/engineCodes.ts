import type { IssueKind } from "./issueKind.ts";

/** What a target answers when it executes. */
export const TARGET_CODES = {
  "DWM-EXE-001": { severity: "error", message: "The target refused the statement: {detail}" },
  "DWM-EXE-002": {
    severity: "error",
    message: "A table or view is missing in the target: {detail}",
    hint: "Is it in the inventory, and was it migrated?",
  },
  "DWM-EXE-003": { severity: "error", message: "A column is missing: {detail}" },
  "DWM-EXE-004": {
    severity: "error",
    message: "A function is missing or has other arguments: {detail}",
  },
  "DWM-EXE-005": { severity: "error", message: "A value does not fit its type: {detail}" },
  "DWM-EXE-006": { severity: "error", message: "A constraint is violated: {detail}" },
  "DWM-EXE-007": { severity: "error", message: "The target cannot read the statement: {detail}" },
  "DWM-EXE-008": {
    severity: "error",
    message: "Another transaction changed the same object: {detail}",
    hint: "Run the object again.",
  },
  "DWM-EXE-009": {
    severity: "error",
    message: "The disk is full or cannot be written: {detail}",
    hint: "Make room, then retry the object.",
  },
  "DWM-EXE-010": {
    severity: "error",
    message: "Memory ran out: {detail}",
    hint: "Lower the number of concurrent objects, then retry.",
  },
} as const satisfies Record<string, IssueKind>;

/** Issues of the job engine. */
export const JOB_CODES = {
  "DWM-JOB-001": {
    severity: "error",
    message: "Skipped: it needs {object}, which was not migrated",
    hint: "Retry the object that failed: what was skipped because of it is run again with it.",
  },
  "DWM-JOB-002": {
    severity: "error",
    message: "Circular: {objects}",
    hint: "Break the circle in the source.",
  },
  "DWM-JOB-003": {
    severity: "error",
    message: "The object took longer than its deadline and was stopped",
    hint: "Retry it; if it is stopped again, split the statement or report it.",
  },
  "DWM-JOB-004": {
    severity: "error",
    message: "An error that nobody foresaw: {detail}",
    hint: "This is a defect; please report it with the statement and the engine's log.",
  },
  "DWM-JOB-005": {
    severity: "error",
    message: "{object} is no longer in {file}",
    hint: "Put it back and retry it, or start a migration of the files as they are now.",
  },
} as const satisfies Record<string, IssueKind>;
