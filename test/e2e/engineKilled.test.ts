import assert from "node:assert/strict";
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { writeBigWarehouse } from "./support/bigWarehouse.ts";
import { useWindow } from "./support/migrationWindow.ts";

const OBJECTS = 1_500;
const JOB = /big_dw → big\.migrated/;

describe("an engine that is killed while a job runs", () => {
  const window = useWindow(() => ({
    fill: (workspace) => writeBigWarehouse(join(workspace, "big_dw"), OBJECTS),
  }));

  /** What the engine wrote for the windows to find it. */
  async function engineFile(): Promise<{ pid: number; port: number; token: string }> {
    const { dataDir } = window().server;
    for await (const path of glob(join(dataDir, "**/engine/engine.json"))) {
      return JSON.parse(await readFile(path, "utf8"));
    }
    throw new Error(`There is no engine.json below ${dataDir}.`);
  }

  async function theJob() {
    const { port, token } = await engineFile();
    const headers = { Authorization: `Bearer ${token}` };
    const base = `http://127.0.0.1:${port}/api/migrate`;
    const list = await (await fetch(`${base}/jobs`, { headers })).json();
    return (await fetch(`${base}/progress/${list.jobs[0].job_id}`, { headers })).json();
  }

  it("is started again, and the job goes on where it was, nothing doubled", async () => {
    await window().migrate({ folder: /^\s*big_dw/, sourceType: /Snowflake/, catalog: "big" });
    const { panel } = window();
    await panel.getByRole("button", { name: /^Failed \d/ }).waitFor();
    const { pid } = await engineFile();
    process.kill(pid, "SIGKILL");
    await window().panelSays(/Not updated since/);
    await window().screenshot("engine-killed");
    await waitUntil(async () => (await engineFile()).pid !== pid, "another engine was there");
    await panel.getByText(/Not updated since/).waitFor({ state: "detached" });
    await window().screenshot("engine-resumed");
    await panel.getByText(/objects migrated in/).waitFor({ timeout: 120_000 });
    await window().rowSays(JOB, /Completed with failures/);

    const job = await theJob();
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
