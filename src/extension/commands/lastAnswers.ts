import type { Memento } from "vscode";
import type { StartRequestInput } from "../../protocol/requests.ts";

const KEY = "start.answers";

/** What the wizard asks for and offers again. The model is a setting's. */
const ASKED = [
  "inventory_path",
  "source_type",
  "target_catalog",
  "target_schema",
  "target_path",
  "dry_run",
] as const;

type Answers = Partial<Pick<StartRequestInput, (typeof ASKED)[number]>>;

/** What was answered last in this workspace; empty the first time. */
export function lastAnswers(memory: Memento): Answers {
  const kept = memory.get<unknown>(KEY);
  if (typeof kept !== "object" || kept === null) return {};
  const answers = kept as Record<string, unknown>;
  // An older or newer version of the extension may have kept something else.
  const good = ASKED.filter(
    (field) => typeof answers[field] === (field === "dry_run" ? "boolean" : "string"),
  );
  return Object.fromEntries(good.map((field) => [field, answers[field]])) as Answers;
}

/** Keeps the answers of a migration that was started. */
export function rememberAnswers(memory: Memento, request: StartRequestInput): Thenable<void> {
  const kept = ASKED.filter((field) => request[field] != null);
  return memory.update(KEY, Object.fromEntries(kept.map((field) => [field, request[field]])));
}
