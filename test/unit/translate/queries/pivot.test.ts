import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { queryOf } from "../databricks/harness.ts";
import { failureOf, rowsOf, view } from "../harness.ts";

const S = [
  "CREATE TABLE s AS SELECT * FROM (VALUES (1, 'a', 10, 1), (1, 'b', 20, 2), (2, 'a', 30, NULL)) AS s(id, c, x, y)",
];
const KNOWN: Record<string, TargetColumn[]> = {
  s: [
    { name: "id", class: "int" },
    { name: "c", class: "string" },
    { name: "x", class: "int" },
    { name: "y", class: "int" },
  ],
};
const NARROW = "(SELECT id, c, x FROM s)";

const ON_DUCKDB: [SourceType, string, unknown[][]][] = [
  [
    "oracle",
    `SELECT id, a_total, "'b'_TOTAL" AS b FROM ${NARROW} PIVOT (SUM(x) AS total FOR c IN ('a' AS a, 'b')) ORDER BY id`,
    [
      [1, "10", "20"],
      [2, "30", null],
    ],
  ],
  [
    "oracle",
    "SELECT a_m, a_n FROM (SELECT c, x FROM s) PIVOT (MAX(x) AS m, COUNT(*) AS n FOR c IN ('a' AS a, 'z' AS z))",
    [[30, "2"]],
  ],
  [
    "snowflake",
    `SELECT p.ja, p.jb FROM ${NARROW} PIVOT (SUM(x) FOR c IN ('a', 'b')) AS p (id, ja, jb) ORDER BY p.id`,
    [
      ["10", "20"],
      ["30", null],
    ],
  ],
  [
    "snowflake",
    `SELECT "'a'" AS v FROM ${NARROW} PIVOT (MIN(x) FOR c IN ('a')) ORDER BY 1`,
    [[10], [30]],
  ],
  [
    "bigquery",
    `SELECT * FROM ${NARROW} PIVOT (SUM(x) AS s, MIN(x) AS m FOR c IN ('a', 'b' AS q)) ORDER BY id`,
    [
      [1, "10", 10, "20", 20],
      [2, "30", 30, null, null],
    ],
  ],
  [
    "tsql",
    `SELECT * FROM ${NARROW} AS q PIVOT (COUNT(x) FOR c IN ([a], [b])) AS p ORDER BY id`,
    [
      [1, "1", "1"],
      [2, "1", "0"],
    ],
  ],
  [
    "tsql",
    "SELECT * FROM s UNPIVOT (v FOR n IN (x, y)) AS u ORDER BY id, c, n",
    [
      [1, "a", 10, "x"],
      [1, "a", 1, "y"],
      [1, "b", 20, "x"],
      [1, "b", 2, "y"],
      [2, "a", 30, "x"],
    ],
  ],
  [
    "oracle",
    "SELECT n, v FROM s UNPIVOT INCLUDE NULLS (v FOR n IN (x AS 'first', y)) WHERE id = 2 ORDER BY n",
    [
      ["Y", null],
      ["first", 30],
    ],
  ],
  [
    "oracle",
    "SELECT n, v, w FROM s UNPIVOT ((v, w) FOR n IN ((x, y) AS 'both')) WHERE id = 1 ORDER BY v",
    [
      ["both", 10, 1],
      ["both", 20, 2],
    ],
  ],
  [
    "snowflake",
    "SELECT n FROM s UNPIVOT (v FOR n IN (x, \"y\")) WHERE id = 1 AND c = 'a' ORDER BY n",
    [["X"], ["y"]],
  ],
];

describe("PIVOT and UNPIVOT on DuckDB", () => {
  for (const [dialect, query, expected] of ON_DUCKDB) {
    it(`${dialect}: ${query.slice(0, 110)}`, async () => {
      assert.deepEqual(await rowsOf(dialect, query, S, KNOWN), expected);
    });
  }

  it("refuse what is not known before the rows are", async () => {
    const cases: [SourceType, string][] = [
      ["oracle", "SELECT * FROM s PIVOT XML (SUM(x) FOR c IN (ANY))"],
      ["snowflake", "SELECT * FROM s PIVOT (SUM(x) FOR c IN (ANY))"],
      ["snowflake", "SELECT * FROM s PIVOT (SUM(x) FOR c IN (SELECT c FROM s))"],
      ["snowflake", "SELECT * FROM s PIVOT (SUM(x) FOR c IN ('a') DEFAULT ON NULL (0))"],
      ["tsql", "SELECT * FROM other UNPIVOT (v FOR n IN (x, y)) AS u"],
    ];
    for (const [dialect, query] of cases)
      assert.equal(failureOf(await view(dialect, query, KNOWN)).code, "DWM-QRY-002", query);
  });
});

const ON_DATABRICKS: [SourceType, string, string, ...string[]][] = [
  [
    "snowflake",
    "SELECT * FROM sales.s PIVOT (SUM(x) FOR c IN ('JAN' AS jan, 'FEB' AS feb))",
    "SELECT * FROM sales.s PIVOT (sum(x) FOR c IN ('JAN' AS jan, 'FEB' AS feb))",
  ],
  [
    "snowflake",
    "SELECT p.* FROM s PIVOT (SUM(x) FOR c IN ('JAN')) AS p",
    "SELECT p.* FROM (SELECT * FROM s PIVOT (sum(x) FOR c IN ('JAN' AS `'JAN'`))) AS p",
  ],
  [
    "tsql",
    "SELECT [1], [2] FROM (SELECT id, k, x FROM s) AS q PIVOT (COUNT(x) FOR k IN ([1], [2])) AS p",
    "SELECT `1`, `2` FROM (SELECT * EXCEPT (`1`, `2`), coalesce(`1`, 0) AS `1`, coalesce(`2`, 0) AS `2` FROM (SELECT id, k, x FROM s) AS q " +
      "PIVOT (count(x) FOR k IN (1 AS `1`, 2 AS `2`))) AS p",
    "DWM-QRY-006",
    "DWM-QRY-006",
  ],
  [
    "bigquery",
    "SELECT * FROM s PIVOT (SUM(x) AS t, MAX(x) AS m FOR c IN ('a', 'b'))",
    "SELECT * FROM (SELECT * EXCEPT (a_t, a_m, b_t, b_m), a_t AS t_a, a_m AS m_a, b_t AS t_b, b_m AS m_b FROM s " +
      "PIVOT (sum(x) AS t, max(x) AS m FOR c IN ('a' AS a, 'b' AS b))) AS dwm_1",
  ],
  [
    "oracle",
    "SELECT n, v FROM s UNPIVOT INCLUDE NULLS (v FOR n IN (a AS 'x', b)) u",
    "SELECT n, v FROM (SELECT * FROM s UNPIVOT INCLUDE NULLS (v FOR n IN (a AS `x`, b AS `B`))) AS u",
  ],
];

describe("PIVOT and UNPIVOT on Databricks", () => {
  for (const [dialect, query, expected, ...codes] of ON_DATABRICKS) {
    it(`${dialect}: ${query.slice(0, 110)}`, async () => {
      assert.deepEqual(await queryOf(dialect, query), { sql: expected, codes });
    });
  }
});
