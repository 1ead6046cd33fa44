import assert from "node:assert/strict";
import { LegacyServer } from "../../support/legacyServer.ts";
import { waitFor } from "../../support/waitFor.ts";
import { openWindow } from "./support/window.ts";

const waitUntil = (condition: () => boolean) => waitFor(String(condition), condition);

const REQUEST = {
  inventory_path: "/data/retail",
  source_type: "oracle",
  target_catalog: "main",
  target_schema: "music",
};

describe("a server of the old system", () => {
  let server: LegacyServer;
  let window: ReturnType<typeof openWindow>;

  beforeEach(async () => {
    server = await new LegacyServer().listen();
    window = openWindow({ url: server.url });
  });

  afterEach(async () => {
    window.dispose();
    await server.close();
  });

  const model = (id: string) => window.jobs.get(id);

  it("is known to be one, and its jobs are listed", async () => {
    const job = server.addJob({ status: "completed", end_time: "2026-01-02T03:04:05.123456" });
    window.sync.setVisible(true);
    await waitUntil(() => model(job.job_id) !== undefined);
    assert.equal(window.connection.current?.capabilities.size, 0);
    assert.equal(model(job.job_id)?.endedAt, Date.UTC(2026, 0, 2, 3, 4, 5, 123));
    assert.equal(await window.actions.inspect("/data"), undefined);
    assert.ok(!server.calls.includes("GET /api/migrate/events"));
    assert.equal(server.streams, 0);
  });

  it("starts a job and follows it to its end", async () => {
    const id = await window.actions.start(REQUEST);
    assert.equal(model(id)?.summary.inventory_path, "/data/retail");
    const job = server.jobs.get(id);
    assert.ok(job);
    server.finishObject(job, "t1");
    server.finishObject(job, "t2", "no such type");
    await waitUntil(() => model(id)?.results.rows.length === 2);
    assert.equal(model(id)?.summary.progress_percentage, 50);
    assert.equal(model(id)?.results.counts.status.error, 1);
    server.end(job);
    await waitUntil(() => model(id)?.endedAt !== undefined);
    assert.equal(model(id)?.summary.status, "completed");
    assert.equal(model(id)?.stream?.state, "ended");
    assert.equal(model(id)?.logs.rows.length, job.logs.length);
    await waitUntil(() => server.streams === 0);
  });

  it("cancels and deletes", async () => {
    const id = await window.actions.start(REQUEST);
    const cancelled = window.actions.cancel(id);
    assert.equal(model(id)?.cancelling, true);
    await cancelled;
    await waitUntil(() => model(id)?.summary.status === "cancelled");
    assert.equal(model(id)?.cancelling, false);
    await window.actions.remove(id);
    assert.equal(model(id), undefined);
    assert.equal(server.jobs.size, 0);
    await window.actions.remove(id);
  });

  it("takes the wish to cancel back when the server refuses, with its reason", async () => {
    const job = server.addJob();
    window.sync.setVisible(true);
    await waitUntil(() => model(job.job_id) !== undefined);
    server.end(job);
    await assert.rejects(window.actions.cancel(job.job_id), /Cannot cancel a completed job/);
    assert.equal(model(job.job_id)?.cancelling, false);
    assert.equal(model(job.job_id)?.active, false);
  });

  it("loses and repeats nothing when the stream is cut", async () => {
    const id = await window.actions.start(REQUEST);
    const job = server.jobs.get(id);
    assert.ok(job);
    server.log(job, "twice the same");
    await waitUntil(() => model(id)?.logs.rows.length === 2);
    server.cutStreams();
    server.finishObject(job, "t1");
    await waitUntil(() => model(id)?.stream?.state === "retrying");
    await waitUntil(() => model(id)?.stream?.state === "live");
    server.finishObject(job, "t2");
    await waitUntil(() => model(id)?.results.rows.length === 2);
    assert.deepEqual(
      model(id)?.logs.rows.map(({ message }) => message),
      job.logs.map(({ message }) => message),
    );
    assert.ok(server.calls.includes(`GET /api/migrate/progress/${id}`));
  });

  it("is found again after it was away", async () => {
    const id = await window.actions.start(REQUEST);
    await waitUntil(() => model(id)?.stream?.state === "live");
    await server.close();
    await waitUntil(() => model(id)?.stream?.state === "retrying");
    assert.equal(model(id)?.summary.status, "running");
    await server.listen();
    await waitUntil(() => model(id)?.stream?.state === "live");
  });

  it("shows the history of an ended job to who looks at it, and announces none of it", async () => {
    const job = server.addJob({ total_objects: 1 });
    server.finishObject(job, "t1");
    server.end(job);
    const announced: string[] = [];
    window.jobs.onDidLog(({ rows }) => announced.push(...rows.map(({ message }) => message)));
    const watch = window.sync.watch(job.job_id);
    await waitUntil(() => model(job.job_id)?.complete === true);
    assert.equal(model(job.job_id)?.results.rows.length, 1);
    assert.deepEqual(announced, []);
    watch.dispose();
    assert.equal(window.sync.state.state, "idle");
  });

  it("forgets a job that somebody else deleted", async () => {
    const id = await window.actions.start(REQUEST);
    await waitUntil(() => model(id)?.stream?.state === "live");
    server.jobs.delete(id);
    server.cutStreams();
    await waitUntil(() => model(id) === undefined);
  });

  it("asks for a token, and is happy with it", async () => {
    server.token = "secret";
    window.sync.setVisible(true);
    await waitUntil(() => window.sync.state.state === "unauthorised");
    await assert.rejects(window.actions.start(REQUEST), /access token/);
    const job = server.addJob();
    window.setToken(server.url, "secret");
    await waitUntil(() => model(job.job_id) !== undefined);
    await waitUntil(() => model(job.job_id)?.stream?.state === "live");
  });

  it("is left alone while nobody looks and nothing runs", async () => {
    server.addJob({ status: "completed" });
    window.sync.setVisible(true);
    await waitUntil(() => window.sync.state.state === "live");
    window.sync.setVisible(false);
    const calls = server.calls.length;
    await waitUntil(() => window.sync.state.state === "idle");
    assert.equal(server.calls.length, calls);
  });

  it("gives way to another server", async () => {
    const other = await new LegacyServer().listen();
    try {
      const here = server.addJob();
      const there = other.addJob();
      window.sync.setVisible(true);
      await waitUntil(() => model(here.job_id) !== undefined);
      window.setUrl(other.url);
      assert.equal(model(here.job_id), undefined);
      await waitUntil(() => model(there.job_id)?.stream?.state === "live");
      await waitUntil(() => server.streams === 0);
    } finally {
      await other.close();
    }
  });
});
