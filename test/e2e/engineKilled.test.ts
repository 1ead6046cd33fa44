import assert from "node:assert/strict";
import { join } from "node:path";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { writeBigWarehouse } from "./support/bigWarehouse.ts";
import { engineFile, newestJob } from "./support/engineFile.ts";
import { useWindow } from "./support/migrationWindow.ts";

const OBJECTS = 1_500;
const JOB = /big_dw → big\.migrated/;

describe("an engine that is killed while a job runs", () => {
  const window = useWindow(() => ({
    fill: (workspace) => writeBigWarehouse(join(workspace, "big_dw"), OBJECTS),
  }));

  it("is started again, and the job goes on where it was, nothing doubled", async () => {
    await window().migrate({ folder: /^\s*big_dw/, sourceType: /Snowflake/, catalog: "big" });
    const { panel } = window();
    await panel.getByRole("button", { name: /^Failed \d/ }).waitFor();
    const { pid } = await engineFile(window().server);
    process.kill(pid, "SIGKILL");
    await window().panelSays(/Not updated since/);
    await window().screenshot("engine-killed");
    await waitUntil(
      async () => (await engineFile(window().server)).pid !== pid,
      "another engine was there",
    );
    await panel.getByText(/Not updated since/).waitFor({ state: "detached" });
    await window().screenshot("engine-resumed");
    await panel.getByText(/objects migrated in/).waitFor({ timeout: 120_000 });
    await window().rowSays(JOB, /Completed with failures/);

    const job = await newestJob(window().server);
    assert.equal(job.status, "completed");
    assert.equal(job.object_results.length, OBJECTS);
    assert.equal(new Set(job.object_results.map(objectName)).size, OBJECTS);
    await panel.getByRole("button", { name: "All 1,500" }).waitFor();
    await panel.getByRole("tab", { name: "Log" }).click();
    await panel.getByRole("textbox", { name: "Search in the log" }).fill("restarted");
    await panel.getByText(/The engine was restarted/).waitFor();
  }).timeout(180_000);
});

function objectName({ object_name }: { object_name: string }): string {
  return object_name;
}
