import type { StartRequestInput } from "../../protocol/requests.ts";
import type { L10n } from "../hostTypes.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;
const MAX_NAME_CHARS = 255;

/** Why a text is no name of a catalog or schema; undefined when it is one. The engine checks again. */
export function nameProblem(text: string, l10n: L10n): string | undefined {
  const name = text.trim();
  if (name === "") return l10n.t("Enter a name.");
  if (name.length > MAX_NAME_CHARS) return l10n.t("At most {0} characters.", MAX_NAME_CHARS);
  return CONTROL.test(name) ? l10n.t("Control characters are not allowed.") : undefined;
}

/** A whole start request that a command was given: a task, a keybinding or a test asks for no wizard. */
export function asStartRequest(argument: unknown): StartRequestInput | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const given = argument as Record<string, unknown>;
  const needed = ["inventory_path", "target_catalog", "target_schema", "source_type"];
  if (!needed.every((field) => typeof given[field] === "string")) return undefined;
  return argument as StartRequestInput;
}
