import type { IssueKind } from "./issueKind.ts";

/** Issues of rows. */
export const ROW_CODES = {
  "DWM-DAT-001": {
    severity: "error",
    message: "Cannot read the rows at {near}: {reason}",
  },
  "DWM-DAT-002": {
    severity: "error",
    message: "The row has {found} values for {expected} columns",
  },
  "DWM-DAT-003": {
    severity: "error",
    message: "{statement} statements cannot be applied to the target",
  },
  "DWM-DAT-004": {
    severity: "error",
    message: "The file of the rows cannot be read: {reason}",
  },
  "DWM-DAT-005": {
    severity: "error",
    message: "{value} is more than a BOOLEAN holds; TINYINT(1) became one",
    hint: "Make the column TINYINT without (1) in the source script.",
  },
  "DWM-DAT-006": {
    severity: "error",
    message: "{file} was changed since the rows of {table} were found in it",
    hint: "Retry the object: a retry reads the file again.",
  },
} as const satisfies Record<string, IssueKind>;

/** Issues of statements that define nothing. */
export const DML_CODES = {
  "DWM-DML-001": {
    severity: "info",
    message: "Left out: {statement}: {why}",
  },
  "DWM-DML-002": {
    severity: "warning",
    message: "Left out: {statement}: {why}",
    hint: "Do what it does by hand where the target needs it.",
  },
  "DWM-DML-003": {
    severity: "error",
    message: "{statement} has no translation: {why}",
    hint: "Write what it does by hand for the target.",
  },
  "DWM-DML-004": {
    severity: "info",
    message: "Note: {what}",
  },
  "DWM-DML-005": {
    severity: "error",
    message: "{statement} depends on the keys of {table}, which are not known",
    hint: "Translate it in one script with the CREATE TABLE that names its primary key, or write a MERGE by hand.",
  },
} as const satisfies Record<string, IssueKind>;
