import { readFileSync } from "node:fs";

/** The product's version, from package.json, which is one folder up from this file and from the bundles alike. */
export function readVersion(): string {
  try {
    const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    if (manifest.name === "dw-migration-assistant") return manifest.version as string;
  } catch {
    // A bundle that was moved away from its package still runs.
  }
  return "0.0.0";
}
