import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { translateScript } from "../../../src/server/dispatch/translateScript.ts";
import { WorkerPool } from "../../../src/server/dispatch/workerPool.ts";

describe("a script translated for DuckDB is bound there", () => {
  let pool: WorkerPool;
  before(() => {
    pool = new WorkerPool({ size: 1 });
  });
  after(() => pool.close());

  /** `line KIND codes` of each statement. */
  async function told(sql: string, source_type: SourceType = "postgres"): Promise<string[]> {
    const answer = await translateScript({ sql, source_type, target_type: "duckdb" }, pool);
    return answer.map(({ line, object_type, confidence, issues }) =>
      [
        line,
        object_type,
        confidence,
        ...issues.map(({ code, column }) => `${code}:${column}`),
      ].join(" "),
    );
  }

  it("finds columns that the script's own tables do not have", async () => {
    const sql = `CREATE TABLE t (a int, b text);
CREATE VIEW good AS SELECT a, b FROM t;
CREATE VIEW bad AS SELECT a, missing FROM t;
  SELECT nowhere FROM good;
INSERT INTO t (a, b) VALUES (1, 'x');
UPDATE t SET nothing = 1;`;
    assert.deepEqual(await told(sql), [
      "1 TABLE exact",
      "2 VIEW exact",
      "3 VIEW manual DWM-VER-005:1",
      "4 QUERY manual DWM-VER-005:3",
      "5 INSERT exact",
      "6 UPDATE manual DWM-VER-005:1",
    ]);
  });

  it("does not judge what reads something that the script does not define", async () => {
    assert.deepEqual(
      await told("CREATE VIEW v AS SELECT x FROM elsewhere;\nDELETE FROM gone WHERE y = 1;"),
      ["1 VIEW exact", "2 DELETE exact"],
    );
  });

  it("runs nothing: a table made of a query has no rows, and a value that does not fit is no fault", async () => {
    const sql = `CREATE TABLE t AS SELECT CAST('x' AS int) AS a FROM generate_series(1, 100000000000) AS g(n);
CREATE VIEW v AS SELECT a FROM t;`;
    const answer = await told(sql);
    assert.ok(
      answer.every((line) => !line.includes("DWM-VER-005")),
      answer.join("\n"),
    );
  });
});

describe("variables of a Snowflake session in a script for Databricks", () => {
  let pool: WorkerPool;
  before(() => {
    pool = new WorkerPool({ size: 1 });
  });
  after(() => pool.close());

  it("are variables of its session, which what is kept cannot read", async () => {
    const sql = `SET low = 2 + 3;
SET (a, b) = ($low, 'x');
SELECT x FROM t WHERE y > $low AND z = $b;
INSERT INTO t (x) SELECT $a FROM u;
UNSET low;
SET many = (SELECT count(*) FROM t);
CREATE VIEW v AS SELECT $a AS a;`;
    const answer = await translateScript(
      { sql, source_type: "snowflake", target_type: "databricks" },
      pool,
    );
    assert.deepEqual(
      answer.map(({ sql: made, issues }) => made ?? issues.map(({ code }) => code).join()),
      [
        "DECLARE OR REPLACE VARIABLE low = 2 + 3;",
        "DECLARE OR REPLACE VARIABLE a = session.low;\nDECLARE OR REPLACE VARIABLE b = 'x';",
        "SELECT x FROM t WHERE y > session.low AND z = session.b;",
        "INSERT INTO t (x) SELECT session.a FROM u;",
        "DROP TEMPORARY VARIABLE IF EXISTS low;",
        "DWM-QRY-002",
        "DWM-QRY-002",
      ],
    );
  });
});
