import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { queryFile } from "../support/duckDb.ts";
import { startBody, writeFiles } from "../support/inventories.ts";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

interface Result {
  object_name: string;
  status: string;
  error_code?: string;
  error: string | null;
  file?: string;
  line?: number;
  seq: number;
  attempt: number;
}

describe("a retry after the files were mended", () => {
  let folder: ReturnType<typeof tempFolder>;
  let inventory: string;
  let server: TestEngine;

  before(async () => {
    server = await startTestEngine();
  });
  after(() => server.stop());
  beforeEach(() => {
    folder = tempFolder();
    inventory = join(folder.path, "ddl");
    mkdirSync(inventory);
  });
  afterEach(() => folder.remove());

  const write = (files: Record<string, string>) => writeFiles(inventory, files);
  const database = () => join(folder.path, "retail.duckdb");
  const query = (sql: string) => queryFile(database(), sql);
  const progress = async (id: string) =>
    (await server.call("GET", `/api/migrate/progress/${id}`)).body;
  const retry = (id: string, body?: object) =>
    server.call("POST", `/api/migrate/retry/${id}`, body);

  async function ended(id: string) {
    await waitFor(
      "the end",
      async () => ["completed", "failed", "cancelled"].includes((await progress(id)).status),
      60_000,
    );
    return progress(id);
  }

  async function migrate(more: Record<string, unknown> = {}): Promise<string> {
    const body = startBody(inventory, {
      target_path: database(),
      source_type: "postgres",
      ...more,
    });
    const started = await server.call("POST", "/api/migrate/start", body);
    assert.equal(started.status, 200, JSON.stringify(started.body));
    await ended(started.body.job_id);
    return started.body.job_id;
  }

  /** Retries, waits for the end, and answers the lines that the retry added to the log. */
  async function retried(id: string, body?: object): Promise<string[]> {
    const before = (await progress(id)).logs.length;
    const answer = await retry(id, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const { logs } = await ended(id);
    return logs.slice(before).map(({ message }: { message: string }) => message);
  }

  async function results(id: string): Promise<Map<string, Result>> {
    const { object_results } = await progress(id);
    return new Map(object_results.map((one: Result) => [one.object_name, one]));
  }

  const stateOf = async (id: string) =>
    Object.fromEntries(
      [...(await results(id))].map(([name, { status, error_code }]) => [
        name,
        error_code === undefined ? status : `${status} ${error_code}`,
      ]),
    );

  const sourceOf = async (id: string, seq: number) =>
    (await server.call("GET", `/api/migrate/jobs/${id}/results/${seq}`)).body.source;

  it("makes views from what their files say now, and tells what has changed", async () => {
    write({
      "tables.sql": "CREATE TABLE orders (id INT, total INT);\nINSERT INTO orders VALUES (1, 10);",
      "views.sql":
        "CREATE VIEW v_sum AS SELECT sum(totl) AS s FROM orders;\n" +
        "CREATE VIEW v_twice AS SELECT s * 2 AS t FROM v_sum;\n" +
        "CREATE VIEW v_ok AS SELECT id FROM orders;",
    });
    const id = await migrate();
    assert.deepEqual(await stateOf(id), {
      orders: "success",
      v_sum: "error DWM-EXE-003",
      v_twice: "skipped DWM-JOB-001",
      v_ok: "success",
    });
    const first = (await results(id)).get("v_sum")!;
    assert.equal(first.line, 1);

    write({
      "views.sql":
        "-- mended\n\nCREATE VIEW v_sum AS SELECT sum(total) AS s FROM orders;\n" +
        "CREATE VIEW v_twice AS SELECT s * 2 AS t FROM v_sum;\n" +
        "CREATE VIEW v_ok AS SELECT id FROM orders;",
    });
    const lines = await retried(id);
    assert.equal(lines[0], "Retrying 2 objects");
    assert.equal(
      lines[1],
      `Read ${inventory} again: 1 of 2 objects to be made have changed: v_sum`,
    );
    assert.deepEqual(await query("SELECT t::INT FROM migrated.v_twice"), [[20]]);
    const now = await results(id);
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
      const [before] = await sourceOf(job, first.seq);
      assert.deepEqual([before.line, /totl/.test(before.text)], [1, true]);
      const [after] = await sourceOf(job, now.get("v_sum")!.seq);
      assert.deepEqual([after.line, /total/.test(after.text)], [3, true]);
    }
    assert.equal((await retry(imported.body.job_id)).body.code, "JOB_IMPORTED");
  });

  it("loads the rows that stand in the file now, at their new places", async () => {
    const rows = (second: string) =>
      `INSERT INTO prices VALUES (1, 5);\nINSERT INTO prices VALUES (2, ${second});`;
    const table = "CREATE TABLE prices (id INT NOT NULL, price INT NOT NULL);\n";
    write({ "prices.sql": table + rows("'none'") });
    const id = await migrate();
    assert.match((await stateOf(id)).prices ?? "", /^error/);
    assert.equal((await results(id)).get("prices")?.line, 3);
    write({ "prices.sql": `-- Prices of the new year.\n\n${table}${rows("7000")}` });
    await retried(id);
    assert.deepEqual(await query("SELECT id, price FROM migrated.prices ORDER BY id"), [
      [1, 5],
      [2, 7000],
    ]);
    assert.equal((await progress(id)).rows_loaded, 2);
  });

  it("fails what is gone with that reason, and makes it when it is there again", async () => {
    const views = {
      "a.sql": "CREATE VIEW v_a AS SELECT no FROM t;",
      "b.sql": "CREATE VIEW v_b AS SELECT no FROM v_a;",
    };
    write({ "t.sql": "CREATE TABLE t (id INT);", ...views });
    const id = await migrate();
    rmSync(join(inventory, "a.sql"));
    const lines = await retried(id);
    assert.ok(lines.includes("v_a is no longer in a.sql; it fails until it is there again"));
    const gone = (await results(id)).get("v_a");
    assert.deepEqual([gone?.error_code, gone?.file, gone?.line], ["DWM-JOB-005", "a.sql", 1]);
    assert.match(gone?.error ?? "", /v_a is no longer in a\.sql\. Put it back and retry it/);
    // It reads what is not there: the target says so.
    assert.equal((await stateOf(id)).v_b, "error DWM-EXE-002");
    write({ "a.sql": "CREATE VIEW v_a AS SELECT id AS no FROM t;" });
    await retried(id);
    assert.deepEqual(await stateOf(id), { t: "success", v_a: "success", v_b: "success" });
  });

  it("tells what is not migrated of a file in which something is gone", async () => {
    write({
      "t.sql": "CREATE TABLE t (id INT);",
      "v.sql": "CREATE VIEW v AS SELECT no FROM t;",
    });
    const id = await migrate();
    write({ "v.sql": "CREATE VIEW v AS SELECT 'never closed FROM t;" });
    const lines = await retried(id);
    assert.ok(
      lines.some((one) => /never closed.*v\.sql:1/.test(one)),
      lines.join("\n"),
    );
    assert.equal((await stateOf(id)).v, "error DWM-JOB-005");
  });

  it("keeps what is not migrated and what the report tells of the files as they are now", async () => {
    write({
      "t.sql": "CREATE TABLE t (id INT);",
      "v.sql": "CREATE VIEW v AS SELECT no FROM t;\nGRANT SELECT ON t TO PUBLIC;",
    });
    const id = await migrate();
    const kept = async () => {
      const { body } = await server.call("GET", `/api/migrate/jobs/${id}/export`);
      const places = body.left_out.map(
        ({ kind, line }: { kind: string; line: number }) => `${kind} ${line}`,
      );
      return { places, statements: body.job.survey.statements };
    };
    const before = await kept();
    assert.deepEqual(before.places, ["GRANT 2"]);
    write({
      "v.sql":
        "\n\nCREATE VIEW v AS SELECT id AS no FROM t;\nGRANT SELECT ON t TO PUBLIC;\nVACUUM t;",
    });
    await retried(id);
    const after = await kept();
    assert.deepEqual(after.places, ["GRANT 4", "VACUUM 5"]);
    assert.equal(after.statements, before.statements + 1);
  });

  it("does not read them as a whole while they hold what they held", async () => {
    write({ "t.sql": "CREATE TABLE t (id INT);", "v.sql": "CREATE VIEW v AS SELECT no FROM t;" });
    const id = await migrate();
    const same = `The files of ${inventory} hold what they held when they were read`;
    assert.deepEqual((await retried(id)).slice(0, 2), ["Retrying 1 object", same]);
    // Written again, with the same in it.
    write({ "v.sql": "CREATE VIEW v AS SELECT no FROM t;" });
    assert.equal((await retried(id))[1], same);
    write({ "u.sql": "CREATE TABLE u (id INT);" });
    const added = await retried(id);
    assert.ok(
      added.some((one) => /1 object in the files are new/.test(one)),
      added.join("\n"),
    );
    write({ "v.sql": "CREATE VIEW v AS SELECT id AS no FROM t;" });
    assert.match((await retried(id))[1] ?? "", /1 of 1 object to be made have changed: v$/);
    assert.deepEqual(await stateOf(id), { t: "success", v: "success" });
  });

  it("reads them again as long as something that was made stands elsewhere in them", async () => {
    write({
      "t.sql": "CREATE TABLE t (id INT);\nINSERT INTO t VALUES (1);",
      "v.sql": "CREATE VIEW v AS SELECT no FROM t;",
    });
    const id = await migrate();
    write({ "t.sql": "-- moved\n\nCREATE TABLE t (id INT);\nINSERT INTO t VALUES (1);" });
    await retried(id);
    // Nothing has changed since the files were read last, but not all of it was taken then.
    await retried(id, { objects: ["t"] });
    const table = (await results(id)).get("t");
    assert.deepEqual([table?.status, table?.attempt], ["success", 2]);
    assert.equal((await sourceOf(id, table!.seq))[0].line, 3);
    assert.deepEqual(await query("SELECT id FROM migrated.t"), [[1]]);
  });

  it("tells what is new and what was made before, and leaves both alone until they are named", async () => {
    write({ "t.sql": "CREATE TABLE t (id INT);", "v.sql": "CREATE VIEW v AS SELECT more FROM t;" });
    const id = await migrate();
    write({ "t.sql": "CREATE TABLE t (id INT, more INT);\nCREATE TABLE u (id INT);" });
    const lines = await retried(id);
    assert.ok(
      lines.some((one) => /made before.*: t\. Retry/.test(one)),
      lines.join("\n"),
    );
    assert.ok(
      lines.some((one) => /1 object in the files are new.*: u\./.test(one)),
      lines.join("\n"),
    );
    assert.equal((await stateOf(id)).v, "error DWM-EXE-003");
    assert.equal((await progress(id)).total_objects, 2);
    await retried(id, { objects: ["t", "v"] });
    assert.deepEqual(await stateOf(id), { t: "success", v: "success" });
    assert.deepEqual(await query("SELECT more FROM migrated.v"), []);
  });

  it("waits for what an object needs by now", async () => {
    write({
      "1.sql": "CREATE VIEW a AS SELECT x FROM nowhere;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES ('no');",
    });
    const id = await migrate();
    write({
      "1.sql": "CREATE VIEW a AS SELECT max(id) AS x FROM b;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES (3);",
    });
    await retried(id);
    assert.deepEqual(await query("SELECT x FROM migrated.a"), [[3]]);
  });

  it("takes an object's new need into the retry of that object alone", async () => {
    write({
      "1.sql": "CREATE VIEW a AS SELECT x FROM nowhere;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES ('no');",
      "3.sql": "CREATE VIEW c AS SELECT y FROM nowhere;",
    });
    const id = await migrate();
    write({
      "1.sql": "CREATE VIEW a AS SELECT max(id) AS x FROM b;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES (3);",
      "3.sql": "CREATE VIEW c AS SELECT 1 AS y;",
    });
    const lines = await retried(id, { objects: ["a"] });
    assert.equal(lines[0], "Retrying 2 objects");
    const now = await results(id);
    assert.deepEqual([now.get("a")?.status, now.get("b")?.status], ["success", "success"]);
    // It was not meant: what it failed with still stands, and so does what it was made from.
    assert.equal(now.get("c")?.attempt, 1);
    assert.match((await sourceOf(id, now.get("c")!.seq))[0].text, /nowhere/);
  });

  it("says that objects need each other in a circle by now", async () => {
    write({
      "1.sql": "CREATE VIEW a AS SELECT x FROM nowhere;",
      "2.sql": "CREATE VIEW b AS SELECT x FROM nowhere;",
    });
    const id = await migrate();
    write({
      "1.sql": "CREATE VIEW a AS SELECT x FROM b;",
      "2.sql": "CREATE VIEW b AS SELECT x FROM a;",
    });
    await retried(id);
    assert.deepEqual(await stateOf(id), { a: "error DWM-JOB-002", b: "error DWM-JOB-002" });
  });

  it("knows user-defined types as they are now", async () => {
    write({
      "0.sql": "CREATE DOMAIN code AS integer;",
      "1.sql": "CREATE TABLE t (c code);\nINSERT INTO t VALUES ('x1');",
    });
    const id = await migrate();
    assert.match((await stateOf(id)).t ?? "", /^error/);
    write({ "0.sql": "CREATE DOMAIN code AS varchar(10);" });
    await retried(id);
    assert.deepEqual(await query("SELECT c FROM migrated.t"), [["x1"]]);
  });

  it("goes on with a job that stopped, with what its files say now", async () => {
    write({
      "1.sql": "CREATE VIEW a AS SELECT x FROM nowhere;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES (1);",
    });
    const id = await migrate({ on_error: "stop", concurrency: 1 });
    assert.equal((await progress(id)).status, "failed");
    assert.equal((await results(id)).has("b"), false);
    write({
      "1.sql": "CREATE VIEW a AS SELECT 1 AS x;",
      "2.sql": "CREATE TABLE b (id INT);\nINSERT INTO b VALUES (2);\nINSERT INTO b VALUES (3);",
    });
    const lines = await retried(id);
    assert.match(lines[1] ?? "", /2 of 2 objects to be made have changed: a, b/);
    assert.deepEqual(await query("SELECT sum(id)::INT FROM migrated.b"), [[5]]);
  });

  it("makes all of a dry run from what its files say now", async () => {
    write({ "1.sql": "CREATE TABLE t (id INT);", "2.sql": "CREATE VIEW v AS SELECT more FROM t;" });
    const id = await migrate({ dry_run: true });
    const made = (await results(id)).get("t")!;
    write({ "1.sql": "CREATE TABLE t (id INT, more INT);" });
    await retried(id);
    assert.deepEqual(await stateOf(id), { t: "success", v: "success" });
    assert.doesNotMatch((await sourceOf(id, made.seq))[0].text, /more/);
  });

  it("is refused while the files cannot be read, and changes nothing", async () => {
    write({ "t.sql": "CREATE TABLE t (id INT);", "v.sql": "CREATE VIEW v AS SELECT no FROM t;" });
    const id = await migrate();
    const before = await progress(id);
    const away = join(folder.path, "away");
    renameSync(inventory, away);
    const refused = await retry(id);
    assert.deepEqual([refused.status, refused.body.code], [409, "INVENTORY_UNREADABLE"]);
    assert.ok(refused.headers.get("content-type")?.startsWith("application/problem+json"));
    assert.match(refused.body.detail, /stays as it was.*no file or folder.*ddl/s);
    assert.deepEqual(await progress(id), before);
    // Nothing is left in it.
    mkdirSync(inventory);
    assert.equal((await retry(id)).body.code, "INVENTORY_UNREADABLE");
    writeFileSync(join(inventory, "inventory.json"), "{ not JSON");
    assert.match((await retry(id)).body.detail, /inventory\.json is not valid JSON/);
    assert.deepEqual(await progress(id), before);
    rmSync(inventory, { recursive: true });
    renameSync(away, inventory);
    write({ "v.sql": "CREATE VIEW v AS SELECT id AS no FROM t;" });
    await retried(id);
    assert.deepEqual(await stateOf(id), { t: "success", v: "success" });
  });

  it("changes nothing when nobody waits for it any more", async () => {
    const tables = Array.from({ length: 300 }, (_, n) => `CREATE TABLE t${n} (id INT);`);
    write({ "t.sql": tables.join("\n"), "v.sql": "CREATE VIEW v AS SELECT no FROM t1;" });
    const id = await migrate({ dry_run: true });
    write({ "v.sql": "CREATE VIEW v AS SELECT id AS no FROM t1;" });
    const before = await progress(id);
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
    assert.deepEqual(await progress(id), before);
    await retried(id);
    assert.equal((await stateOf(id)).v, "success");
  });

  it("answers two retries at once one after the other", async () => {
    write({ "t.sql": "CREATE TABLE t (id INT);", "v.sql": "CREATE VIEW v AS SELECT no FROM t;" });
    const id = await migrate();
    write({ "v.sql": "CREATE VIEW v AS SELECT id AS no FROM t;" });
    const answers = await Promise.all([retry(id), retry(id)]);
    assert.equal(answers[0]?.status, 200);
    assert.ok([200, 409].includes(answers[1]?.status ?? 0));
    await ended(id);
    assert.deepEqual(await stateOf(id), { t: "success", v: "success" });
  });
});

describe("a retry in a job that runs, after the files were mended", () => {
  it("leaves what is in work as it was begun, and tells so of each attempt", async () => {
    const folder = tempFolder();
    const gates = new Map<string, PromiseWithResolvers<void>>();
    const failing = new Set(["a"]);
    const server = await startTestEngine({
      dispatcher: (store) =>
        new ScriptedDispatcher(
          store,
          async (name) => {
            gates.set(name, Promise.withResolvers());
            await gates.get(name)?.promise;
            if (!failing.has(name)) return {};
            return { status: "error", error: "no", errorCode: "DWM-TST-001" };
          },
          2,
        ),
    });
    const pass = async (name: string) => {
      const gate = await waitFor(`${name} in work`, () => gates.get(name));
      gates.delete(name);
      gate.resolve();
    };
    const tables = (version: string) =>
      ["a", "b", "c"].map((name) => `CREATE TABLE ${name} (${version} INT);`).join("\n");
    try {
      writeFiles(folder.path, { "all.sql": tables("old") });
      const { body } = await server.call("POST", "/api/migrate/start", startBody(folder.path));
      const job = async () =>
        (await server.call("GET", `/api/migrate/progress/${body.job_id}`)).body;
      await waitFor("b in work", () => gates.has("b"));
      await pass("a");
      await waitFor("the failure", async () => (await job()).failed_objects === 1);
      await waitFor("c in work", () => gates.has("c"));
      writeFiles(folder.path, { "all.sql": tables("mended") });
      failing.clear();
      const answer = await server.call("POST", `/api/migrate/retry/${body.job_id}`);
      assert.deepEqual([answer.status, answer.body.objects], [200, 1]);
      for (const name of ["b", "c", "a"]) await pass(name);
      await waitFor("the end", async () => (await job()).status === "completed");
      const { body: exported } = await server.call(
        "GET",
        `/api/migrate/jobs/${body.job_id}/export`,
      );
      const told = exported.results.map(
        async ({ seq, attempt }: { seq: number; attempt: number }) => {
          const path = `/api/migrate/jobs/${body.job_id}/results/${seq}`;
          const { result, source } = (await server.call("GET", path)).body;
          return `${result.object_name}/${attempt} ${/old|mended/.exec(source[0].text)?.[0]}`;
        },
      );
      assert.deepEqual((await Promise.all(told)).sort(), [
        "a/1 old",
        "a/2 mended",
        "b/1 old",
        "c/1 old",
      ]);
    } finally {
      await server.stop();
      folder.remove();
    }
  });
});
