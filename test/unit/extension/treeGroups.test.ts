import assert from "node:assert/strict";
import { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import {
  describeMore,
  describeObject,
  describeObjectGroup,
  objectTooltip,
} from "../../../src/extension/jobs/tree/describeNode.ts";
import { type Grouping, groupJobs } from "../../../src/extension/jobs/tree/grouping.ts";
import { matchesFilter } from "../../../src/extension/jobs/tree/jobFilter.ts";
import { nodeId, type ObjectNode, objectNode } from "../../../src/extension/jobs/tree/nodes.ts";
import { objectGroupsOf, objectsOf, PAGE } from "../../../src/extension/jobs/tree/objectGroups.ts";
import type { JobSummary, ObjectResult } from "../../../src/protocol/job.ts";
import { english } from "./support/host.ts";
import { summary } from "./support/jobs.ts";

const job = (changes: Partial<JobSummary>) => new JobModel(summary(changes));
const NOW = new Date(2026, 5, 15, 12).getTime();
const at = (daysAgo: number) => new Date(2026, 5, 15 - daysAgo, 9).toISOString();

function labels(jobs: JobModel[], by: Grouping): string[] {
  return groupJobs(jobs, by, NOW, english).map(({ label, jobs: own }) => `${label} ${own.length}`);
}

function withResults(...results: Partial<ObjectResult>[]): JobModel {
  const model = job({ status: "completed", failed_objects: 1 });
  for (const [index, result] of results.entries()) {
    model.results.put({
      object_name: `o${index}`,
      object_type: "TABLE",
      status: "success",
      timestamp: at(0),
      seq: index + 1,
      ...result,
    });
  }
  return model;
}

describe("the tree's groups", () => {
  const jobs = [
    job({ job_id: "a", start_time: at(0), status: "running" }),
    job({ job_id: "b", start_time: at(0), status: "completed", target_schema: "other" }),
    job({ job_id: "c", start_time: at(1), status: "completed", failed_objects: 2 }),
    job({ job_id: "d", start_time: at(40), status: "cancelled" }),
  ];

  it("are days, what runs before them", () => {
    const [running, today, yesterday, older] = labels(jobs, "day");
    assert.deepEqual([running, today, yesterday], ["Running 1", "Today 1", "Yesterday 1"]);
    assert.match(older ?? "", /2026 1$/);
    const [within] = labels([job({ start_time: at(3), status: "completed" })], "day");
    assert.match(within ?? "", /^\p{L}+ 1$/u);
  });

  it("are states, those that want a look first", () => {
    const expected = ["Running 1", "With failures 1", "Completed 1", "Cancelled 1"];
    assert.deepEqual(labels(jobs.toReversed(), "state"), expected);
  });

  it("are targets, the one that was used last first", () => {
    assert.deepEqual(labels(jobs, "target"), ["main.migrated 3", "main.other 1"]);
  });

  it("keep their ids, so that they stay open", () => {
    const ids = (list: JobModel[]) => groupJobs(list, "day", NOW, english).map(nodeId);
    assert.deepEqual(ids(jobs).slice(0, 2), ids(jobs.slice(0, 2)));
    assert.equal(new Set(ids(jobs)).size, 4);
  });
});

describe("the tree's filter", () => {
  const known = job({ inventory_path: "/data/Retail_DW", status: "completed" });
  for (const [words, fits] of [
    ["", true],
    ["retail", true],
    ["RETAIL main", true],
    ["completed snowflake", true],
    ["retail paused", false],
  ] as const) {
    it(`${JSON.stringify(words)} ${fits ? "shows" : "hides"} the job`, () => {
      assert.equal(matchesFilter(known, words, english), fits);
    });
  }
});

describe("the objects of a job in the tree", () => {
  it("stand in groups with the engine's numbers, failures first", () => {
    const running = job({ failed_objects: 2, completed_objects: 1_234, running_objects: 3 });
    const groups = objectGroupsOf(running);
    assert.deepEqual(
      groups.map(({ status }) => status),
      ["error", "running", "success"],
    );
    const texts = groups.map((group) => describeObjectGroup(group, english).description);
    assert.deepEqual([texts[0], texts[1]], ["2", "3"]);
    assert.match(texts[2] ?? "", /^1.?234$/);
    assert.deepEqual(objectGroupsOf(job({ status: "completed", running_objects: 3 })), []);
  });

  it("are read page by page", () => {
    const many = withResults(...Array.from({ length: PAGE + 7 }, () => ({})));
    const group = { kind: "objects", job: many, status: "success" } as const;
    const page = objectsOf(group, PAGE);
    assert.equal(page.length, PAGE + 1);
    const more = page.at(-1);
    assert.ok(more?.kind === "more");
    assert.equal(describeMore(more, english).label, "Show 7 more");
    assert.equal(objectsOf(group, 2 * PAGE).length, PAGE + 7);
    const [first] = page;
    assert.ok(first?.kind === "object");
    assert.equal(first.row.result.object_name, `o${PAGE + 6}`, "the newest comes first");
  });

  it("say why they failed, and what can be done", () => {
    const failed = withResults({
      status: "error",
      error: "no such function",
      error_code: "DWM-QRY-003",
      file: "v.sql",
      line: 3,
      column: 9,
    });
    const [node] = objectsOf({ kind: "objects", job: failed, status: "error" }, PAGE);
    assert.ok(node?.kind === "object");
    const item = describeObject(node, english);
    assert.equal(item.description, "DWM-QRY-003");
    assert.equal(item.icon?.color, "testing.iconFailed");
    assert.equal(item.contextValue, "object;hasSource;canRetryObject");
    assert.match(item.accessibleLabel, /o0, table, failed, DWM-QRY-003/);
    const tooltip = new Map(objectTooltip(node, english));
    assert.equal(tooltip.get("Place"), "v.sql:3:9");
    assert.equal(tooltip.get("Reason"), "no such function");
  });

  it("show what is to be reviewed", () => {
    const issue = {
      code: "DWM-QRY-006",
      severity: "warning",
      message: "Review",
      file: "",
      line: 1,
      column: 1,
    } as const;
    const reviewed = withResults(
      { issues: [issue], execution_time_ms: 3 },
      { execution_time_ms: 3 },
    );
    const nodes = objectsOf({ kind: "objects", job: reviewed, status: "success" }, PAGE);
    const [plain, toReview] = nodes.map((node) => describeObject(node as ObjectNode, english));
    assert.deepEqual([toReview?.description, toReview?.icon?.icon], ["DWM-QRY-006", "warning"]);
    assert.deepEqual([plain?.description, plain?.icon?.icon], ["3 ms", "pass"]);
  });

  it("are told from what else a command may be called with", () => {
    assert.equal(objectNode(undefined), undefined);
    assert.equal(objectNode({ kind: "object", job: {} }), undefined);
    assert.equal(objectNode("id"), undefined);
  });
});
