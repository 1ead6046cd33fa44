import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { queryOf } from "../databricks/harness.ts";
import { rowsOf } from "../harness.ts";

const T = ["CREATE TABLE t AS SELECT * FROM (VALUES (1, 10), (2, 20), (2, 30)) AS t(id, n)"];
const KNOWN: Record<string, TargetColumn[]> = {
  t: [
    { name: "id", class: "int" },
    { name: "n", class: "int" },
  ],
};

const QUERIES: [SourceType, string, unknown[][]][] = [
  [
    "snowflake",
    "SELECT id AS x, x + 1 AS y, SUM(n) AS s FROM t GROUP BY 1, 2 ORDER BY y",
    [
      [1, 2, "10"],
      [2, 3, "50"],
    ],
  ],
  [
    "redshift",
    "SELECT CASE WHEN id > 1 THEN 'a' ELSE 'b' END AS g, g || 'x' AS h, COUNT(*) AS c, c * 2 AS d FROM t GROUP BY g, h ORDER BY h",
    [
      ["a", "ax", "2", "4"],
      ["b", "bx", "1", "2"],
    ],
  ],
  [
    "snowflake",
    "SELECT id AS x, SUM(n) AS s FROM t GROUP BY x, x + 1 ORDER BY s",
    [
      [1, "10"],
      [2, "50"],
    ],
  ],
  // A column comes before an alias of its name.
  [
    "snowflake",
    "SELECT id + 1 AS id, id * 10 AS b, COUNT(*) AS c FROM t GROUP BY 1, 2 ORDER BY 1",
    [
      [2, 10, "1"],
      [3, 20, "2"],
    ],
  ],
  [
    "snowflake",
    "SELECT id, SUM(n) AS s FROM t GROUP BY ALL QUALIFY RANK() OVER (ORDER BY s DESC) = 1",
    [[2, "50"]],
  ],
  [
    "bigquery",
    "SELECT n, SUM(n) OVER (w) AS s FROM t WINDOW w AS (ORDER BY n ROWS UNBOUNDED PRECEDING)",
    [
      [10, "10"],
      [20, "30"],
      [30, "60"],
    ],
  ],
  [
    "mysql",
    "SELECT a.n, b.n AS m FROM t a LEFT JOIN (t b, t c) ON a.id = b.id AND b.n < c.n AND a.n <> b.n ORDER BY a.n",
    [
      [10, null],
      [20, null],
      [30, 20],
    ],
  ],
];

describe("groups, windows and joins in brackets", () => {
  for (const [dialect, query, expected] of QUERIES) {
    it(`${dialect}: ${query.slice(0, 100)}`, async () => {
      assert.deepEqual(await rowsOf(dialect, query, T, KNOWN), expected);
    });
  }

  it("write an alias out that a key of the groups names, on Databricks", async () => {
    const query = "SELECT id AS x, x + 1 AS y, SUM(n) AS s, s * 2 AS d FROM t GROUP BY 1, 2";
    assert.deepEqual(await queryOf("redshift", query, KNOWN), {
      sql: "SELECT id AS x, id + 1 AS y, sum(n) AS s, s * 2 AS d FROM t GROUP BY 1, 2",
      codes: [],
    });
  });
});
