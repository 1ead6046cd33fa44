import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder of its own, and how to remove it with all that is in it. */
export function tempFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "dwm-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
