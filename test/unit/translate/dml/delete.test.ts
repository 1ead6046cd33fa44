import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { run } from "../harness.ts";
import { type Facts, loose, rowsAfter, sqlOf } from "./harness.ts";

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
  // Delta takes no rows in the condition: the query is asked row by row.
  [
    "snowflake",
    "DELETE FROM s.t WHERE (a, b) IN (SELECT x, lower(y) FROM u WHERE k = 1 OR k = 2)",
    [
      "DELETE FROM s.t WHERE EXISTS (SELECT 1 FROM u WHERE (u.k = 1 OR u.k = 2) AND t.a = u.x AND t.b = lower(u.y))",
    ],
  ],
  [
    "oracle",
    "DELETE FROM t q WHERE c = 1 AND (a, b) IN (SELECT MAX(x), y FROM u GROUP BY y)",
    [
      "DELETE FROM t AS q WHERE q.c = 1 AND EXISTS (SELECT 1 FROM (SELECT max(x), y FROM u GROUP BY y) AS dwm_rows(dwm_value_1, dwm_value_2) " +
        "WHERE q.a = dwm_rows.dwm_value_1 AND q.b = dwm_rows.dwm_value_2)",
    ],
  ],
  [
    "snowflake",
    "DELETE FROM t WHERE (a, b) NOT IN (SELECT x, y FROM u JOIN w ON u.i = w.i)",
    [
      "DELETE FROM t WHERE NOT EXISTS (SELECT 1 FROM u JOIN w ON u.i = w.i WHERE (t.a = x AND t.b = y) IS NOT FALSE)",
    ],
  ],
  [
    "mysql",
    "DELETE FROM t WHERE lower(a) IN (SELECT x FROM u)",
    ["DELETE FROM t WHERE lower(a) IN (SELECT x FROM u)"],
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

/** Conditions over t(a, b), and the ids that are left as in PostgreSQL, whose rows are unknown where a NULL decides. */
const ROWS_IN_QUERY: readonly (readonly [condition: string, left: number[]])[] = [
  ["(a, b) IN (SELECT x, y FROM u)", [2, 3, 4]],
  ["(a, b) NOT IN (SELECT x, y FROM u)", [1, 3, 4]],
  ["(a, b) NOT IN (SELECT x, y FROM u WHERE x IS NULL)", [3, 4]],
  ["NOT (a, b) IN (SELECT x, y FROM u)", [1, 3, 4]],
  ["NOT (id = 0 OR (a, b) IN (SELECT x, y FROM u))", [1, 3, 4]],
  ["NOT (id = 0 OR (a, b) NOT IN (SELECT x, y FROM u))", [2, 3, 4]],
  ["id = 3 OR (a, b) IN (SELECT max(x), min(y) FROM u)", [1, 2, 4]],
  ["(a, b) IN (SELECT x, y FROM u UNION SELECT 2, 2)", [3, 4]],
];

describe("rows in the condition of a DELETE, as Delta takes them", () => {
  const setup = [
    "CREATE TABLE t (id INTEGER, a INTEGER, b INTEGER)",
    "INSERT INTO t VALUES (1, 1, 1), (2, 2, 2), (3, 3, NULL), (4, 4, 4)",
    "CREATE TABLE u (x INTEGER, y INTEGER)",
    "INSERT INTO u VALUES (1, 1), (3, 9), (NULL, 4)",
  ];
  for (const [condition, expected] of ROWS_IN_QUERY) {
    it(condition, async () => {
      const made = sqlOf(loose("postgres", "databricks", `DELETE FROM t WHERE ${condition}`));
      assert.match(made.join(), /EXISTS/);
      const rows = await run(...setup, ...made, "SELECT id FROM t ORDER BY id");
      assert.deepEqual(rows.flat(), expected);
    });
  }
});
