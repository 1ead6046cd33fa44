import assert from "node:assert/strict";
import { tokenize } from "../../../../src/server/sql/lexer.ts";
import { secondOpinion } from "../../../../src/server/translate/verify/secondParser.ts";

function opinion(sql: string): Promise<string | undefined> {
  return secondOpinion(sql, tokenize(sql, "databricks"));
}

const GOOD: readonly string[] = [
  "SELECT a DIV 2, 'it\\'s', CAST(b AS INTERVAL DAY TO SECOND), CAST(c AS MAP<STRING, INT>) FROM t",
  "CREATE OR REPLACE VIEW v (a COMMENT 'x', b) COMMENT 'y' AS SELECT 1, 2",
  "CREATE TABLE t (id BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 1 INCREMENT BY 1), s STRUCT<a: INT, b: ARRAY<STRING>> COMMENT 'x', CONSTRAINT p PRIMARY KEY (id) RELY) USING DELTA CLUSTER BY (id)",
  "CREATE TABLE t CLUSTER BY (a) AS SELECT 1 AS a",
  "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *",
  "COMMENT ON TABLE t IS 'nothing that it knows'",
  "CREATE PROCEDURE p() LANGUAGE SQL AS BEGIN SELECT 1; END",
];

const BAD: readonly [string, RegExp][] = [
  ["SELECT a b c FROM t", /found: c/],
  ["SELECT CASE WHEN a THEN b FROM t", /found/],
  ["CREATE VIEW v AS SELECT a, FROM WHERE b", /found/],
  ["CREATE TABLE t (a INT b INT)", /found/],
  ["INSERT INTO t (a) SELECT FROM u WHERE", /found: FROM/],
];

describe("the second parser of Databricks SQL", () => {
  for (const sql of GOOD) {
    it(`has nothing to say of: ${sql}`, async () => assert.equal(await opinion(sql), undefined));
  }
  for (const [sql, reason] of BAD) {
    it(`cannot read: ${sql}`, async () => assert.match((await opinion(sql)) ?? "", reason));
  }
  it("is not asked where its time or stack could run out", async () => {
    const broken = `${"CAST(".repeat(60)}1${" AS INT)".repeat(60)} oops oops`;
    assert.equal(await opinion(`SELECT ${broken}`), undefined);
    assert.equal(await opinion(`SELECT 1${" + 1".repeat(20_000)} oops oops`), undefined);
    assert.match((await opinion("SELECT 1 oops oops")) ?? "", /oops/);
  });
});
