import assert from "node:assert/strict";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { queryOf } from "../databricks/harness.ts";
import { failureOf, firstRow, view } from "../harness.ts";

const KNOWN: Record<string, TargetColumn[]> = {
  t: [
    { name: "id", class: "int" },
    { name: "v", class: "json" },
  ],
};
const T = [
  `CREATE TABLE t AS SELECT 1 AS id, '{"s": " Ab ", "n": 10, "d": "2024-01-02", "b": true, "o": {"x": 1}}'::JSON AS v`,
];

/** A VARIANT where a function or a choice takes it for a plain value, on DuckDB. */
const VALUES: [string, unknown][] = [
  ["UPPER(TRIM(v:s))", "AB"],
  ["TO_VARCHAR(v:s)", " Ab "],
  ["LENGTH(v:s)", "4"],
  ["ROUND(v:n, 1)", 10],
  ["SUM(v:n)", 10],
  ["DATEDIFF('day', v:d, '2024-01-05'::date)", "3"],
  ["NVL(v:none, 'x')", "x"],
  ["COALESCE(v:n, 0) + 1", 11],
  ["IFF(v:n > 9, v:s, 'small')", " Ab "],
  ["CASE v:n WHEN 10 THEN 'ten' END", "ten"],
  ["DECODE(v:s, ' Ab ', 1, 2)", 1],
  ["NULLIF(v:s, ' Ab ')", null],
];

const ON_DATABRICKS: [string, string, number][] = [
  [
    "SELECT v:s AS k, COUNT(*) AS c FROM t GROUP BY v:s",
    "SELECT CAST(v:s AS STRING) AS k, count(*) AS c FROM t GROUP BY CAST(v:s AS STRING)",
    2,
  ],
  [
    "SELECT v:s AS k, COUNT(*) AS c FROM t GROUP BY 1",
    "SELECT CAST(v:s AS STRING) AS k, count(*) AS c FROM t GROUP BY 1",
    1,
  ],
  ["SELECT DISTINCT v:s AS k FROM t", "SELECT DISTINCT CAST(v:s AS STRING) AS k FROM t", 1],
  [
    "SELECT ROW_NUMBER() OVER (PARTITION BY v:s ORDER BY v:n) AS r FROM t",
    "SELECT row_number() OVER (PARTITION BY CAST(v:s AS STRING) ORDER BY CAST(v:n AS STRING) NULLS LAST) AS r FROM t",
    2,
  ],
  ["SELECT id FROM t ORDER BY v:n", "SELECT id FROM t ORDER BY CAST(v:n AS STRING) NULLS LAST", 1],
  [
    "SELECT id FROM t WHERE v:s = v:d AND v:b",
    "SELECT id FROM t WHERE CAST(v:s AS STRING) = CAST(v:d AS STRING) AND CAST(v:b AS BOOLEAN)",
    0,
  ],
  ["SELECT v:s FROM t UNION SELECT v:d FROM t", "(SELECT v:s FROM t) UNION (SELECT v:d FROM t)", 1],
  [
    "SELECT v:s FROM t UNION ALL SELECT v:d FROM t",
    "(SELECT v:s FROM t) UNION ALL (SELECT v:d FROM t)",
    0,
  ],
  [
    "SELECT CASE v:n WHEN 1 THEN 2 END AS c FROM t",
    "SELECT CASE CAST(v:n AS DOUBLE) WHEN 1 THEN 2 END AS c FROM t",
    0,
  ],
];

describe("values of Snowflake's VARIANT", () => {
  for (const [expression, expected] of VALUES) {
    it(`${expression}, on DuckDB`, async () => {
      const query = `SELECT ${expression} AS x FROM t`;
      assert.deepEqual(await firstRow("snowflake", query, T, KNOWN), [expected]);
    });
  }
  for (const [query, sql, notes] of ON_DATABRICKS) {
    it(`${query}, on Databricks`, async () => {
      const codes = Array.from({ length: notes }, () => "DWM-QRY-006");
      assert.deepEqual(await queryOf("snowflake", query, KNOWN), { sql, codes });
    });
  }

  it("have no order that MAX could tell", async () => {
    const answer = await view("snowflake", "SELECT MAX(v:n) AS m FROM t", KNOWN);
    assert.equal(failureOf(answer).code, "DWM-QRY-004");
  });
});
