import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import { IssuePages, readIssuePage } from "../../../src/extension/panel/issuePages.ts";
import { failuresOf, failuresView, retryOf } from "../../../src/extension/panel/triage.ts";
import type { ObjectResult } from "../../../src/protocol/job.ts";
import { ROOT } from "../../support/inventories.ts";
import { waitFor } from "../../support/waitFor.ts";
import { frame, result, summary } from "./support/jobs.ts";

function jobOf(results: ObjectResult[]): JobModel {
  const job = new JobModel(summary());
  job.applyFrame(frame({ new_results: results }), undefined);
  return job;
}
const failure = (name: string, code: string | null, changes: Partial<ObjectResult> = {}) =>
  result(name, { status: "error", error: `no ${name}`, error_code: code, ...changes });
const skipped = (name: string, blocked_by: string) =>
  result(name, { status: "skipped", error: "Skipped", error_code: "DWM-JOB-001", blocked_by });
const noPage = () => undefined;

describe("the failures of a job", () => {
  const job = jobOf([
    failure("s.a", "DWM-QRY-001"),
    failure("s.b", "DWM-TBL-002", { file: "b.sql", line: 4, column: 2 }),
    failure("s.c", "DWM-TBL-002"),
    result("s.fine"),
    skipped("s.v", "s.b"),
    skipped("s.w", "s.v"),
    skipped("s.x", "s.w"),
    skipped("s.y", "s.unknown"),
  ]);

  it("are grouped by code, the most frequent first, with an example and what waits for them", () => {
    const { groups, more } = failuresView(failuresOf(job), true, noPage);
    assert.deepEqual(
      groups.map(({ key, code, objects, waiting }) => [key, code, objects, waiting]),
      [
        ["DWM-TBL-002", "DWM-TBL-002", 2, 3],
        ["DWM-QRY-001", "DWM-QRY-001", 1, 0],
      ],
    );
    assert.deepEqual(groups[0]?.example, {
      rowId: 1,
      name: "s.b",
      message: "no s.b",
      location: "b.sql:4:2",
    });
    assert.deepEqual(more, { groups: 0, objects: 0 });
  });

  it("are run again by their code, or by name where others have it, too", () => {
    const failures = failuresOf(job);
    assert.deepEqual(retryOf(failures[0]!, failures), { codes: ["DWM-TBL-002"] });
    const issue = { severity: "warning" as const, message: "", file: "f", line: 1, column: 1 };
    const mixed = failuresOf(
      jobOf([
        failure("s.a", "DWM-TBL-002"),
        failure("s.b", "DWM-QRY-001", { issues: [{ ...issue, code: "DWM-TBL-002" }] }),
      ]),
    );
    const tables = mixed.find(({ code }) => code === "DWM-TBL-002")!;
    assert.deepEqual(retryOf(tables, mixed), { objects: ["s.a"] });
  });

  it("of a server without codes are grouped by what they say", () => {
    const failures = failuresOf(
      jobOf([
        result("a", { status: "error", error: "locked" }),
        result("b", { status: "error", error: "locked" }),
        result("c", { status: "error", error: "syntax" }),
      ]),
    );
    const { groups } = failuresView(failures, false, noPage);
    assert.deepEqual(
      groups.map(({ key, code, objects }) => [key, code, objects]),
      [
        ["locked", null, 2],
        ["syntax", null, 1],
      ],
    );
    assert.deepEqual(retryOf(failures[0]!, failures), { objects: ["a", "b"] });
  });

  it("stay in a small message, however many and long they are", () => {
    const long = "Überlänge ".repeat(400);
    const results = Array.from({ length: 3_000 }, (_, n) =>
      failure(`s.object_${n}`, `DWM-QRY-${String(n % 60).padStart(3, "0")}`, {
        error: `${n} ${long}`,
        file: "views/some/folder/view.sql",
      }),
    );
    const page = { title: long, meaning: long, advice: long };
    const view = failuresView(failuresOf(jobOf(results)), true, () => page);
    const shown = view.groups.length;
    assert.ok(shown >= 8, `${shown} groups`);
    assert.deepEqual(view.more, { groups: 60 - shown, objects: 3_000 - shown * 50 });
    const bytes = Buffer.byteLength(JSON.stringify(view));
    assert.ok(bytes < 10_000, `${bytes} bytes`);
  });
});

describe("the pages of the codes", () => {
  it("give the panel what happened, why, and what to do", () => {
    const page = readIssuePage(readFileSync(`${ROOT}/docs/issues/DWM-QRY-001.md`, "utf8"));
    assert.equal(page.title, "Cannot read the query at …");
    assert.match(page.meaning ?? "", /^The reader of queries met something/);
    assert.match(page.advice ?? "", /^Rewrite this part of the source/);
    const bare = readIssuePage(readFileSync(`${ROOT}/docs/issues/DWM-EXE-001.md`, "utf8"));
    assert.deepEqual(bare, {
      title: "The target refused the statement",
      meaning: undefined,
      advice: undefined,
    });
  });

  it("are read when one is asked for, and only our own", async () => {
    let changes = 0;
    const pages = new IssuePages(`${ROOT}/docs/issues`, () => changes++);
    assert.equal(pages.get("DWM-QRY-001"), undefined);
    await waitFor("the page", () => changes === 1);
    assert.ok(pages.get("DWM-QRY-001")?.title);
    assert.equal(pages.pathOf("../../package"), undefined);
    assert.equal(pages.get("DWM-NON-999"), undefined);
  });
});
