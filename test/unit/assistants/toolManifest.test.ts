import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { languageModelTools } from "../../../scripts/languageModelTools.ts";
import { TOOL_INPUTS } from "../../../src/assistants/inputs.ts";
import { isAction, TOOL_NAMES } from "../../../src/assistants/toolNames.ts";
import { parseInput } from "../../../src/assistants/tools.ts";

const manifest = JSON.parse(
  readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
);

describe("the tools in package.json", () => {
  it("are those of the code; npm run tool-manifest writes them", () => {
    assert.deepEqual(manifest.contributes.languageModelTools, languageModelTools());
  });

  it("have names that VS Code takes", () => {
    for (const { name, toolReferenceName, tags } of manifest.contributes.languageModelTools) {
      assert.match(name, /^(?!copilot_|vscode_)[\w-]+$/);
      assert.match(toolReferenceName, /^[\w-]+$/);
      for (const tag of tags) assert.match(tag, /^(?!copilot_|vscode_)/);
    }
  });

  it("take nothing that could confirm for the user", () => {
    for (const name of TOOL_NAMES.filter(isAction)) {
      assert.ok(!Object.keys(TOOL_INPUTS[name].shape).some((field) => /confirm/.test(field)));
      assert.throws(
        () => parseInput(name, { job: "x", confirm: true }),
        /confirm.*It takes/s,
        "an unknown field is refused",
      );
    }
  });
});
