import assert from "node:assert/strict";
import { startBody, writeTables } from "../support/inventories.ts";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { readEvents } from "../support/sse.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

describe("an engine that is started again", () => {
  it("goes on with an unfinished job: each object once, sequence numbers without a gap", async () => {
    const inventory = tempFolder();
    const data = tempFolder();
    writeTables(inventory.path, 50);
    const gate = new Promise<never>(() => undefined);
    const first = await startTestEngine({
      data: data.path,
      dispatcher: (store) =>
        new ScriptedDispatcher(store, async (name, signal) => {
          if (Number(name.slice(1)) < 20) return {};
          const aborted = new Promise<never>((_, reject) => {
            signal.addEventListener("abort", () => reject(signal.reason));
          });
          return Promise.race([gate, aborted]);
        }),
    });
    const { body } = await first.call("POST", "/api/migrate/start", startBody(inventory.path));
    const path = `/api/migrate/progress/${body.job_id}`;
    await waitFor("20 objects", async () => {
      return (await first.call("GET", path)).body.completed_objects === 20;
    });
    await first.stop();

    const dispatchers: ScriptedDispatcher[] = [];
    const second = await startTestEngine({
      data: data.path,
      dispatcher: (store) => {
        dispatchers.push(new ScriptedDispatcher(store));
        return dispatchers[0]!;
      },
    });
    const { events } = await readEvents(`${second.url}/api/migrate/stream/${body.job_id}`);
    const rows = events.flatMap(({ data: frame }) => [...frame.new_logs, ...frame.new_results]);
    assert.deepEqual(
      rows.map(({ seq }) => seq).sort((a, b) => a - b),
      rows.map((_, n) => n + 1),
    );
    assert.ok(rows.some(({ message }) => /engine was restarted/.test(message ?? "")));
    const job = (await second.call("GET", path)).body;
    assert.equal(job.status, "completed");
    const names = job.object_results.map(({ object_name }: { object_name: string }) => object_name);
    assert.equal(new Set(names).size, 50);
    assert.equal(names.length, 50);
    assert.equal(dispatchers[0]!.started.length, 30);
    await second.stop();
    inventory.remove();
    data.remove();
  });

  it("does not share its data folder", async () => {
    const engine = await startTestEngine();
    await assert.rejects(startTestEngine({ data: engine.data }), { code: "DATA_FOLDER_IN_USE" });
    await engine.stop();
  });
});
