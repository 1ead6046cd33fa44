import assert from "node:assert/strict";
import { join } from "node:path";
import { startBody, writeFiles } from "../support/inventories.ts";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

const SCRIPT = `CREATE TABLE t (id INT);
ALTER TABLE t ADD PRIMARY KEY (id);
CREATE PROCEDURE p() RETURNS STRING LANGUAGE SQL AS $$ BEGIN RETURN 'x'; END $$;
CREATE VIEW w AS SELECT 1 AS x;
CREATE VIEW wide AS SELECT 2 AS x;`;

const WIDE = `CREATE VIEW wide AS SELECT 2 AS ${"x".repeat(100)} FROM t WHERE id > 1;`;

describe("one result with its source and its SQL, over HTTP", () => {
  const folder = tempFolder();
  let server: TestEngine;
  let id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what the wire holds
  let results: any[];

  before(async () => {
    writeFiles(join(folder.path, "in"), { "a.sql": SCRIPT });
    server = await startTestEngine({
      dispatcher: (store) =>
        new ScriptedDispatcher(store, async (name) => {
          if (name === "t") {
            const judged = { confidence: "exact", effort: 0.1, engine: "rules" } as const;
            return { targetSql: "CREATE TABLE t (id INTEGER);", ...judged };
          }
          if (name === "wide") return { targetSql: WIDE };
          if (name !== "p") return { status: "error", error: "no" };
          const judged = { confidence: "review", effort: 1.5, engine: "model" } as const;
          const sql = {
            targetSql: "CREATE PROCEDURE p() …;",
            artefactDialect: "databricks",
          } as const;
          return { status: "skipped", error: "DuckDB has none", ...sql, ...judged };
        }),
    });
    const started = await server.call(
      "POST",
      "/api/migrate/start",
      startBody(join(folder.path, "in")),
    );
    id = started.body.job_id;
    const ended = async () =>
      (await server.call("GET", `/api/migrate/progress/${id}`)).body.status === "completed";
    await waitFor("the end of the job", ended);
    results = (await server.call("GET", `/api/migrate/jobs/${id}/results`)).body.object_results;
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  async function detail(name: string, job = id) {
    const { seq } = results.find(({ object_name }) => object_name === name);
    const { status, body } = await server.call("GET", `/api/migrate/jobs/${job}/results/${seq}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  it("shows what an object was made of, and into what", async () => {
    const { result, source, sql, sql_dialect, is_artefact } = await detail("t");
    assert.deepEqual([result.confidence, result.effort, result.engine], ["exact", 0.1, "rules"]);
    const places = source.map(({ line, text }: { line: number; text: string }) => [line, text]);
    assert.deepEqual(places, [
      [1, "CREATE TABLE t (id INT)"],
      [2, "ALTER TABLE t ADD PRIMARY KEY (id)"],
    ]);
    assert.deepEqual(
      [sql, sql_dialect, is_artefact],
      ["CREATE TABLE t (id INTEGER);", "duckdb", false],
    );
  });

  it("lays out what is long in lines", async () => {
    const lines = (await detail("wide")).sql.split("\n");
    assert.deepEqual(lines.slice(0, 2), ["CREATE VIEW wide AS", "SELECT"]);
    assert.deepEqual(lines.slice(-2), ["WHERE", "  id > 1;"]);
  });

  it("marks what the target cannot hold by the language that it was kept in", async () => {
    const { result, sql, sql_dialect, is_artefact } = await detail("p");
    assert.equal(result.artefact_dialect, "databricks");
    assert.deepEqual(
      [result.status, result.confidence, result.engine],
      ["skipped", "review", "model"],
    );
    assert.deepEqual(
      [sql, sql_dialect, is_artefact],
      ["CREATE PROCEDURE p() …;", "databricks", true],
    );
  });

  it("has no SQL where nothing was made", async () => {
    const { result, sql, sql_dialect } = await detail("w");
    assert.deepEqual([result.confidence, sql, sql_dialect], [undefined, null, null]);
  });

  it("survives an export and import", async () => {
    const { body } = await server.call("GET", `/api/migrate/jobs/${id}/export`);
    const made = await server.call("POST", "/api/migrate/import", body);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const copy = await detail("p", made.body.job_id);
    assert.deepEqual(copy, await detail("p"));
  });

  it("refuses what is not there", async () => {
    const missing = await server.call("GET", `/api/migrate/jobs/${id}/results/999`);
    assert.deepEqual([missing.status, missing.body.code], [404, "RESULT_NOT_FOUND"]);
    const odd = await server.call("GET", `/api/migrate/jobs/${id}/results/x`);
    assert.equal(odd.status, 400);
    const none = await server.call("GET", "/api/migrate/jobs/none/results/1");
    assert.deepEqual([none.status, none.body.code], [404, "JOB_NOT_FOUND"]);
  });
});
