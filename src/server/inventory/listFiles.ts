import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

const SQL_EXTENSIONS: ReadonlySet<string> = new Set([
  ".sql",
  ".ddl",
  ".dml",
  ".pks",
  ".pkb",
  ".pls",
  ".plb",
  ".prc",
  ".tab",
  ".vw",
  ".fnc",
  ".trg",
  ".tps",
  ".tpb",
  ".bteq",
  ".btq",
  ".spc",
  ".bdy",
]);

/** True for file names that exports of SQL commonly have. */
export function isSqlFile(name: string): boolean {
  return SQL_EXTENSIONS.has(extname(name).toLowerCase());
}

/**
 * Paths of the SQL files under a folder, relative to it, with forward slashes, in a fixed order. Links are followed, each
 * folder once; hidden folders and node_modules are not entered.
 */
export async function listSqlFiles(root: string): Promise<string[]> {
  const found: string[] = [];
  const visited = new Set<string>();
  const open = [root];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const real = await realpath(folder);
    if (visited.has(real)) continue;
    visited.add(real);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const path = join(folder, entry.name);
      const target = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry;
      if (target?.isDirectory()) open.push(path);
      else if (target?.isFile() && isSqlFile(entry.name)) found.push(path);
    }
  }
  return found.map((path) => relative(root, path).split(sep).join("/")).sort(comparePaths);
}

/** Orders paths folder by folder, names by code unit: the same on every machine and in every language. */
function comparePaths(a: string, b: string): number {
  const left = a.replaceAll("/", "\0");
  const right = b.replaceAll("/", "\0");
  return left < right ? -1 : left > right ? 1 : 0;
}
