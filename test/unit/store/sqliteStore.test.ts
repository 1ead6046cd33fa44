import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SqliteStore } from "../../../src/server/store/sqlite/sqliteStore.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { storeConformance } from "./conformance.ts";

let folder = tempFolder();

storeConformance(
  "SQLite",
  async () => new SqliteStore(join(folder.path, "jobs.db")),
  () => {
    folder.remove();
    folder = tempFolder();
  },
);

describe("SqliteStore", () => {
  it("refuses a damaged file, names it and keeps a copy", () => {
    const { path, remove } = tempFolder();
    const file = join(path, "jobs.db");
    writeFileSync(file, `not a database ${"x".repeat(5_000)}`);
    assert.throws(() => new SqliteStore(file), {
      code: "STORE_DAMAGED",
      message: new RegExp(file),
    });
    const copy = readdirSync(path).find((name) => name.startsWith("jobs.db.damaged-"));
    assert.ok(copy && existsSync(join(path, copy)));
    assert.match(readFileSync(file, "utf8"), /^not a database/);
    remove();
  });

  it("refuses a file of a newer version and leaves it as it is", async () => {
    const { path, remove } = tempFolder();
    const file = join(path, "jobs.db");
    await new SqliteStore(file).close();
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 999");
    database.close();
    assert.throws(() => new SqliteStore(file), { code: "STORE_TOO_NEW" });
    remove();
  });
});
