import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { MendedFiles } from "../support/mendedFiles.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";

describe("a retry after the files were mended", () => {
  let server: TestEngine;
  before(async () => {
    server = await startTestEngine();
  });
  after(() => server.stop());

  it("makes views from what their files say now, and tells what has changed", async () => {
    using files = new MendedFiles(server);
    files.write({
      "tables.sql": "CREATE TABLE orders (id INT, total INT);\nINSERT INTO orders VALUES (1, 10);",
      "views.sql":
        "CREATE VIEW v_sum AS SELECT sum(totl) AS s FROM orders;\n" +
        "CREATE VIEW v_twice AS SELECT s * 2 AS t FROM v_sum;\n" +
        "CREATE VIEW v_ok AS SELECT id FROM orders;",
    });
    const id = await files.migrate();
    assert.deepEqual(await files.stateOf(id), {
      orders: "success",
      v_sum: "error DWM-EXE-003",
      v_twice: "skipped DWM-JOB-001",
      v_ok: "success",
    });
    const first = (await files.results(id)).get("v_sum")!;
    assert.equal(first.line, 1);

    files.write({
      "views.sql":
        "-- mended\n\nCREATE VIEW v_sum AS SELECT sum(total) AS s FROM orders;\n" +
        "CREATE VIEW v_twice AS SELECT s * 2 AS t FROM v_sum;\n" +
        "CREATE VIEW v_ok AS SELECT id FROM orders;",
    });
    const lines = await files.retried(id);
    assert.equal(lines[0], "Retrying 2 objects");
    assert.equal(
      lines[1],
      `Read ${files.inventory} again: 1 of 2 objects to be made have changed: v_sum`,
    );
    assert.deepEqual(await files.query("SELECT t::INT FROM migrated.v_twice"), [[20]]);
    const now = await files.results(id);
    assert.deepEqual(
      ["orders", "v_sum", "v_twice", "v_ok"].map((name) => now.get(name)?.attempt),
      [1, 2, 2, 1],
    );
    assert.deepEqual([now.get("v_sum")?.line, now.get("v_twice")?.line], [3, 4]);
    // What the first attempt was made from is still to be seen, in an export and in its import, too.
    const { body: exported } = await server.call("GET", `/api/migrate/jobs/${id}/export`);
    const imported = await server.call("POST", "/api/migrate/import", exported);
    assert.equal(imported.status, 200, JSON.stringify(imported.body));
    for (const job of [id, imported.body.job_id]) {
      const [before] = await files.sourceOf(job, first.seq);
      assert.deepEqual([before.line, /totl/.test(before.text)], [1, true]);
      const [after] = await files.sourceOf(job, now.get("v_sum")!.seq);
      assert.deepEqual([after.line, /total/.test(after.text)], [3, true]);
    }
    assert.equal((await files.retry(imported.body.job_id)).body.code, "JOB_IMPORTED");
  });

  it("loads the rows that stand in the file now, at their new places", async () => {
    using files = new MendedFiles(server);
    const rows = (second: string) =>
      `INSERT INTO prices VALUES (1, 5);\nINSERT INTO prices VALUES (2, ${second});`;
    const table = "CREATE TABLE prices (id INT NOT NULL, price INT NOT NULL);\n";
    files.write({ "prices.sql": table + rows("'none'") });
    const id = await files.migrate();
    assert.match((await files.stateOf(id)).prices ?? "", /^error/);
    assert.equal((await files.results(id)).get("prices")?.line, 3);
    files.write({ "prices.sql": `-- Prices of the new year.\n\n${table}${rows("7000")}` });
    await files.retried(id);
    assert.deepEqual(await files.query("SELECT id, price FROM migrated.prices ORDER BY id"), [
      [1, 5],
      [2, 7000],
    ]);
    assert.equal((await files.progress(id)).rows_loaded, 2);
  });

  it("fails what is gone with that reason, and makes it when it is there again", async () => {
    using files = new MendedFiles(server);
    const views = {
      "a.sql": "CREATE VIEW v_a AS SELECT no FROM t;",
      "b.sql": "CREATE VIEW v_b AS SELECT no FROM v_a;",
    };
    files.write({ "t.sql": "CREATE TABLE t (id INT);", ...views });
    const id = await files.migrate();
    rmSync(join(files.inventory, "a.sql"));
    const lines = await files.retried(id);
    assert.ok(lines.includes("v_a is no longer in a.sql; it fails until it is there again"));
    const gone = (await files.results(id)).get("v_a");
    assert.deepEqual([gone?.error_code, gone?.file, gone?.line], ["DWM-JOB-005", "a.sql", 1]);
    assert.match(gone?.error ?? "", /v_a is no longer in a\.sql\. Put it back and retry it/);
    // It reads what is not there: the target says so.
    assert.equal((await files.stateOf(id)).v_b, "error DWM-EXE-002");
    files.write({ "a.sql": "CREATE VIEW v_a AS SELECT id AS no FROM t;" });
    await files.retried(id);
    assert.deepEqual(await files.stateOf(id), { t: "success", v_a: "success", v_b: "success" });
  });

  it("tells what is not migrated of a file in which something is gone", async () => {
    using files = new MendedFiles(server);
    files.write({
      "t.sql": "CREATE TABLE t (id INT);",
      "v.sql": "CREATE VIEW v AS SELECT no FROM t;",
    });
    const id = await files.migrate();
    files.write({ "v.sql": "CREATE VIEW v AS SELECT 'never closed FROM t;" });
    const lines = await files.retried(id);
    assert.ok(
      lines.some((one) => /never closed.*v\.sql:1/.test(one)),
      lines.join("\n"),
    );
    assert.equal((await files.stateOf(id)).v, "error DWM-JOB-005");
  });

  it("keeps what is not migrated and what the report tells of the files as they are now", async () => {
    using files = new MendedFiles(server);
    files.write({
      "t.sql": "CREATE TABLE t (id INT);",
      "v.sql": "CREATE VIEW v AS SELECT no FROM t;\nGRANT SELECT ON t TO PUBLIC;",
    });
    const id = await files.migrate();
    const kept = async () => {
      const { body } = await server.call("GET", `/api/migrate/jobs/${id}/export`);
      const places = body.left_out.map(
        ({ kind, line }: { kind: string; line: number }) => `${kind} ${line}`,
      );
      return { places, statements: body.job.survey.statements };
    };
    const before = await kept();
    assert.deepEqual(before.places, ["GRANT 2"]);
    files.write({
      "v.sql":
        "\n\nCREATE VIEW v AS SELECT id AS no FROM t;\nGRANT SELECT ON t TO PUBLIC;\nVACUUM t;",
    });
    await files.retried(id);
    const after = await kept();
    assert.deepEqual(after.places, ["GRANT 4", "VACUUM 5"]);
    assert.equal(after.statements, before.statements + 1);
  });

  it("does not read them as a whole while they hold what they held", async () => {
    using files = new MendedFiles(server);
    files.write({
      "t.sql": "CREATE TABLE t (id INT);",
      "v.sql": "CREATE VIEW v AS SELECT no FROM t;",
    });
    const id = await files.migrate();
    const same = `The files of ${files.inventory} hold what they held when they were read`;
    assert.deepEqual((await files.retried(id)).slice(0, 2), ["Retrying 1 object", same]);
    // Written again, with the same in it.
    files.write({ "v.sql": "CREATE VIEW v AS SELECT no FROM t;" });
    assert.equal((await files.retried(id))[1], same);
    files.write({ "u.sql": "CREATE TABLE u (id INT);" });
    const added = await files.retried(id);
    assert.ok(
      added.some((one) => /1 object in the files are new/.test(one)),
      added.join("\n"),
    );
    files.write({ "v.sql": "CREATE VIEW v AS SELECT id AS no FROM t;" });
    assert.match((await files.retried(id))[1] ?? "", /1 of 1 object to be made have changed: v$/);
    assert.deepEqual(await files.stateOf(id), { t: "success", v: "success" });
  });

  it("reads them again as long as something that was made stands elsewhere in them", async () => {
    using files = new MendedFiles(server);
    files.write({
      "t.sql": "CREATE TABLE t (id INT);\nINSERT INTO t VALUES (1);",
      "v.sql": "CREATE VIEW v AS SELECT no FROM t;",
    });
    const id = await files.migrate();
    files.write({ "t.sql": "-- moved\n\nCREATE TABLE t (id INT);\nINSERT INTO t VALUES (1);" });
    await files.retried(id);
    // Nothing has changed since the files were read last, but not all of it was taken then.
    await files.retried(id, { objects: ["t"] });
    const table = (await files.results(id)).get("t");
    assert.deepEqual([table?.status, table?.attempt], ["success", 2]);
    assert.equal((await files.sourceOf(id, table!.seq))[0].line, 3);
    assert.deepEqual(await files.query("SELECT id FROM migrated.t"), [[1]]);
  });

  it("tells what is new and what was made before, and leaves both alone until they are named", async () => {
    using files = new MendedFiles(server);
    files.write({
      "t.sql": "CREATE TABLE t (id INT);",
      "v.sql": "CREATE VIEW v AS SELECT more FROM t;",
    });
    const id = await files.migrate();
    files.write({ "t.sql": "CREATE TABLE t (id INT, more INT);\nCREATE TABLE u (id INT);" });
    const lines = await files.retried(id);
    assert.ok(
      lines.some((one) => /made before.*: t\. Retry/.test(one)),
      lines.join("\n"),
    );
    assert.ok(
      lines.some((one) => /1 object in the files are new.*: u\./.test(one)),
      lines.join("\n"),
    );
    assert.equal((await files.stateOf(id)).v, "error DWM-EXE-003");
    assert.equal((await files.progress(id)).total_objects, 2);
    await files.retried(id, { objects: ["t", "v"] });
    assert.deepEqual(await files.stateOf(id), { t: "success", v: "success" });
    assert.deepEqual(await files.query("SELECT more FROM migrated.v"), []);
  });

  it("waits for what an object needs by now", async () => {
    using files = new MendedFiles(server);
    files.write({
      "1.sql": "CREATE VIEW a AS SELECT x FROM nowhere;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES ('no');",
    });
    const id = await files.migrate();
    files.write({
      "1.sql": "CREATE VIEW a AS SELECT max(id) AS x FROM b;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES (3);",
    });
    await files.retried(id);
    assert.deepEqual(await files.query("SELECT x FROM migrated.a"), [[3]]);
  });

  it("takes an object's new need into the retry of that object alone", async () => {
    using files = new MendedFiles(server);
    files.write({
      "1.sql": "CREATE VIEW a AS SELECT x FROM nowhere;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES ('no');",
      "3.sql": "CREATE VIEW c AS SELECT y FROM nowhere;",
    });
    const id = await files.migrate();
    files.write({
      "1.sql": "CREATE VIEW a AS SELECT max(id) AS x FROM b;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES (3);",
      "3.sql": "CREATE VIEW c AS SELECT 1 AS y;",
    });
    const lines = await files.retried(id, { objects: ["a"] });
    assert.equal(lines[0], "Retrying 2 objects");
    const now = await files.results(id);
    assert.deepEqual([now.get("a")?.status, now.get("b")?.status], ["success", "success"]);
    // It was not meant: what it failed with still stands, and so does what it was made from.
    assert.equal(now.get("c")?.attempt, 1);
    assert.match((await files.sourceOf(id, now.get("c")!.seq))[0].text, /nowhere/);
  });

  it("says that objects need each other in a circle by now", async () => {
    using files = new MendedFiles(server);
    files.write({
      "1.sql": "CREATE VIEW a AS SELECT x FROM nowhere;",
      "2.sql": "CREATE VIEW b AS SELECT x FROM nowhere;",
    });
    const id = await files.migrate();
    files.write({
      "1.sql": "CREATE VIEW a AS SELECT x FROM b;",
      "2.sql": "CREATE VIEW b AS SELECT x FROM a;",
    });
    await files.retried(id);
    assert.deepEqual(await files.stateOf(id), { a: "error DWM-JOB-002", b: "error DWM-JOB-002" });
  });

  it("knows user-defined types as they are now", async () => {
    using files = new MendedFiles(server);
    files.write({
      "0.sql": "CREATE DOMAIN code AS integer;",
      "1.sql": "CREATE TABLE t (c code);\nINSERT INTO t VALUES ('x1');",
    });
    const id = await files.migrate();
    assert.match((await files.stateOf(id)).t ?? "", /^error/);
    files.write({ "0.sql": "CREATE DOMAIN code AS varchar(10);" });
    await files.retried(id);
    assert.deepEqual(await files.query("SELECT c FROM migrated.t"), [["x1"]]);
  });

  it("goes on with a job that stopped, with what its files say now", async () => {
    using files = new MendedFiles(server);
    files.write({
      "1.sql": "CREATE VIEW a AS SELECT x FROM nowhere;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES (1);",
    });
    const id = await files.migrate({ on_error: "stop", concurrency: 1 });
    assert.equal((await files.progress(id)).status, "failed");
    assert.equal((await files.results(id)).has("b"), false);
    files.write({
      "1.sql": "CREATE VIEW a AS SELECT 1 AS x;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES (2);\nINSERT INTO b VALUES (3);",
    });
    const lines = await files.retried(id);
    assert.match(lines[1] ?? "", /2 of 2 objects to be made have changed: a, b/);
    assert.deepEqual(await files.query("SELECT sum(id)::INT FROM migrated.b"), [[5]]);
  });

  it("makes all of a dry run from what its files say now", async () => {
    using files = new MendedFiles(server);
    files.write({
      "1.sql": "CREATE TABLE t (id INT);",
      "2.sql": "CREATE VIEW v AS SELECT more FROM t;",
    });
    const id = await files.migrate({ dry_run: true });
    const made = (await files.results(id)).get("t")!;
    files.write({ "1.sql": "CREATE TABLE t (id INT, more INT);" });
    await files.retried(id);
    assert.deepEqual(await files.stateOf(id), { t: "success", v: "success" });
    assert.doesNotMatch((await files.sourceOf(id, made.seq))[0].text, /more/);
  });
});
