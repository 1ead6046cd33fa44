import assert from "node:assert/strict";
import { DisposableStore, MutableDisposable } from "../../../src/extension/lifetime.ts";
import { Throttle } from "../../../src/extension/timers.ts";
import { FakeTimers } from "./support/fakeTimers.ts";

function tracked(log: string[], name: string) {
  return { dispose: () => void log.push(name) };
}

describe("lifetimes", () => {
  it("lets go in reverse order, once", () => {
    const log: string[] = [];
    const store = new DisposableStore();
    store.add(tracked(log, "a"));
    store.add(tracked(log, "b"));
    store.dispose();
    store.dispose();
    assert.deepEqual(log, ["b", "a"]);
  });

  it("disposes at once what is added too late", () => {
    const log: string[] = [];
    const store = new DisposableStore();
    store.dispose();
    store.add(tracked(log, "late"));
    const slot = new MutableDisposable();
    slot.dispose();
    slot.value = tracked(log, "later");
    assert.deepEqual(log, ["late", "later"]);
  });

  it("disposes the value that is replaced", () => {
    const log: string[] = [];
    const slot = new MutableDisposable();
    slot.value = tracked(log, "one");
    slot.value = tracked(log, "two");
    assert.deepEqual(log, ["one"]);
  });
});

describe("Throttle", () => {
  it("runs soon, then at most once an interval", () => {
    const timers = new FakeTimers();
    let runs = 0;
    const throttle = new Throttle(100, timers, () => runs++);
    throttle.schedule();
    timers.advance(0);
    assert.equal(runs, 1);
    for (let ms = 0; ms < 1_000; ms += 10) {
      throttle.schedule();
      timers.advance(10);
    }
    assert.ok(runs >= 10 && runs <= 11, `${runs} runs`);
  });

  it("runs no more once it is disposed", () => {
    const timers = new FakeTimers();
    const throttle = new Throttle(100, timers, () => assert.fail("ran"));
    throttle.schedule();
    throttle.dispose();
    timers.advance(1_000);
    assert.equal(timers.waiting, 0);
  });
});
