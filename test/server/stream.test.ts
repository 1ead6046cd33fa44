import assert from "node:assert/strict";
import { request } from "node:http";
import { startBody, writeTables } from "../support/inventories.ts";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { readEvents, type WireEvent } from "../support/sse.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

const OBJECTS = 2_000;

function seqsOf(events: readonly WireEvent[]): number[] {
  return events
    .flatMap(({ data }) => [...data.new_logs, ...data.new_results])
    .map(({ seq }) => seq)
    .sort((a, b) => a - b);
}

function assertContiguous(seqs: readonly number[], from = 1): void {
  assert.deepEqual(
    seqs,
    Array.from({ length: seqs.length }, (_, n) => n + from),
  );
}

describe("the event stream", () => {
  const inventory = tempFolder();
  let engine: TestEngine;
  let release: () => void;
  let jobId: string;

  beforeEach(async () => {
    writeTables(inventory.path, OBJECTS);
    // The second half waits until the test lets it go.
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    engine = await startTestEngine({
      dispatcher: (store) =>
        new ScriptedDispatcher(store, async (name) => {
          if (Number(name.slice(1)) >= OBJECTS / 2) await gate;
          return { error: null };
        }),
    });
    const { body } = await engine.call("POST", "/api/migrate/start", startBody(inventory.path));
    jobId = body.job_id;
  });

  afterEach(async () => {
    release();
    await engine.stop();
  });

  after(() => inventory.remove());

  const halfDone = () =>
    waitFor("the first half", async () => {
      const { body } = await engine.call("GET", "/api/migrate/jobs");
      return body.jobs[0].completed_objects === OBJECTS / 2;
    });

  it("gives clients of any moment every row once, in order", async () => {
    const url = `${engine.url}/api/migrate/stream/${jobId}`;
    const early = readEvents(url);
    await halfDone();
    const late = readEvents(url);
    const broken = await readEvents(url, { until: ({ id }) => Number(id) > 300 });
    release();
    const resumed = await readEvents(url, {
      headers: { "Last-Event-ID": broken.events.at(-1)?.id ?? "" },
    });
    for (const { events } of [await early, await late]) {
      assertContiguous(seqsOf(events));
      assert.equal(events.flatMap(({ data }) => data.new_results).length, OBJECTS);
      assert.equal(events.at(-1)?.data.complete, true);
    }
    const both = [...broken.events, ...resumed.events];
    assertContiguous(seqsOf(both));
    assert.equal(both.flatMap(({ data }) => data.new_results).length, OBJECTS);
  });

  it("stops writing to a client that does not read, and goes on from its place when it does", async () => {
    const received: string[] = [];
    let finished = false;
    const sent = request(`${engine.url}/api/migrate/stream/${jobId}`);
    const response = await new Promise<import("node:http").IncomingMessage>((resolve) => {
      sent.on("response", resolve);
      sent.end();
    });
    response.pause();
    await halfDone();
    release();
    // A healthy client is not held up by it.
    const healthy = await readEvents(`${engine.url}/api/migrate/stream/${jobId}`);
    assertContiguous(seqsOf(healthy.events));
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => received.push(chunk));
    response.on("end", () => {
      finished = true;
    });
    response.resume();
    await waitFor("the stalled client to catch up", () => finished);
    const events = received
      .join("")
      .split("\n\n")
      .flatMap((block) => /^data: (.*)$/m.exec(block)?.[1] ?? [])
      .map((data) => ({ id: undefined, event: undefined, data: JSON.parse(data) }));
    assertContiguous(seqsOf(events));
  });

  it("tells all clients of all jobs what changed", async () => {
    const seen: WireEvent[] = [];
    const { events } = await readEvents(`${engine.url}/api/migrate/events`, {
      until: (event) => {
        seen.push(event);
        if (seen.length === 1) release();
        return event.data.jobs.some(({ status }: { status: string }) => status === "completed");
      },
    });
    assert.equal(events[0]?.data.snapshot, true);
    assert.equal(events.at(-1)?.data.jobs[0].job_id, jobId);
  });

  it("cancels, and says so everywhere", async () => {
    await halfDone();
    const stream = readEvents(`${engine.url}/api/migrate/stream/${jobId}`);
    for (let twice = 0; twice < 2; twice++) {
      const { status } = await engine.call("POST", `/api/migrate/cancel/${jobId}`);
      assert.equal(status, 200);
    }
    const { events } = await stream;
    assert.equal(events.at(-1)?.data.status, "cancelled");
    const { body } = await engine.call("GET", `/api/migrate/progress/${jobId}`);
    assert.equal(body.status, "cancelled");
    assert.equal(body.object_results.length, OBJECTS / 2);
    assertContiguous(seqsOf(events));
  });

  it("refuses to delete a running job, unless it is told to", async () => {
    await halfDone();
    const refused = await engine.call("DELETE", `/api/migrate/jobs/${jobId}`);
    assert.equal(refused.status, 409);
    assert.equal(refused.body.code, "JOB_RUNNING");
    const forced = await engine.call("DELETE", `/api/migrate/jobs/${jobId}?force=true`);
    assert.equal(forced.status, 200);
    assert.deepEqual((await engine.call("GET", "/api/migrate/jobs")).body.jobs, []);
  });
});
