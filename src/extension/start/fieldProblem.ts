import type * as z from "zod";
import { SOURCE_TYPES } from "../../protocol/dialect.ts";
import { MIGRATION_FIELDS } from "../../protocol/migrationFile.ts";
import type { L10n } from "../hostTypes.ts";
import { nearest } from "./nearest.ts";

/** What is wrong with fields, in words that say what to do. */
export interface FieldProblem {
  path: readonly (string | number)[];
  /** It is the name that is wrong, not the value. */
  atKey: boolean;
  code: string;
  message: string;
  /** The field that was probably meant. */
  instead?: string;
}

/** One problem of zod's as ours: one a field that is not known, else one. */
export function fieldProblems(issue: z.core.$ZodIssue, l10n: L10n): FieldProblem[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownField([...path, key], key, l10n));
  }
  const message = messageOf(issue, path, l10n);
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  return [{ path, atKey: false, code: missing ? "field-missing" : "field-value", message }];
}

function unknownField(path: FieldProblem["path"], key: string, l10n: L10n): FieldProblem {
  const names = Object.keys(MIGRATION_FIELDS);
  const instead = nearest(key, names);
  const base = { path, atKey: true, code: "field-unknown" };
  if (instead !== undefined) {
    const message = l10n.t("There is no field “{0}”. Did you mean “{1}”?", key, instead);
    return { ...base, message, instead };
  }
  const message = l10n.t(
    "There is no field “{0}”. Remove it, or use one of: {1}.",
    key,
    names.join(", "),
  );
  return { ...base, message };
}

function messageOf(issue: z.core.$ZodIssue, path: FieldProblem["path"], l10n: L10n): string {
  const name = String(path[0] ?? "");
  switch (issue.code) {
    case "invalid_type": {
      if (path.length === 0) return l10n.t("A migration is an object: { … } with its fields.");
      if (issue.input === undefined) return missing(name, l10n);
      return l10n.t("“{0}” must be {1}.", name, kind(issue.expected, l10n));
    }
    case "invalid_value": {
      const values = issue.values.map((value) => `"${String(value)}"`).join(", ");
      return l10n.t("“{0}” must be one of: {1}.", name, values);
    }
    case "too_small": {
      if (issue.origin === "string") return l10n.t("“{0}” must not be empty.", name);
      return l10n.t("“{0}” must be {1} or more.", name, String(issue.minimum));
    }
    case "too_big": {
      const { maximum } = issue;
      if (issue.origin === "string") {
        return l10n.t("“{0}” is too long: at most {1} characters.", name, String(maximum));
      }
      if (issue.origin === "array") {
        return l10n.t("“{0}” has too many entries: at most {1}.", name, String(maximum));
      }
      return l10n.t("“{0}” must be {1} or less.", name, String(maximum));
    }
    default: {
      if (name === "source_type") {
        const known = [...SOURCE_TYPES, "auto"].join(", ");
        return l10n.t(
          "There is no source type “{0}”. Use one of: {1}.",
          String(issue.input),
          known,
        );
      }
      return l10n.t("“{0}” must not hold control characters.", name);
    }
  }
}

function missing(name: string, l10n: L10n): string {
  const field = MIGRATION_FIELDS[name as keyof typeof MIGRATION_FIELDS];
  const example = JSON.stringify(field?.examples[0] ?? "");
  return l10n.t("“{0}” is missing. Add it, for example: {1}", name, `"${name}": ${example}`);
}

function kind(expected: string, l10n: L10n): string {
  switch (expected) {
    case "boolean":
      return l10n.t("true or false");
    case "int":
    case "number":
      return l10n.t("a whole number, without quotes");
    case "array":
      return l10n.t('a list of texts: ["…"]');
    default:
      return l10n.t("a text in double quotes");
  }
}
