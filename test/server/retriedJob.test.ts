import assert from "node:assert/strict";
import { startBody, writeTables } from "../support/inventories.ts";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { TcpProxy } from "../support/tcpProxy.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";
import { openWindow } from "../unit/extension/support/window.ts";

const OBJECTS = 40;

describe("a window on a job that is retried", () => {
  const inventory = tempFolder();
  let engine: TestEngine;
  let proxy: TcpProxy;
  let window: ReturnType<typeof openWindow>;
  let jobId: string;
  /** Tables that fail, and what those wait for that do not. */
  let failing: Set<string>;
  let gate: PromiseWithResolvers<void>;
  let watch: { dispose(): void };

  before(() => writeTables(inventory.path, OBJECTS));
  after(() => inventory.remove());

  beforeEach(async () => {
    failing = new Set(["t00003", "t00007"]);
    gate = Promise.withResolvers();
    gate.resolve();
    engine = await startTestEngine({
      dispatcher: (store) =>
        new ScriptedDispatcher(store, async (name) => {
          await gate.promise;
          return failing.has(name) ? { status: "error", error: "no" } : {};
        }),
    });
    proxy = await new TcpProxy(Number(new URL(engine.url).port)).listen();
    window = openWindow({ url: proxy.url });
    window.sync.setVisible(true);
    jobId = await window.actions.start(startBody(inventory.path) as never);
    watch = window.sync.watch(jobId);
  });

  afterEach(async () => {
    gate.resolve();
    watch.dispose();
    window.dispose();
    await proxy.close();
    await engine.stop();
  });

  const job = () => window.jobs.get(jobId);
  const counts = () => job()?.results.counts.status;
  const ended = () =>
    waitFor(
      "the end",
      () => job()?.complete && job()?.active === false && job()?.stream?.state === "ended",
    );
  const retry = async () => {
    const { status } = await engine.call("POST", `/api/migrate/retry/${jobId}`);
    assert.ok(status < 300, `HTTP ${status}`);
  };

  it("follows it again, and shows the new results in place of the old ones", async () => {
    await ended();
    assert.deepEqual(counts(), { success: 38, error: 2, skipped: 0, review: 0 });
    const lines = job()?.logs.count ?? 0;
    gate = Promise.withResolvers();
    failing.clear();
    await retry();
    await waitFor("the stream", () => job()?.active && job()?.stream?.state === "live");
    // What is being done again is not shown as failed any more.
    await waitFor("the old results to go", () => counts()?.error === 0);
    assert.equal(counts()?.success, 38);
    gate.resolve();
    await ended();
    assert.deepEqual(counts(), { success: 40, error: 0, skipped: 0, review: 0 });
    assert.equal(job()?.results.rows.length, OBJECTS);
    const { body } = await engine.call("GET", `/api/migrate/progress/${jobId}`);
    assert.deepEqual(
      job()?.logs.rows.map(({ message }) => message),
      body.logs.map(({ message }: { message: string }) => message),
    );
    assert.ok((job()?.logs.count ?? 0) > lines);
  });

  it("follows it again and again", async () => {
    for (let round = 0; round < 3; round++) {
      await ended();
      const before = job()?.logs.count ?? 0;
      await retry();
      await waitFor("more log", () => (job()?.logs.count ?? 0) > before);
    }
    await ended();
    assert.deepEqual(counts(), { success: 38, error: 2, skipped: 0, review: 0 });
  });

  it("asks once when the same is asked twice", async () => {
    await ended();
    const answers = await Promise.all([window.actions.retry(jobId), window.actions.retry(jobId)]);
    assert.deepEqual(answers, [2, 2]);
    await ended();
    const { body } = await engine.call("GET", `/api/migrate/jobs/${jobId}/audit`);
    const actions = body.entries.map(({ action }: { action: string }) => action);
    assert.deepEqual(actions, ["start", "retry"]);
  });

  it("can call a retry off before anything has changed", async () => {
    await ended();
    const { body: before } = await engine.call("GET", `/api/migrate/progress/${jobId}`);
    const asked = window.actions.retry(jobId);
    window.actions.retries.callOff(jobId);
    await assert.rejects(asked, { name: "AbortError" });
    const { body: after } = await engine.call("GET", `/api/migrate/progress/${jobId}`);
    assert.deepEqual(after, before);
  });

  it("sees a retry that another window asked for while this one was cut off", async () => {
    await ended();
    proxy.cut(true);
    failing = new Set(["t00007"]);
    await retry();
    await waitFor("the end of the retry", async () => {
      const { body } = await engine.call("GET", `/api/migrate/progress/${jobId}`);
      return body.status === "completed" && body.failed_objects === 1;
    });
    proxy.resume();
    await window.sync.refresh();
    await waitFor("its results", () => counts()?.error === 1 && counts()?.success === 39);
    assert.equal(job()?.results.rows.length, OBJECTS);
  });

  it("reads the numbers by asking while only the streams are down", async () => {
    await ended();
    gate = Promise.withResolvers();
    failing.clear();
    await retry();
    await waitFor("the stream", () => job()?.active && job()?.stream?.state === "live");
    proxy.cut(true);
    await waitFor("the break", () => job()?.stream?.state === "retrying");
    assert.equal(job()?.active, true);
    gate.resolve();
    await waitFor("the end of the retry", async () => {
      const { body } = await engine.call("GET", `/api/migrate/progress/${jobId}`);
      return body.status === "completed";
    });
    await assert.rejects(window.sync.refresh());
    // What is shown stays.
    assert.ok((counts()?.success ?? 0) >= 38);
    proxy.resume();
    await window.sync.refresh();
    await waitFor("its results", () => counts()?.success === 40);
    await ended();
  });
});
