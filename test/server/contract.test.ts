import assert from "node:assert/strict";
import { frameSchema } from "../../src/protocol/frame.ts";
import { jobSchema, jobSummarySchema } from "../../src/protocol/job.ts";
import { problemSchema } from "../../src/protocol/problem.ts";
import { startBody, writeFiles } from "../support/inventories.ts";
import { exchange } from "../support/rawHttp.ts";
import { readEvents } from "../support/sse.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const FILES = {
  "tables/customer.sql": `CREATE TABLE sales.customer (id INTEGER NOT NULL, name VARCHAR(50), PRIMARY KEY (id));
INSERT INTO sales.customer VALUES (1, 'O''Brien'), (2, NULL);`,
  "views/v_customer.sql":
    "CREATE VIEW sales.v_customer AS SELECT id, UPPER(name) AS name FROM sales.customer;",
  "views/v_broken.sql": "CREATE VIEW sales.v_broken AS\n  SELECT nothing FROM sales.customer;",
  "views/v_on_broken.sql": "CREATE VIEW sales.v_on_broken AS SELECT * FROM sales.v_broken;",
};

describe("the contract of the old system", () => {
  const inventory = tempFolder();
  let engine: TestEngine;
  let jobId: string;

  before(async () => {
    writeFiles(inventory.path, FILES);
    engine = await startTestEngine();
    const { status, body } = await engine.call(
      "POST",
      "/api/migrate/start",
      startBody(inventory.path),
    );
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(Object.keys(body).sort(), ["job_id", "message", "success", "total_objects"]);
    assert.equal(body.success, true);
    assert.equal(body.total_objects, 4);
    jobId = body.job_id;
    await readEvents(`${engine.url}/api/migrate/stream/${jobId}`);
  });

  after(async () => {
    await engine.stop();
    inventory.remove();
  });

  it("shows the whole job with every field", async () => {
    const { status, body } = await engine.call("GET", `/api/migrate/progress/${jobId}`);
    assert.equal(status, 200);
    const job = jobSchema.parse(body);
    assert.equal(job.status, "completed");
    assert.equal(job.progress_percentage, 100);
    assert.equal(job.total_objects, 4);
    assert.equal(job.completed_objects, 2);
    assert.equal(job.failed_objects, 1);
    assert.equal(job.skipped_objects, 1);
    assert.equal(job.rows_loaded, 2);
    assert.equal(job.current_object, null);
    assert.equal(job.estimated_time_remaining, null);
    assert.equal(job.source_type, "snowflake");
    assert.equal(job.target_catalog, "retail");
    assert.equal(job.target_schema, "migrated");
    assert.match(job.start_time ?? "", UTC);
    assert.match(job.end_time ?? "", UTC);
    for (const { timestamp } of [...job.logs, ...job.object_results]) assert.match(timestamp, UTC);
    assert.ok(job.logs.length > 4);
  });

  it("says why an object failed, where, and what was skipped because of it", async () => {
    const { body } = await engine.call("GET", `/api/migrate/progress/${jobId}`);
    const results = jobSchema.parse(body).object_results;
    const broken = results.find(({ object_name }) => object_name === "sales.v_broken");
    assert.equal(broken?.status, "error");
    assert.match(broken?.error ?? "", /nothing/);
    assert.match(broken?.error_code ?? "", /^DWM-/);
    assert.equal(broken?.file, "views/v_broken.sql");
    assert.ok((broken?.line ?? 0) >= 1);
    const skipped = results.find(({ object_name }) => object_name === "sales.v_on_broken");
    assert.equal(skipped?.status, "skipped");
    assert.match(skipped?.error ?? "", /sales\.v_broken/);
  });

  it("streams all of an ended job to a second client, and closes", async () => {
    const { response, events } = await readEvents(`${engine.url}/api/migrate/stream/${jobId}`);
    assert.equal(response.headers.get("content-type"), "text/event-stream");
    assert.equal(response.headers.get("cache-control"), "no-cache");
    assert.equal(response.headers.get("connection"), "keep-alive");
    assert.equal(response.headers.get("x-accel-buffering"), "no");
    const frames = events.map(({ data, event }) => {
      assert.equal(event, undefined);
      return frameSchema.parse(data);
    });
    assert.equal(frames.at(-1)?.complete, true);
    assert.ok(frames.slice(0, -1).every(({ complete }) => complete === undefined));
    assert.equal(frames.flatMap(({ new_results }) => new_results).length, 4);
    const seqs = frames
      .flatMap(({ new_logs, new_results }) => [...new_logs, ...new_results])
      .map(({ seq }) => seq)
      .sort((a, b) => (a ?? 0) - (b ?? 0));
    assert.deepEqual(
      seqs,
      seqs.map((_, n) => n + 1),
    );
    assert.equal(events.at(-1)?.id, String(seqs.length));
  });

  for (const [what, version, header] of [
    ["asks for that", "1.1", "Connection: close\r\n"],
    ["speaks HTTP/1.0", "1.0", ""],
  ] as const) {
    it(`closes the connection after the stream when its client ${what}`, async () => {
      const request = `GET /api/migrate/stream/${jobId} HTTP/${version}\r\nHost: localhost\r\n${header}\r\n`;
      assert.match(await exchange(engine.engine.port, request), /"complete":true/);
    });
  }

  it("streams on a connection that is still busy with another answer", async () => {
    const head = `HTTP/1.1\r\nHost: localhost\r\n`;
    const first = `GET /api/migrate/progress/${jobId} ${head}\r\n`;
    const second = `GET /api/migrate/stream/${jobId} ${head}Connection: close\r\n\r\n`;
    assert.match(await exchange(engine.engine.port, first + second), /"complete":true/);
  });

  it("answers no HEAD of a stream, which would be one without an end", async () => {
    for (const path of [`stream/${jobId}`, "events"]) {
      const { status } = await fetch(`${engine.url}/api/migrate/${path}`, { method: "HEAD" });
      assert.equal(status, 404, path);
    }
  });

  it("gives a client with Last-Event-ID exactly what came after", async () => {
    const url = `${engine.url}/api/migrate/stream/${jobId}`;
    const { events } = await readEvents(url, { headers: { "Last-Event-ID": "5" } });
    const rows = events.flatMap(({ data }) => [...data.new_logs, ...data.new_results]);
    const last = Number(events.at(-1)?.id);
    assert.deepEqual(
      rows.map(({ seq }) => seq).sort((a, b) => a - b),
      Array.from({ length: last - 5 }, (_, n) => n + 6),
    );
    const end = await readEvents(url, { headers: { "Last-Event-ID": String(last) } });
    assert.equal(end.events.length, 1);
    assert.deepEqual(end.events[0]?.data.new_results, []);
    assert.equal(end.events[0]?.data.complete, true);
  });

  it("lists jobs without their logs and results", async () => {
    const { body } = await engine.call("GET", "/api/migrate/jobs");
    const job = body.jobs.find(({ job_id }: { job_id: string }) => job_id === jobId);
    jobSummarySchema.parse(job);
    assert.equal("logs" in job, false);
    assert.equal("object_results" in job, false);
  });

  it("refuses to cancel an ended job with 409", async () => {
    const { status, body } = await engine.call("POST", `/api/migrate/cancel/${jobId}`);
    assert.equal(status, 409);
    assert.equal(problemSchema.parse(body).code, "JOB_ENDED");
  });

  it("answers 404 for an unknown job, on every call", async () => {
    for (const [method, path] of [
      ["GET", "progress/nope"],
      ["GET", "stream/nope"],
      ["POST", "cancel/nope"],
      ["DELETE", "jobs/nope"],
    ] as const) {
      const { status, headers, body } = await engine.call(method, `/api/migrate/${path}`);
      assert.equal(status, 404, path);
      assert.match(headers.get("content-type") ?? "", /application\/problem\+json/);
      assert.equal(problemSchema.parse(body).code, "JOB_NOT_FOUND");
    }
  });

  it("names every wrong field of a start", async () => {
    const { status, body } = await engine.call("POST", "/api/migrate/start", {
      inventory_path: "",
      target_catalog: 7,
      source_type: "cobol",
    });
    assert.equal(status, 400);
    const fields = problemSchema.parse(body).errors?.map(({ field }) => field);
    assert.deepEqual([...new Set(fields)].sort(), [
      "inventory_path",
      "source_type",
      "target_catalog",
      "target_schema",
    ]);
  });

  it("refuses a path that is not there, or holds no SQL, and keeps no job of it", async () => {
    const before = (await engine.call("GET", "/api/migrate/jobs")).body.jobs.length;
    const empty = tempFolder();
    for (const path of [`${inventory.path}/nowhere`, empty.path]) {
      const { status, body } = await engine.call("POST", "/api/migrate/start", startBody(path));
      assert.equal(status, 400, path);
      assert.equal(body.errors[0].field, "inventory_path");
    }
    empty.remove();
    assert.equal((await engine.call("GET", "/api/migrate/jobs")).body.jobs.length, before);
  });

  it("refuses what is no JSON, and what is too large", async () => {
    const post = (body: string) =>
      fetch(`${engine.url}/api/migrate/start`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
      });
    assert.equal((await post("{")).status, 400);
    assert.equal((await post("")).status, 400);
    assert.equal((await post(`{"inventory_path": "${"x".repeat(2_000_000)}"}`)).status, 413);
  });

  it("refuses names that every object of JavaScript has as source types", async () => {
    for (const source_type of ["constructor", "__proto__", "toString"]) {
      const body = startBody(inventory.path, { source_type });
      const answer = await engine.call("POST", "/api/migrate/start", body);
      assert.equal(answer.status, 400, source_type);
      assert.equal(answer.body.errors[0].field, "source_type");
    }
  });

  it("takes the old system's names for source types", async () => {
    const body = startBody(inventory.path, { source_type: "SQLServer", dry_run: true });
    const { status, body: answer } = await engine.call("POST", "/api/migrate/start", body);
    assert.equal(status, 200);
    const job = await engine.call("GET", `/api/migrate/progress/${answer.job_id}`);
    assert.equal(job.body.source_type, "tsql");
    await waitFor("the dry run to end", async () => {
      const { body: now } = await engine.call("GET", `/api/migrate/progress/${answer.job_id}`);
      return now.status === "completed";
    });
  });

  it("deletes a job with all it stored", async () => {
    const started = await engine.call("POST", "/api/migrate/start", startBody(inventory.path));
    const id = started.body.job_id;
    await readEvents(`${engine.url}/api/migrate/stream/${id}`);
    const { status, body } = await engine.call("DELETE", `/api/migrate/jobs/${id}`);
    assert.equal(status, 200);
    assert.equal(body.success, true);
    assert.equal((await engine.call("GET", `/api/migrate/progress/${id}`)).status, 404);
  });

  it("describes itself as OpenAPI", async () => {
    const { body } = await engine.call("GET", "/openapi.json");
    assert.match(body.openapi, /^3\./);
    assert.ok(body.paths["/api/migrate/start"].post.requestBody);
    assert.ok(body.paths["/api/migrate/stream/{job_id}"].get);
    assert.equal((await engine.call("GET", "/api/health")).body.status, "ok");
  });
});
