import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { npmEnvironment, runCommand } from "./childCommand.ts";

const checkout = resolve(import.meta.dirname, "../..");

/**
 * The folder to give to node-gyp as `nodedir`: one that holds include/node of the running Node.
 * When none is on this machine, the npm package of that Node is installed into `workFolder`.
 */
export async function ensureNodeHeaders(workFolder: string): Promise<string> {
  const platformPackage = `node-${process.platform}-${process.arch}`;
  const candidates = [
    join(checkout, "node_modules/node/node_modules", platformPackage),
    join(checkout, "node_modules", platformPackage),
    join(checkout, "node_modules/node"),
    dirname(dirname(process.execPath)),
  ];
  const found = candidates.find(hasHeaders);
  if (found) return found;

  await mkdir(workFolder, { recursive: true });
  await writeFile(join(workFolder, "package.json"), JSON.stringify({ private: true }));
  const spec = `${platformPackage}@${process.versions.node}`;
  const args = ["install", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", spec];
  await runCommand("npm", args, { cwd: workFolder, env: npmEnvironment() });
  const installed = join(workFolder, "node_modules", platformPackage);
  if (!hasHeaders(installed)) throw new Error(`${spec} holds no C++ headers.`);
  return installed;
}

function hasHeaders(folder: string): boolean {
  try {
    const file = join(folder, "include/node/node_version.h");
    const modules = /#define NODE_MODULE_VERSION (\d+)/.exec(readFileSync(file, "utf8"))?.[1];
    return modules === process.versions.modules;
  } catch {
    return false;
  }
}
