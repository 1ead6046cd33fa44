import assert from "node:assert/strict";
import { join } from "node:path";
import { SqliteStore } from "../../src/server/store/sqlite/sqliteStore.ts";
import { newJob } from "../support/newJob.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

const DAY_MS = 86_400_000;

/** A store with jobs that ended 0, 1, 2 … days ago, newest first, and one that is paused. */
async function storeWithJobs(data: string, count: number, bytes = 0): Promise<void> {
  const store = new SqliteStore(join(data, "jobs.db"));
  for (let n = 0; n <= count; n++) {
    const time = new Date(Date.now() - n * DAY_MS).toISOString();
    const jobId = n === count ? "paused" : `day-${n}`;
    await store.createJob(newJob({ jobId, createdAt: time }));
    await store.commit(jobId, { status: "running", results: [], logs: [] });
    const logs = [{ timestamp: time, level: "info", message: "x".repeat(bytes) } as const];
    const status = n === count ? "paused" : "completed";
    await store.commit(jobId, { status, endTime: time, results: [], logs });
  }
  await store.close();
}

describe("retention", () => {
  const left = async (
    jobs: number,
    retention: { jobs?: number; days?: number; megabytes?: number },
    expected: string[],
    bytes = 0,
  ) => {
    const folder = tempFolder();
    await storeWithJobs(folder.path, jobs, bytes);
    const server = await startTestEngine({ data: folder.path, retention });
    try {
      const names = async () => {
        const { body } = await server.call("GET", "/api/migrate/jobs");
        return body.jobs.map(({ job_id }: { job_id: string }) => job_id);
      };
      await waitFor("the sweep", async () => (await names()).length <= expected.length);
      assert.deepEqual(await names(), expected);
      const { body } = await server.call("GET", "/api/migrate/audit");
      return body.entries as { action: string; job_id: string; detail: string; client: string }[];
    } finally {
      await server.stop();
      folder.remove();
    }
  };

  it("keeps every job without a limit", async () => {
    assert.deepEqual(await left(3, {}, ["day-0", "day-1", "day-2", "paused"]), []);
  });

  it("keeps the youngest by count, and never touches one that has not ended", async () => {
    const entries = await left(5, { jobs: 2 }, ["day-0", "day-1", "paused"]);
    assert.deepEqual(
      entries.map(({ action, job_id, client }) => [action, job_id, client]),
      ["day-4", "day-3", "day-2"].map((job) => ["retention", job, "engine"]),
    );
    assert.equal(entries[0]?.detail, "more than 2 jobs: /inventory");
  });

  it("deletes by age", async () => {
    const entries = await left(5, { days: 3 }, ["day-0", "day-1", "day-2", "paused"]);
    assert.deepEqual(
      entries.map(({ job_id, detail }) => [job_id, detail]),
      ["day-4", "day-3"].map((job) => [job, "older than 3 days: /inventory"]),
    );
  });

  it("deletes by size, oldest first, until what is left fits", async () => {
    const entries = await left(6, { megabytes: 3 }, ["day-0", "day-1", "paused"], 900_000);
    assert.equal(entries.length, 4);
  });
});
