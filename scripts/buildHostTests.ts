import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

/**
 * Bundles the suites that run inside the extension host to CommonJS, which is what it loads, each by itself, and answers
 * the path of their entry.
 */
export async function buildHostTests(): Promise<string> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const files = await readdir(join(root, "test/host"));
  const outdir = join(root, "dist/test/host");
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: files.filter((file) => file.endsWith(".ts")).map((file) => `test/host/${file}`),
    outdir,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    external: ["vscode", "mocha"],
    // CommonJS has no import.meta; what asks for its URL means the folder of the sources.
    define: { "import.meta.url": "importMetaUrl" },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
    logLevel: "warning",
  });
  return join(outdir, "index.cjs");
}
