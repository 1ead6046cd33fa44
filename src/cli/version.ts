import { readFileSync } from "node:fs";

/** The product's version, from package.json: one folder up from the bundle, two from the source. */
export function readVersion(): string {
  for (const path of ["../package.json", "../../package.json"]) {
    try {
      const manifest = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
      if (manifest.name === "dw-migration-assistant") return manifest.version as string;
    } catch {
      // Not here: the next place.
    }
  }
  return "0.0.0";
}
