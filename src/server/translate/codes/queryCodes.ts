import type { IssueKind } from "./issueKind.ts";

/** Issues of queries. */
export const QUERY_CODES = {
  "DWM-QRY-001": {
    severity: "error",
    message: "Cannot read the query at {near}: {reason}",
    hint: "Rewrite this part of the source, or translate the object by hand.",
  },
  "DWM-QRY-002": {
    severity: "error",
    message: "{construct} has no translation",
    hint: "Rewrite this part of the source, or translate the object by hand.",
  },
  "DWM-QRY-003": {
    severity: "error",
    message: "Function {name} has no translation for the target",
    hint: "Rewrite the call with functions that both sides have.",
  },
  "DWM-QRY-004": {
    severity: "error",
    message: "{name}: {reason}",
    hint: "Rewrite the call so that its meaning can be told.",
  },
  "DWM-QRY-005": {
    severity: "error",
    message: "Format mask '{mask}': element '{element}' has no counterpart",
  },
  "DWM-QRY-006": {
    severity: "warning",
    message: "Review: {what}",
  },
  "DWM-QRY-007": {
    severity: "info",
    message: "Dropped: {clause} ({why})",
  },
  "DWM-QRY-008": {
    severity: "error",
    message: "The cross-check found a difference: {what}",
    hint: "A second reading of source and result finds them different; check by hand.",
  },
  "DWM-QRY-009": {
    severity: "warning",
    message: "Materialized view created as a plain view: it is computed when it is read",
  },
  "DWM-QRY-010": {
    severity: "error",
    message: "Unknown type {type}",
  },
  "DWM-QRY-011": {
    severity: "error",
    message: "The object {name} lies outside of the inventory",
    hint: "Names of another database or server cannot be reached from the target.",
  },
  "DWM-QRY-012": {
    severity: "warning",
    message:
      "Texts are compared as they stand here; the source's usual collation takes upper and lower case, and blanks at the end, for the same",
    hint: "Harmless where the data is written in one way; else compare lower(…) on both sides.",
  },
  "DWM-QRY-013": {
    severity: "info",
    message: "Digits behind the point: {what}",
    hint: "Cast the value to a DECIMAL with the digits that you need.",
  },
  "DWM-QRY-015": {
    severity: "info",
    message: "Small difference: {what}",
    hint: "Look at it where the value is compared, or is a key.",
  },
  "DWM-QRY-014": {
    severity: "info",
    message: "Blanks at the end of a text count in comparisons here; in Redshift they do not",
    hint: "Harmless where the data has none; else compare rtrim(…) on both sides.",
  },
} as const satisfies Record<string, IssueKind>;
