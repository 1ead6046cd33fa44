import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Assessment, assessmentSchema } from "../../src/protocol/assessment.ts";
import { ROOT, writeFiles } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

const FILES = {
  "tables.sql": `-- Dumped from database version 14.2
CREATE TABLE sales.customer (id integer PRIMARY KEY, name text);
COMMENT ON TABLE sales.customer IS 'people';
INSERT INTO sales.customer VALUES (1, 'a');
CREATE SEQUENCE sales.q;
GRANT SELECT ON sales.customer TO reader;
ALTER TABLE sales.customer OWNER TO boss;`,
  "views.sql": `CREATE VIEW sales.v AS SELECT id, upper(name) AS n FROM sales.customer;
CREATE VIEW sales.w AS SELECT c.id, o.total FROM sales.customer c JOIN sales.orders o ON o.id = c.id;
CREATE VIEW sales.x AS SELECT no_such_function(id) AS y FROM sales.v;
CREATE VIEW sales.y1 AS SELECT * FROM sales.y2;
CREATE VIEW sales.y2 AS SELECT * FROM sales.y1;`,
};

describe("assessment of an inventory over HTTP", () => {
  const folder = tempFolder();
  const path = join(folder.path, "in");
  let server: TestEngine;

  before(async () => {
    writeFiles(path, FILES);
    server = await startTestEngine();
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  const ask = (more = {}) =>
    server.call("POST", "/api/migrate/assess", { inventory_path: path, ...more });

  async function assessment(more = {}): Promise<Assessment> {
    const { status, body } = await ask({ target_type: "duckdb", ...more });
    assert.equal(status, 200, JSON.stringify(body));
    return assessmentSchema.parse(body);
  }

  it("says what translates, what is missing and what is left out", async () => {
    const found = await assessment({ source_type: "postgres" });
    assert.deepEqual(found.objects.map(({ name, confidence }) => `${name} ${confidence}`).sort(), [
      "sales.customer exact",
      "sales.v exact",
      "sales.w exact",
      "sales.x manual",
      "sales.y1 exact",
      "sales.y2 exact",
    ]);
    assert.deepEqual(
      found.graph.missing.map(({ name }) => name),
      ["sales.orders"],
    );
    assert.deepEqual(found.graph.cycles, [["sales.y1", "sales.y2"]]);
    assert.equal(found.totals.statements, 11);
    const { objects, row_statements, left_out } = found.totals;
    // The comment and the primary key's owner belong to what they change.
    assert.equal(objects + 1 + row_statements + left_out, found.totals.statements);
    assert.deepEqual(found.left_out_by_kind.map(({ kind }) => kind).sort(), [
      "alteration",
      "grant",
      "sequence",
    ]);
    assert.deepEqual(found.source, {
      type: "postgres",
      confidence: 1,
      evidence: [],
      versions: ["PostgreSQL 14.2"],
    });
    assert.match(found.target.version, /^DuckDB v?\d/);
    assert.equal(found.functions[0]?.name, "NO_SUCH_FUNCTION");
  });

  it("knows the columns of what a view reads, in whatever order the files stand", async () => {
    const { objects } = await assessment({ source_type: "postgres" });
    const view = objects.find(({ name }) => name === "sales.x");
    assert.deepEqual(
      [view?.wave, view?.codes, view?.depends_on],
      [3, ["DWM-QRY-003"], ["sales.v"]],
    );
  });

  it("detects the source type, and says how surely", async () => {
    const { source } = await assessment();
    assert.equal(source.type, "postgres");
    assert.ok(source.confidence > 0 && source.confidence < 1 && source.evidence.length > 0);
  });

  it("chooses objects, and counts at another rate", async () => {
    const found = await assessment({ include: ["*.customer"], minutes_per_point: 60 });
    assert.equal(found.totals.objects, 1);
    assert.equal(found.totals.person_hours, found.totals.effort);
  });

  it("writes Markdown and a page without scripts", async () => {
    const markdown = await ask({ format: "markdown" });
    assert.match(markdown.headers.get("content-type")!, /^text\/markdown/);
    assert.match(markdown.body, /^# Assessment of /);
    const html = await ask({ format: "html" });
    assert.match(html.headers.get("content-type")!, /^text\/html/);
    assert.ok(html.body.endsWith("</html>\n"));
    assert.doesNotMatch(html.body, /<script/i);
  });

  it("refuses what it cannot do, with a problem that names the field", async () => {
    writeFiles(folder.path, {
      "nothing/a.sql": "SELECT 1;",
      "plain/a.sql": "CREATE TABLE t (id INT);",
    });
    for (const [more, code, field] of [
      [{ inventory_path: join(folder.path, "nowhere") }, "INVENTORY_INVALID", "inventory_path"],
      [
        { inventory_path: join(folder.path, "nothing"), source_type: "oracle" },
        "INVENTORY_INVALID",
        "inventory_path",
      ],
      [{ inventory_path: join(folder.path, "plain") }, "SOURCE_TYPE_UNCLEAR", "source_type"],
      [{ source_type: "cobol" }, "VALIDATION_FAILED", "source_type"],
      [{ target_type: "excel" }, "VALIDATION_FAILED", "target_type"],
      [{ format: "pdf" }, "VALIDATION_FAILED", "format"],
      [{ include: ["nothing.like.this"] }, "INVENTORY_INVALID", "inventory_path"],
    ] as const) {
      const { status, body, headers } = await ask(more);
      assert.deepEqual([status, body.code], [400, code], JSON.stringify(body));
      assert.equal(body.errors[0].field, field);
      assert.match(headers.get("content-type")!, /^application\/problem\+json/);
    }
    const empty = await server.call("POST", "/api/migrate/assess");
    assert.equal(empty.status, 400);
  });

  it("stops when its client goes away, and leaves the engine as it was", async () => {
    const tables = Array.from({ length: 3_000 }, (_, n) => `CREATE TABLE t${n} (id integer);`);
    writeFiles(folder.path, { "many/a.sql": tables.join("\n") });
    const gone = new AbortController();
    const asked = fetch(`${server.url}/api/migrate/assess`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ inventory_path: join(folder.path, "many"), source_type: "postgres" }),
      signal: gone.signal,
    });
    gone.abort();
    await assert.rejects(asked);
    assert.equal((await server.call("GET", "/api/health")).status, 200);
    assert.equal((await assessment()).totals.objects, 6);
  });

  it("is there on the command line, with an exit code for pipelines", async () => {
    const cli = join(ROOT, "src/cli/main.ts");
    const run = async (...args: string[]) => {
      const all = [cli, "assess", path, "--url", server.url, "--target-type", "duckdb", ...args];
      // Not synchronously: the engine that it asks is in this process.
      const child = spawn(process.execPath, all, { stdio: ["ignore", "pipe", "pipe"] });
      const ended = once(child, "close");
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
      return { code: (await ended)[0], stdout, stderr };
    };
    const plain = await run();
    assert.deepEqual([plain.code, plain.stderr], [0, ""]);
    assert.match(plain.stdout, /^# Assessment of /);
    const json = await run("--format", "json", "--fail-on", "error");
    assert.equal(json.code, 2);
    assert.equal(assessmentSchema.parse(JSON.parse(json.stdout)).totals.worst, "error");
    const output = join(folder.path, "report.html");
    const args = ["--format", "html", "--output", output, "--include", "*.customer"];
    assert.deepEqual((await run(...args, "--fail-on", "error")).code, 0);
    assert.match(readFileSync(output, "utf8"), /<\/html>\n$/);
    assert.equal((await run(...args, "--fail-on", "warning")).code, 2);
    const wrong = await run("--source-type", "cobol");
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /source_type/);
  });
});

describe("the source type auto", () => {
  const folder = tempFolder();
  let server: TestEngine;

  before(async () => {
    writeFiles(folder.path, {
      "oracle/a.sql": "CREATE TABLE t (id NUMBER(5), n VARCHAR2(10));\n/\n",
      "tie/a.sql":
        "CREATE TABLE t (id NUMBER(5), m NUMBER(9, 2), k NUMBER(3), d NUMBER(4), e NUMBER(2), f NUMBER(2), g NUMBER(3));",
    });
    server = await startTestEngine();
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  const body = (name: string) => ({
    inventory_path: join(folder.path, name),
    target_catalog: "shop",
    target_schema: "main",
    source_type: "auto",
    dry_run: true,
  });

  it("is detected by a start, which says so in its answer and its log", async () => {
    const started = await server.call("POST", "/api/migrate/start", body("oracle"));
    assert.equal(started.status, 200, JSON.stringify(started.body));
    assert.equal(started.body.source_type, "oracle");
    assert.ok(started.body.source_type_confidence > 0);
    const id = started.body.job_id;
    assert.equal(
      (await server.call("GET", `/api/migrate/progress/${id}`)).body.source_type,
      "oracle",
    );
    const { logs } = (await server.call("GET", `/api/migrate/jobs/${id}/logs`)).body;
    assert.match(logs[0].message, /^Source type oracle, detected \(\d+ % sure\) by .*VARCHAR2/);
  });

  it("refuses a tie, and says between what", async () => {
    for (const call of ["start", "assess"]) {
      const { status, body: answer } = await server.call(
        "POST",
        `/api/migrate/${call}`,
        body("tie"),
      );
      assert.deepEqual([status, answer.code], [400, "SOURCE_TYPE_UNCLEAR"], JSON.stringify(answer));
      assert.match(answer.detail, /as much like Oracle as like Snowflake/);
    }
    const jobs = (await server.call("GET", "/api/migrate/jobs")).body.jobs;
    assert.ok(
      jobs.every(
        ({ inventory_path }: { inventory_path: string }) => !inventory_path.endsWith("tie"),
      ),
    );
    const checked = await server.call("POST", "/api/migrate/validate", body("tie"));
    assert.equal(checked.body.success, false);
    assert.equal(checked.body.problems[0].field, "source_type");
    const inspected = await server.call("POST", "/api/migrate/inspect", body("tie"));
    assert.deepEqual(inspected.body.tied, ["oracle", "snowflake"]);
  });

  it("is detected of a piece of SQL", async () => {
    const sql = "CREATE TABLE t (id NUMBER(5), n VARCHAR2(10));";
    const request = { sql, source_type: "auto", target_type: "duckdb" };
    const { status, body: answer } = await server.call("POST", "/api/migrate/translate", request);
    assert.equal(status, 200);
    assert.equal(answer.source_type, "oracle");
    assert.ok(answer.source_type_confidence < 1);
    const unclear = await server.call("POST", "/api/migrate/translate", {
      ...request,
      sql: "SELECT 1",
    });
    assert.deepEqual([unclear.status, unclear.body.code], [400, "SOURCE_TYPE_UNCLEAR"]);
  });
});

describe("the assessment of a job", () => {
  const folder = tempFolder();
  let server: TestEngine;

  before(async () => {
    writeFiles(folder.path, FILES);
    server = await startTestEngine();
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  async function migrated(dryRun: boolean): Promise<string> {
    const started = await server.call("POST", "/api/migrate/start", {
      inventory_path: folder.path,
      target_catalog: "shop",
      target_schema: "main",
      source_type: "auto",
      dry_run: dryRun,
    });
    assert.equal(started.status, 200, JSON.stringify(started.body));
    const id = started.body.job_id;
    await waitFor("the end of the job", async () => {
      const { body } = await server.call("GET", `/api/migrate/progress/${id}`);
      return body.status === "completed";
    });
    return id;
  }

  it("is a part of a dry run's reports, and can be asked for alone", async () => {
    const id = await migrated(true);
    const path = `/api/migrate/jobs/${id}`;
    const { status, body } = await server.call("GET", `${path}/assessment`);
    assert.equal(status, 200, JSON.stringify(body));
    const found = assessmentSchema.parse(body);
    assert.equal(found.totals.objects, 6);
    assert.equal(found.totals.statements, 11);
    const told = found.objects.map(
      ({ name, confidence, codes }) => `${name} ${confidence} ${codes}`,
    );
    assert.ok(told.includes("sales.customer exact "), told.join("\n"));
    assert.ok(told.includes("sales.x manual DWM-QRY-003"), told.join("\n"));
    assert.ok(told.includes("sales.w manual DWM-EXE-002"), told.join("\n"));
    assert.deepEqual(found.graph.cycles, [["sales.y1", "sales.y2"]]);
    assert.equal(
      found.left_out.find(({ kind }) => kind === "grant")?.databricks,
      "GRANT SELECT ON TABLE sales.customer TO reader;",
    );
    assert.deepEqual(found.source.versions, ["PostgreSQL 14.2"]);
    assert.ok(found.source.confidence < 1);
    const html = await server.call("GET", `${path}/export?format=html`);
    assert.match(
      html.body,
      /<h2>Assessment<\/h2>[\s\S]*<h2>Translation by type<\/h2>[\s\S]*sales\.orders/,
    );
    const markdown = await server.call("GET", `${path}/export?format=markdown`);
    assert.match(markdown.body, /## Assessment[\s\S]*## Translation by type/);

    const exported = (await server.call("GET", `${path}/export`)).body;
    assert.equal(exported.left_out.length, 3);
    const copy = (await server.call("POST", "/api/migrate/import", exported)).body.job_id;
    const again = await server.call("GET", `/api/migrate/jobs/${copy}/assessment`);
    const { assessed_at: _now, ...same } = again.body;
    const { assessed_at: _then, ...first } = body;
    assert.deepEqual(same, first);
    delete exported.left_out;
    delete exported.job.survey;
    assert.equal(
      (await server.call("POST", "/api/migrate/import", exported)).status,
      200,
      "an older file",
    );
  });

  it("is no part of the report of a migration that was made, but can be asked for", async () => {
    const id = await migrated(false);
    const html = await server.call("GET", `/api/migrate/jobs/${id}/export?format=html`);
    assert.doesNotMatch(html.body, /<h2>Assessment<\/h2>/);
    const { body } = await server.call("GET", `/api/migrate/jobs/${id}/assessment`);
    assert.equal(body.totals.objects, 6);
    const none = await server.call("GET", "/api/migrate/jobs/none/assessment");
    assert.deepEqual([none.status, none.body.code], [404, "JOB_NOT_FOUND"]);
  });
});
