import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { typePage } from "../../../scripts/typePages.ts";

describe("the page of types", () => {
  it("is what the code says; `npm run type-docs` writes it", () => {
    const written = readFileSync(new URL("../../../docs/types.md", import.meta.url), "utf8");
    assert.equal(written, typePage());
  });
});
