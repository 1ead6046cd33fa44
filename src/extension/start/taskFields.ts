import type { StartRequestInput } from "../../protocol/requests.ts";
import { AppError } from "../errors.ts";
import type { L10n } from "../hostTypes.ts";
import { withAbsolutePaths } from "./checkMigration.ts";
import { readMigration } from "./readMigration.ts";

/** What a task of type dw-migration says: a migration.json, fields of a start, or both. */
export interface TaskFields {
  file?: unknown;
  [field: string]: unknown;
}

/** The fields of a task that are those of a start; paths are relative to `folder`. */
export function startFieldsOf(
  { type: _, file: __, ...fields }: TaskFields,
  folder: string | undefined,
): Record<string, unknown> {
  if (folder === undefined) return fields;
  const paths = ["inventory_path", "target_path"].filter(
    (name) => typeof fields[name] === "string",
  );
  const given = Object.fromEntries(paths.map((name) => [name, fields[name]]));
  const absolute = withAbsolutePaths(given as unknown as StartRequestInput, `${folder}/task`);
  return { ...fields, ...absolute };
}

/** A task's fields as a start; an AppError says what is wrong with them. */
export function requestOfTask(fields: Record<string, unknown>, l10n: L10n): StartRequestInput {
  const { fields: request, problems } = readMigration(JSON.stringify(fields), l10n);
  if (request) return request;
  const message = l10n.t(
    "The task cannot be run: {0} Mend it in tasks.json.",
    problems.map((problem) => problem.message).join(" "),
  );
  throw new AppError("task.invalid", message);
}
