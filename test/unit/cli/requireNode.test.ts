import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { nodeProblem } from "../../../src/cli/requireNode.ts";
import { ROOT } from "../../support/inventories.ts";

describe("the Node that dw-migrate runs under", () => {
  it("is one that the engine runs under", () => {
    assert.equal(nodeProblem("24.0.0"), undefined);
    assert.equal(nodeProblem("25.1.0-nightly"), undefined);
    assert.match(
      nodeProblem("20.20.2") ?? "",
      /^dw-migrate needs Node 24 or newer; this is Node 20/,
    );
  });

  it("is told in one sentence where it is too old", () => {
    const older =
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })";
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ["--import", `data:text/javascript,${older}`, join(ROOT, "src/cli/main.ts"), "jobs", "list"],
      { encoding: "utf8", timeout: 60_000 },
    );
    assert.equal(status, 2, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /^dw-migrate needs Node 24 or newer; this is Node 20\.1\.0\. .*\n$/);
  });
});
