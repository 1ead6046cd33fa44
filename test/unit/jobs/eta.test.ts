import assert from "node:assert/strict";
import { EtaEstimator } from "../../../src/server/jobs/eta.ts";

describe("EtaEstimator", () => {
  it("says nothing without evidence", () => {
    const eta = new EtaEstimator(new Map([["TABLE", 100]]), 0);
    assert.equal(eta.estimate(10_000), null);
    for (let n = 1; n <= 4; n++) eta.finished("TABLE", 100, n * 100);
    assert.equal(eta.estimate(500), null);
  });

  it("divides the work that is left by the parallelism that was reached", () => {
    const eta = new EtaEstimator(new Map([["TABLE", 120]]), 0);
    // Two at a time, a second each: 20 in ten seconds.
    for (let n = 0; n < 20; n++) eta.finished("TABLE", 1_000, (Math.floor(n / 2) + 1) * 1_000);
    assert.equal(eta.estimate(10_000)?.seconds, 50);
  });

  it("weighs object types by what they took", () => {
    const eta = new EtaEstimator(
      new Map([
        ["TABLE", 15],
        ["VIEW", 10],
      ]),
      0,
    );
    for (let n = 1; n <= 5; n++) eta.finished("TABLE", 1_000, n * 1_000);
    for (let n = 1; n <= 5; n++) eta.finished("VIEW", 200, 5_000 + n * 200);
    // Left: 10 tables of 1 s and 5 views of 0.2 s, one at a time.
    assert.equal(eta.estimate(6_000)?.seconds, 11);
  });

  it("forgets what is too long ago", () => {
    const eta = new EtaEstimator(new Map([["TABLE", 1_000]]), 0);
    for (let n = 1; n <= 10; n++) eta.finished("TABLE", 10_000, n * 10_000);
    for (let n = 1; n <= 100; n++) eta.finished("TABLE", 1_000, 300_000 + n * 1_000);
    const left = eta.estimate(400_000)?.seconds;
    assert.ok(left !== undefined && left > 850 && left < 950, `${left}`);
  });

  it("has bounds that hold in about four of five cases, however uneven the objects are", () => {
    let inside = 0;
    let asked = 0;
    let widest = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const { ends, durations } = simulated(seed);
      const end = ends.at(-1)!;
      const eta = new EtaEstimator(new Map([["TABLE", ends.length]]), 0);
      const order = ends.map((at, n) => ({ at, ms: durations[n]! }));
      for (const [n, { at, ms }] of order.entries()) {
        eta.finished("TABLE", ms, at);
        if (n % 40 !== 39 || n > 360) continue;
        const told = eta.estimate(at);
        if (!told) continue;
        const left = (end - at) / 1000;
        assert.ok(told.low <= told.seconds && told.seconds <= told.high);
        asked++;
        if (told.low <= left && left <= told.high) inside++;
        widest = Math.max(widest, told.high / told.low);
      }
    }
    assert.ok(asked > 200, `${asked} estimates`);
    assert.ok(inside / asked > 0.75, `${inside} of ${asked}`);
    // Bounds that are always true tell nothing.
    assert.ok(inside / asked < 0.97 && widest < 8, `${inside} of ${asked}, up to ${widest} times`);
  });

  it("is less sure when it went unevenly, and of types that it has not seen", () => {
    const width = (durations: number[], types: Record<string, number>) => {
      const eta = new EtaEstimator(new Map(Object.entries(types)), 0);
      let at = 0;
      for (const ms of durations) {
        at += ms;
        eta.finished("TABLE", ms, at);
      }
      const { low, high } = eta.estimate(at)!;
      return high / low;
    };
    const even = Array.from({ length: 40 }, () => 500);
    const uneven = Array.from({ length: 40 }, (_, n) => (n % 10 === 0 ? 3_000 : 200));
    assert.ok(width(even, { TABLE: 100 }) < 1.05);
    assert.ok(width(uneven, { TABLE: 100 }) > 1.2);
    assert.ok(width(even, { TABLE: 50, PROCEDURE: 50 }) > 2);
  });
});

/** 400 objects of very different size, four at a time: when they ended, and how long each took. */
function simulated(seed: number): { ends: number[]; durations: number[] } {
  let state = seed * 2_654_435_761;
  const random = () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const workers = [0, 0, 0, 0];
  const done: { at: number; ms: number }[] = [];
  for (let n = 0; n < 400; n++) {
    const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    const ms = 200 * Math.exp(normal);
    const worker = workers.indexOf(Math.min(...workers));
    workers[worker]! += ms;
    done.push({ at: workers[worker]!, ms });
  }
  done.sort((a, b) => a.at - b.at);
  return { ends: done.map(({ at }) => at), durations: done.map(({ ms }) => ms) };
}
