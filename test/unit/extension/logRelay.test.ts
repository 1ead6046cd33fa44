import assert from "node:assert/strict";
import { JobStore } from "../../../src/extension/jobs/jobStore.ts";
import { LogRelay } from "../../../src/extension/jobs/logRelay.ts";
import { FakeTimers } from "./support/fakeTimers.ts";
import { english, MemoryLog } from "./support/host.ts";
import { frame, line, summary } from "./support/jobs.ts";

function rig() {
  const timers = new FakeTimers();
  const jobs = new JobStore(() => timers.now());
  const log = new MemoryLog();
  const relay = new LogRelay(jobs, log, english, timers);
  jobs.upsert(summary({ inventory_path: "/data/retail_dw" }));
  return { timers, jobs, log, relay };
}

describe("the log channel", () => {
  it("gets each line once with its level and its job", () => {
    const { timers, jobs, log } = rig();
    const new_logs = [line("a"), line("b", { level: "warning" }), line("c", { level: "error" })];
    jobs.applyFrame(frame({ new_logs }), undefined, true);
    timers.advance(100);
    assert.deepEqual(log.lines, [
      "info [retail_dw 6f1a2b3c] a",
      "warn [retail_dw 6f1a2b3c] b",
      "error [retail_dw 6f1a2b3c] c",
    ]);
  });

  it("is neither flooded nor given endless lines", () => {
    const { timers, jobs, log } = rig();
    const new_logs = Array.from({ length: 10_000 }, (_, index) => line("x".repeat(3_000) + index));
    jobs.applyFrame(frame({ new_logs }), undefined, true);
    timers.advance(100);
    assert.equal(log.lines.length, 1_001);
    assert.match(log.lines.at(-1) ?? "", /9000 more lines/);
    assert.ok(log.lines.every((text) => text.length < 2_050));
  });

  it("gets what is left at the end", () => {
    const { jobs, log, relay } = rig();
    jobs.applyFrame(frame({ new_logs: [line("last words")] }), undefined, true);
    relay.dispose();
    assert.equal(log.lines.length, 1);
  });
});
