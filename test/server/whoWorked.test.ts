import assert from "node:assert/strict";
import type { ObjectResult } from "../../src/protocol/job.ts";
import { startBody, writeFiles, writeTables } from "../support/inventories.ts";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { readEvents } from "../support/sse.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine } from "../support/testEngine.ts";

const WORKERS = 3;

describe("what results tell of the work", () => {
  it("is who worked, until when, and what a skipped object waits for: over HTTP, SSE and a restart", async () => {
    const inventory = tempFolder();
    const data = tempFolder();
    const tables = Array.from({ length: 12 }, (_, n) => `CREATE TABLE s.t${n} (id NUMBER(9));`);
    const views = [
      "CREATE VIEW s.needs AS SELECT id FROM s.t5;",
      "CREATE VIEW s.needs_too AS SELECT id FROM s.needs;",
    ];
    writeFiles(inventory.path, { "all.sql": [...tables, ...views].join("\n") });
    let atWork = 0;
    let most = 0;
    const before = Date.now();
    const engine = await startTestEngine({
      data: data.path,
      dispatcher: (store) =>
        new ScriptedDispatcher(
          store,
          async (name) => {
            most = Math.max(most, ++atWork);
            await new Promise((resolve) => setImmediate(resolve));
            atWork--;
            return name === "s.t5"
              ? { status: "error", error: "no", errorCode: "DWM-EXE-001" }
              : {};
          },
          WORKERS,
        ),
    });
    const { body } = await engine.call("POST", "/api/migrate/start", startBody(inventory.path));
    const { events } = await readEvents(`${engine.url}/api/migrate/stream/${body.job_id}`);
    const streamed = events.flatMap(({ data: frame }) => frame.new_results as ObjectResult[]);
    const path = `/api/migrate/progress/${body.job_id}`;
    const { object_results: asked } = (await engine.call("GET", path)).body;
    await engine.stop();
    const again = await startTestEngine({ data: data.path });
    const { object_results: stored } = (await again.call("GET", path)).body;
    await again.stop();
    inventory.remove();
    data.remove();

    assert.deepEqual(asked, streamed);
    assert.deepEqual(stored, streamed);
    assert.equal(most, WORKERS);
    const worked = streamed.filter(({ status }) => status !== "skipped");
    const workers = new Set(worked.map(({ worker }) => worker));
    assert.deepEqual([...workers].sort(), [1, 2, 3]);
    for (const { timestamp } of streamed) {
      assert.match(timestamp, /Z$/);
      assert.ok(Date.parse(timestamp) >= before && Date.parse(timestamp) <= Date.now());
    }
    const skipped = streamed.filter(({ status }) => status === "skipped");
    assert.deepEqual(
      skipped.map(({ object_name, blocked_by, worker }) => [object_name, blocked_by, worker]),
      [
        ["s.needs", "s.t5", undefined],
        ["s.needs_too", "s.needs", undefined],
      ],
    );
  });

  it("bounds the time that is left, where it can be told", async () => {
    const inventory = tempFolder();
    writeTables(inventory.path, 1_000);
    const engine = await startTestEngine();
    const { body } = await engine.call(
      "POST",
      "/api/migrate/start",
      startBody(inventory.path, { dry_run: true }),
    );
    const { events } = await readEvents(`${engine.url}/api/migrate/stream/${body.job_id}`);
    const list = await engine.call("GET", "/api/migrate/jobs");
    await engine.stop();
    inventory.remove();
    const told = events.filter(({ data }) => data.estimated_time_remaining !== null);
    assert.ok(told.length > 0, `${told.length} of ${events.length} frames`);
    for (const { data } of told) {
      const { estimated_time_low: low, estimated_time_remaining: left } = data;
      assert.ok(low <= left && left <= data.estimated_time_high, JSON.stringify(data));
    }
    assert.equal(events[0]?.data.estimated_time_low, null);
    assert.equal(list.body.jobs[0].estimated_time_high, null);
  });
});
