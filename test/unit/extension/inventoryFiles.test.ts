import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { isInventoryFile } from "../../../src/extension/jobs/inventoryFiles.ts";

describe("files of an inventory", () => {
  const root = resolve("ddl");

  it("are those in its folder, however deep", () => {
    assert.equal(isInventoryFile(root, join(root, "views", "a.sql")), true);
    assert.equal(isInventoryFile(root, join(root, "..a.sql")), true);
    assert.equal(isInventoryFile(root, resolve("ddl-of-others", "a.sql")), false);
    assert.equal(isInventoryFile(root, resolve("a.sql")), false);
  });

  it("are its one file, or those beside a manifest", () => {
    const script = join(root, "all.sql");
    assert.equal(isInventoryFile(script, script), true);
    assert.equal(isInventoryFile(script, join(root, "b.sql")), false);
    const manifest = join(root, "inventory.json");
    assert.equal(isInventoryFile(manifest, join(root, "views", "a.sql")), true);
    assert.equal(isInventoryFile(manifest, resolve("a.sql")), false);
  });
});
