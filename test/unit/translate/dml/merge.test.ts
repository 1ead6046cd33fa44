import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { type Facts, loose, rowsAfter } from "./harness.ts";

const SETUP = [
  "CREATE TABLE t (id INTEGER, x INTEGER, s VARCHAR)",
  "INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c')",
  "CREATE TABLE u (id INTEGER, x INTEGER, s VARCHAR)",
  "INSERT INTO u VALUES (2, 200, 'B'), (3, 3, 'C'), (4, 400, 'D')",
];

/** Merges of u into t, and the rows of t after them. */
const ON_DUCKDB: [SourceType, string, unknown[][]][] = [
  [
    "oracle",
    "MERGE INTO t USING u src ON (t.id = src.id) WHEN MATCHED THEN UPDATE SET t.x = t.x + src.x, s = src.s WHERE src.id > 0 " +
      "DELETE WHERE t.x < 50 WHEN NOT MATCHED THEN INSERT (id, x, s) VALUES (src.id, src.x, src.s) WHERE src.x > 500",
    [
      [1, 10, "a"],
      [2, 220, "B"],
    ],
  ],
  [
    "tsql",
    "MERGE dbo.t WITH (HOLDLOCK) AS a USING (SELECT id, x FROM u) AS b (id, y) ON a.id = b.id WHEN MATCHED AND b.y < 10 THEN DELETE " +
      "WHEN MATCHED THEN UPDATE SET a.x = b.y WHEN NOT MATCHED BY TARGET THEN INSERT (id, x) VALUES (b.id, DEFAULT) " +
      "WHEN NOT MATCHED BY SOURCE AND a.x > 5 THEN UPDATE SET s = 'gone';",
    [
      [1, 10, "gone"],
      [2, 200, "b"],
      [4, null, null],
    ],
  ],
  [
    "postgres",
    "WITH c AS (SELECT * FROM u) MERGE INTO t USING c ON t.id = c.id WHEN MATCHED AND c.x = 3 THEN DO NOTHING " +
      "WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN DO NOTHING",
    [
      [1, 10, "a"],
      [3, 30, "c"],
    ],
  ],
  [
    "bigquery",
    "MERGE t USING u ON FALSE WHEN NOT MATCHED THEN INSERT ROW WHEN NOT MATCHED BY SOURCE THEN DELETE",
    [
      [2, 200, "B"],
      [3, 3, "C"],
      [4, 400, "D"],
    ],
  ],
  [
    "teradata",
    "MERGE INTO t USING VALUES (1, 'z') AS n (id, s) ON t.id = n.id WHEN MATCHED THEN UPD SET s = n.s WHEN NOT MATCHED THEN INS (n.id, 0, n.s)",
    [
      [1, 10, "z"],
      [2, 20, "b"],
      [3, 30, "c"],
    ],
  ],
  [
    "oracle",
    "MERGE INTO t USING dual ON (t.id = 9) WHEN MATCHED THEN UPDATE SET x = 1 WHEN NOT MATCHED THEN INSERT (id) VALUES (9)",
    [
      [1, 10, "a"],
      [2, 20, "b"],
      [3, 30, "c"],
      [9, null, null],
    ],
  ],
  [
    "snowflake",
    "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN UPDATE ALL BY NAME WHEN NOT MATCHED THEN INSERT ALL BY NAME",
    [
      [1, 10, "a"],
      [2, 200, "B"],
      [3, 3, "C"],
      [4, 400, "D"],
    ],
  ],
];

describe("MERGE on DuckDB", () => {
  for (const [dialect, sql, expected] of ON_DUCKDB) {
    it(`${dialect}: ${sql.slice(0, 100)}`, async () => {
      assert.deepEqual(await rowsAfter(dialect, SETUP, [sql]), expected);
    });
  }
});

/** What Databricks gets, and the codes of the issues. */
const ON_DATABRICKS: [SourceType, string, string[], Facts?][] = [
  [
    "oracle",
    "MERGE INTO hr.t d USING u s ON (d.id = s.id) WHEN MATCHED THEN UPDATE SET d.x = s.x DELETE WHERE (d.x = 0) " +
      "WHEN NOT MATCHED THEN INSERT (d.id, d.x) VALUES (s.id, -s.x)",
    [
      "MERGE INTO hr.t AS d USING u AS s ON d.id = s.id WHEN MATCHED AND ((s.x) = 0) THEN DELETE WHEN MATCHED THEN UPDATE SET x = s.x " +
        "WHEN NOT MATCHED THEN INSERT (id, x) VALUES (s.id, -s.x)",
    ],
  ],
  [
    "tsql",
    "MERGE INTO t USING (SELECT 1, 2) AS s (a, b) ON t.a = s.a WHEN NOT MATCHED THEN INSERT VALUES (s.a, s.b);",
    [
      "MERGE INTO t USING (SELECT * FROM (SELECT 1, 2) AS s(a, b)) AS s ON t.a = s.a WHEN NOT MATCHED THEN INSERT (a, b) VALUES (s.a, s.b)",
    ],
    {
      known: {
        t: [
          { name: "a", class: "int" },
          { name: "b", class: "int" },
        ],
      },
    },
  ],
  [
    "postgres",
    "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED AND u.x = 1 THEN DO NOTHING WHEN MATCHED THEN UPDATE SET x = 2",
    [
      "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED AND NOT coalesce(u.x = 1, FALSE) THEN UPDATE SET x = 2",
    ],
  ],
  [
    "snowflake",
    "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN UPDATE ALL BY NAME WHEN NOT MATCHED THEN INSERT ALL BY NAME",
    [
      "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *",
    ],
  ],
  [
    "tsql",
    "MERGE t USING u ON t.id = u.id WHEN NOT MATCHED THEN INSERT VALUES (u.id);",
    ["refused", "DWM-DML-003"],
  ],
  [
    "tsql",
    "MERGE t USING u ON t.id = u.id WHEN MATCHED THEN DELETE OUTPUT $action;",
    ["refused", "DWM-QRY-002"],
  ],
  [
    "tsql",
    "MERGE TOP (5) t USING u ON t.id = u.id WHEN MATCHED THEN DELETE;",
    ["refused", "DWM-QRY-002"],
  ],
];

describe("MERGE on Databricks", () => {
  for (const [dialect, sql, expected, facts] of ON_DATABRICKS) {
    it(`${dialect}: ${sql.slice(0, 100)}`, () => {
      const { statements, issues } = loose(dialect, "databricks", sql, facts);
      const codes = issues.map(({ code }) => code);
      assert.deepEqual([...(statements ?? ["refused"]), ...codes], expected);
    });
  }
});
