import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { type Facts, loose, rowsAfter } from "./harness.ts";

const SETUP = [
  "CREATE TABLE t (id INTEGER, x INTEGER, s VARCHAR)",
  "INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c')",
  "CREATE TABLE u (id INTEGER, y INTEGER, k INTEGER)",
  "INSERT INTO u VALUES (2, 200, 7), (3, 300, 8), (4, 400, 9)",
  "CREATE TABLE w (k INTEGER, z VARCHAR)",
  "INSERT INTO w VALUES (7, 'seven'), (9, 'nine')",
];

const first = [1, 10, "a"];
const second = [2, 20, "b"];
const third = [3, 30, "c"];

/** Updates of t, and the rows of t after them. */
const ON_DUCKDB: [SourceType, string, unknown[][]][] = [
  ["oracle", "UPDATE t SET x = x + 1 WHERE id = 1", [[1, 11, "a"], second, third]],
  ["tsql", "UPDATE t SET x += 2 * 3, s += 'z' WHERE id < 2", [[1, 16, "az"], second, third]],
  [
    "oracle",
    "UPDATE t q SET (x, s) = (SELECT u.y, 'n' || u.k FROM u WHERE u.id = q.id) WHERE EXISTS (SELECT 1 FROM u WHERE u.id = q.id)",
    [first, [2, 200, "n7"], [3, 300, "n8"]],
  ],
  ["postgres", "UPDATE t SET (x, s) = (5, upper(s)) WHERE id = 3", [first, second, [3, 5, "C"]]],
  [
    "postgres",
    "UPDATE t AS q SET x = u.y FROM u JOIN w ON w.k = u.k WHERE u.id = q.id",
    [first, [2, 200, "b"], third],
  ],
  [
    "tsql",
    "UPDATE q SET q.x = u.y, s = w.z FROM dbo.t AS q WITH (NOLOCK) INNER JOIN u ON u.id = q.id LEFT JOIN w ON w.k = u.k WHERE q.id > 1",
    [first, [2, 200, "seven"], [3, 300, null]],
  ],
  [
    "tsql",
    "UPDATE t SET x = ISNULL(u.y, 0) FROM t LEFT JOIN u ON u.id = t.id AND u.y > t.x WHERE t.id < 3",
    [[1, 0, "a"], [2, 200, "b"], third],
  ],
  ["tsql", "UPDATE q SET x = 0 FROM t q WHERE q.id = 1", [[1, 0, "a"], second, third]],
  [
    "mysql",
    "UPDATE t a JOIN u b ON a.id = b.id SET a.x = b.y WHERE b.k = 8",
    [first, second, [3, 300, "c"]],
  ],
  [
    "mysql",
    "UPDATE t, u SET t.x = u.y WHERE t.id = u.id AND u.k = 7",
    [first, [2, 200, "b"], third],
  ],
  [
    "teradata",
    "UPDATE q FROM t q, u SET x = u.y WHERE q.id = u.id AND u.k = 7",
    [first, [2, 200, "b"], third],
  ],
  [
    "snowflake",
    "UPDATE t SET x = v.m FROM (SELECT id, MAX(y) AS m FROM u GROUP BY id) v WHERE t.id = v.id",
    [first, [2, 200, "b"], [3, 300, "c"]],
  ],
  [
    "tsql",
    "WITH c AS (SELECT id, y FROM u WHERE k = 8) UPDATE t SET x = c.y FROM t JOIN c ON c.id = t.id",
    [first, second, [3, 300, "c"]],
  ],
  [
    "tsql",
    "WITH c AS (SELECT id, x FROM t WHERE id = 1 OR id = 2) UPDATE c SET x = 0 WHERE c.x = 20 OR x = 30",
    [first, [2, 0, "b"], third],
  ],
];

describe("UPDATE on DuckDB", () => {
  for (const [dialect, sql, expected] of ON_DUCKDB) {
    it(`${dialect}: ${sql.slice(0, 100)}`, async () => {
      assert.deepEqual(await rowsAfter(dialect, SETUP, [sql]), expected);
    });
  }
});

const KEYED: Facts = {
  known: {
    t: [
      { name: "id", class: "int" },
      { name: "x", class: "int" },
    ],
  },
  keys: { t: [["id"]] },
};
const MATCHES = "DWM-DML-004";

/** What Databricks gets, and the codes of the issues. */
const ON_DATABRICKS: [SourceType, string, string[], Facts?][] = [
  [
    "oracle",
    "UPDATE hr.t q SET q.x = q.x + 1 WHERE id = 1",
    ["UPDATE hr.t AS q SET x = q.x + 1 WHERE id = 1"],
  ],
  ["mysql", "UPDATE t SET x = DEFAULT", ["UPDATE t SET x = DEFAULT"]],
  [
    "oracle",
    "UPDATE t SET (x, s) = (SELECT y, z FROM u WHERE u.id = t.id)",
    [
      "UPDATE t SET x = (SELECT y FROM u WHERE u.id = t.id), s = (SELECT z FROM u WHERE u.id = t.id)",
    ],
  ],
  [
    "bigquery",
    "UPDATE t SET x = u.y FROM u WHERE u.id = t.id",
    ["MERGE INTO t USING u ON u.id = t.id WHEN MATCHED THEN UPDATE SET x = u.y"],
  ],
  [
    "tsql",
    "UPDATE q SET q.x = u.y FROM dbo.t q JOIN u ON u.id = q.id WHERE u.k > 1",
    [
      "MERGE INTO dbo.t AS q USING u ON u.id = q.id AND u.k > 1 WHEN MATCHED THEN UPDATE SET x = u.y",
      MATCHES,
    ],
  ],
  [
    "tsql",
    "UPDATE q SET x = u.y - w.y FROM t q JOIN u ON u.id = q.id LEFT JOIN w ON w.k = u.k AND w.z = 1 WHERE u.k > 1 AND q.x <> w.z",
    [
      "MERGE INTO t AS q USING (SELECT u.id AS id, w.z AS z, u.y AS y, w.y AS w_y FROM u LEFT JOIN w ON w.k = u.k AND w.z = 1 WHERE u.k > 1) " +
        "AS dwm_source ON dwm_source.id = q.id AND q.x <> dwm_source.z WHEN MATCHED THEN UPDATE SET x = dwm_source.y - dwm_source.w_y",
      MATCHES,
    ],
  ],
  [
    "tsql",
    "UPDATE q SET x = -u.y FROM t q LEFT JOIN u ON u.id = q.id WHERE q.x = 1",
    ["UPDATE t AS q SET x = -(SELECT u.y FROM u WHERE u.id = q.id) WHERE q.x = 1", MATCHES],
  ],
  [
    "tsql",
    "UPDATE q SET x = -u.y FROM t q LEFT JOIN u ON u.id = q.id",
    [
      "MERGE INTO t AS dwm_old USING (SELECT q.id, -u.y AS dwm_1 FROM t AS q LEFT JOIN u ON u.id = q.id) AS dwm_new " +
        "ON dwm_old.id = dwm_new.id WHEN MATCHED THEN UPDATE SET x = dwm_new.dwm_1",
      MATCHES,
    ],
    KEYED,
  ],
  [
    "mysql",
    "UPDATE t a, u b SET a.x = b.y WHERE a.id = b.id",
    ["MERGE INTO t AS a USING u AS b ON a.id = b.id WHEN MATCHED THEN UPDATE SET x = b.y", MATCHES],
  ],
  [
    "tsql",
    "UPDATE t SET x = y FROM t JOIN u ON u.id = t.id JOIN w ON w.k = u.k",
    ["refused", MATCHES, "DWM-DML-003"],
  ],
  [
    "tsql",
    "UPDATE t SET x = u.y FROM t LEFT JOIN (SELECT 1 AS y) u ON t.id = 1",
    ["refused", MATCHES, "DWM-DML-005"],
  ],
  ["tsql", "UPDATE TOP (1) t SET x = 1", ["refused", "DWM-QRY-002"]],
  ["mysql", "UPDATE t a, u b SET a.x = 1, b.y = 2", ["refused", "DWM-QRY-002"]],
  ["mysql", "UPDATE t SET x = 1 ORDER BY id LIMIT 1", ["refused", "DWM-QRY-002"]],
  ["mysql", "UPDATE t SET x = 1, y = x", ["refused", "DWM-QRY-002"]],
  ["oracle", "UPDATE (SELECT x FROM t) SET x = 1", ["refused", "DWM-QRY-002"]],
  ["postgres", "UPDATE t SET x = 1 RETURNING x", ["refused", "DWM-QRY-002"]],
  ["postgres", "UPDATE t SET x = u.y FROM u NATURAL JOIN w", ["refused", "DWM-QRY-002"]],
];

describe("UPDATE on Databricks", () => {
  for (const [dialect, sql, expected, facts] of ON_DATABRICKS) {
    it(`${dialect}: ${sql.slice(0, 100)}`, () => {
      const { statements, issues } = loose(dialect, "databricks", sql, facts);
      const codes = issues.map(({ code }) => code);
      assert.deepEqual([...(statements ?? ["refused"]), ...codes], expected);
    });
  }
});
