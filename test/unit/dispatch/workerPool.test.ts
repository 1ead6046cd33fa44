import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { DeadlineError, WorkerPool } from "../../../src/server/dispatch/workerPool.ts";
import { contextFor, objectOf } from "../translate/harness.ts";

const FILE = fileURLToPath(new URL("./brokenWorker.ts", import.meta.url));

/** Runs a task on a worker of the test; answers the thread that it ran in and whether libraries were used. */
async function run(pool: WorkerPool, name: string, signal?: AbortSignal) {
  const object = objectOf("VIEW", name, "CREATE VIEW v AS SELECT 1");
  const answer = await pool.run("translateObject", { object, context: contextFor("tsql") }, signal);
  assert.ok(answer.outcome === "skipped");
  return { thread: answer.code, how: answer.reason };
}

describe("the worker pool", () => {
  let pool: WorkerPool;
  beforeEach(() => {
    pool = new WorkerPool({ size: 1, file: FILE, deadlineMs: 1_000 });
  });
  afterEach(() => pool.close());

  it("uses no thread again in which a parser broke down, and runs the statement in another without it", async () => {
    const before = await run(pool, "good");
    const [broken, behind] = await Promise.all([run(pool, "broken"), run(pool, "good")]);
    assert.equal(broken.how, "without libraries");
    assert.equal(behind.how, "with libraries");
    assert.notEqual(broken.thread, before.thread);
    assert.notEqual(behind.thread, before.thread);
  });

  it("tries a statement once more, not for ever", async () => {
    await assert.rejects(run(pool, "hopeless"), /worker exited with code/);
    assert.equal((await run(pool, "good")).how, "with libraries");
  });

  it("keeps the thread where an error is one of ours", async () => {
    const before = await run(pool, "good");
    await assert.rejects(run(pool, "wrong"), /not a function/);
    assert.deepEqual(await run(pool, "good"), before);
  });

  it("ends what hangs; what waits behind it has its own time", async () => {
    const hung = run(pool, "hung");
    const waiting = [run(pool, "good"), run(pool, "good")];
    await assert.rejects(hung, DeadlineError);
    for (const { how } of await Promise.all(waiting)) assert.equal(how, "with libraries");
  }).timeout(10_000);

  it("starts nothing that was cancelled while it waited", async () => {
    const cancel = new AbortController();
    const hung = run(pool, "hung", cancel.signal);
    const waiting = run(pool, "good", cancel.signal);
    const kept = run(pool, "good");
    cancel.abort(new Error("cancelled"));
    await assert.rejects(hung);
    await assert.rejects(waiting, /cancelled/);
    assert.equal((await kept).how, "with libraries");
  });
});
