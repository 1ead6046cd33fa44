import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../src/makeFolder.ts";
import { tempFolder } from "../support/tempFolder.ts";

describe("makeFolder", () => {
  it("makes a folder with those that it stands in, once", () => {
    const folder = tempFolder();
    try {
      const path = join(folder.path, "a", "b", "c");
      makeFolder(path, 0o700);
      makeFolder(path, 0o700);
      assert.ok(statSync(path).isDirectory());
      if (process.platform !== "win32")
        assert.equal(statSync(join(folder.path, "a")).mode & 0o777, 0o700);
    } finally {
      folder.remove();
    }
  });

  it("names the folder that cannot be made where a file stands in its way", () => {
    const folder = tempFolder();
    try {
      writeFileSync(join(folder.path, "file"), "");
      assert.throws(() => makeFolder(join(folder.path, "file")), /file cannot be made: a file has/);
      assert.throws(() => makeFolder(join(folder.path, "file", "x")), /x cannot be made: what it/);
    } finally {
      folder.remove();
    }
  });

  it("comes back where a file system has no place for it", function () {
    if (process.platform !== "linux") this.skip();
    assert.throws(
      () => makeFolder("/proc/nowhere/x"),
      /^Error: The folder \/proc\/nowhere cannot be made: nothing can be created there/,
    );
  });
});
