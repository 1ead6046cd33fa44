import assert from "node:assert/strict";
import { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import { ResultTable } from "../../../src/extension/jobs/resultTable.ts";
import { copyText } from "../../../src/extension/panel/copyText.ts";
import { withObjects } from "../../../src/extension/panel/lineObjects.ts";
import { objectDetail } from "../../../src/extension/panel/objectDetail.ts";
import { ObjectSelection } from "../../../src/extension/panel/objectSelection.ts";
import { result, summary } from "./support/jobs.ts";

const HEADS = {
  object: "Object",
  type: "Type",
  result: "Result",
  code: "Code",
  message: "Message",
  timeMs: "Time (ms)",
  rows: "Rows",
  attempt: "Try",
  source: "Source",
};

function tableOf(...names: string[]): ResultTable {
  const table = new ResultTable();
  for (const name of names) table.put(result(name));
  return table;
}

describe("the selection of rows", () => {
  const { rows } = tableOf("a", "b", "c", "d", "e");
  const ids = (selection: ObjectSelection, order = rows) =>
    selection.rows(order).map(({ id }) => id);

  it("takes rows one by one, with the one that counted as selected", () => {
    const selection = new ObjectSelection();
    selection.apply({ kind: "toggle", rowId: 3, also: 1 }, rows);
    assert.deepEqual(ids(selection), [1, 3]);
    selection.apply({ kind: "toggle", rowId: 1, also: 4 }, rows);
    assert.deepEqual(ids(selection), [3], "something was selected: nothing comes along");
  });

  it("takes ranges in the order that is shown, from either end", () => {
    const selection = new ObjectSelection();
    const newestFirst = rows.toReversed();
    selection.apply({ kind: "range", from: 1, to: 3, keep: false }, newestFirst);
    assert.deepEqual(ids(selection, newestFirst), [3, 2, 1]);
    selection.apply({ kind: "range", from: 4, to: 4, keep: true }, newestFirst);
    assert.deepEqual(ids(selection), [1, 2, 3, 4]);
    selection.apply({ kind: "range", from: 0, to: 99, keep: false }, rows);
    assert.deepEqual(ids(selection), [], "a row that is not shown makes no range");
  });

  it("is of what the filter shows, and keeps the rest for later", () => {
    const selection = new ObjectSelection();
    selection.apply({ kind: "all" }, rows);
    const filtered = rows.slice(1, 3);
    assert.deepEqual(ids(selection, filtered), [1, 2]);
    assert.equal(ids(selection).length, 5);
    selection.apply({ kind: "none" }, filtered);
    assert.deepEqual(ids(selection), []);
  });

  it("stays with its objects when a retry has renumbered the rows", () => {
    const before = tableOf("a", "b", "c");
    const after = tableOf("c", "a");
    const selection = new ObjectSelection();
    selection.apply({ kind: "range", from: 1, to: 2, keep: false }, before.rows);
    selection.moveTo(before, after);
    assert.deepEqual(
      selection.rows(after.rows).map(({ result }) => result.object_name),
      ["c"],
    );
  });

  it("of 100,000 rows costs a fraction of a second", () => {
    const table = tableOf(...Array.from({ length: 100_000 }, (_, index) => `t${index}`));
    const selection = new ObjectSelection();
    const begun = performance.now();
    selection.apply({ kind: "all" }, table.rows);
    selection.apply({ kind: "toggle", rowId: 50_000, also: null }, table.rows);
    assert.equal(selection.rows(table.rows).length, 99_999);
    assert.ok(performance.now() - begun < 1_000);
  });
});

describe("objects as text", () => {
  it("are a table with a head, one line each", () => {
    const table = new ResultTable();
    table.put(result("sales.t", { execution_time_ms: 12, rows_loaded: 5, attempt: 2 }));
    table.put(
      result("hr.v", {
        object_type: "VIEW",
        status: "error",
        error: "one\n\ttwo",
        error_code: "DWM-QRY-014",
        file: "v/o.sql",
        line: 4,
        column: 3,
      }),
    );
    assert.deepEqual(copyText(table.rows, HEADS).split("\n"), [
      "Object\tType\tResult\tCode\tMessage\tTime (ms)\tRows\tTry\tSource",
      "sales.t\ttable\tsuccess\t\t\t12\t5\t2\t",
      "hr.v\tview\terror\tDWM-QRY-014\tone two\t\t\t\tv/o.sql:4:3",
    ]);
  });

  it("hold no formula that a spreadsheet would run", () => {
    const text = copyText(tableOf("=cmd|' /C calc'!A0", "-1+1").rows, HEADS);
    assert.match(text, /^'=cmd/m);
    assert.match(text, /^'-1\+1/m);
  });
});

describe("the object that a line of the log names", () => {
  const table = tableOf("sales.customer", "Order Details", "x: y");
  const named = (message: string) => {
    const [line] = withObjects([{ id: 0, time: 0, level: "info", message }], table);
    return line?.object && message.slice(...line.object.slice(1));
  };

  it("is found as the engine writes it, and as others do", () => {
    assert.equal(named("Created table sales.customer, 12 rows in 30 ms"), "sales.customer");
    assert.equal(named("Failed table sales.customer: no such column"), "sales.customer");
    assert.equal(named("Created table Order Details in 3 ms"), "Order Details");
    assert.equal(named("Skipped: it needs sales.customer, which was not"), "sales.customer");
    assert.equal(named('Loading "sales.customer".'), "sales.customer");
  });

  it("is none where no row is known", () => {
    assert.equal(named("Created table sales.other in 3 ms"), undefined);
    assert.equal(named("Migration finished: 3 completed"), undefined);
    assert.equal(named(`${"word ".repeat(40)}sales.customer`), undefined);
  });
});

describe("the detail of an object", () => {
  const hint = "Rewrite the call.";
  const detailOf = (error: string) => {
    const job = new JobModel(summary());
    const place = { file: "a.sql", line: 3, column: 8 };
    const message = "No such function.";
    const issue = { code: "DWM-QRY-003", severity: "error", message, hint, ...place } as const;
    job.results.put(
      result("a", { status: "error", error, error_code: issue.code, issues: [issue] }),
    );
    return objectDetail(job, 0, new Set());
  };

  it("gives advice", () => {
    assert.equal(detailOf("No such function.")?.hint, hint);
  });

  it("gives no advice that the message ends with", () => {
    assert.equal(detailOf(`No such function. ${hint}`)?.hint, null);
  });
});
