import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { TOOL_NAMES } from "../../src/assistants/toolNames.ts";
import { queryFile } from "../support/duckDb.ts";
import { EngineProcess } from "../support/engineProcess.ts";
import { ROOT, writeFiles } from "../support/inventories.ts";
import { TestMcpClient } from "../support/mcpClient.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

const SCRIPTS = {
  "in/tables.sql": "CREATE TABLE sales.orders (id NUMBER(9), total NUMBER(9,2));\n",
  "in/views.sql": [
    "CREATE VIEW sales.v_orders AS SELECT id FROM sales.orders;",
    "CREATE VIEW sales.v_broken AS SELECT nothing FROM sales.orders;",
    "CREATE VIEW sales.v_after AS SELECT nothing FROM sales.v_broken;",
  ].join("\n"),
};

describe("dw-migrate mcp on a job with failures", () => {
  const folder = tempFolder();
  const data = join(folder.path, "data");
  const inventory = join(folder.path, "in");
  const engine = new EngineProcess(data, ["--engine-file", join(data, "engine.json")]);
  const plain = new TestMcpClient(["--data", data]);
  let job = "";

  const start = {
    inventory_path: inventory,
    source_type: "snowflake",
    target_catalog: "shop",
  };

  async function ended(id: string): Promise<void> {
    await waitFor("the end of the job", async () => {
      const { data } = await plain.call("job_status", { job: id });
      return ["completed", "failed", "cancelled"].includes(data.job.status);
    });
  }

  before(async () => {
    writeFiles(folder.path, SCRIPTS);
    await engine.start();
    await plain.connect();
    const body = { ...start, target_schema: "migrated" };
    job = (await engine.call("POST", "/api/migrate/start", body)).body.job_id;
    await ended(job);
  });
  after(async () => {
    await plain.close();
    await engine.end("SIGTERM");
    folder.remove();
  });

  it("tells of each tool what it takes, answers, and whether it changes something", async () => {
    const { tools } = await plain.client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      [...TOOL_NAMES],
    );
    for (const { name, description, annotations, inputSchema, outputSchema } of tools) {
      const changes = name === "start_migration" || name === "retry_failed";
      assert.equal(annotations?.readOnlyHint, !changes, name);
      assert.equal(annotations?.destructiveHint, changes, name);
      assert.equal(annotations?.idempotentHint, !changes, name);
      assert.equal("confirmation_token" in (inputSchema.properties ?? {}), changes, name);
      assert.ok(description && outputSchema, name);
    }
  });

  it("lists jobs in pages, and finds one by state and text", async () => {
    const all = await plain.call("list_jobs", { limit: 1 });
    assert.equal(all.isError, false, all.text);
    assert.equal(all.data.jobs[0].job_id, job);
    assert.match(all.text, new RegExp(`${job}: completed; 4 of 4 objects done, 1 failed, 1 skip`));
    const none = await plain.call("list_jobs", { status: ["running"] });
    assert.equal(none.data.total, 0);
    assert.equal((await plain.call("list_jobs", { text: "SHOP.migrated" })).data.total, 1);
  });

  it("tells what failed by code, a page at a time", async () => {
    const { data, text } = await plain.call("job_status", { job: job.slice(0, 8), limit: 1 });
    assert.deepEqual(
      data.failures_by_code.map(({ code, objects }: { code: string; objects: number }) => [
        code,
        objects,
      ]),
      [
        ["DWM-EXE-003", 1],
        ["DWM-JOB-001", 1],
      ],
    );
    assert.equal(data.failures.length, 1);
    assert.match(text, /cursor 1/);
    const rest = await plain.call("job_status", { limit: 1, cursor: data.next_cursor });
    assert.equal(rest.data.failures.length, 1);
    assert.notEqual(rest.data.failures[0].object, data.failures[0].object);
    assert.equal(rest.data.next_cursor, null);
  });

  it("explains a failure: both sides, place, meaning, and what to do", async () => {
    const { data, text } = await plain.call("explain_failed_object", { object: "v_broken" });
    assert.equal(data.failure.object, "sales.v_broken");
    assert.equal(data.failure.code, "DWM-EXE-003");
    assert.deepEqual([data.failure.place.file, data.failure.place.line], ["views.sql", 2]);
    assert.match(data.source[0].text, /SELECT nothing FROM sales\.orders/);
    assert.match(data.target_sql, /VIEW .*v_broken/s);
    assert.match(data.explanations[0].meaning, /A column is missing/);
    assert.match(data.next_steps.join("\n"), /views\.sql:2/);
    assert.match(data.next_steps.join("\n"), /retry_failed with job/);
    assert.match(text, /What to do next/);
    const skipped = await plain.call("explain_failed_object", { object: "sales.v_after" });
    assert.equal(skipped.data.failure.status, "skipped");
    assert.match(skipped.data.next_steps.join("\n"), /Explain what it needs first/);
  });

  it("translates, detects the source, and says what was left out", async () => {
    const sql =
      "CREATE TABLE t (a VARCHAR2(10 CHAR), b NUMBER) TABLESPACE x;\nSELECT NVL(a, 'x') FROM t;";
    const { data, text } = await plain.call("translate_sql", {
      sql,
      source_type: "oracle",
      limit: 1,
    });
    assert.equal(data.total_statements, 2);
    assert.equal(data.next_cursor, "1");
    assert.match(data.statements[0].sql, /CREATE .*TABLE/);
    assert.match(text, /nothing was executed/);
    const next = await plain.call("translate_sql", { sql, source_type: "oracle", cursor: "1" });
    assert.match(next.data.statements[0].sql, /coalesce|nvl/i);
  });

  it("says what is wrong, what is near, and what to do", async () => {
    for (const [tool, input, message] of [
      ["list_jobs", { limit: 1_000 }, /limit/],
      ["list_jobs", { colour: "red" }, /colour/],
      ["list_jobs", { cursor: "nothing" }, /Ask list_jobs again without a cursor/],
      ["job_status", { job: `${job.slice(0, -1)}~` }, new RegExp(`Near it: ${job}`)],
      ["job_status", { job: "nothing" }, /no job nothing.*list_jobs/],
      ["explain_failed_object", { object: "sales.v_brokn" }, /Near it: sales\.v_broken/],
      ["explain_failed_object", { object: "sales.orders" }, /it went well, or is not in the job/],
      ["translate_sql", { sql: "-- nothing", source_type: "oracle" }, /no statement/],
      ["translate_sql", { sql: "SELECT 1", source_type: "cobol" }, /oracle, snowflake/],
      ["start_migration", { ...start, inventory_path: "in" }, /absolute/],
      [
        "start_migration",
        { ...start, inventory_path: `${inventory}/no` },
        /Nothing was started.*no/,
      ],
      ["retry_failed", { job, codes: ["DWM-TBL-001"] }, /Its codes are DWM-EXE-003/],
      ["retry_failed", { job, objects: ["sales.v_brokn"] }, /Near it: sales\.v_broken/],
      ["no_such_tool", {}, /no_such_tool/],
    ] as const) {
      const result = await plain.call(tool, input);
      assert.equal(result.isError, true, `${tool} ${JSON.stringify(input)}: ${result.text}`);
      assert.match(result.text, message);
    }
    assert.equal((await plain.call("list_jobs")).data.total, 1);
  });

  it("starts nothing before the second call, whose token is for exactly the same", async () => {
    const input = { ...start, target_catalog: "second" };
    const first = await plain.call("start_migration", input);
    assert.equal(first.data.outcome, "confirmation_needed");
    assert.match(first.data.effect, /4 objects .*second\.migrated in DuckDB/s);
    const confirmation_token: string = first.data.confirmation_token;
    for (const [changed, why] of [
      [{ ...input, confirm: true }, /confirm needs/],
      [{ ...input, confirm: true, confirmation_token: "made up" }, /not known/],
      [{ ...input, target_catalog: "third", confirm: true, confirmation_token }, /other arguments/],
      [{ ...input, confirmation_token }, /Nothing was done yet/],
    ] as const) {
      const { data, text } = await plain.call("start_migration", changed);
      assert.equal(data.outcome, "confirmation_needed");
      assert.match(text, why);
    }
    assert.equal((await plain.call("list_jobs")).data.total, 1);
    const again = { ...input, confirm: true, confirmation_token };
    const { data } = await plain.call("start_migration", again);
    assert.equal(data.outcome, "done");
    await ended(data.job_id);
    const { data: status } = await plain.call("job_status", { job: data.job_id });
    assert.equal(status.job.completed_objects, 2);
    await queryFile(status.job.target_path, "FROM migrated.v_orders");
    // It is spent.
    assert.equal((await plain.call("start_migration", again)).data.outcome, "confirmation_needed");
    assert.equal((await plain.call("list_jobs")).data.total, 2);
  });

  it("asks the user through a client that can ask, and does nothing when they decline", async () => {
    const input = { ...start, target_catalog: "asked" };
    const no = await new TestMcpClient(["--data", data], { agree: false }).connect();
    const declined = await no.call("start_migration", { ...input, confirm: true });
    assert.equal(declined.data.outcome, "declined");
    await no.close();
    assert.match(no.asked[0] ?? "", /Start a migration\?.*4 objects/s);
    assert.equal((await plain.call("list_jobs", { text: "asked." })).data.total, 0);
    const yes = await new TestMcpClient(["--data", data], { agree: true }).connect();
    const { data: done } = await yes.call("start_migration", input);
    await yes.close();
    assert.equal(done.outcome, "done");
    await ended(done.job_id);
    const { body } = await engine.call("GET", `/api/migrate/jobs/${done.job_id}/audit`);
    assert.equal(body.entries[0].client, "dw-migrate mcp (test-client)");
  });

  it("does nothing when the question is not answered, or the call is given up before", async () => {
    const input = { ...start, target_catalog: "unanswered" };
    const broken = await new TestMcpClient(["--data", data], { agree: true }).connect();
    broken.client.setRequestHandler(ElicitRequestSchema, () => {
      throw new Error("there is no window to ask in");
    });
    const failed = await broken.call("start_migration", input);
    assert.equal(failed.isError, true);
    assert.match(failed.text, /Nothing was done.*no window/);
    // The user says yes after the assistant has given up.
    const asked = Promise.withResolvers<void>();
    const late = Promise.withResolvers<void>();
    broken.client.setRequestHandler(ElicitRequestSchema, async () => {
      asked.resolve();
      await late.promise;
      return { action: "accept", content: { agreed: true } };
    });
    const given = new AbortController();
    const call = broken.client.callTool({ name: "start_migration", arguments: input }, undefined, {
      signal: given.signal,
    });
    await asked.promise;
    given.abort();
    await assert.rejects(call);
    late.resolve();
    // Whatever would have come of it has come before the answer to the next question.
    assert.equal((await broken.call("list_jobs", { text: "unanswered." })).data.total, 0);
    await broken.close();
    assert.equal((await plain.call("list_jobs", { text: "unanswered." })).data.total, 0);
  });

  it("retries what failed once that is confirmed, and what was skipped with it", async () => {
    writeFiles(folder.path, {
      "in/tables.sql": "CREATE TABLE sales.orders (id NUMBER(9), nothing NUMBER(9,2));\n",
    });
    const input = { job, objects: ["sales.v_broken"] };
    const first = await plain.call("retry_failed", input);
    assert.match(first.data.effect, /Failed objects: 1\.\nsales\.v_broken/);
    const { confirmation_token } = first.data;
    const { data, text } = await plain.call("retry_failed", {
      ...input,
      confirm: true,
      confirmation_token,
    });
    assert.equal(data.outcome, "done", text);
    await ended(job);
    // Both ran again: a result of a second attempt stands for each.
    const { body } = await engine.call("GET", `/api/migrate/jobs/${job}/results`);
    const attempts = body.object_results.map((result: { object_name: string; attempt: number }) => [
      result.object_name,
      result.attempt,
    ]);
    assert.ok(
      attempts.some(
        ([name, attempt]: [string, number]) => name === "sales.v_broken" && attempt > 1,
      ),
      JSON.stringify(attempts),
    );
  });

  it("writes nothing but the protocol to standard output, whatever comes in", async () => {
    const args = [join(ROOT, "src/cli/main.ts"), "mcp", "--data", data];
    const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    const initialize = {
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: {
        protocolVersion: "2025-06-18",
        capabilities: {},
        clientInfo: { name: "raw", version: "1" },
      },
    };
    child.stdin.write("this is no JSON\n{}\n");
    child.stdin.write(`${JSON.stringify(initialize)}\n`);
    await waitFor("an answer", () => out.includes("\n"));
    child.stdin.end();
    const [code] = await once(child, "exit");
    assert.equal(code, 0);
    for (const line of out.trim().split("\n")) assert.equal(JSON.parse(line).jsonrpc, "2.0");
    assert.match(out, /"serverInfo":\{"name":"dw-migrate"/);
  });
});

/** An engine of our own starts first, with its worker threads: that takes its time beside other tests. */
const STARTED_MS = 60_000;

describe("dw-migrate mcp and its engine", () => {
  const folder = tempFolder();
  after(() => folder.remove());

  it("says that none runs and how to have one, and starts none only to look", async () => {
    const data = join(folder.path, "none");
    const mcp = await new TestMcpClient(["--data", data]).connect();
    for (const [tool, input] of [
      ["list_jobs", {}],
      ["job_status", {}],
      ["explain_failed_object", { object: "t" }],
      ["retry_failed", { job: "x" }],
    ] as const) {
      const { isError, text } = await mcp.call(tool, input);
      assert.equal(isError, true);
      assert.match(text, /No migration engine runs.*dw-migrate serve/);
    }
    assert.equal(existsSync(data), false);
    await mcp.close();
  });

  it("translates without an engine, and touches no job for that", async () => {
    const data = join(folder.path, "untouched");
    const mcp = await new TestMcpClient(["--data", data]).connect();
    const input = { sql: "SELECT ISNULL(a, 1) FROM t", source_type: "tsql" };
    const { data: answer, text } = await mcp.call("translate_sql", input);
    assert.match(answer?.statements[0].sql ?? text, /ifnull\(a, 1\)/i);
    assert.equal(existsSync(data), false);
    await mcp.close();
  });

  it("starts an engine for a migration, which goes on when the assistant ends", async () => {
    writeFiles(folder.path, SCRIPTS);
    const data = join(folder.path, "started");
    const args = ["--data", data];
    const input = {
      inventory_path: join(folder.path, "in"),
      source_type: "snowflake",
      target_catalog: "shop",
    };
    const mcp = await new TestMcpClient(args, { agree: true }).connect();
    const { data: started, text } = await mcp.call("start_migration", input);
    assert.equal(started?.outcome, "done", text);
    await mcp.close();
    const file = JSON.parse(readFileSync(join(data, "engine.json"), "utf8"));
    try {
      const other = await new TestMcpClient(args).connect();
      const isOver = async () => {
        const { data: status } = await other.call("job_status", { job: started.job_id });
        return status.job.status === "completed";
      };
      await waitFor("the end of the job", isOver, STARTED_MS);
      await other.close();
    } finally {
      await fetch(`http://127.0.0.1:${file.port}/api/engine/shutdown`, {
        method: "POST",
        headers: { Authorization: `Bearer ${file.token}` },
      });
      await waitFor("the end of the engine", () => !existsSync(join(data, "engine.json")));
    }
  });

  it("tells a wrong token from an engine that does not answer", async () => {
    const guarded = await startTestEngine({ token: "s3cret" });
    const wrong = await new TestMcpClient(["--url", guarded.url], {
      env: { DW_MIGRATE_TOKEN: "wrong" },
    }).connect();
    const refused = await wrong.call("list_jobs");
    assert.equal(refused.isError, true);
    assert.match(refused.text, /did not accept the access token.*DW_MIGRATE_TOKEN/);
    await wrong.close();
    const right = await new TestMcpClient(["--url", `${guarded.url}/`], {
      env: { DW_MIGRATE_TOKEN: "s3cret" },
    }).connect();
    assert.equal((await right.call("list_jobs")).data.total, 0);
    assert.match((await right.call("job_status")).text, /no job yet.*start_migration/);
    await guarded.stop();
    const gone = await right.call("list_jobs");
    assert.equal(gone.isError, true);
    assert.match(gone.text, /does not answer.*--url/);
    await right.close();
  });
});
