import assert from "node:assert/strict";
import type { ListState } from "../../../src/extension/jobs/jobListSync.ts";
import { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import { connectionMessage, isBroken } from "../../../src/extension/status/connectionText.ts";
import { describeStatus } from "../../../src/extension/status/statusText.ts";
import type { JobSummary } from "../../../src/protocol/job.ts";
import { english } from "./support/host.ts";
import { summary } from "./support/jobs.ts";

const NOW = 1_000_000;
const LIVE: ListState = { state: "live" };
const RETRYING: ListState = {
  state: "retrying",
  since: NOW - 10_000,
  retryAt: NOW + 4_200,
  reason: "connect ECONNREFUSED",
};
const OFFLINE: ListState = { state: "offline", since: NOW - 90_000, reason: "no route" };
const UNAUTHORISED: ListState = { state: "unauthorised", reason: "401" };

const job = (changes: Partial<JobSummary> = {}) => new JobModel(summary(changes));
const textOf = (state: ListState, jobs: JobModel[], now = NOW) =>
  describeStatus(state, jobs, now, english)?.text;

describe("the status bar", () => {
  it("is empty while all is quiet", () => {
    const ended = (["completed", "failed", "cancelled"] as const).map((status) => job({ status }));
    for (const state of [LIVE, { state: "idle" }, { state: "connecting" }] as const) {
      assert.equal(textOf(state, []), undefined);
      assert.equal(textOf(state, ended), undefined);
    }
  });

  it("counts running jobs, and how far all of them are together", () => {
    const small = job({ total_objects: 10, progress_percentage: 100 });
    const big = job({ total_objects: 90, progress_percentage: 60 });
    assert.equal(textOf(LIVE, [small, big]), "$(sync~spin) 2 jobs 64%");
    assert.equal(textOf(LIVE, [big, job({ status: "completed" })]), "$(sync~spin) 1 job 60%");
    assert.equal(textOf(LIVE, [job({ total_objects: 0 })]), "$(sync~spin) 1 job 0%");
  });

  it("names what waits while nothing runs", () => {
    const paused = job({ status: "paused" });
    const queued = job({ status: "queued" });
    assert.equal(textOf(LIVE, [paused]), "$(debug-pause) 1 job paused");
    assert.equal(textOf(LIVE, [paused, queued, queued]), "$(clock) 2 jobs queued");
    assert.equal(textOf(LIVE, [paused, queued, job()]), "$(sync~spin) 1 job 0%");
  });

  it("warns of a lost connection before all else, with the seconds", () => {
    const shown = describeStatus(RETRYING, [job()], NOW, english);
    assert.equal(shown?.text, "$(debug-disconnect) Migrations: retrying in 5 s");
    assert.equal(shown?.warning, true);
    assert.match(shown?.tooltip ?? "", /ECONNREFUSED/);
    assert.match(textOf(RETRYING, [], NOW + 3_500) ?? "", /retrying in 1 s/);
    assert.match(textOf(RETRYING, [], NOW + 5_000) ?? "", /retrying…/);
    assert.equal(textOf(OFFLINE, []), "$(debug-disconnect) Migrations: offline");
    assert.equal(textOf(UNAUTHORISED, []), "$(key) Migrations: no access");
  });

  it("speaks without pictures", () => {
    for (const state of [LIVE, RETRYING, OFFLINE, UNAUTHORISED]) {
      const label = describeStatus(state, [job()], NOW, english)?.accessibleLabel ?? "";
      assert.match(label, /^Migrations: [^$]+$/);
    }
  });
});

describe("the message above the jobs", () => {
  const messageOf = (state: ListState, hasJobs = true) =>
    connectionMessage(state, hasJobs, NOW, english);

  it("says since when the jobs are old and what comes next", () => {
    const since = new Date(NOW - 10_000).toLocaleTimeString();
    assert.equal(
      messageOf(RETRYING),
      `Not updated since ${since}, retrying in 5 s. connect ECONNREFUSED`,
    );
    assert.match(messageOf(OFFLINE) ?? "", /^Not updated since .* does not answer\. no route$/);
    assert.match(messageOf(UNAUTHORISED) ?? "", /^Not updated\. .* access token\.$/);
  });

  it("leaves the welcome view alone while there are no jobs", () => {
    assert.match(messageOf(RETRYING, false) ?? "", /retrying in 5 s/);
    assert.equal(messageOf(OFFLINE, false), undefined);
    assert.equal(messageOf(UNAUTHORISED, false), undefined);
  });

  it("is not there while all is well", () => {
    for (const state of [LIVE, { state: "idle" }, { state: "connecting" }] as const) {
      assert.equal(messageOf(state), undefined);
      assert.equal(isBroken(state), false);
    }
  });
});
