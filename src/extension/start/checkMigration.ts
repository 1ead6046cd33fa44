import { stat } from "node:fs/promises";
import { dirname, isAbsolute, resolve } from "node:path";
import type { StartRequestInput, ValidateResponse } from "../../protocol/requests.ts";
import type { L10n } from "../hostTypes.ts";
import { type FileProblem, type MigrationText, readMigration } from "./readMigration.ts";

/** The fields of a start that name something on a disk. */
const PATHS = ["inventory_path", "target_path"] as const;

export interface MigrationPlace {
  /** The path of the migration.json: what is relative in it is relative to its folder. */
  file: string;
  /** False when the engine reads another disk than ours. */
  sharesDisk: boolean;
}

/** A migration.json that was checked without the engine. */
export interface CheckedMigration extends MigrationText {
  /** What can be started, with absolute paths; undefined when something is wrong. */
  request: StartRequestInput | undefined;
}

/** Reads a migration.json, resolves its paths and looks whether they are there. Nothing is asked of the engine. */
export async function checkMigration(
  text: string,
  place: MigrationPlace,
  l10n: L10n,
): Promise<CheckedMigration> {
  const read = readMigration(text, l10n);
  if (!read.fields) return { ...read, request: undefined };
  const request = withAbsolutePaths(read.fields, place.file);
  const found = await pathProblems(read.fields, request, place, l10n);
  const problems = [
    ...read.problems,
    ...found.map(({ field, message }): FileProblem => {
      return { span: read.spanOf(field), severity: "error", code: "path", message };
    }),
  ];
  return { ...read, problems, request: problems.length > 0 ? undefined : request };
}

/** The fields with paths that mean the same from everywhere. */
export function withAbsolutePaths(fields: StartRequestInput, file: string): StartRequestInput {
  const request = { ...fields };
  for (const field of PATHS) {
    const path = request[field];
    if (path && !isAbsoluteAnywhere(path)) request[field] = resolve(dirname(file), path);
  }
  return request;
}

/** A path of Windows is absolute for an engine there, too. */
function isAbsoluteAnywhere(path: string): boolean {
  return isAbsolute(path) || /^(?:[a-z]:[\\/]|\\\\)/i.test(path);
}

async function pathProblems(
  fields: StartRequestInput,
  request: StartRequestInput,
  { sharesDisk }: MigrationPlace,
  l10n: L10n,
): Promise<{ field: string; message: string }[]> {
  if (!sharesDisk) {
    const relative = PATHS.filter((field) => fields[field] && !isAbsoluteAnywhere(fields[field]));
    return relative.map((field) => {
      const message = l10n.t(
        "The engine runs on another machine: give the absolute path that “{0}” has there.",
        String(fields[field]),
      );
      return { field, message };
    });
  }
  const found: { field: string; message: string }[] = [];
  if (!(await kindOf(request.inventory_path))) {
    const message = l10n.t(
      "{0} does not exist. Give the folder or file of .sql scripts, relative to this file or absolute.",
      request.inventory_path,
    );
    found.push({ field: "inventory_path", message });
  }
  if (request.target_path && (await kindOf(request.target_path)) === "folder") {
    const message = l10n.t(
      "{0} is a folder. Give the DuckDB file to write in it.",
      request.target_path,
    );
    found.push({ field: "target_path", message });
  }
  return found;
}

async function kindOf(path: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}

/** What the engine says of a start, at the fields that it is about. Statements that are left out are one warning. */
export function engineProblems(
  { problems }: ValidateResponse,
  spanOf: MigrationText["spanOf"],
  l10n: L10n,
): FileProblem[] {
  const told = problems.filter(({ severity }) => severity !== "info");
  const placed = told.filter(({ severity, file }) => severity === "warning" && file !== undefined);
  const found = told
    .filter((problem) => !placed.includes(problem))
    .map(({ severity, code, message, field = "inventory_path" }): FileProblem => {
      const span = spanOf(field.split(".", 1)[0] ?? field);
      return { span, severity: severity === "error" ? "error" : "warning", code, message };
    });
  const [first] = placed;
  if (!first) return found;
  const message =
    placed.length === 1
      ? l10n.t("1 statement is not migrated: {0}", first.message)
      : l10n.t("{0} statements are not migrated, the first: {1}", placed.length, first.message);
  const span = spanOf("inventory_path");
  return [...found, { span, severity: "warning", code: first.code, message, places: placed }];
}
