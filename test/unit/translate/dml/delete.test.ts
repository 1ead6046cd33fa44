import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { type Facts, loose, rowsAfter } from "./harness.ts";

const SETUP = [
  "CREATE TABLE t (id INTEGER, x INTEGER)",
  "INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)",
  "CREATE TABLE u (id INTEGER, k INTEGER)",
  "INSERT INTO u VALUES (2, 7), (3, 8), (3, 8)",
];

/** Deletes from t, and the ids that are left. */
const ON_DUCKDB: [SourceType, string, number[]][] = [
  ["oracle", "DELETE t WHERE id = 1", [2, 3]],
  ["postgres", "DELETE FROM t AS q WHERE q.x > 10;", [1]],
  ["teradata", "DEL t ALL", []],
  ["teradata", "DELETE FROM t, u WHERE t.id = u.id", [1]],
  ["bigquery", "DELETE t WHERE TRUE", []],
  ["postgres", "DELETE FROM t USING u WHERE u.id = t.id AND k = 7", [1, 3]],
  ["tsql", "DELETE q FROM dbo.t AS q INNER JOIN u ON u.id = q.id WHERE u.k = 8", [1, 2]],
  ["tsql", "DELETE FROM t FROM t LEFT JOIN u ON u.id = t.id WHERE u.id IS NULL", [2, 3]],
  [
    "tsql",
    "DELETE t FROM t LEFT JOIN u ON u.id = t.id AND u.k > t.x / 4 WHERE u.k IS NULL OR t.id = 2",
    [3],
  ],
  ["mysql", "DELETE a FROM t a JOIN u b ON a.id = b.id WHERE b.k = 7", [1, 3]],
  ["mysql", "DELETE FROM a USING t AS a INNER JOIN u ON a.id = u.id", [1]],
  ["tsql", "DELETE q FROM t q WHERE q.id = 2", [1, 3]],
  [
    "tsql",
    "WITH c AS (SELECT id FROM u WHERE k = 7) DELETE FROM t WHERE id IN (SELECT id FROM c)",
    [1, 3],
  ],
];

describe("DELETE on DuckDB", () => {
  for (const [dialect, sql, expected] of ON_DUCKDB) {
    it(`${dialect}: ${sql.slice(0, 100)}`, async () => {
      const rows = await rowsAfter(dialect, SETUP, [sql], "SELECT id FROM t ORDER BY id");
      assert.deepEqual(rows.flat(), expected);
    });
  }
});

const KEYED: Facts = { keys: { t: [["id", "no"]] } };

/** What Databricks gets, and the codes of the issues. */
const ON_DATABRICKS: [SourceType, string, string[], Facts?][] = [
  ["tsql", "DELETE FROM dbo.t WHERE id = 1", ["DELETE FROM dbo.t WHERE id = 1"]],
  [
    "snowflake",
    "DELETE FROM t q USING u, w WHERE u.id = q.id AND w.k = u.k AND q.x = 1",
    [
      "DELETE FROM t AS q WHERE q.x = 1 AND EXISTS (SELECT 1 FROM u, w WHERE u.id = q.id AND w.k = u.k)",
    ],
  ],
  [
    "snowflake",
    "DELETE FROM t q USING u WHERE u.id = q.id AND q.x = 1",
    ["MERGE INTO t AS q USING u ON u.id = q.id AND q.x = 1 WHEN MATCHED THEN DELETE"],
  ],
  [
    "tsql",
    "DELETE q FROM t AS q INNER JOIN u ON u.id = q.id WHERE u.k = 8",
    ["MERGE INTO t AS q USING u ON u.id = q.id AND u.k = 8 WHEN MATCHED THEN DELETE"],
  ],
  [
    "postgres",
    "DELETE FROM t USING u WHERE u.id = t.id AND u.k IN (SELECT k FROM w)",
    ["DELETE FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id AND u.k IN (SELECT k FROM w))"],
  ],
  [
    "tsql",
    "DELETE q FROM t q LEFT JOIN u ON u.id = q.id AND u.k = 1 WHERE u.id IS NULL AND q.x > 1",
    [
      "DELETE FROM t AS q WHERE q.x > 1 AND NOT EXISTS (SELECT 1 FROM u WHERE u.id = q.id AND u.k = 1)",
    ],
  ],
  [
    "tsql",
    "DELETE q FROM t q LEFT JOIN u ON u.id = q.id WHERE u.k IS NULL",
    [
      "MERGE INTO t AS dwm_old USING (SELECT DISTINCT q.id, q.no FROM t AS q LEFT JOIN u ON u.id = q.id WHERE u.k IS NULL) AS dwm_new " +
        "ON dwm_old.id = dwm_new.id AND dwm_old.no = dwm_new.no WHEN MATCHED THEN DELETE",
    ],
    KEYED,
  ],
  [
    "tsql",
    "DELETE q FROM t q LEFT JOIN u ON u.id = q.id WHERE u.k IS NULL",
    ["refused", "DWM-DML-005"],
  ],
  ["tsql", "DELETE TOP (5) FROM t", ["refused", "DWM-QRY-002"]],
  ["mysql", "DELETE a, b FROM t a JOIN u b ON a.id = b.id", ["refused", "DWM-QRY-002"]],
  ["mysql", "DELETE FROM t LIMIT 5", ["refused", "DWM-QRY-002"]],
  ["oracle", "DELETE FROM (SELECT * FROM t)", ["refused", "DWM-QRY-002"]],
  ["tsql", "DELETE FROM t OUTPUT deleted.id WHERE id = 1", ["refused", "DWM-QRY-002"]],
];

describe("DELETE on Databricks", () => {
  for (const [dialect, sql, expected, facts] of ON_DATABRICKS) {
    it(`${dialect}: ${sql.slice(0, 100)}`, () => {
      const { statements, issues } = loose(dialect, "databricks", sql, facts);
      const codes = issues.map(({ code }) => code);
      assert.deepEqual([...(statements ?? ["refused"]), ...codes], expected);
    });
  }
});
