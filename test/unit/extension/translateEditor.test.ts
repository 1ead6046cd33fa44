import assert from "node:assert/strict";
import { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import { lastResults } from "../../../src/extension/translate/lastResults.ts";
import { statementStarts } from "../../../src/extension/translate/statementStarts.ts";
import { translationText } from "../../../src/extension/translate/translationText.ts";
import type { TranslatedStatement } from "../../../src/protocol/translate.ts";
import { english } from "./support/host.ts";
import { result, summary } from "./support/jobs.ts";

const lines = (text: string) => statementStarts(text).map(({ line }) => line);

describe("where statements begin", () => {
  it("is at their first word, one behind the other's end", () => {
    assert.deepEqual(
      lines("CREATE TABLE t (\n  a INT\n);\n\nSELECT *\nFROM t;\nselect 1"),
      [0, 4, 6],
    );
  });

  it("is in no comment, and in no body", () => {
    assert.deepEqual(
      lines("/* CREATE TABLE x\nCREATE VIEW y */\n-- SELECT 1\nCREATE VIEW v AS\nSELECT 1;"),
      [3],
    );
    assert.deepEqual(
      lines("CREATE FUNCTION f() AS $$\nSELECT 1;\nSELECT 2;\n$$;\nSELECT 3;"),
      [0, 4],
    );
  });

  it("is behind GO and a lone slash, too", () => {
    assert.deepEqual(
      lines("CREATE TABLE t (a INT)\nGO\nCREATE TABLE u (a INT)\n/\nSELECT 1"),
      [0, 2, 4],
    );
  });

  it("is told of a bounded number", () => {
    assert.equal(lines("SELECT 1;\n".repeat(2_000)).length, 500);
  });
});

describe("the last result of a statement", () => {
  it("is found by file and line", () => {
    const job = new JobModel(summary({ inventory_path: "/data/shop", status: "completed" }));
    job.results.put(result("t", { file: "ddl/t.sql", line: 3 }));
    assert.equal(lastResults([job], "/data/shop/ddl/t.sql").get(3)?.row.result.object_name, "t");
    assert.equal(lastResults([job], "C:\\data\\shop\\ddl\\t.sql").size, 0);
    assert.equal(lastResults([job], "/data/shop2/ddl/t.sql").size, 0);
    const single = new JobModel(summary({ inventory_path: "/data/t.sql", status: "completed" }));
    single.results.put(result("t", { file: "t.sql", line: 1 }));
    assert.equal(lastResults([single], "/data/t.sql").size, 1);
  });
});

describe("a translation's text", () => {
  const statement: TranslatedStatement = {
    sql: "SELECT 1;",
    object_type: "QUERY",
    object_name: null,
    line: 1,
    column: 1,
    issues: [],
    confidence: "exact",
    engine: "rules",
  };
  const answer = (...statements: TranslatedStatement[]) => ({
    source_type: "oracle",
    source_type_confidence: 1,
    statements,
  });

  it("says of each statement how far it can be relied on", () => {
    assert.equal(translationText(answer(statement), english), "-- QUERY: exact\nSELECT 1;\n");
    const issue = { code: "DWM-QRY-003", severity: "error", file: "", line: 4, column: 2 } as const;
    const failed: TranslatedStatement = {
      ...statement,
      sql: null,
      confidence: "manual",
      issues: [{ ...issue, message: "No\nfunction", hint: "Rewrite it" }],
      artefact: { dialect: "databricks", sql: "SELECT\n2" },
    };
    assert.equal(
      translationText({ ...answer(failed), source_type_confidence: 0.8 }, english),
      "-- Read as oracle, 80 % sure.\n\n-- QUERY: by hand\n-- error DWM-QRY-003, line 4: No function\n" +
        "--   Rewrite it\n-- In databricks:\n-- SELECT\n-- 2\n",
    );
    assert.match(translationText(answer(), english), /no statement/);
  });
});
