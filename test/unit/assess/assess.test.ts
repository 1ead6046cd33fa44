import assert from "node:assert/strict";
import { assessmentSchema } from "../../../src/protocol/assessment.ts";
import type { Issue } from "../../../src/protocol/job.ts";
import { type AssessmentHead, assess } from "../../../src/server/assess/assess.ts";
import { IssueTally } from "../../../src/server/assess/issueTally.ts";
import { assessed, summarise, type Verdict } from "../../../src/server/assess/records.ts";
import { UsageCounter } from "../../../src/server/assess/usage.ts";
import { ASSESSMENT_WRITERS } from "../../../src/server/assess/write/writers.ts";
import type { InventoryObject, LeftOut } from "../../../src/server/inventory/types.ts";
import { type IssueCode, makeIssue } from "../../../src/server/translate/issueCodes.ts";

const AT = { file: "a.sql", line: 3, column: 1 };

const HEAD: AssessmentHead = {
  assessedAt: "2026-01-02T03:04:05.000Z",
  inventoryPath: "/in",
  tool: { name: "tool", version: "1.2.3", parser: "parser 4" },
  source: { type: "oracle", confidence: 0.8, evidence: ["3 × VARCHAR2"], versions: [] },
  target: { type: "databricks", version: "current" },
  files: 2,
  statements: 9,
  minutesPerPoint: 5,
  usage: {
    features: [{ name: "MERGE", objects: 1, count: 1 }],
    functions: [{ name: "NVL", objects: 2, count: 7 }],
  },
};

function object(
  ordinal: number,
  name: string,
  more: Partial<InventoryObject> = {},
  dependsOn: number[] = [],
) {
  const source: InventoryObject = {
    key: name,
    name,
    schema: null,
    baseName: name,
    objectType: "TABLE",
    kind: "TABLE",
    definition: [{ ...AT, text: `CREATE ${name} ${"x".repeat(ordinal * 100)}` }],
    data: [],
    dependsOn: [],
    ...more,
  };
  return { ordinal, targetName: name, dependsOn, source };
}

function verdict(confidence: Verdict["confidence"], effort: number, ...issues: Issue[]): Verdict {
  return { confidence, effort, engine: confidence === "manual" ? null : "rules", issues };
}

const issue = (code: IssueCode, message = ""): Issue => ({
  ...makeIssue(code, AT, {}),
  ...(message && { message }),
});

const LEFT_OUT: LeftOut[] = [
  {
    ...AT,
    kind: "CREATE SEQUENCE",
    category: "sequence",
    name: "q",
    statements: 1,
    matters: true,
    reason: "No.",
  },
  {
    ...AT,
    kind: "ALTER SEQUENCE",
    category: "sequence",
    name: "q",
    statements: 1,
    matters: false,
    reason: "No.",
  },
  {
    ...AT,
    kind: "GRANT",
    category: "grant",
    name: "t",
    statements: 1,
    matters: false,
    reason: "No.",
    databricks: "GRANT SELECT ON TABLE t TO `x`",
  },
  {
    ...AT,
    kind: "INSERT",
    category: "stray_rows",
    name: "z",
    statements: 40,
    matters: true,
    reason: "No.",
  },
];

/** A warehouse of two tables, a view on both, two views in a circle, and a procedure that was not tried. */
function warehouse() {
  const view = { objectType: "VIEW", kind: "VIEW" } as const;
  const objects = [
    [object(0, "a", { data: [{ ...AT, start: 0, end: 1, statements: 5 }] }), verdict("exact", 0.1)],
    [object(1, "b"), verdict("review", 0.6, issue("DWM-TBL-004"), issue("DWM-TBL-004"))],
    [
      object(2, "v", { ...view, missing: ["far.t", "sys.objects"] }, [0, 1]),
      verdict("manual", 7, issue("DWM-QRY-002", "<b>&|`")),
    ],
    [object(3, "c1", view, [4]), verdict("exact", 0.4)],
    [object(4, "c2", view, [3]), verdict("exact", 0.4, issue("DWM-TBL-003"))],
    [
      object(5, "p", { objectType: "PROCEDURE", kind: "MACRO", missing: ["FAR.T"] }, [2]),
      verdict(null, 1),
    ],
  ] as const;
  const tally = new IssueTally();
  for (const [{ source }, { issues }] of objects) tally.add(source.name, issues);
  const records = objects.map(([one, found]) => assessed(one, summarise(found)));
  return assess(HEAD, records, tally.result(), LEFT_OUT);
}

describe("assess", () => {
  const found = warehouse();

  it("is what its schema says", () => {
    assert.deepEqual(assessmentSchema.parse(found), found);
  });

  it("adds up objects, statements and effort", () => {
    const { objects, exact, review, manual, not_tried, row_statements, left_out, left_out_matter } =
      found.totals;
    assert.deepEqual(
      [objects, exact, review, manual, not_tried, row_statements, left_out, left_out_matter],
      [6, 3, 1, 1, 1, 5, 43, 41],
    );
    assert.equal(found.totals.effort_left_out, 1);
    assert.equal(found.totals.effort, 10.5);
    assert.equal(found.totals.person_hours, 0.9);
    assert.equal(found.totals.worst, "error");
    const types = found.objects_by_type.map(({ kind, objects, effort }) => [kind, objects, effort]);
    assert.deepEqual(types, [
      ["TABLE", 2, 0.7],
      ["VIEW", 3, 7.8],
      ["MACRO", 1, 1],
    ]);
  });

  it("counts issues by code, the worst first, each with an example and its page", () => {
    const told = found.issues_by_code.map(({ code, objects, count }) => [code, objects, count]);
    assert.deepEqual(told, [
      ["DWM-QRY-002", 1, 1],
      ["DWM-TBL-004", 1, 2],
      ["DWM-TBL-003", 1, 1],
    ]);
    assert.deepEqual(found.issues_by_code[0]?.docs, "docs/issues/DWM-QRY-002.md");
    assert.equal(found.issues_by_code[1]?.example.object, "b");
  });

  it("tells circles, waves, and names that nobody defines", () => {
    const { cycles, waves, missing, edges } = found.graph;
    assert.deepEqual(cycles, [["c1", "c2"]]);
    assert.equal(edges, 5);
    assert.deepEqual(waves, [
      { wave: 1, objects: 3 },
      { wave: 2, objects: 2 },
      { wave: 3, objects: 1 },
    ]);
    const names = missing.map(({ name, system, read_by }) => [name, system, read_by.join()]);
    assert.deepEqual(names, [
      ["far.t", false, "v,p"],
      ["sys.objects", true, "v"],
    ]);
    assert.deepEqual(found.objects[2]?.depends_on, ["a", "b"]);
    assert.deepEqual(
      found.objects.map(({ wave }) => wave),
      [1, 1, 2, 1, 2, 3],
    );
  });

  it("counts what is left out by kind, those first that matter", () => {
    const told = found.left_out_by_kind.map(({ kind, statements, matter, severity }) => [
      kind,
      statements,
      matter,
      severity,
    ]);
    assert.deepEqual(told, [
      ["stray_rows", 40, 40, "warning"],
      ["sequence", 2, 1, "warning"],
      ["grant", 1, 0, "info"],
    ]);
    assert.equal(found.left_out[2]?.databricks, "GRANT SELECT ON TABLE t TO `x`");
  });

  it("names the largest and the hardest", () => {
    assert.deepEqual(found.hardest, ["v", "p", "b"]);
    assert.equal(found.largest[0], "p");
  });

  it("is the same as JSON", () => {
    const text = [...ASSESSMENT_WRITERS.json.write(found)].join("");
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(found)));
  });

  it("is written for people, with no markup of the source's", () => {
    const html = [...ASSESSMENT_WRITERS.html.write(found)].join("");
    assert.ok(html.includes("&lt;b&gt;&amp;|`"));
    assert.doesNotMatch(html, /<script|<b>|https?:/i);
    assert.match(html, /aria-label="3 exact, 1 to review, 1 by hand, 1 not tried"/);
    for (const code of ["DWM-QRY-002", "DWM-GEN-010"]) {
      assert.ok(html.includes(`href="#${code}"`) && html.includes(`id="${code}"`), code);
    }
    assert.match(html, /<!-- worst: error -->\s*<\/main>/);
    const markdown = [...ASSESSMENT_WRITERS.markdown.write(found)].join("");
    assert.match(
      markdown,
      /^\| \[DWM-QRY-002\]\(docs\/issues\/DWM-QRY-002\.md\) \| error \| 1 \| 1 \| 3 \| v, a\.sql:3:1 \|/m,
    );
    for (const row of markdown.split("\n").filter((one) => one.startsWith("| [DWM-QRY"))) {
      assert.equal(row.split(/(?<!\\)\|/).length, 10, row);
    }
    assert.match(markdown, /c1 -> c2 -> c1/);
  });

  it("has nothing to say of an empty inventory", () => {
    const empty = assess({ ...HEAD, usage: { features: [], functions: [] } }, [], [], []);
    assert.equal(empty.totals.worst, null);
    for (const { write } of Object.values(ASSESSMENT_WRITERS))
      assert.ok([...write(empty)].join(""));
  });
});

describe("usage", () => {
  const used = (dialect: "oracle" | "tsql" | "postgres", ...texts: string[]) => {
    const counter = new UsageCounter(dialect);
    for (const text of texts) counter.add({ objectType: "VIEW", definition: [{ ...AT, text }] });
    const { features, functions } = counter.result();
    return {
      features: features.map(({ name }) => name),
      functions: functions.map(({ name, count, objects }) => `${name} ${count}/${objects}`),
    };
  };

  it("tells features by their tokens, not by texts and comments", () => {
    const { features } = used(
      "oracle",
      "CREATE VIEW v AS SELECT 'MERGE INTO t', LEVEL FROM t, u WHERE t.x = u.x(+) -- PIVOT (\n CONNECT BY PRIOR a = b",
    );
    assert.deepEqual(features.sort(), ["CONNECT BY", "Outer joins with (+)", "Recursive query"]);
    assert.deepEqual(used("postgres", "CREATE VIEW v AS SELECT 1").features, []);
  });

  it("reads the body of a routine that is written as a string", () => {
    const text =
      "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'x' || lower(y); MERGE INTO t USING u ON true; END $$";
    assert.deepEqual(used("postgres", text).functions, ["LOWER 1/1"]);
    assert.ok(used("postgres", text).features.includes("MERGE"));
  });

  it("counts calls and the objects that have them, not types and words of the grammar", () => {
    const { functions } = used(
      "tsql",
      "CREATE VIEW v AS SELECT ISNULL(a, 1), ISNULL(b, CONVERT(VARCHAR(10), c)) FROM t WHERE d IN (1) AND EXISTS (SELECT 1)",
      "CREATE VIEW w (x) AS SELECT dbo.f(ISNULL(a, 1)) FROM t",
    );
    assert.deepEqual(functions, ["ISNULL 3/2", "CONVERT 1/1", "DBO.F 1/1"]);
  });
});
