import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { translateObject } from "../../../src/server/translate/translateObject.ts";
import type { TargetDialect } from "../../../src/server/translate/types.ts";
import { contextFor, objectOf, rowsOf, run, statementsOf, table } from "./harness.ts";

/** A view given by its whole statement. */
function created(dialect: SourceType, sql: string, target: TargetDialect = "duckdb") {
  return translateObject(objectOf("VIEW", "v", sql), { ...contextFor(dialect), target });
}

describe("constructs of exported definitions", () => {
  it("reads a recursive view as a recursive query", async () => {
    const sql =
      "CREATE RECURSIVE VIEW v (n, twice) AS (SELECT 1, 2 FROM one UNION ALL SELECT v.n + 1, v.twice + 2 FROM v WHERE v.n < 3)";
    const made = statementsOf(await created("teradata", sql));
    const rows = await run("CREATE TABLE one AS SELECT 1 AS x", ...made, "FROM v ORDER BY n");
    assert.deepEqual(rows, [
      [1, 2],
      [2, 4],
      [3, 6],
    ]);
  });

  it("places an issue inside of a recursive view where the source has it", async () => {
    const made = await created(
      "teradata",
      "CREATE RECURSIVE VIEW v (n) AS (SELECT HASHROW(x) FROM one UNION ALL SELECT n FROM v)",
    );
    const issue = made.outcome === "error" ? made.issue : undefined;
    assert.deepEqual([issue?.code, issue?.line, issue?.column], ["DWM-QRY-004", 10, 42]);
  });

  it("drops the constraints of a view's column list with an issue", async () => {
    const sql =
      'CREATE OR REPLACE FORCE VIEW v ("A", "B", CONSTRAINT "PK" PRIMARY KEY ("A") RELY DISABLE) AS SELECT 1, 2 FROM dual';
    const made = await created("oracle", sql);
    assert.deepEqual(await run(...statementsOf(made), "SELECT A, B FROM v"), [[1, 2]]);
    const dropped = made.issues.filter(({ message }) => /CONSTRAINT "PK"/.test(message));
    assert.deepEqual(
      dropped.map(({ code }) => code),
      ["DWM-QRY-007"],
    );
  });

  it("reads Teradata's groups of columns as columns", async () => {
    const made = await table(
      "teradata",
      "CREATE MULTISET TABLE t ((a INTEGER, b CHAR(3)), COLUMN (c DATE, d DECIMAL(5,2)), e TIMESTAMP(0)) NO PRIMARY INDEX PARTITION BY COLUMN",
    );
    const rows = await run(...statementsOf(made), "SELECT column_name FROM (DESCRIBE t)");
    assert.deepEqual(rows.flat(), ["a", "b", "c", "d", "e"]);
    assert.equal(made.issues.filter(({ code }) => code === "DWM-TBL-003").length >= 2, true);
  });

  it("leaves out a default that draws a text from a sequence", async () => {
    const made = await table(
      "postgres",
      "CREATE TABLE t (id integer, lot text NOT NULL DEFAULT nextval('lots')::text)",
    );
    assert.deepEqual(await run(...statementsOf(made), "INSERT INTO t VALUES (1, 'x')", "FROM t"), [
      [1, "x"],
    ]);
    assert.deepEqual(
      made.issues.map(({ code }) => code),
      ["DWM-TBL-007"],
    );
  });

  it("leaves out a default that calls a routine of the inventory", async () => {
    const names = {
      ...contextFor("postgres").names,
      routines: { who: [{ target: "who", kind: "FUNCTION", parameters: "" }] },
    };
    const made = await translateObject(
      objectOf("TABLE", "t", "CREATE TABLE t (id integer, by_whom integer DEFAULT who())"),
      { ...contextFor("postgres"), names },
    );
    assert.deepEqual(await run(...statementsOf(made), "INSERT INTO t (id) VALUES (1)", "FROM t"), [
      [1, null],
    ]);
    assert.deepEqual(
      made.issues.map(({ code }) => code),
      ["DWM-TBL-007"],
    );
  });

  /** Query, what stands before it in the target, rows. */
  const QUERIES: readonly [SourceType, string, string[], unknown[][]][] = [
    [
      "tsql",
      "SELECT a.i FROM x AS a (NOLOCK) JOIN x b (NOLOCK) ON a.i = b.i",
      ["CREATE TABLE x AS SELECT 1 AS i"],
      [[1]],
    ],
    ["postgres", "SELECT at.i FROM x at", ["CREATE TABLE x AS SELECT 1 AS i"], [[1]]],
    [
      "mysql",
      "SELECT DISTINCTROW i FROM x LOCK IN SHARE MODE",
      ["CREATE TABLE x AS SELECT 1 AS i"],
      [[1]],
    ],
    [
      "oracle",
      "SELECT DATE '2024-01-31' + INTERVAL '1-1' YEAR TO MONTH FROM dual",
      [],
      [["2025-02-28 00:00:00"]],
    ],
    [
      "teradata",
      "SELECT TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '-1 02:03' DAY TO MINUTE",
      [],
      [["2023-12-30 21:57:00"]],
    ],
  ];
  for (const [dialect, query, setup, rows] of QUERIES) {
    it(`${dialect}: ${query}`, async () => {
      assert.deepEqual(await rowsOf(dialect, query, setup), rows);
    });
  }
});
