import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { ROOT } from "../../support/inventories.ts";

const FOLDER = "src/server/translate/query/functions";
const RULES = `${FOLDER}/rules.ts`;

/** Modules that run before `start` does, with itself. */
function loadedBy(inputs: Metafile["inputs"], start: string): Set<string> {
  const found = new Set<string>();
  const add = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, external } of inputs[path]?.imports ?? []) if (!external) add(next);
  };
  add(start);
  return found;
}

describe("the modules of functions' rules", () => {
  // Tables of rules name other modules' constants when they load: in a circle one of them would not be there yet, and
  // which one would depend on what is loaded first.
  it("do not load the tables that they are parts of", async () => {
    const files = readdirSync(join(ROOT, FOLDER)).filter((file) => file.endsWith(".ts"));
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: files.map((file) => `${FOLDER}/${file}`),
      outdir: "out",
      bundle: true,
      write: false,
      metafile: true,
      packages: "external",
      platform: "node",
      format: "esm",
    });
    assert.ok(metafile.inputs[RULES]);
    const circles = files
      .map((file) => `${FOLDER}/${file}`)
      .filter((path) => path !== RULES && loadedBy(metafile.inputs, path).has(RULES));
    assert.deepEqual(circles, []);
  });
});
