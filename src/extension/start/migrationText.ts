import { dirname, isAbsolute, relative, sep } from "node:path";
import { MIGRATION_FIELDS } from "../../protocol/migrationFile.ts";
import type { StartRequestInput } from "../../protocol/requests.ts";

const PATHS: readonly string[] = ["inventory_path", "target_path"];

/** The text of a migration.json at `file` that starts what the request starts; what is left to its default is not written. */
export function migrationText(request: StartRequestInput, file: string): string {
  const fields: Record<string, unknown> = {};
  for (const [name, { default: left }] of Object.entries(MIGRATION_FIELDS)) {
    const value = request[name as keyof StartRequestInput];
    if (value == null || value === "" || value === left) continue;
    fields[name] = PATHS.includes(name) ? shortPath(String(value), file) : value;
  }
  return `${JSON.stringify(fields, undefined, 2)}\n`;
}

/** Relative to the file's folder for what lies in it, so that both can be moved together. */
function shortPath(path: string, file: string): string {
  const short = relative(dirname(file), path);
  if (short === "") return ".";
  if (isAbsolute(short) || short === ".." || short.startsWith(`..${sep}`)) return path;
  return short.replaceAll(sep, "/");
}
