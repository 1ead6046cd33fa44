import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFiles } from "../support/inventories.ts";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

const EVIL = '=HYPERLINK("x") | <script>alert(1)</script> "quoted", `code`\nsecond line';
const TABLES = 2_500;

describe("export and import over HTTP", () => {
  const folder = tempFolder();
  let server: TestEngine;
  let id: string;

  before(async () => {
    const tables = Array.from({ length: TABLES }, (_, n) => `CREATE TABLE t${n} (id INT);`);
    writeFiles(join(folder.path, "crm"), { "t.sql": tables.join("\n") });
    const tried = new Set<string>();
    const broken = { status: "error", error: EVIL, errorCode: "DWM-TST-001" } as const;
    server = await startTestEngine({
      dispatcher: (store) =>
        new ScriptedDispatcher(store, async (name) => {
          const again = tried.has(name);
          tried.add(name);
          if (name === "t1" || (name === "t2" && !again)) return broken;
          const columns = [{ name: "id", class: "int" as const }];
          return { targetSql: `CREATE TABLE "${name}" (id INTEGER)`, columns, rowsLoaded: 2 };
        }),
    });
    const body = {
      inventory_path: join(folder.path, "crm"),
      target_catalog: "main",
      target_schema: "crm",
      source_type: "postgres",
    };
    id = (await server.call("POST", "/api/migrate/start", body)).body.job_id;
    await ended();
    await server.call("POST", `/api/migrate/retry/${id}`);
    await ended();
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  async function ended() {
    await waitFor(
      "the end of the job",
      async () => (await get(summaryPath())).status === "completed",
    );
  }
  const summaryPath = () => `/api/migrate/progress/${id}`;

  async function get(path: string) {
    const { status, body } = await server.call("GET", path);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  const exported = (jobId: string, format: string) =>
    get(`/api/migrate/jobs/${jobId}/export?format=${format}`);

  it("writes everything as JSON, and reads it again as a job that cannot be run", async () => {
    const document = await exported(id, "json");
    assert.equal(document.objects.length, TABLES);
    assert.equal(document.results.length, TABLES + 2);
    assert.equal(document.results.length + document.logs.length, document.job.last_seq);
    assert.match(document.objects[5].source.definition[0].text, /CREATE TABLE t5 /);
    assert.equal(document.results.at(-1).attempt, 2);
    const made = await server.call("POST", "/api/migrate/import", document);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const copy: string = made.body.job_id;
    assert.notEqual(copy, id);

    const again = await exported(copy, "json");
    const lossless = ({ objects, results, logs, job }: typeof document) => ({
      objects,
      results,
      logs,
      job: { ...job, job_id: "", imported: true },
    });
    assert.deepEqual(lossless(again), lossless(document));
    const actions = again.audit.map(({ action }: { action: string }) => action);
    assert.deepEqual(actions, ["start", "retry", "import"]);

    const summary = await get(`/api/migrate/progress/${copy}`);
    assert.deepEqual([summary.imported, summary.failed_objects], [true, 1]);
    const retried = await server.call("POST", `/api/migrate/retry/${copy}`);
    assert.deepEqual([retried.status, retried.body.code], [409, "JOB_IMPORTED"]);
    assert.equal((await server.call("DELETE", `/api/migrate/jobs/${copy}`)).status, 200);
  });

  it("keeps the id where that is free, and ends what was running when it was exported", async () => {
    const document = await exported(id, "json");
    document.job.job_id = "from-elsewhere";
    document.job.status = "running";
    document.job.end_time = null;
    const made = await server.call("POST", "/api/migrate/import", document);
    assert.equal(made.body.job_id, "from-elsewhere");
    const summary = await get("/api/migrate/progress/from-elsewhere");
    assert.equal(summary.status, "cancelled");
    assert.match(summary.error, /was running when it was exported/);
    await server.call("DELETE", "/api/migrate/jobs/from-elsewhere");
  });

  it("refuses a document that is not whole, and adds nothing", async () => {
    const document = await exported(id, "json");
    const { results, logs, objects, job } = document;
    const cases: [string, unknown, RegExp][] = [
      ["a list", [], /no exported job/],
      ["something else", { hello: 1 }, /no exported job/],
      ["a newer one", { ...document, version: 2 }, /newer engine/],
      ["a field missing", { ...document, job: { ...job, status: undefined } }, /job\.status/],
      ["a result missing", { ...document, results: results.slice(1) }, /log lines and results/],
      ["a log missing", { ...document, logs: logs.slice(1) }, /log lines and results/],
      ["a seq twice", { ...document, logs: [...logs.slice(1), logs[1]] }, /log lines and results/],
      [
        "an object missing",
        { ...document, objects: objects.slice(1) },
        /2500 objects and holds 2499/,
      ],
      ["a counter wrong", { ...document, job: { ...job, failed_objects: 0 } }, /completed, failed/],
    ];
    const before = (await get("/api/migrate/jobs")).total;
    for (const [name, body, message] of cases) {
      const answer = await server.call("POST", "/api/migrate/import", body);
      assert.deepEqual([answer.status, answer.body.code], [400, "IMPORT_INVALID"], name);
      assert.match(answer.body.detail, message, name);
    }
    const empty = await server.call("POST", "/api/migrate/import", undefined, {
      "Content-Type": "application/json",
    });
    assert.equal(empty.status, 400);
    assert.equal((await get("/api/migrate/jobs")).total, before);
  });

  it("writes the results as CSV that no spreadsheet runs", async () => {
    const text: string = await exported(id, "csv");
    const lines = text.split("\r\n");
    assert.equal(lines.length, TABLES + 2, "header, objects, and the end of the last line");
    assert.match(lines[0]!, /^object_name,object_type,status,error_code,error,/);
    const failed = lines.find((line) => line.startsWith("t1,"));
    assert.ok(failed?.startsWith('t1,TABLE,error,DWM-TST-001,"\'=HYPERLINK(""x"")'), failed);
    assert.match(lines.find((line) => line.startsWith("t2,"))!, /^t2,TABLE,success,,,.*,2,1,2,/);
  });

  it("writes reports that say what failed first and hold no markup of the source's", async () => {
    const html: string = await exported(id, "html");
    assert.ok(html.endsWith("</html>\n"));
    assert.doesNotMatch(html, /<script/i);
    assert.ok(html.includes("&lt;script&gt;alert(1)"));
    assert.ok(html.indexOf("Why objects failed") < html.indexOf("Objects by type"));
    assert.equal(html.match(/<td>t\d+<\/td>/g)?.length, TABLES + 1, "each, and the example");
    const markdown: string = await exported(id, "markdown");
    assert.doesNotMatch(markdown, /<script/i);
    const row = markdown.split("\n").find((line) => line.startsWith("| t1 |"));
    assert.equal(row?.split(/(?<!\\)\|/).length, 8, row);
    assert.match(markdown, /\| State \| completed with failures \|/);
    assert.match(markdown, /\| Started \| \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \|/);
    assert.ok(markdown.indexOf("DWM-TST-001") < markdown.indexOf("## Objects by type"));
  });

  it("names the file, and refuses formats and jobs that it does not know", async () => {
    const { headers } = await server.call("GET", `/api/migrate/jobs/${id}/export`);
    assert.match(headers.get("content-disposition")!, new RegExp(`migration-${id}\\.json"$`));
    const odd = await server.call("GET", `/api/migrate/jobs/${id}/export?format=pdf`);
    assert.equal(odd.status, 400);
    assert.equal((await server.call("GET", "/api/migrate/jobs/none/export")).status, 404);
  });
});
