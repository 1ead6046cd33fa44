import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ModelReply, type ModelRequest, startModelServer } from "../support/modelServer.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { type Answer, startTestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

const SCRIPT = `CREATE TABLE sale (id INTEGER, at DATE, price NUMBER(10,2));
INSERT INTO sale VALUES (1, DATE '2020-01-01', 10);
INSERT INTO sale VALUES (2, DATE '2020-01-02', 20);
CREATE VIEW total AS SELECT price * 2 AS total FROM sale;
CREATE VIEW odd AS SELECT id, no_such_function(price) AS odd FROM sale;`;

const GOOD = "```sql\nSELECT id, price % 3 AS odd FROM migrated.sale\n```";

/** Runs a job over the script with a model that says what `reply` says. */
async function migrate(
  reply: (request: ModelRequest, count: number) => ModelReply,
  start: Record<string, unknown> = {},
  configured = true,
) {
  const server = await startModelServer(reply);
  const folder = tempFolder();
  writeFileSync(join(folder.path, "all.sql"), SCRIPT);
  const model = { baseUrl: server.url, token: "secret", inputPrice: 1, outputPrice: 2 };
  const engine = await startTestEngine(configured ? { model } : {});
  try {
    const started = await engine.call("POST", "/api/migrate/start", {
      inventory_path: folder.path,
      target_catalog: "wh",
      target_schema: "migrated",
      source_type: "oracle",
      model_id: "some-model",
      ...start,
    });
    assert.equal(started.status, 200, JSON.stringify(started.body));
    const path = `/api/migrate/progress/${started.body.job_id}`;
    const job = await waitFor<Answer["body"]>("the job's end", async () => {
      const { body } = await engine.call("GET", path);
      return /completed|failed/.test(body.status) ? body : undefined;
    });
    const result = job.object_results.find(
      ({ object_name }: Answer["body"]) => object_name === "odd",
    );
    return { job, result, requests: server.requests };
  } finally {
    await engine.stop();
    await server.close();
    folder.remove();
  }
}

const codes = (result: { issues: { code: string }[] }) => result.issues.map(({ code }) => code);

describe("the model fallback", () => {
  it("asks for what the rules cannot translate, and marks the answer as the model's", async () => {
    const { job, result, requests } = await migrate(() => GOOD);
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.authorization, "Bearer secret");
    assert.equal(requests[0]?.body.model, "some-model");
    assert.match(requests[0]?.body.messages[1]?.content ?? "", /DWM-QRY-003 at line 5, column 31/);
    assert.deepEqual(
      [result.status, result.engine, result.confidence, codes(result)],
      ["success", "model", "review", ["DWM-MOD-001"]],
    );
    assert.equal(job.completed_objects, 3);
    const usage = { requests: 1, prompt_tokens: 100, completion_tokens: 20, cost: 0.00014 };
    assert.deepEqual([result.model_usage, job.model_usage], [usage, usage]);
  });

  it("asks once more with what was wrong", async () => {
    const { job, result, requests } = await migrate((_, count) =>
      count === 1 ? "```sql\nSELECT id, price AS odd FROM nowhere\n```" : GOOD,
    );
    assert.equal(requests.length, 2);
    assert.match(requests[1]?.body.messages[3]?.content ?? "", /nowhere/);
    assert.equal(result.engine, "model");
    assert.equal(job.model_usage.requests, 2);
  });

  it("leaves the object failed when the second answer is no better", async () => {
    const { result, requests } = await migrate(() => "SELECT 1; DROP TABLE sale");
    assert.equal(requests.length, 2);
    assert.deepEqual([result.status, result.error_code], ["error", "DWM-QRY-003"]);
    assert.deepEqual(codes(result), ["DWM-QRY-003", "DWM-MOD-002"]);
    assert.match(result.issues[1].message, /more than one statement/);
  });

  it("refuses an answer that drops a column", async () => {
    const { result } = await migrate(() => "SELECT id FROM migrated.sale");
    assert.equal(result.status, "error");
    assert.match(result.issues[1].message, /2 columns in the source, 1 in the result/);
  });

  it("says what is wrong with an endpoint, and goes on without it", async () => {
    const { job, result, requests } = await migrate(() => ({
      status: 401,
      body: JSON.stringify({ error: { message: "token expired" } }),
    }));
    assert.equal(requests.length, 1);
    assert.equal(job.status, "completed");
    assert.match(result.issues[1].message, /401: token expired. Check the model token/);
    assert.ok(
      job.logs.some(({ message }: Answer["body"]) => /The model is not asked again/.test(message)),
    );
  });

  it("waits for an endpoint that is busy", async () => {
    const { result, requests } = await migrate((_, count) =>
      count === 1 ? { status: 429, body: "{}", headers: { "retry-after": "0.05" } } : GOOD,
    );
    assert.deepEqual([requests.length, result.engine], [2, "model"]);
  });

  it("sends nothing anywhere without an endpoint, or without a model", async () => {
    const without = await migrate(() => GOOD, {}, false);
    assert.deepEqual([without.requests.length, without.result.status], [0, "error"]);
    assert.ok(
      without.job.logs.some(({ message }: Answer["body"]) =>
        /no endpoint is configured/.test(message),
      ),
    );
    for (const model_id of [null, "", " "]) {
      const unnamed = await migrate(() => GOOD, { model_id });
      assert.deepEqual([unnamed.requests.length, unnamed.result.status], [0, "error"]);
      assert.equal(unnamed.job.model_usage, undefined);
    }
  });
});

describe("a job for Databricks", () => {
  const start = { target_type: "databricks", model_id: null };

  it("translates everything and executes nothing", async () => {
    const { job } = await migrate(() => GOOD, { ...start, dry_run: true });
    assert.equal(job.target_type, "databricks");
    assert.deepEqual([job.completed_objects, job.failed_objects, job.rows_loaded], [2, 1, 0]);
  });

  it("is refused where it would have to write", async () => {
    await assert.rejects(
      migrate(() => GOOD, start),
      /TARGET_NOT_WRITABLE/,
    );
  });
});
