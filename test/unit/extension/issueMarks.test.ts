import assert from "node:assert/strict";
import { issueMarks, newestByInventory } from "../../../src/extension/diagnostics/issueMarks.ts";
import { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import type { Issue, JobSummary, ObjectResult } from "../../../src/protocol/job.ts";
import { result, summary } from "./support/jobs.ts";

function jobWith(changes: Partial<JobSummary>, ...results: ObjectResult[]): JobModel {
  const job = new JobModel(summary(changes));
  for (const one of results) job.results.put(one);
  return job;
}

const issue = (changes: Partial<Issue>): Issue => ({
  code: "DWM-QRY-006",
  severity: "warning",
  message: "Review: x",
  file: "v.sql",
  line: 3,
  column: 5,
  ...changes,
});

describe("what a job says of its source files", () => {
  it("is each warning and error at its place, but no info", () => {
    const issues = [issue({}), issue({ severity: "info" }), issue({ file: "" })];
    const marks = issueMarks(jobWith({}, result("v", { issues })));
    assert.deepEqual([...marks.keys()], ["v.sql"]);
    const [mark, ...more] = marks.get("v.sql") ?? [];
    assert.deepEqual([mark?.objectName, mark?.line, mark?.column, more.length], ["v", 3, 5, 0]);
  });

  it("is an error once, also where no issue tells of it", () => {
    const failed = { status: "error", error: "refused", file: "t.sql", line: 2 } as const;
    const told = result("a", {
      ...failed,
      error_code: "DWM-TBL-001",
      issues: [issue({ code: "DWM-TBL-001", severity: "error", file: "t.sql" })],
    });
    const untold = result("b", { ...failed, error_code: "DWM-EXE-003" });
    const marks = issueMarks(jobWith({}, told, untold)).get("t.sql") ?? [];
    assert.deepEqual(
      marks.map(({ code, line, column }) => [code, line, column]),
      [
        ["DWM-TBL-001", 3, 5],
        ["DWM-EXE-003", 2, 1],
      ],
    );
  });

  it("ends somewhere, for editors do", () => {
    const issues = Array.from({ length: 2_000 }, (_, line) => issue({ line }));
    assert.equal(issueMarks(jobWith({}, result("v", { issues }))).get("v.sql")?.length, 1_000);
  });

  it("is what the newest job of a folder said", () => {
    const inventory_path = "/data/shop";
    const newer = jobWith({ job_id: "2", inventory_path }, result("a"));
    const older = jobWith({ job_id: "1", inventory_path }, result("a"));
    const unread = jobWith({ job_id: "3", inventory_path });
    const imported = jobWith({ job_id: "4", inventory_path: "/x", imported: true }, result("a"));
    assert.deepEqual(newestByInventory([unread, newer, older, imported]), [newer]);
  });
});
