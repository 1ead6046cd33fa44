import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { EngineProcess } from "../support/engineProcess.ts";
import { startBody, writeFiles } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitFor } from "../support/waitFor.ts";

/** A whole job, on a machine that has other work beside. */
const WHOLE_JOB_MS = 40_000;
const TABLES = 500;

describe("the life of an engine", () => {
  const folder = tempFolder();
  const engineFile = join(folder.path, "engine.json");
  let engine: EngineProcess;
  let count = 0;

  before(() => {
    const tables = Array.from({ length: TABLES }, (_, n) => `CREATE TABLE t${n} (id INTEGER);`);
    writeFiles(join(folder.path, "in"), { "t.sql": tables.join("\n") });
  });
  beforeEach(() => {
    const data = join(folder.path, `data${count++}`);
    engine = new EngineProcess(data, ["--engine-file", engineFile, "--idle-exit", "1"]);
  });
  afterEach(() => engine.end("SIGKILL"));
  after(() => folder.remove());

  async function startJob(): Promise<string> {
    const answer = await engine.call(
      "POST",
      "/api/migrate/start",
      startBody(join(folder.path, "in")),
    );
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.job_id;
  }

  async function progress(jobId: string) {
    return (await engine.call("GET", `/api/migrate/progress/${jobId}`)).body;
  }

  /** Waits until some objects are done, and the job is not. */
  async function underWay(jobId: string): Promise<void> {
    const job = await waitFor("some objects", async () => {
      const now = await progress(jobId);
      return now.completed_objects > 20 && now;
    });
    assert.equal(job.status, "running");
  }

  async function goesOn(jobId: string): Promise<void> {
    await engine.start();
    const ended = async () => {
      const now = await progress(jobId);
      return now.status === "completed" && now;
    };
    const job = await waitFor("the end of the job", ended, WHOLE_JOB_MS);
    assert.equal(job.completed_objects, TABLES);
    assert.equal(
      new Set(job.object_results.map((r: { object_name: string }) => r.object_name)).size,
      TABLES,
    );
  }

  it("ends when a client asks, gives back its job, and the next one goes on with it", async () => {
    await engine.start();
    const jobId = await startJob();
    await underWay(jobId);
    const answer = await engine.call("POST", "/api/engine/shutdown", { reason: "a test" });
    assert.equal(answer.status, 202);
    assert.equal(await engine.ended(), 0);
    assert.equal(existsSync(engineFile), false);
    await goesOn(jobId);
  });

  it("ends on SIGTERM with 0, and loses nothing", async () => {
    await engine.start();
    const jobId = await startJob();
    await underWay(jobId);
    assert.equal(await engine.end("SIGTERM"), 0);
    await goesOn(jobId);
  });

  it("stays for a running job without any client, and ends when there is no more work", async () => {
    await engine.start();
    await startJob();
    assert.equal(await engine.ended(), 0);
    await engine.start();
    const { jobs } = (await engine.call("GET", "/api/migrate/jobs")).body;
    assert.equal(jobs[0].status, "completed");
  });

  it("ends with the last client when that is wanted, and goes on with the job at the next start", async () => {
    await engine.start();
    const stream = new AbortController();
    const events = await fetch(`${engine.url}/api/migrate/events?keep_running=false`, {
      signal: stream.signal,
    });
    assert.equal(events.status, 200);
    const jobId = await startJob();
    stream.abort();
    assert.equal(await engine.ended(), 0);
    await goesOn(jobId);
  });

  it("keeps a cancelled job cancelled and a paused one paused over a kill", async () => {
    await engine.start();
    const cancelled = await startJob();
    const paused = await startJob();
    await underWay(cancelled);
    await engine.call("POST", `/api/migrate/pause/${paused}`);
    await engine.call("POST", `/api/migrate/cancel/${cancelled}`, { grace_seconds: 600 });
    await engine.end("SIGKILL");
    await engine.start();
    assert.equal((await progress(cancelled)).status, "cancelled");
    assert.equal((await progress(paused)).status, "paused");
    const answer = await engine.call("POST", `/api/migrate/resume/${paused}`);
    assert.equal(answer.status, 200);
    const completed = async () => (await progress(paused)).status === "completed";
    await waitFor("the resumed job", completed, WHOLE_JOB_MS);
  });
});
