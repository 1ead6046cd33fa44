import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MendedFiles } from "../support/mendedFiles.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

describe("a retry that reads the files again", () => {
  let server: TestEngine;
  before(async () => {
    server = await startTestEngine();
  });
  after(() => server.stop());

  it("is refused while the files cannot be read, and changes nothing", async () => {
    using files = new MendedFiles(server);
    files.write({
      "t.sql": "CREATE TABLE t (id INT);",
      "v.sql": "CREATE VIEW v AS SELECT no FROM t;",
    });
    const id = await files.migrate();
    const before = await files.progress(id);
    const away = join(files.folder.path, "away");
    renameSync(files.inventory, away);
    const refused = await files.retry(id);
    assert.deepEqual([refused.status, refused.body.code], [409, "INVENTORY_UNREADABLE"]);
    assert.ok(refused.headers.get("content-type")?.startsWith("application/problem+json"));
    assert.match(refused.body.detail, /stays as it was.*no file or folder.*ddl/s);
    assert.deepEqual(await files.progress(id), before);
    // Nothing is left in it.
    mkdirSync(files.inventory);
    assert.equal((await files.retry(id)).body.code, "INVENTORY_UNREADABLE");
    writeFileSync(join(files.inventory, "inventory.json"), "{ not JSON");
    assert.match((await files.retry(id)).body.detail, /inventory\.json is not valid JSON/);
    assert.deepEqual(await files.progress(id), before);
    rmSync(files.inventory, { recursive: true });
    renameSync(away, files.inventory);
    files.write({ "v.sql": "CREATE VIEW v AS SELECT id AS no FROM t;" });
    await files.retried(id);
    assert.deepEqual(await files.stateOf(id), { t: "success", v: "success" });
  });

  it("changes nothing when nobody waits for it any more", async () => {
    using files = new MendedFiles(server);
    const tables = Array.from({ length: 300 }, (_, n) => `CREATE TABLE t${n} (id INT);`);
    files.write({ "t.sql": tables.join("\n"), "v.sql": "CREATE VIEW v AS SELECT no FROM t1;" });
    const id = await files.migrate({ dry_run: true });
    files.write({ "v.sql": "CREATE VIEW v AS SELECT id AS no FROM t1;" });
    const before = await files.progress(id);
    // The engine is in this process, and what reads the files is a child of it; other tests may have left one.
    const children = () =>
      process.getActiveResourcesInfo().filter((kind) => kind === "ProcessWrap").length;
    const others = children();
    const gone = new AbortController();
    const url = `${server.url}/api/migrate/retry/${id}`;
    const asked = fetch(url, { method: "POST", signal: gone.signal });
    await waitFor("the files are being read", () => children() > others);
    gone.abort();
    await assert.rejects(asked);
    await waitFor("the reading has ended", () => children() <= others);
    assert.deepEqual(await files.progress(id), before);
    await files.retried(id);
    assert.equal((await files.stateOf(id)).v, "success");
  });

  it("answers two retries at once one after the other", async () => {
    using files = new MendedFiles(server);
    files.write({
      "t.sql": "CREATE TABLE t (id INT);",
      "v.sql": "CREATE VIEW v AS SELECT no FROM t;",
    });
    const id = await files.migrate();
    files.write({ "v.sql": "CREATE VIEW v AS SELECT id AS no FROM t;" });
    const answers = await Promise.all([files.retry(id), files.retry(id)]);
    assert.equal(answers[0]?.status, 200);
    assert.ok([200, 409].includes(answers[1]?.status ?? 0));
    await files.ended(id);
    assert.deepEqual(await files.stateOf(id), { t: "success", v: "success" });
  });
});
