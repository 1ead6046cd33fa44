import assert from "node:assert/strict";
import type { Confidence, Issue, TranslationEngine } from "../../../src/protocol/job.ts";
import { confidenceOf, judge } from "../../../src/server/translate/confidence.ts";
import { effortOf, effortOfIssues, hoursOf } from "../../../src/server/translate/effort.ts";
import { type IssueCode, makeIssue } from "../../../src/server/translate/issueCodes.ts";
import type { TranslatedObject } from "../../../src/server/translate/types.ts";

const AT = { file: "x.sql", line: 1, column: 1 };
const issue = (code: IssueCode): Issue => makeIssue(code, AT, {});
const INFO = issue("DWM-TBL-003");
const WARNING = issue("DWM-TBL-004");
const ERROR = issue("DWM-QRY-002");

describe("confidence", () => {
  const cases: [string, Issue[], boolean, TranslationEngine | undefined, Confidence][] = [
    ["nothing to say", [], true, undefined, "exact"],
    ["only remarks", [INFO], true, "rules", "exact"],
    ["a warning", [INFO, WARNING], true, "rules", "review"],
    ["made by the library", [], true, "library", "review"],
    ["made by a model", [INFO], true, "model", "review"],
    ["an error, though something was made", [ERROR], true, "rules", "manual"],
    ["an error of the model's", [ERROR], true, "model", "manual"],
    ["nothing made", [INFO], false, undefined, "manual"],
  ];
  for (const [name, issues, produced, engine, expected] of cases) {
    it(`${expected}: ${name}`, () => {
      assert.equal(confidenceOf({ issues, produced, engine }), expected);
    });
  }

  it("judges an artefact by its issues too, and never as exact", () => {
    const skipped = (issues: Issue[], sql: string[]): TranslatedObject => ({
      outcome: "skipped",
      code: "DWM-PRC-001",
      reason: "",
      issues: [issue("DWM-PRC-001")],
      artefact: {
        dialect: "databricks",
        statements: sql.map((text) => ({ ...AT, sql: text })),
        issues,
      },
    });
    assert.equal(confidenceOf(judge(skipped([], ["CREATE PROCEDURE p() BEGIN END"]))), "review");
    assert.equal(confidenceOf(judge(skipped([ERROR], ["CREATE PROCEDURE p()"]))), "manual");
    assert.equal(confidenceOf(judge(skipped([], []))), "manual");
    const plain = { outcome: "skipped", code: "DWM-PRC-001", reason: "", issues: [] } as const;
    assert.equal(confidenceOf(judge({ ...plain, issues: [] })), "manual");
  });
});

describe("effort", () => {
  const base = { size: 0, issues: [], produced: true } as const;
  const table = { ...base, kind: "TABLE", objectType: "TABLE" } as const;
  const view = { ...base, kind: "VIEW", objectType: "VIEW" } as const;
  const body = { ...base, kind: "PACKAGE BODY", objectType: "PROCEDURE" } as const;

  it("starts from what the object is and how long", () => {
    assert.equal(effortOf(table), 0.1);
    assert.equal(effortOf({ ...table, size: 10_000 }), 0.1);
    assert.equal(effortOf({ ...view, size: 3_000 }), 1);
    assert.equal(effortOf({ ...body, size: 10_000 }), 8);
    const macro = { ...base, kind: "MACRO", objectType: "PROCEDURE" } as const;
    assert.equal(effortOf({ ...macro, size: 2_000 }), 2);
  });

  it("adds what issues cost, by code or severity; the same again costs a quarter", () => {
    assert.equal(effortOfIssues([INFO, INFO]), 0);
    assert.equal(effortOfIssues([WARNING]), 0.5);
    assert.equal(effortOfIssues([ERROR]), 3);
    assert.equal(effortOfIssues([ERROR, ERROR, ERROR]), 4.5);
    assert.equal(effortOfIssues([issue("DWM-QRY-012"), WARNING]), 0.6);
    assert.equal(effortOf({ ...view, issues: [ERROR] }), 3.4);
  });

  it("counts what has to be written by hand by its length", () => {
    const short = effortOf({ ...view, size: 500, issues: [ERROR], produced: false });
    const long = effortOf({ ...view, size: 20_000, issues: [ERROR], produced: false });
    assert.ok(long > short + 30, `${short} ${long}`);
  });

  it("is hours at a stated rate", () => {
    assert.equal(hoursOf(12), 1);
    assert.equal(hoursOf(12, 10), 2);
  });
});
