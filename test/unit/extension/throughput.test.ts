import assert from "node:assert/strict";
import { ResultTable } from "../../../src/extension/jobs/resultTable.ts";
import { throughput } from "../../../src/extension/panel/throughput.ts";
import type { ObjectResult } from "../../../src/protocol/job.ts";
import { result } from "./support/jobs.ts";

const START = Date.parse("2026-01-02T03:00:00.000Z");
const MINUTE = 60_000;

/** Objects that ended so many milliseconds after the start. */
function endsOf(
  ends: readonly number[],
  changes: (n: number) => Partial<ObjectResult> = () => ({}),
) {
  const table = new ResultTable();
  for (const [n, ms] of ends.entries()) {
    const timestamp = new Date(START + ms).toISOString();
    table.put(result(`t${n}`, { timestamp, execution_time_ms: 5, ...changes(n) }));
  }
  return table.ends;
}
const span = (to: number, running = false) => ({ from: START, to: START + to, running });
const sum = (numbers: readonly number[] = []) => numbers.reduce((total, n) => total + n, 0);

describe("the throughput of a job", () => {
  it("counts every object once, in the bucket of its time", () => {
    const times = Array.from({ length: 420 }, (_, n) => n * 1_000);
    const failed = (n: number) => (n % 60 === 0 ? { status: "error" as const } : {});
    const { chart, perMinute } = throughput(endsOf(times, failed), span(420_000));
    assert.equal(chart?.widthMs, 10_000);
    assert.equal(sum(chart?.finished), 420);
    assert.deepEqual(chart?.finished.slice(0, 3), [10, 10, 10]);
    assert.equal(sum(chart?.failed), 7);
    assert.equal(chart?.failed[6], 1);
    assert.ok(Math.abs((perMinute ?? 0) - 60) < 1, `${perMinute}`);
  });

  it("has a bounded number of buckets, whether it took a moment or a week", () => {
    for (const ms of [40, 900, 30_000, 7 * MINUTE, 5 * 60 * MINUTE, 7 * 24 * 60 * MINUTE]) {
      const { chart } = throughput(endsOf([1, ms / 2, ms]), span(ms));
      const buckets = chart?.finished.length ?? 0;
      assert.ok(buckets >= 1 && buckets <= 49, `${ms} ms: ${buckets}`);
      assert.equal(sum(chart?.finished), 3, `${ms} ms`);
      assert.ok(JSON.stringify(chart).length < 1_000);
    }
  });

  it("is the same for a job that ended yesterday, whenever it is looked at", () => {
    const ends = endsOf([1_000, 2_000, 9_000]);
    const reversed = endsOf([9_000, 2_000, 1_000]);
    assert.deepEqual(throughput(ends, span(10_000)), throughput(reversed, span(10_000)));
    assert.equal(throughput(ends, span(10_000)).chart?.finished.length, 21);
    // The time of day does not stretch a job that stands still.
    const paused = { from: START, to: undefined, running: false };
    assert.equal(throughput(ends, paused).chart?.finished.length, 46);
  });

  it("goes on with the time while the job runs, and tells the rate of the last minute", () => {
    const ends = endsOf([...Array.from({ length: 60 }, (_, n) => n * 100), 5 * MINUTE]);
    const { chart, perMinute } = throughput(ends, span(6 * MINUTE, true));
    assert.equal(chart?.finished.at(-1), 0);
    assert.equal(perMinute, 1);
    assert.equal(throughput(ends, span(9 * MINUTE, true)).perMinute, 0);
  });

  it("leaves out what nobody worked on, and invents nothing where no time is told", () => {
    const skipped = () => ({ status: "skipped" as const, execution_time_ms: 0 });
    assert.deepEqual(throughput(endsOf([1, 2], skipped), span(10)), {
      chart: null,
      perMinute: null,
    });
    const untold = endsOf([1, 2], () => ({ timestamp: "some day" }));
    assert.equal(throughput(untold, span(10)).chart, null);
  });

  it("follows an object to its next attempt", () => {
    const table = new ResultTable();
    const put = (ms: number, change: Partial<ObjectResult>) =>
      table.put(result("t", { timestamp: new Date(START + ms).toISOString(), ...change }));
    put(1_000, { status: "error", attempt: 1 });
    put(9_000, { status: "success", attempt: 2 });
    const { chart } = throughput(table.ends, span(10_000));
    assert.deepEqual([sum(chart?.finished), sum(chart?.failed)], [1, 0]);
    assert.equal(chart?.finished[18], 1);
  });

  it("reads the times of an old server, which have no zone", () => {
    const ends = endsOf([0], () => ({ timestamp: "2026-01-02T03:00:30.123456" }));
    assert.equal(throughput(ends, span(60_000)).chart?.finished.length, 31);
  });

  it("takes little time for 100,000 objects", () => {
    const ends = endsOf(Array.from({ length: 100_000 }, (_, n) => n * 10));
    const { chart } = throughput(ends, span(1_000_000));
    assert.equal(sum(chart?.finished), 100_000);
    assert.ok(JSON.stringify(chart).length < 1_000);
  });
});
