import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { issuePages } from "../../../scripts/issuePages.ts";
import { ISSUE_CODES } from "../../../src/server/translate/issueCodes.ts";
import { ROOT } from "../../support/inventories.ts";

const SOURCES = readdirSync(join(ROOT, "src/server"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(join(ROOT, "src/server", name), "utf8"));

describe("docs/issues", () => {
  it("is what the table of codes says (npm run issue-docs writes it)", () => {
    const folder = join(ROOT, "docs/issues");
    const pages = issuePages();
    assert.deepEqual(readdirSync(folder).sort(), [...pages.keys()].sort());
    for (const [name, text] of pages) {
      assert.equal(readFileSync(join(folder, name), "utf8"), text, name);
    }
  });

  it("has every code that the engine can raise", () => {
    const used = new Set(SOURCES.flatMap((text) => text.match(/DWM-[A-Z]{3}-\d{3}/g) ?? []));
    assert.ok(used.size > 40);
    for (const code of used) assert.ok(Object.hasOwn(ISSUE_CODES, code), code);
  });
});
