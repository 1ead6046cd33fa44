import type { IssueKind } from "./issueKind.ts";

/** Issues of tables. */
export const TABLE_CODES = {
  "DWM-TBL-001": {
    severity: "error",
    message: "Cannot read the table definition at {near}: {reason}",
    hint: "Check the statement against the source's grammar; the object was not created.",
  },
  "DWM-TBL-002": {
    severity: "error",
    message: "Column {column} has the unknown type {type}",
    hint: "A user-defined type? Replace it by its base type in the source script.",
  },
  "DWM-TBL-003": {
    severity: "info",
    message: "Dropped: {clause} ({why})",
  },
  "DWM-TBL-004": {
    severity: "warning",
    message: "Unknown clause left out: {clause}",
    hint: "Check that the table does not need it in the target.",
  },
  "DWM-TBL-005": {
    severity: "info",
    message: "Foreign key {name} is not created; the data is loaded unchecked",
    hint: "DuckDB's foreign keys forbid replacing a table and loading in any order.",
  },
  "DWM-TBL-006": {
    severity: "warning",
    message: "Column {column}: {type} becomes {target}; {why}",
  },
  "DWM-TBL-007": {
    severity: "warning",
    message: "The default of column {column} has no counterpart and is left out: {reason}",
    hint: "Set the default by hand, or give the value in each INSERT.",
  },
  "DWM-TBL-008": {
    severity: "warning",
    message: "The check {name} has no counterpart and is left out: {reason}",
  },
  "DWM-TBL-009": {
    severity: "warning",
    message:
      "The computed column {column} cannot be translated and is an ordinary {type} column: {reason}",
    hint: "Rewrite the expression, or fill the column when rows are loaded.",
  },
  "DWM-TBL-010": {
    severity: "error",
    message: "The statement has {counted} columns, {read} were read",
    hint: "This is a defect of the reader; please report the statement.",
  },
  "DWM-TBL-011": {
    severity: "warning",
    message: "{kind} table: created as an ordinary, empty one",
    hint: "Rows that live outside of the database are not migrated.",
  },
  "DWM-TBL-012": {
    severity: "error",
    message: "{what} is not supported for tables",
  },
  "DWM-TBL-013": {
    severity: "warning",
    message:
      "Computed column {column} is stored in the source; here it is computed when it is read",
  },
  "DWM-TBL-014": {
    severity: "warning",
    message: "ALTER TABLE was left out: {clause}",
    hint: "Check that the table does not need it in the target.",
  },
  "DWM-TBL-015": {
    severity: "info",
    message: "Column {column}: {type} becomes {target}; {why}",
  },
  "DWM-TBL-017": {
    severity: "error",
    message: "Column {column}: {type} cannot be held; {why}",
  },
  "DWM-TBL-018": {
    severity: "info",
    message: "Keys are information in Databricks: it checks neither PRIMARY KEY nor FOREIGN KEY",
    hint: "The columns of a foreign key need the types of the key that they name; identity columns are BIGINT.",
  },
  "DWM-TBL-019": {
    severity: "info",
    message: "UNIQUE ({columns}) is left out: the target does not check it",
    hint: "Look for rows that occur twice where rows are loaded.",
  },
  "DWM-TBL-020": {
    severity: "info",
    message: "Texts of any length fit into {columns}: their limit is not kept",
    hint: "Add a CHECK on the length where it matters.",
  },
  "DWM-TBL-021": {
    severity: "info",
    message: "{clause} becomes CLUSTER BY ({columns})",
  },
  "DWM-TBL-022": {
    severity: "info",
    message:
      "Column {column} draws from the sequence {sequence}; in the target it counts by itself",
    hint: "Where several tables draw from one sequence, their numbers overlap in the target.",
  },
  "DWM-TBL-023": {
    severity: "info",
    message: "{clause}: not clustered by {column} ({why})",
  },
  "DWM-TBL-024": {
    severity: "warning",
    message: "Left out: {clause} ({why})",
    hint: "See to it by hand where the target needs it.",
  },
  "DWM-TBL-025": {
    severity: "warning",
    message: "A part of {parent}: here a table of its own, whose rows {parent} does not show",
    hint: "Load the rows into the parent, or read both with UNION ALL.",
  },
  "DWM-TBL-026": {
    severity: "info",
    message: "Fixed-length texts are kept without the blanks at their end: {columns}",
    hint: "Comparisons ignore them in the source; look where lengths are counted, texts joined or LIKE is used.",
  },
  "DWM-TBL-027": {
    severity: "error",
    message: "Only upper and lower case tell {name} from {other}; the target has one name for both",
    hint: "Give one of them another name, in the files or by a view of the source, and what reads it.",
  },
  "DWM-TBL-028": {
    severity: "error",
    message: "The view {name} reads itself: its query names it",
    hint: "Where it means a table of this name in another schema, write that schema before the name, and have the table in the inventory. A query over its own result is WITH RECURSIVE.",
  },
} as const satisfies Record<string, IssueKind>;
