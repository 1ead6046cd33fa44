import assert from "node:assert/strict";
import { EtaEstimator } from "../../../src/server/jobs/eta.ts";

describe("EtaEstimator", () => {
  it("says nothing without evidence", () => {
    const eta = new EtaEstimator(new Map([["TABLE", 100]]), 0);
    assert.equal(eta.seconds(10_000), null);
    for (let n = 1; n <= 4; n++) eta.finished("TABLE", 100, n * 100);
    assert.equal(eta.seconds(500), null);
  });

  it("divides the work that is left by the parallelism that was reached", () => {
    const eta = new EtaEstimator(new Map([["TABLE", 120]]), 0);
    // Two at a time, a second each: 20 in ten seconds.
    for (let n = 0; n < 20; n++) eta.finished("TABLE", 1_000, (Math.floor(n / 2) + 1) * 1_000);
    assert.equal(eta.seconds(10_000), 50);
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
    assert.equal(eta.seconds(6_000), 11);
  });

  it("forgets what is too long ago", () => {
    const eta = new EtaEstimator(new Map([["TABLE", 1_000]]), 0);
    for (let n = 1; n <= 10; n++) eta.finished("TABLE", 10_000, n * 10_000);
    for (let n = 1; n <= 100; n++) eta.finished("TABLE", 1_000, 300_000 + n * 1_000);
    const left = eta.seconds(400_000);
    assert.ok(left !== null && left > 850 && left < 950, `${left}`);
  });
});
