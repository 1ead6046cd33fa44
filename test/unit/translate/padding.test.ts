import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { run, table } from "./harness.ts";

const CREATE = "CREATE TABLE t (code CHAR(6) PRIMARY KEY, kind CHAR(1), name VARCHAR(6))";

/** What becomes of the table: its statements, those behind its load, and the codes of its issues. */
async function made(dialect: SourceType, create = CREATE) {
  const object = await table(dialect, create);
  assert.ok(object.outcome === "translated");
  return {
    statements: object.statements.map(({ sql }) => sql),
    afterLoad: object.afterLoad.map(({ sql }) => sql),
    codes: object.issues.map(({ code }) => code),
  };
}

describe("fixed-length texts", () => {
  for (const dialect of ["oracle", "postgres", "tsql", "redshift", "teradata"] as const) {
    it(`of ${dialect} are kept without the blanks that fill them, and compared as there`, async () => {
      const { statements, afterLoad, codes } = await made(dialect);
      assert.ok(codes.includes("DWM-TBL-026"));
      const rows = await run(
        ...statements,
        "INSERT INTO t VALUES ('A1    ', ' ', 'A1    '), ('  B', 'b', 'b'), ('C     ', 'c', 'c')",
        ...afterLoad,
        "SELECT code, kind, name FROM t WHERE code IN ('A1', '  B') ORDER BY name",
      );
      assert.deepEqual(rows, [
        ["A1", " ", "A1    "],
        ["  B", "b", "b"],
      ]);
    });
  }

  it("of MySQL lose them without a word, as they do there", async () => {
    const { afterLoad, codes } = await made("mysql");
    assert.equal(afterLoad.length, 1);
    assert.ok(!codes.includes("DWM-TBL-026"));
  });

  it("are none in Snowflake and BigQuery", async () => {
    assert.deepEqual((await made("snowflake")).afterLoad, []);
    assert.deepEqual((await made("bigquery", "CREATE TABLE t (code STRING(6))")).afterLoad, []);
  });
});
