import assert from "node:assert/strict";
import { join } from "node:path";
import { startVsCodeServer, type VsCodeServer } from "../support/vscode/server.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { writeBigWarehouse } from "./support/bigWarehouse.ts";
import { engineFile, newestJob } from "./support/engineFile.ts";
import { MigrationWindow } from "./support/migrationWindow.ts";

const OBJECTS = 8_000;
const JOB = /big_dw → big\.migrated/;

describe("two windows of one user", () => {
  let server: VsCodeServer;
  const open: MigrationWindow[] = [];

  before(async () => {
    server = await startVsCodeServer();
  });
  after(async () => {
    for (const window of open) await window.close();
    await server.stop();
  });

  async function openWindow(fill?: (workspace: string) => void): Promise<MigrationWindow> {
    const window = await MigrationWindow.open({ server, ...(fill && { fill }) });
    open.push(window);
    return window;
  }

  it("share one engine and its jobs, which go on when both are closed", async () => {
    const first = await openWindow((workspace) =>
      writeBigWarehouse(join(workspace, "big_dw"), OBJECTS),
    );
    const second = await openWindow();
    await first.migrate({ folder: /^\s*big_dw/, sourceType: /Snowflake/, catalog: "big" });
    await first.rowSays(JOB, /Running/);
    await second.rowSays(JOB, /Running/);
    const { pid } = await engineFile(server);
    await second.screenshot("second-window");
    // The first one's job reads files that are gone with its folder: the inventory has to be read by now.
    await waitUntil(
      async () => (await newestJob(server)).completed_objects > 0,
      "objects were done",
    );
    const before = await newestJob(server);
    assert.equal(before.status, "running");
    await second.close();
    await first.close();
    open.length = 0;
    await waitUntil(
      async () => (await newestJob(server)).completed_objects > before.completed_objects,
      "the job went on without a window",
    );
    const third = await openWindow();
    await third.row(JOB).waitFor();
    assert.equal((await engineFile(server)).pid, pid);
    await third.rowSays(JOB, /Completed with failures/, 90_000);
    const { object_results: results } = await newestJob(server);
    assert.equal(new Set(results.map(({ object_name }) => object_name)).size, OBJECTS);
    assert.equal(results.length, OBJECTS);
    await third.screenshot("third-window");
  }).timeout(180_000);
});
