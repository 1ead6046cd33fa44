import assert from "node:assert/strict";
import { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import { baseName, formatDuration } from "../../../src/extension/jobs/jobText.ts";
import { describeJob } from "../../../src/extension/jobs/tree/describeJob.ts";
import { tooltipLines } from "../../../src/extension/jobs/tree/jobTooltip.ts";
import type { JobSummary } from "../../../src/protocol/job.ts";
import { english } from "./support/host.ts";
import { summary } from "./support/jobs.ts";

const item = (changes: Partial<JobSummary>) => describeJob(new JobModel(summary(changes)), english);

describe("the tree's rows", () => {
  const end_time = "2026-01-02T03:06:05.000Z";

  it("name inventory and target", () => {
    const inventory_path = "/data/retail_dw";
    assert.equal(item({ inventory_path }).label, "retail_dw → main.migrated");
    assert.equal(item({}).label, "snowflake → main.migrated");
    assert.equal(baseName("C:\\dumps\\crm.sql"), "crm");
    assert.equal(item({}).id, `job/${summary().job_id}`);
  });

  it("say how far a running job is", () => {
    const running = { progress_percentage: 68.7, estimated_time_remaining: 200 };
    assert.equal(item(running).description, "68 % · 3 min");
    assert.equal(item({ progress_percentage: 5 }).description, "5 %");
    assert.match(item(running).accessibleLabel, /Running, 0 of 10 objects.*3 min 20 s left/);
    assert.deepEqual(item(running).icon, { icon: "sync~spin", color: "charts.blue" });
    assert.equal(item(running).contextValue, "job;canPause;canCancel");
  });

  it("say how an ended job went", () => {
    const total_objects = 118;
    const good = item({ status: "completed", total_objects, end_time });
    assert.equal(good.description, "118 objects · 2 min");
    assert.equal(good.icon.icon, "pass");
    const bad = item({ status: "completed", total_objects, failed_objects: 3, end_time });
    assert.equal(bad.description, "3 failed · 118 objects · 2 min");
    assert.equal(bad.icon.icon, "warning");
    assert.equal(item({ status: "failed" }).icon.color, "testing.iconFailed");
    const cancelled = item({ status: "cancelled", progress_percentage: 4.9 });
    assert.equal(cancelled.description, "cancelled · 4 %");
    assert.equal(item({ status: "cancelled" }).icon.icon, "circle-slash");
    assert.equal(item({ status: "queued" }).icon.icon, "clock");
    assert.equal(item({ status: "paused" }).icon.icon, "debug-pause");
  });

  it("offer what the state allows", () => {
    const target_path = "/data/main.duckdb";
    const done = { status: "completed", target_path } as const;
    assert.equal(item(done).contextValue, "job;canDelete;hasDatabase");
    assert.equal(item({ ...done, dry_run: true }).contextValue, "job;canDelete");
    assert.equal(item({ target_path }).contextValue, "job;canPause;canCancel");
    assert.equal(item({ status: "queued" }).contextValue, "job;canPause;canCancel");
    assert.equal(item({ status: "paused" }).contextValue, "job;canResume;canCancel");
    const cancelling = new JobModel(summary());
    cancelling.set({ cancelling: true });
    assert.equal(describeJob(cancelling, english).contextValue, "job;canCancelNow");
    // Another window asked for it.
    assert.equal(item({ cancelling: true }).contextValue, "job;canCancelNow");
    for (const status of ["failed", "cancelled"] as const) {
      assert.equal(item({ status, cancelling: true }).contextValue, "job;canRetry;canDelete");
    }
    const mixed = { status: "completed", failed_objects: 2 } as const;
    assert.equal(item(mixed).contextValue, "job;canRetry;canDelete");
    assert.equal(item({ ...mixed, imported: true }).contextValue, "job;canDelete");
  });

  it("say which place a waiting job has, and that one was imported", () => {
    const waiting = item({ status: "queued", queue_position: 2 });
    assert.equal(waiting.description, "Waiting, place 2");
    assert.match(waiting.accessibleLabel, /, Waiting, place 2,/);
    const imported = item({ status: "completed", imported: true });
    assert.equal(imported.description, "imported · 10 objects");
    assert.match(imported.accessibleLabel, /Completed \(imported\)/);
  });

  it("say it in words to a screen reader", () => {
    const text = item({ status: "completed", failed_objects: 3, end_time }).accessibleLabel;
    assert.match(text, /Completed with failures, 0 of 10 objects completed, 3 failed/);
  });

  it("have a tooltip without empty lines", () => {
    const lines = tooltipLines(new JobModel(summary({ error: "disk full", end_time })), english);
    assert.ok(lines.some(([label, value]) => label === "Reason" && value === "disk full"));
    assert.ok(!lines.some(([label]) => label === "Skipped"));
    const running = summary({ progress_percentage: 68.7, estimated_time_remaining: 200 });
    const told = new Map(tooltipLines(new JobModel(running), english));
    assert.equal(told.get("Progress"), "68 %");
    assert.equal(told.get("Left"), "3 min 20 s");
    const bounds = { estimated_time_low: 130, estimated_time_high: 290 };
    const sure = new Map(tooltipLines(new JobModel({ ...running, ...bounds }), english));
    assert.equal(sure.get("Left"), "3 min 20 s (2 min to 5 min)");
  });
});

describe("durations", () => {
  const cases: [number, string][] = [
    [0.4, "0 s"],
    [4, "4 s"],
    [59.6, "1 min"],
    [200, "3 min 20 s"],
    [120, "2 min"],
    [723, "12 min"],
    [3_600, "1 h"],
    [3_900, "1 h 05 min"],
  ];
  for (const [seconds, text] of cases) {
    it(`${seconds} s is ${text}`, () => assert.equal(formatDuration(seconds, english), text));
  }
});
