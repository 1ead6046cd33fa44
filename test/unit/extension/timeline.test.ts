import assert from "node:assert/strict";
import { ResultTable } from "../../../src/extension/jobs/resultTable.ts";
import { timeline } from "../../../src/extension/panel/timeline.ts";
import type { ObjectResult } from "../../../src/protocol/job.ts";
import { result } from "./support/jobs.ts";

const START = Date.parse("2026-01-02T03:00:00.000Z");

function put(table: ResultTable, name: string, end: number, changes: Partial<ObjectResult>): void {
  table.put(result(name, { timestamp: new Date(START + end).toISOString(), ...changes }));
}

describe("the timeline of a job", () => {
  it("has a mark for each object, at its worker and its time", () => {
    const table = new ResultTable();
    put(table, "a", 1_000, { worker: 1, execution_time_ms: 1_000 });
    put(table, "b", 4_000, { worker: 2, execution_time_ms: 3_000, status: "error" });
    put(table, "c", 9_000, {
      worker: 1,
      execution_time_ms: 500,
      issues: [{ code: "x", severity: "warning", message: "", file: "f", line: 1, column: 1 }],
    });
    const { workers, marks, unknown } = timeline(table.rows, START, START + 10_000);
    assert.deepEqual([workers, unknown], [[1, 2], 0]);
    assert.deepEqual(marks, {
      row: [0, 0, 1],
      start: [0, 850, 100],
      length: [100, 50, 300],
      outcome: "sre",
      objects: [1, 1, 1],
      rowId: [0, 2, 1],
    });
  });

  it("is bounded for 100,000 objects, tells all of them and hides no failure", () => {
    const table = new ResultTable();
    for (let n = 0; n < 100_000; n++) {
      const status = n === 77_777 ? "error" : "success";
      put(table, `t${n}`, n * 10, { worker: 1 + (n % 8), execution_time_ms: 60, status });
    }
    const view = timeline(table.rows, START, START + 1_000_000);
    const { marks } = view;
    assert.ok(marks.row.length <= 360 && marks.row.length > 200, `${marks.row.length} marks`);
    assert.equal(
      marks.objects.reduce((total, n) => total + n, 0),
      100_000,
    );
    assert.ok(JSON.stringify(view).length < 10_000, `${JSON.stringify(view).length} characters`);
    const failed = marks.outcome.indexOf("e");
    assert.equal(marks.outcome.lastIndexOf("e"), failed);
    assert.equal(marks.rowId[failed], 77_777);
    assert.equal(marks.row[failed], 77_777 % 8);
    // Marks of a row do not overlap, and stay in the picture.
    for (const [n, row] of marks.row.entries()) {
      const end = (marks.start[n] ?? 0) + (marks.length[n] ?? 0);
      assert.ok(end <= 1_000);
      if (marks.row[n + 1] === row) assert.ok((marks.start[n + 1] ?? 0) >= end);
    }
  });

  it("keeps long objects apart from the short ones beside them", () => {
    const table = new ResultTable();
    for (let n = 0; n < 500; n++) put(table, `a${n}`, 10 + n, { worker: 1, execution_time_ms: 1 });
    put(table, "long", 5_000, { worker: 1, execution_time_ms: 4_000 });
    for (let n = 0; n < 500; n++) {
      put(table, `b${n}`, 5_010 + n, { worker: 1, execution_time_ms: 1 });
    }
    const { marks } = timeline(table.rows, START, START + 10_000);
    const long = marks.rowId.indexOf(500);
    assert.ok(Math.abs((marks.length[long] ?? 0) - 400) < 10, `${marks.length[long]}`);
    assert.equal(marks.objects[long], 1);
  });

  it("orders what a retry has put in the place of an earlier result", () => {
    const table = new ResultTable();
    put(table, "a", 1_000, { worker: 1, execution_time_ms: 100, attempt: 1 });
    put(table, "b", 2_000, { worker: 1, execution_time_ms: 100, attempt: 1 });
    put(table, "a", 8_000, { worker: 1, execution_time_ms: 100, attempt: 2 });
    const { marks } = timeline(table.rows, START, START + 10_000);
    assert.deepEqual(marks.start, [190, 790]);
  });

  it("says of how many objects no worker is known, and takes no skipped one for one", () => {
    const table = new ResultTable();
    put(table, "a", 1_000, { execution_time_ms: 12 });
    put(table, "b", 1_000, { status: "skipped", execution_time_ms: 0 });
    const view = timeline(table.rows, START, START + 2_000);
    assert.deepEqual([view.workers, view.unknown], [[], 1]);
  });

  it("leaves out rows rather than growing, and says so", () => {
    const table = new ResultTable();
    for (let n = 1; n <= 64; n++) put(table, `t${n}`, n, { worker: n, execution_time_ms: 1 });
    const view = timeline(table.rows, START, START + 100);
    assert.deepEqual([view.workers.length, view.moreWorkers], [36, 28]);
  });
});
