import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { queryOf } from "./harness.ts";

const REVIEW = "DWM-QRY-006";

const ROWS: readonly (readonly [
  source: SourceType,
  query: string,
  sql: string,
  ...codes: string[],
])[] = [
  // The columns of t are not known: one of the alias's name would come first.
  ["snowflake", "SELECT a AS x FROM t WHERE x > 1", "SELECT a AS x FROM t WHERE a > 1", REVIEW],
  [
    "teradata",
    "SELECT a + 1 AS x FROM t WHERE x * 2 > 3",
    "SELECT a + 1 AS x FROM t WHERE (a + 1) * 2 > 3",
    REVIEW,
  ],
  [
    "snowflake",
    "SELECT z AS y FROM (SELECT a AS z FROM t) WHERE y = 2",
    "SELECT z AS y FROM (SELECT a AS z FROM t) WHERE z = 2",
  ],
  [
    "snowflake",
    "SELECT z + 1 AS y, y * 2 AS w FROM (SELECT a AS z FROM t) WHERE w = 2",
    "SELECT z + 1 AS y, y * 2 AS w FROM (SELECT a AS z FROM t) WHERE (z + 1) * 2 = 2",
  ],
  [
    "snowflake",
    "SELECT a || b AS y, y::NUMBER AS n FROM (SELECT c AS a, d AS b FROM t) WHERE y::INT > 1 AND y = 'x'",
    "SELECT a || b AS y, CAST(y AS DECIMAL(38,0)) AS n FROM (SELECT c AS a, d AS b FROM t) WHERE CAST((a || b) AS DECIMAL(38,0)) > 1 AND a || b = 'x'",
  ],
  // Columns come first.
  [
    "snowflake",
    "SELECT UPPER(name) AS name FROM t WHERE name = 'a'",
    "SELECT upper(name) AS name FROM t WHERE name = 'a'",
  ],
  [
    "snowflake",
    "SELECT z AS y FROM (SELECT a AS z, b AS y FROM t) WHERE y = 2",
    "SELECT z AS y FROM (SELECT a AS z, b AS y FROM t) WHERE y = 2",
  ],
  [
    "snowflake",
    "SELECT z AS y FROM (SELECT a AS z FROM t) QUALIFY ROW_NUMBER() OVER (PARTITION BY y ORDER BY z) = 1",
    "SELECT z AS y FROM (SELECT a AS z FROM t) QUALIFY row_number() OVER (PARTITION BY z ORDER BY z NULLS LAST) = 1",
  ],
  [
    "snowflake",
    "SELECT z AS y FROM (SELECT a AS z FROM t) WHERE EXISTS (SELECT y FROM u WHERE y = 1)",
    "SELECT z AS y FROM (SELECT a AS z FROM t) WHERE EXISTS (SELECT y FROM u WHERE y = 1)",
  ],
  ["postgres", "SELECT a AS x FROM t WHERE x > 1", "SELECT a AS x FROM t WHERE x > 1"],
  // Neither aggregates nor windows may name an item of the list.
  [
    "teradata",
    "SELECT z * 2 AS y, MAX(y) AS m, SUM(y) OVER () AS s FROM (SELECT a AS z FROM t) AS u",
    "SELECT z * 2 AS y, max(z * 2) AS m, sum(z * 2) OVER () AS s FROM (SELECT a AS z FROM t) AS u",
  ],
];

describe("aliases of the SELECT list in Databricks SQL", () => {
  for (const [source, query, sql, ...codes] of ROWS) {
    it(`${source}: ${query}`, async () => {
      assert.deepEqual(await queryOf(source, query), { sql, codes });
    });
  }
});
