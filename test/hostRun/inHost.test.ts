import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildHostTests } from "../../scripts/buildHostTests.ts";
import { ROOT } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { runInHost } from "../support/vscode/hostRun.ts";

interface Outcome {
  passed: string[];
  failed: { title: string; error: string }[];
}

// The suites of test/host run under mocha inside a real extension host; here each of their tests is told again, so that
// this run counts and shows them like any other.

const folder = tempFolder();
const resultFile = join(folder.path, "result.json");
const run = await runInHost({
  extensionPath: ROOT,
  testsPath: await buildHostTests(),
  workspace: join(ROOT, "samples"),
  resultFile,
  timeoutMs: 300_000,
}).catch((error: unknown) => ({ exitCode: -1, log: String(error), serverLog: "" }));
const outcome: Outcome = await readFile(resultFile, "utf8").then(
  (text) => JSON.parse(text),
  () => ({ passed: [], failed: [] }),
);
folder.remove();

describe("inside the extension host", () => {
  for (const title of outcome.passed) it(title, () => undefined);
  for (const { title, error } of outcome.failed) {
    it(title, () => {
      throw new Error(error);
    });
  }

  it("the host's own run ended well", () => {
    assert.equal(run.exitCode, 0, `${run.log}\n${run.serverLog}`);
    assert.ok(outcome.passed.length > 0);
  });
});
