import assert from "node:assert/strict";
import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printFiles } from "../../../src/server/inventory/inventoryFiles.ts";
import { readInventory } from "../../../src/server/inventory/readInventory.ts";
import { writeFiles } from "../../support/inventories.ts";
import { tempFolder } from "../../support/tempFolder.ts";

describe("the print of an inventory's files", () => {
  let folder: ReturnType<typeof tempFolder>;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => folder.remove());

  const printNow = (path = folder.path) => printFiles(path, new AbortController().signal);
  const printRead = async (path = folder.path) => (await readInventory(path, "postgres")).print;

  it("is the same whether they are read or only looked at, large ones too", async () => {
    const rows = "INSERT INTO t VALUES (1, 'a row that takes its place in a large file');\n";
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [`v/${n}.sql`, `CREATE VIEW v${n} AS SELECT 1 AS x;`]),
    );
    writeFiles(folder.path, {
      ...files,
      "t.sql": `CREATE TABLE t (id INT, name TEXT);\n${rows.repeat(80_000)}`,
    });
    const print = await printRead();
    assert.equal(await printNow(), print);
    appendFileSync(join(folder.path, "t.sql"), "--");
    assert.notEqual(await printNow(), print);
    assert.equal(await printNow(), await printRead());
  });

  it("is another one when a file is changed, renamed, added or taken away", async () => {
    writeFiles(folder.path, { "a.sql": "CREATE TABLE a (id INT);" });
    const seen = [await printNow()];
    const another = async (what: string) => {
      const now = await printNow();
      assert.ok(!seen.includes(now), what);
      seen.push(now);
    };
    writeFileSync(join(folder.path, "a.sql"), "CREATE TABLE a (id INt);");
    await another("changed");
    renameSync(join(folder.path, "a.sql"), join(folder.path, "b.sql"));
    await another("renamed");
    writeFiles(folder.path, { "c.sql": "CREATE TABLE c (id INT);" });
    await another("added");
    // What is no part of the inventory does not count.
    writeFiles(folder.path, { "notes.txt": "not read" });
    assert.equal(await printNow(), seen.at(-1));
  });

  it("holds the manifest, and the files that it names", async () => {
    const manifest = (type: string) =>
      JSON.stringify({ objects: [{ name: "s.a", type, file: "a.txt" }] });
    writeFiles(folder.path, {
      "inventory.json": manifest("TABLE"),
      "a.txt": "CREATE TABLE s.a (id INT);",
      "other.sql": "CREATE TABLE s.b (id INT);",
    });
    const print = await printRead();
    assert.equal(await printNow(), print);
    writeFiles(folder.path, { "other.sql": "changed" });
    assert.equal(await printNow(), print);
    writeFiles(folder.path, { "a.txt": "CREATE TABLE s.a (id BIGINT);" });
    const second = await printNow();
    assert.notEqual(second, print);
    writeFiles(folder.path, { "inventory.json": `${manifest("TABLE")}\n` });
    assert.notEqual(await printNow(), second);
  });

  it("tells why the files cannot be found", async () => {
    await assert.rejects(printNow(join(folder.path, "nowhere")), { code: "INVENTORY_NOT_FOUND" });
  });
});
