import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { compareShapes } from "../../../../src/server/translate/verify/compareShapes.ts";

/** Source and what a translation that loses something would make of it. */
const DIFFER: readonly [SourceType, string, string, RegExp][] = [
  ["postgres", "SELECT a, b FROM t", "SELECT a FROM t", /2 columns in the source, 1 in/],
  ["oracle", "SELECT a, f(b, c) x FROM t", "SELECT a, f(b, c) AS x, 1 FROM t", /2 columns .* 3 in/],
  ["tsql", "SELECT TOP (5) WITH TIES a, b FROM t", "SELECT a FROM t", /2 columns/],
  ["teradata", "SEL a, b FROM t", "SELECT a, c FROM t", /column 2 is called b .* c in/],
  ["snowflake", "SELECT a AS x FROM t", "SELECT a AS y FROM t", /column 1 is called x/],
  ["mysql", "SELECT count(*) n FROM t", "SELECT count(*) AS m FROM t", /column 1 is called n/],
  ["postgres", "SELECT a FROM t JOIN u USING (b)", "SELECT a FROM t", /2 tables .* 1 in/],
  ["oracle", "SELECT t.a FROM t, u WHERE t.a = u.a", "SELECT t.a FROM t", /2 tables/],
  ["tsql", "SELECT a FROM t WHERE b IN (SELECT b FROM u)", "SELECT a FROM t", /2 tables/],
  ["bigquery", "WITH c AS (SELECT 1 AS a, 2 AS b) SELECT a, b, FROM c", "SELECT 1", /2 columns/],
  [
    "postgres",
    "(SELECT a, b FROM t) UNION SELECT 1, 2",
    "SELECT a FROM t UNION SELECT 1",
    /2 columns/,
  ],
];

const ALIKE: readonly [SourceType, string, string][] = [
  ["postgres", "SELECT * FROM t", "SELECT a, b FROM t"],
  ["oracle", "SELECT 1 FROM dual", "SELECT 1"],
  [
    "tsql",
    "SELECT b.a FROM s.t b JOIN s.u c ON 1 = 1",
    "SELECT b.a FROM b.t AS b JOIN b.u AS c ON 1 = 1",
  ],
  [
    "bigquery",
    "SELECT b.a FROM t, t.list AS b",
    "SELECT b.a FROM t LATERAL VIEW explode(t.list) b AS a",
  ],
  [
    "oracle",
    "SELECT listagg(a) WITHIN GROUP (ORDER BY b) AS x, c FROM t",
    "SELECT listagg(a) AS X, C FROM t",
  ],
  [
    "postgres",
    "SELECT extract(year FROM a), a IS DISTINCT FROM b FROM t",
    "SELECT year(a), NOT a <=> b FROM t",
  ],
  ["tsql", "SELECT x = a, [b c] FROM t", "SELECT a AS x, `b c` FROM t"],
  [
    "snowflake",
    "SELECT v:a.b FROM t, LATERAL FLATTEN(INPUT => t.x) f",
    "SELECT v:a.b FROM t LATERAL VIEW explode(x) f",
  ],
  [
    "tsql",
    "SELECT a.x FROM a JOIN b ON a.x = b.x",
    "SELECT a.x FROM m.d.a JOIN m.d.b ON a.x = b.x",
  ],
  ["mysql", "SELECT `a` 'x', a AS 'y z' FROM t", "SELECT a AS x, a AS `y z` FROM t"],
  ["teradata", "SEL a (NAMED x), b FROM t", "SELECT a AS x, b FROM t"],
  [
    "postgres",
    "SELECT x.a FROM (VALUES (1, c), (2, d)) AS x(a, b)",
    "SELECT x.a FROM VALUES (1, 2) AS x(a, b)",
  ],
  [
    "postgres",
    "SELECT INTERVAL '1' DAY, a IS NULL, CASE WHEN a THEN b END FROM t",
    "SELECT 1 x, 2 y, 3 z FROM t",
  ],
];

describe("the shapes of a query and its translation", () => {
  for (const [dialect, source, output, difference] of DIFFER) {
    it(`differ: ${source} / ${output}`, () => {
      assert.match(compareShapes(source, dialect, output, "databricks") ?? "", difference);
    });
  }
  for (const [dialect, source, output] of ALIKE) {
    it(`are alike: ${source}`, () => {
      assert.equal(compareShapes(source, dialect, output, "databricks"), undefined);
    });
  }
});
