import type { IssueKind } from "./issueKind.ts";

/** What a check of a result finds. */
export const VERIFY_CODES = {
  "DWM-VER-001": {
    severity: "warning",
    message: "An independent parser cannot read the result: {reason}",
    hint: "It does not know all of Databricks SQL: try the statement there before anything is built on it.",
  },
  "DWM-VER-002": {
    severity: "error",
    message: "The result still holds what only the source knows: {what}",
    hint: "Rewrite this part of the source, or translate the object by hand; please report it with the statement.",
  },
  "DWM-VER-003": {
    severity: "error",
    message: "The result calls {name}, which neither the target nor the inventory has",
    hint: "Add the function to the inventory, or rewrite the call with functions that both sides have.",
  },
  "DWM-VER-004": {
    severity: "error",
    message: "Source and result differ: {what}",
    hint: "This is a defect of the translation; please report the statement.",
  },
  "DWM-VER-005": {
    severity: "error",
    message: "DuckDB refuses the result: {reason}",
    hint: "Translate the object by hand; please report it with the statement.",
  },
  "DWM-VER-006": {
    severity: "warning",
    message:
      "Our rules refused: {refused} A library translated it instead, which is not proven to mean the same",
    hint: "Compare the results of both sides before you rely on it.",
  },
} as const satisfies Record<string, IssueKind>;

/** What comes of asking a language model. */
export const MODEL_CODES = {
  "DWM-MOD-001": {
    severity: "warning",
    message:
      "A language model made this translation; it passed every check, but nobody has read it",
    hint: "Compare it with the source before it is relied on.",
  },
  "DWM-MOD-002": {
    severity: "warning",
    message: "The language model was asked, without use: {reason}",
    hint: "Translate the object by hand, or retry it with another model.",
  },
} as const satisfies Record<string, IssueKind>;
