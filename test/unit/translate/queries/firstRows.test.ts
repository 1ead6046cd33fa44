import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { queryOf } from "../databricks/harness.ts";
import { rowsOf } from "../harness.ts";

const T = [
  "CREATE TABLE t AS SELECT * FROM (VALUES (1, 'a', 5), (2, 'b', 7), (3, 'a', 7), (4, 'b', 9)) AS t(id, g, x)",
];

const ON_DUCKDB: [SourceType, string, unknown[][]][] = [
  ["tsql", "SELECT TOP 2 WITH TIES id FROM t ORDER BY x DESC, g", [[4], [3]]],
  [
    "tsql",
    "SELECT TOP (2) WITH TIES id, x AS y FROM t ORDER BY y DESC",
    [
      [4, 9],
      [2, 7],
      [3, 7],
    ],
  ],
  ["tsql", "SELECT TOP 30 PERCENT id FROM t ORDER BY id", [[1], [2]]],
  [
    "tsql",
    "SELECT TOP 1 WITH TIES g, COUNT(*) AS n FROM t GROUP BY g ORDER BY 2 DESC",
    [
      ["a", "2"],
      ["b", "2"],
    ],
  ],
  ["tsql", "SELECT DISTINCT TOP 1 WITH TIES x FROM t ORDER BY x", [[5]]],
  ["oracle", "SELECT id FROM t ORDER BY x FETCH FIRST 2 ROWS WITH TIES", [[1], [2], [3]]],
  [
    "oracle",
    "SELECT id FROM t WHERE id < 4 UNION SELECT 9 FROM dual ORDER BY 1 FETCH FIRST 50 PERCENT ROWS ONLY",
    [[1], [2]],
  ],
  [
    "teradata",
    "SELECT TOP 1 WITH TIES id FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY g ORDER BY id) = 1 ORDER BY x",
    [[1]],
  ],
  [
    "postgres",
    "SELECT DISTINCT ON (g) g, id FROM t ORDER BY g, x DESC",
    [
      ["a", 3],
      ["b", 4],
    ],
  ],
];

describe("the first rows of an order", () => {
  for (const [dialect, query, expected] of ON_DUCKDB) {
    it(`${dialect}: ${query}`, async () => {
      const rows = await rowsOf(dialect, query, T);
      assert.deepEqual(rows, expected);
    });
  }

  const ON_DATABRICKS: [SourceType, string, string][] = [
    [
      "tsql",
      "SELECT TOP 2 WITH TIES a, b AS c FROM t ORDER BY c DESC",
      "SELECT a, b AS c FROM t QUALIFY rank() OVER (ORDER BY b DESC) <= 2 ORDER BY c DESC",
    ],
    [
      "tsql",
      "SELECT TOP 10 PERCENT a FROM t",
      "SELECT a FROM t QUALIFY row_number() OVER (ORDER BY NULL) <= ceil(count(*) OVER () * 10 / 100.0)",
    ],
    [
      "postgres",
      "SELECT DISTINCT ON (a, b) a, c FROM t ORDER BY a, b, c DESC LIMIT 5",
      "SELECT a, c FROM t QUALIFY row_number() OVER (PARTITION BY a, b ORDER BY a NULLS LAST, b NULLS LAST, c DESC NULLS FIRST) = 1 " +
        "ORDER BY a NULLS LAST, b NULLS LAST, c DESC NULLS FIRST LIMIT 5",
    ],
    ["oracle", "SELECT a FROM t FETCH FIRST 3 ROWS ONLY", "SELECT a FROM t LIMIT 3"],
    [
      "tsql",
      "SELECT TOP 3 a FROM t UNION ALL SELECT TOP 4 PERCENT b FROM u",
      "(SELECT a FROM t LIMIT 3) UNION ALL (SELECT b FROM u QUALIFY row_number() OVER (ORDER BY NULL) <= ceil(count(*) OVER () * 4 / 100.0))",
    ],
  ];
  for (const [dialect, query, expected] of ON_DATABRICKS) {
    it(`on Databricks, ${dialect}: ${query}`, async () => {
      assert.equal((await queryOf(dialect, query)).sql, expected);
    });
  }
});
