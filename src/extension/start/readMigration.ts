import { migrationFileSchema } from "../../protocol/migrationFile.ts";
import type { StartProblem, StartRequestInput } from "../../protocol/requests.ts";
import type { L10n } from "../hostTypes.ts";
import { fieldProblems } from "./fieldProblem.ts";
import { JsonSyntaxError, type PlacedJson, readPlacedJson, type Span } from "./jsonPlaces.ts";

/** Something that is to be said of a migration.json, at its place. */
export interface FileProblem {
  span: Span;
  severity: "error" | "warning";
  code: string;
  message: string;
  /** What would mend it: this text in the place of the span's. */
  replacement?: { label: string; text: string };
  /** Where in the scripts it is about. */
  places?: readonly StartProblem[];
}

/** A migration.json as far as its text alone tells. */
export interface MigrationText {
  /** Undefined when something is wrong; paths are as they are written. */
  fields: StartRequestInput | undefined;
  problems: FileProblem[];
  /** Where a field stands; the beginning of the file for one that is not there. */
  spanOf(field: string): Span;
}

/** Reads a migration.json and says what is wrong with it, every error at its place. */
export function readMigration(text: string, l10n: L10n): MigrationText {
  let json: PlacedJson;
  try {
    json = readPlacedJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const problem = syntaxProblem(error, l10n);
    return { fields: undefined, problems: [problem], spanOf: () => problem.span };
  }
  const spanOf = (field: string) => spanOfPath(json, [field], false);
  const problems: FileProblem[] = json.repeated.map(({ name, key }) => {
    const message = l10n.t("“{0}” is there twice. Remove one.", name);
    return { span: key, severity: "error", code: "field-repeated", message };
  });
  const parsed = migrationFileSchema.safeParse(json.value, { reportInput: true });
  const wrong = (parsed.error?.issues ?? []).flatMap((issue) => fieldProblems(issue, l10n));
  const misspelt = new Set(wrong.map(({ instead }) => instead));
  for (const { path, atKey, code, message, instead } of wrong) {
    // What is there under a wrong name is not missing, too.
    if (code === "field-missing" && misspelt.has(String(path[0]))) continue;
    const span = spanOfPath(json, path, atKey);
    const replacement = instead && { label: instead, text: JSON.stringify(instead) };
    problems.push({ span, severity: "error", code, message, ...(replacement && { replacement }) });
  }
  problems.sort((a, b) => a.span.from - b.span.from);
  if (!parsed.success || problems.length > 0) return { fields: undefined, problems, spanOf };
  const { $schema: _, ...fields } = parsed.data;
  return { fields, problems, spanOf };
}

/** The value of a path, its name, or what is nearest around it; of the whole only the first character. */
function spanOfPath(
  { places }: PlacedJson,
  path: readonly (string | number)[],
  atKey: boolean,
): Span {
  for (let length = path.length; length > 0; length--) {
    const wanted = path.slice(0, length).join("\n");
    const place = places.findLast(
      (one) => one.path.length === length && one.path.join("\n") === wanted,
    );
    if (place) return (atKey && place.key) || place.value;
  }
  const from = places[0]?.value.from ?? 0;
  return { from, to: from + 1 };
}

function syntaxProblem({ message: found, at: span }: JsonSyntaxError, l10n: L10n): FileProblem {
  const base = { span, severity: "error", code: "json" } as const;
  if (found === "")
    return { ...base, message: l10n.t("The file ends too early: something is not closed.") };
  if (found.startsWith("/")) {
    return { ...base, message: l10n.t("JSON has no comments. Remove this one.") };
  }
  if (found.startsWith("'")) {
    return { ...base, message: l10n.t("Texts stand in double quotes.") };
  }
  if (found === "}" || found === "]") {
    return {
      ...base,
      message: l10n.t("A value is missing here, or the comma before is too many."),
    };
  }
  return {
    ...base,
    message: l10n.t(
      "This is no JSON at “{0}”: look for a comma or a quote that is missing.",
      found,
    ),
  };
}
