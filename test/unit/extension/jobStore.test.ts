import assert from "node:assert/strict";
import { isCancelling } from "../../../src/extension/jobs/jobAbilities.ts";
import type { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import { JobStore } from "../../../src/extension/jobs/jobStore.ts";
import { LogRing } from "../../../src/extension/jobs/logRing.ts";
import { parseTimestamp } from "../../../src/extension/jobs/timestamps.ts";
import type { LogRow } from "../../../src/extension/panel/messages.ts";
import type { Job } from "../../../src/protocol/job.ts";
import { frame, line, result, summary } from "./support/jobs.ts";

const ID = summary().job_id;

function rig() {
  let now = 1_000;
  const store = new JobStore(() => now++);
  store.upsert(summary());
  const job = store.get(ID);
  assert.ok(job);
  return { store, job };
}

const messages = (job: JobModel) => job.logs.rows.map(({ message }) => message);
const objects = (job: JobModel) => job.results.rows.map((row) => row.result.object_name);

describe("timestamps", () => {
  it("reads one without a zone as UTC", () => {
    const utc = Date.UTC(2026, 0, 2, 3, 4, 5, 123);
    assert.equal(parseTimestamp("2026-01-02T03:04:05.123456"), utc);
    assert.equal(parseTimestamp("2026-01-02 03:04:05.123"), utc);
    assert.equal(parseTimestamp("2026-01-02T03:04:05.123Z"), utc);
    assert.equal(parseTimestamp("2026-01-02T05:04:05.123+02:00"), utc);
    assert.equal(parseTimestamp("yesterday"), undefined);
  });
});

describe("LogRing", () => {
  it("keeps the newest 20,000 lines and their numbers", () => {
    const ring = new LogRing();
    for (let batch = 0; batch < 50; batch++) {
      ring.append(Array.from({ length: 1_000 }, (_, index) => line(`${batch * 1_000 + index}`)));
    }
    assert.equal(ring.count, 50_000);
    assert.ok(ring.rows.length >= 20_000 && ring.rows.length <= 22_000);
    const last = ring.rows.at(-1) as LogRow;
    assert.equal(last.id, 49_999);
    assert.equal(last.message, "49999");
    assert.equal(ring.rows[0]?.message, String(ring.rows[0]?.id));
  });
});

describe("JobStore with a server that numbers its rows", () => {
  it("takes each row once, however often it comes", () => {
    const { store, job } = rig();
    const first = frame({
      new_logs: [line("a", { seq: 1 }), line("b", { seq: 3 })],
      new_results: [result("t1", { seq: 2 })],
    });
    store.applyFrame(first, "3", true);
    store.applyFrame(first, "3", true);
    store.applyFrame(
      frame({ new_logs: [line("b", { seq: 3 }), line("c", { seq: 4 })] }),
      "4",
      true,
    );
    assert.deepEqual(messages(job), ["a", "b", "c"]);
    assert.deepEqual(objects(job), ["t1"]);
    assert.equal(job.lastEventId, "4");
  });

  it("keeps equal lines with different numbers", () => {
    const { store, job } = rig();
    store.applyFrame(
      frame({ new_logs: [line("x", { seq: 1 }), line("x", { seq: 2 })] }),
      "2",
      true,
    );
    assert.deepEqual(messages(job), ["x", "x"]);
  });

  it("does not go back in time with a summary that was on its way", () => {
    const { store, job } = rig();
    const done = { status: "completed", progress_percentage: 100 } as const;
    store.applyFrame(
      frame({ ...done, new_logs: [line("end", { seq: 9 })], complete: true }),
      "9",
      true,
    );
    store.upsert(summary({ status: "running", progress_percentage: 80, last_seq: 7 }));
    assert.equal(job.summary.status, "completed");
    assert.equal(job.summary.progress_percentage, 100);
  });

  it("follows a finished job that is retried", () => {
    const { store, job } = rig();
    store.upsert(summary({ status: "completed", last_seq: 9 }));
    store.upsert(summary({ status: "running", last_seq: 11 }));
    assert.equal(job.active, true);
    assert.equal(job.complete, false);
  });
});

describe("JobStore with a server of the old system", () => {
  it("knows the repeated lines of a reconnect, copies included", () => {
    const { store, job } = rig();
    const all = [line("start"), line("same"), line("same"), line("more")];
    store.beginReplay(ID);
    store.applyFrame(frame({ new_logs: all.slice(0, 3) }), undefined, true);
    assert.deepEqual(messages(job), ["start", "same", "same"]);
    store.beginReplay(ID);
    store.applyFrame(frame({ new_logs: all }), undefined, true);
    assert.deepEqual(messages(job), ["start", "same", "same", "more"]);
  });

  it("fills a gap from a snapshot while the stream repeats itself", () => {
    const { store, job } = rig();
    store.beginReplay(ID);
    store.applyFrame(
      frame({ new_logs: [line("one")], new_results: [result("t1")] }),
      undefined,
      true,
    );
    store.beginReplay(ID);
    store.applySnapshot(
      {
        ...summary({ completed_objects: 2 }),
        logs: [line("one"), line("two")],
        object_results: [result("t1"), result("t2")],
      },
      true,
    );
    store.applyFrame(
      frame({ new_logs: [line("one"), line("two"), line("three")], new_results: [result("t2")] }),
      undefined,
      true,
    );
    assert.deepEqual(messages(job), ["one", "two", "three"]);
    assert.deepEqual(objects(job), ["t1", "t2"]);
  });

  it("does not wake a finished job with an old list", () => {
    const { store, job } = rig();
    store.upsert(summary({ status: "cancelled" }));
    store.upsert(summary({ status: "running" }));
    assert.equal(job.summary.status, "cancelled");
  });
});

describe("JobStore", () => {
  it("replaces the result of a later attempt in its place", () => {
    const { store, job } = rig();
    const failed = result("v", { object_type: "VIEW", status: "error", error: "no", attempt: 1 });
    const retried = result("v", {
      object_type: "VIEW",
      attempt: 2,
      timestamp: "2026-01-02T04:00:00Z",
    });
    store.applyFrame(frame({ new_results: [result("v"), failed] }), undefined, true);
    store.applyFrame(frame({ new_results: [retried, failed] }), undefined, true);
    assert.deepEqual(objects(job), ["v", "v"]);
    assert.deepEqual(job.results.counts.status, { success: 2, error: 0, skipped: 0, review: 0 });
    assert.equal(job.results.rows[1]?.id, 1);
  });

  it("counts what succeeded with warnings as to review", () => {
    const { store, job } = rig();
    const issue = { code: "DWM-1", message: "m", file: "f", line: 1, column: 1 };
    const issues = [{ ...issue, severity: "warning" as const }];
    store.applyFrame(frame({ new_results: [result("a", { issues }), result("b")] }), "1", true);
    assert.equal(job.results.counts.status.review, 1);
    assert.equal(job.results.counts.status.success, 2);
  });

  it("lists the newest first and keeps deleted jobs deleted", () => {
    const { store } = rig();
    store.upsert(summary({ job_id: "new", start_time: "2026-02-01T00:00:00Z" }));
    assert.deepEqual(
      store.list().map(({ id }) => id),
      ["new", ID],
    );
    store.remove("new");
    store.replaceAll([summary({ job_id: "new" }), summary()], 9_999);
    assert.deepEqual(
      store.list().map(({ id }) => id),
      [ID],
    );
  });

  it("keeps a job that was started after the list was asked for", () => {
    const { store } = rig();
    store.replaceAll([], 500);
    assert.ok(store.get(ID));
    store.replaceAll([], 9_999);
    assert.equal(store.get(ID), undefined);
  });

  it("tells of the end of a job once", () => {
    const { store } = rig();
    let ends = 0;
    store.onDidChange(({ ended }) => {
      if (ended) ends++;
    });
    store.applyFrame(frame({ status: "completed", complete: true }), "5", true);
    store.upsert(summary({ status: "completed", end_time: "2026-01-02T03:05:05Z" }));
    assert.equal(ends, 1);
  });

  it("announces the lines of running jobs only", () => {
    const { store } = rig();
    const seen: string[] = [];
    store.onDidLog(({ rows }) => seen.push(...rows.map(({ message }) => message)));
    store.applyFrame(frame({ new_logs: [line("old", { seq: 1 })] }), "1", false);
    store.applyFrame(frame({ new_logs: [line("news", { seq: 2 })] }), "2", true);
    assert.deepEqual(seen, ["news"]);
  });

  it("takes back the wish to cancel when the job ends", () => {
    const { store, job } = rig();
    store.set(ID, { cancelling: true });
    assert.equal(job.cancelling, true);
    store.upsert(summary({ status: "cancelled" }));
    assert.equal(job.cancelling, false);
  });
});

describe("JobStore after a retry", () => {
  const snapshot = (changes: Partial<Job> = {}): Job => ({
    ...summary({ last_seq: 20 }),
    logs: [],
    object_results: [],
    ...changes,
  });

  /** A job that ended with t1 and t2 done and t3 failed. */
  function ended() {
    const { store, job } = rig();
    const failed = { status: "error", error: "no", attempt: 1 } as const;
    store.applyFrame(
      frame({
        status: "completed",
        completed_objects: 2,
        failed_objects: 1,
        new_logs: [line("start", { seq: 1 }), line("end", { seq: 5 })],
        new_results: [
          result("t1", { seq: 2 }),
          result("t3", { seq: 3, ...failed }),
          result("t2", { seq: 4 }),
        ],
        complete: true,
      }),
      "5",
      true,
    );
    return { store, job, current: () => store.get(ID) as JobModel };
  }

  it("notices that results were taken back", () => {
    const { store } = ended();
    const changes: boolean[] = [];
    store.onDidChange(({ tookBack }) => changes.push(tookBack));
    const counts = { completed_objects: 2, failed_objects: 0 };
    store.upsert(summary({ status: "queued", last_seq: 6, ...counts }));
    store.upsert(summary({ status: "running", last_seq: 7, completed_objects: 3 }));
    assert.deepEqual(changes, [true, false]);
  });

  it("drops what a snapshot does not have any more, and keeps log and place", () => {
    const { store, current } = ended();
    store.upsert(summary({ status: "queued", completed_objects: 2, last_seq: 6 }));
    store.set(ID, { stream: { state: "live" } });
    store.applySnapshot(
      snapshot({
        status: "queued",
        completed_objects: 2,
        last_seq: 6,
        logs: [1, 5, 6].map((seq) =>
          line(["start", "end", "retry"][[1, 5, 6].indexOf(seq)] ?? "", { seq }),
        ),
        object_results: [result("t1", { seq: 2 }), result("t2", { seq: 4 })],
      }),
      true,
    );
    assert.deepEqual(objects(current()), ["t1", "t2"]);
    assert.deepEqual(current().results.counts.status.error, 0);
    assert.deepEqual(messages(current()), ["start", "end", "retry"]);
    assert.equal(current().summary.status, "queued");
    assert.equal(current().stream?.state, "live");
    assert.equal(current().complete, false);
    // The stream goes on and repeats the line that the snapshot had.
    store.applyFrame(
      frame({ new_logs: [line("retry", { seq: 6 }), line("more", { seq: 7 })] }),
      "7",
      true,
    );
    assert.deepEqual(messages(current()), ["start", "end", "retry", "more"]);
  });

  it("keeps a result that came after the snapshot was made", () => {
    const { store, current } = ended();
    store.upsert(summary({ status: "running", completed_objects: 2, last_seq: 6 }));
    const again = result("t3", { seq: 8, attempt: 2 });
    store.applyFrame(frame({ completed_objects: 3, new_results: [again] }), "8", true);
    const object_results = [result("t1", { seq: 2 }), result("t2", { seq: 4 })];
    store.applySnapshot(snapshot({ last_seq: 6, object_results }), true);
    assert.deepEqual(objects(current()).toSorted(), ["t1", "t2", "t3"]);
    assert.deepEqual(current().results.counts.status.error, 0);
    assert.equal(current().summary.completed_objects, 3);
  });

  it("is not ended by the last frame of the run before", () => {
    const { store, job } = rig();
    store.upsert(summary({ status: "queued", last_seq: 6 }));
    const late = frame({
      status: "completed",
      new_logs: [line("end", { seq: 5 })],
      complete: true,
    });
    store.applyFrame(late, "5", true);
    assert.deepEqual([job.active, job.complete], [true, false]);
    assert.deepEqual(messages(job), ["end"]);
  });

  it("takes no line from a snapshot whose first one comes after a gap", () => {
    const { store, job } = rig();
    store.applyFrame(frame({ new_logs: [line("one", { seq: 1 })] }), "1", true);
    const logs = Array.from({ length: 1_000 }, (_, n) => line(`${n}`, { seq: 500 + n }));
    store.applySnapshot(snapshot({ last_seq: 1_499, logs, completed_objects: 4 }), true);
    assert.deepEqual(messages(job), ["one"]);
    assert.equal(job.lastEventId, "1");
    assert.equal(job.summary.completed_objects, 4);
  });

  it("shows a cancel that somebody else asked for", () => {
    const { store, job } = rig();
    store.upsert(summary({ cancelling: true, last_seq: 3 }));
    assert.equal(job.cancelling, true);
    store.upsert(summary({ status: "cancelled", cancelling: false, last_seq: 4 }));
    assert.equal(job.cancelling, false);
    store.upsert(summary({ job_id: "new", cancelling: true }));
    assert.equal(store.get("new")?.cancelling, true);
  });

  it("does not take a job that goes on for one that is being cancelled", () => {
    const { store, job } = rig();
    store.upsert(summary({ cancelling: true, last_seq: 3 }));
    assert.equal(isCancelling(job), true);
    store.upsert(summary({ status: "cancelled", last_seq: 4 }));
    store.upsert(summary({ status: "running", last_seq: 5 }));
    assert.equal(isCancelling(job), false);
  });
});
