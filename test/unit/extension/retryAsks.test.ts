import assert from "node:assert/strict";
import { RetryAsks } from "../../../src/extension/jobs/retryAsks.ts";
import { FakeTimers } from "./support/fakeTimers.ts";

describe("retries that wait for their answer", () => {
  function rig() {
    const timers = new FakeTimers();
    const asks = new RetryAsks(timers);
    const told: [string, boolean][] = [];
    asks.onDidChange((jobId) => told.push([jobId, asks.isLong(jobId)]));
    return { timers, asks, told };
  }

  it("are told of when they take long, and when they have it", async () => {
    const { timers, asks, told } = rig();
    const engine = Promise.withResolvers<number>();
    const answer = asks.ask("a", undefined, () => engine.promise);
    assert.equal(asks.isLong("a"), false);
    timers.advance(1_000);
    assert.deepEqual(told, [["a", true]]);
    assert.equal(asks.isLong("b"), false);
    engine.resolve(3);
    assert.equal(await answer, 3);
    assert.deepEqual(told, [
      ["a", true],
      ["a", false],
    ]);
  });

  it("are never said to take long when they were answered at once", async () => {
    const { timers, asks, told } = rig();
    await asks.ask("a", { codes: ["X"] }, async () => 1);
    timers.advance(1_000);
    assert.deepEqual(told, [["a", false]]);
  });

  it("are asked once when the same is meant, and called off by their job", async () => {
    const { asks } = rig();
    const signals: AbortSignal[] = [];
    const send = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<number>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    };
    const asked = [
      asks.ask("a", undefined, send),
      asks.ask("a", undefined, send),
      asks.ask("a", { codes: ["X"] }, send),
      asks.ask("b", undefined, send),
    ];
    assert.equal(signals.length, 3);
    asks.callOff("a");
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true, false],
    );
    for (const one of asked.slice(0, 3)) await assert.rejects(one, { name: "AbortError" });
    asks.callOff("b");
    await assert.rejects(asked[3] as Promise<number>);
    // After that it may be asked again.
    const again = asks.ask("a", undefined, send);
    assert.equal(signals.length, 4);
    asks.callOff("a");
    await assert.rejects(again);
  });
});
