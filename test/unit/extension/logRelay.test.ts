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

  it("gets lines of one level in one write", () => {
    const { timers, jobs, log } = rig();
    const new_logs = ["a", "b", "c"].map((text) => line(text));
    jobs.applyFrame(frame({ new_logs }), undefined, true);
    timers.advance(100);
    const tag = "[retail_dw 6f1a2b3c]";
    assert.deepEqual(log.lines, [`info ${tag} a\n${tag} b\n${tag} c`]);
  });

  it("gets what is left at the end", () => {
    const { jobs, log, relay } = rig();
    jobs.applyFrame(frame({ new_logs: [line("last words")] }), undefined, true);
    relay.dispose();
    assert.equal(log.lines.length, 1);
  });
});
