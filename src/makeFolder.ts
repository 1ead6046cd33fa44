import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder, and those that it stands in, one after the other. Node's own `recursive` never comes back where a parent
 * refuses a folder by saying that there is none, as Linux's /proc does. Throws with a sentence that says which folder.
 */
export function makeFolder(path: string, mode = 0o777): void {
  const missing: string[] = [];
  let at = resolve(path);
  for (; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const folder of missing.length > 0 ? missing : [at]) {
    try {
      mkdirSync(folder, { mode });
    } catch (error) {
      // It is there, or another process has made it meanwhile.
      if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) continue;
      const why = REASONS[(error as NodeJS.ErrnoException).code ?? ""] ?? String(error);
      throw new Error(`The folder ${folder} cannot be made: ${why}. Choose another place`, {
        cause: error,
      });
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "nothing can be created there",
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the disk is read-only",
  EEXIST: "a file has its name",
  ENOTDIR: "what it stands in is a file",
  ENOSPC: "the disk is full",
};
