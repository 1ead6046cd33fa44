import assert from "node:assert/strict";
import {
  type Attention,
  endNotice,
  type NoticeRules,
} from "../../../src/extension/jobs/endNotice.ts";
import { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import type { JobSummary } from "../../../src/protocol/job.ts";
import { english } from "./support/host.ts";
import { summary } from "./support/jobs.ts";

const NOW = Date.UTC(2026, 0, 2, 3, 14, 5);
const RULES: NoticeRules = { show: "all", longerThanMinutes: 5 };
const AWAY: Attention = { focused: false, inSight: false };
const ELSEWHERE: Attention = { focused: true, inSight: false };
const WATCHING: Attention = { focused: true, inSight: true };

/** A job that ended after so many minutes. */
function ended(minutes: number, changes: Partial<JobSummary> = {}): JobModel {
  const start = Date.UTC(2026, 0, 2, 3, 4, 5);
  return new JobModel(
    summary({
      status: "completed",
      inventory_path: "/data/retail",
      completed_objects: 10,
      start_time: new Date(start).toISOString(),
      end_time: new Date(start + minutes * 60_000).toISOString(),
      ...changes,
    }),
  );
}

const told = (job: JobModel, attention: Attention, rules: Partial<NoticeRules> = {}) =>
  endNotice(job, { ...RULES, ...rules }, attention, NOW, english);

describe("what is said of the end of a job", () => {
  it("is a success only where nobody looked, or after a long time", () => {
    const notice = told(ended(1), AWAY);
    assert.equal(notice?.severity, "info");
    assert.match(notice?.text ?? "", /^retail → main\.migrated is done: 10 objects in 1\smin\.$/);
    assert.equal(told(ended(1), ELSEWHERE), undefined);
    assert.equal(told(ended(5), ELSEWHERE), undefined);
    assert.equal(told(ended(6), ELSEWHERE)?.severity, "info");
    assert.equal(told(ended(1), ELSEWHERE, { longerThanMinutes: 0.5 })?.severity, "info");
  });

  it("knows how long it took before the engine says when it ended", () => {
    const notice = told(ended(0, { end_time: null }), ELSEWHERE);
    assert.match(notice?.text ?? "", /10 objects in 10\smin/);
  });

  it("is every failure that is not in sight", () => {
    const failed = ended(1, { status: "failed", error: "The disk is full." });
    const partly = ended(1, { failed_objects: 2 });
    for (const attention of [AWAY, ELSEWHERE]) {
      assert.deepEqual(told(failed, attention), {
        severity: "error",
        text: "retail → main.migrated failed: The disk is full.",
      });
      assert.deepEqual(told(partly, attention), {
        severity: "warning",
        text: "retail → main.migrated: 2 of 10 objects failed.",
      });
    }
  });

  it("is nothing while its panel is looked at, and all where the window is not", () => {
    for (const job of [
      ended(60),
      ended(1, { status: "failed" }),
      ended(1, { failed_objects: 1 }),
    ]) {
      assert.equal(told(job, WATCHING), undefined);
      assert.ok(told(job, { focused: false, inSight: true }));
    }
  });

  it("is nothing after a cancel, and while the job goes on", () => {
    for (const status of ["cancelled", "running", "paused", "queued"] as const) {
      assert.equal(told(ended(60, { status }), AWAY), undefined);
    }
  });

  it("is what the setting wants", () => {
    const bad = ended(60, { failed_objects: 1 });
    assert.equal(told(ended(60), AWAY, { show: "failures" }), undefined);
    assert.ok(told(bad, AWAY, { show: "failures" }));
    assert.equal(told(bad, AWAY, { show: "none" }), undefined);
    assert.equal(told(ended(60, { status: "failed" }), AWAY, { show: "none" }), undefined);
  });
});
