import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../../src/extension/engine/engineFile.ts";
import { ROOT, startBody, writeTables } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitFor } from "../support/waitFor.ts";
import { openWindow } from "../unit/extension/support/window.ts";

const OBJECTS = 1_000;

describe("an engine that an updated extension finds", () => {
  const folder = tempFolder();
  const inventory = tempFolder();
  const engineFolder = join(folder.path, "engine");
  const enginePath = join(ROOT, "src/server/main.ts");
  const windows: ReturnType<typeof openWindow>[] = [];

  const open = (version: string) => {
    const window = openWindow({ engineFolder, enginePath, version });
    windows.push(window);
    return window;
  };
  const pid = () => {
    try {
      return JSON.parse(readFileSync(join(engineFolder, "engine.json"), "utf8")).pid as number;
    } catch {
      return undefined;
    }
  };

  after(async () => {
    for (const window of windows) window.dispose();
    const last = pid();
    if (last !== undefined) {
      process.kill(last, "SIGTERM");
      await waitFor("the end of the engine", () => !isAlive(last));
    }
    folder.remove();
    inventory.remove();
  });

  it("gives way, its job goes on, and both windows see each row once", async () => {
    writeTables(inventory.path, OBJECTS);
    const before = open("0.0.1");
    const request = startBody(inventory.path, { target_path: join(folder.path, "t.duckdb") });
    const id = await before.actions.start(request as never);
    await waitFor("some rows", () => (before.jobs.get(id)?.results.rows.length ?? 0) > 50);
    const old = pid();
    const updated = open("99.0.0");
    updated.sync.setVisible(true);
    const watch = updated.sync.watch(id);
    for (const window of [before, updated]) {
      const job = await waitFor(
        "the end of the job",
        () => {
          const known = window.jobs.get(id);
          return known && !known.active && known.complete ? known : undefined;
        },
        50_000,
      );
      assert.equal(job.summary.status, "completed");
      assert.equal(job.results.rows.length, OBJECTS);
      assert.equal(job.results.counts.status.success, OBJECTS);
      // Every number is a result or a line.
      assert.equal(job.logs.count + OBJECTS, Number(job.lastEventId));
    }
    watch.dispose();
    assert.ok(old !== undefined && !isAlive(old));
    assert.notEqual(pid(), old);
    const said = updated.log.lines.filter((line) =>
      line.includes("Replacing the migration engine"),
    );
    // More than once where the older window was quicker to start one of its own in between.
    assert.ok(said.length >= 1, updated.log.lines.join("\n"));
  });
});
