import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetDialect, TranslatedObject } from "../../../../src/server/translate/types.ts";
import { verifyLoose, verifyObject } from "../../../../src/server/translate/verify/verifyObject.ts";
import { databricksContext } from "../databricks/harness.ts";
import { contextFor, objectOf } from "../harness.ts";

type Kind = "TABLE" | "VIEW" | "PROCEDURE";

/** Verifies what a careless translator would answer; the source starts at line 10, column 3. */
function verified(
  kind: Kind,
  source: string,
  result: string,
  {
    dialect = "tsql",
    target = "databricks",
  }: { dialect?: SourceType; target?: TargetDialect } = {},
): Promise<TranslatedObject> {
  const context = target === "databricks" ? databricksContext(dialect) : contextFor(dialect);
  const routines = { tax: [{ target: "Tax_Of", kind: "FUNCTION" }] };
  const at = { file: "x.sql", line: 10, column: 3 };
  return verifyObject(
    objectOf(kind, "t", source),
    { ...context, names: { ...context.names, routines } },
    {
      outcome: "translated",
      targetName: "t",
      statements: [{ sql: result, ...at }],
      afterLoad: [],
      columns: null,
      issues: [],
    },
  );
}

function told({ issues, outcome }: TranslatedObject): unknown[] {
  return [outcome, ...issues.map(({ code, line, column }) => `${code} ${line}:${column}`)];
}

describe("a translation that is read again", () => {
  it("fails for what is left of the source, at its place there", async () => {
    const source = "CREATE VIEW t AS\nSELECT a, NEWID() AS b\nFROM dbo.u WITH (NOLOCK)";
    const result = "CREATE VIEW t AS SELECT a, NEWID() AS b FROM u WITH (NOLOCK)";
    assert.deepEqual(told(await verified("VIEW", source, result)), [
      "error",
      "DWM-VER-002 12:18",
      "DWM-VER-003 11:11",
    ]);
  });

  it("may call the inventory's own functions", async () => {
    const sql = "CREATE VIEW t AS SELECT tax_of(1) AS a";
    assert.deepEqual(told(await verified("VIEW", sql, sql)), ["translated"]);
  });

  it("is kept with a warning where only the second parser cannot read it", async () => {
    const made = await verified(
      "VIEW",
      "CREATE VIEW t AS SELECT 1 AS a",
      "CREATE VIEW t AS SELECT 1 a b",
    );
    assert.deepEqual(told(made), ["translated", "DWM-VER-001 10:3"]);
  });

  it("keeps a routine's text beside the issues", async () => {
    const source = "CREATE PROCEDURE t AS SELECT @x";
    const result = "CREATE PROCEDURE t() LANGUAGE SQL AS BEGIN SELECT @x; END";
    assert.deepEqual(told(await verified("PROCEDURE", source, result)), [
      "translated",
      "DWM-VER-002 10:32",
    ]);
  });

  for (const target of ["databricks", "duckdb"] as const) {
    it(`fails for a lost column of a table in ${target}`, async () => {
      const source =
        "CREATE TABLE t, NO FALLBACK (a INTEGER, b DECIMAL(10,2), CONSTRAINT c PRIMARY KEY (a)) PRIMARY INDEX (a)";
      const made = await verified("TABLE", source, "CREATE TABLE t (a INT)", {
        dialect: "teradata",
        target,
      });
      assert.deepEqual(told(made), ["error", "DWM-VER-004 10:3"]);
    });
  }

  it("checks artefacts for another target", async () => {
    const at = { file: "x.sql", line: 10, column: 3 };
    const made = await verifyObject(
      objectOf("PROCEDURE", "p", "CREATE PROCEDURE p AS SELECT GETUTCDATE()"),
      contextFor("tsql"),
      {
        outcome: "skipped",
        code: "DWM-PRC-001",
        reason: "",
        issues: [],
        artefact: {
          dialect: "databricks",
          statements: [
            { sql: "CREATE PROCEDURE p() LANGUAGE SQL AS BEGIN SELECT GETUTCDATE(); END", ...at },
          ],
          issues: [],
        },
      },
    );
    assert.ok(made.outcome === "skipped");
    assert.deepEqual(
      made.artefact?.issues.map(({ code }) => code),
      ["DWM-VER-003"],
    );
  });

  it("of a statement that defines no object goes the same way", async () => {
    const source = {
      file: "x.sql",
      line: 4,
      column: 1,
      text: "UPDATE t SET a = NEWID()",
      guarded: false,
      migration: { table: "t" },
    };
    const result = { kind: "UPDATE", statements: ["UPDATE t SET a = NEWID()"], issues: [] };
    const made = await verifyLoose(source, databricksContext("tsql"), result);
    assert.deepEqual(
      [made.statements, ...made.issues.map(({ code, column }) => `${code} ${column}`)],
      [null, "DWM-VER-003 18"],
    );
  });
});
