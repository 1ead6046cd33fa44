import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Writes files into `folder`; names may hold folders. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** Writes one script that creates `count` tables t00000 … and answers the folder. */
export function writeTables(folder: string, count: number): string {
  const name = (n: number) => `t${String(n).padStart(5, "0")}`;
  const lines = Array.from({ length: count }, (_, n) => `CREATE TABLE ${name(n)} (id INTEGER);`);
  writeFiles(folder, { "tables.sql": lines.join("\n") });
  return folder;
}

/** A start request with the six fields of the old system. */
export function startBody(inventoryPath: string, more: Record<string, unknown> = {}) {
  return {
    inventory_path: inventoryPath,
    target_catalog: "retail",
    target_schema: "migrated",
    source_type: "snowflake",
    model_id: "",
    dry_run: false,
    ...more,
  };
}
