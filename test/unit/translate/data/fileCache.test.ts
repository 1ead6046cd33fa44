import assert from "node:assert/strict";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileCache } from "../../../../src/server/translate/data/fileCache.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

describe("FileCache", () => {
  let folder: ReturnType<typeof tempFolder>;
  let files: FileCache;
  const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
  const textOf = async (name: string) => (await files.read(folder.path, name)).text;

  beforeEach(() => {
    folder = tempFolder();
    files = new FileCache(2);
  });
  afterEach(() => folder.remove());

  it("decodes a file once while nobody changes it", async () => {
    write("a.sql", "one");
    const [first, second] = await Promise.all([1, 2].map(() => files.read(folder.path, "a.sql")));
    assert.equal(await files.read(folder.path, "a.sql"), second);
    assert.equal(first?.text, "one");
  });

  it("reads a file again that was changed, or that another was put in place of", async () => {
    write("a.sql", "INSERT INTO t VALUES (1);");
    assert.match(await textOf("a.sql"), /\(1\)/);
    write("a.sql", "-- mended\nINSERT INTO t VALUES (2);");
    assert.match(await textOf("a.sql"), /\(2\)/);
    write("b.sql", "-- mended\nINSERT INTO t VALUES (3);");
    renameSync(join(folder.path, "b.sql"), join(folder.path, "a.sql"));
    assert.match(await textOf("a.sql"), /\(3\)/);
  });

  it("does not go on answering from a file that is gone", async () => {
    write("a.sql", "one");
    await textOf("a.sql");
    rmSync(join(folder.path, "a.sql"));
    await assert.rejects(textOf("a.sql"), { code: "ENOENT" });
  });

  it("keeps the files that were read last", async () => {
    for (const name of ["a.sql", "b.sql", "c.sql"]) write(name, name);
    const a = await files.read(folder.path, "a.sql");
    const b = await files.read(folder.path, "b.sql");
    await textOf("a.sql");
    await textOf("c.sql");
    assert.equal(await files.read(folder.path, "a.sql"), a);
    assert.notEqual(await files.read(folder.path, "b.sql"), b);
  });
});
