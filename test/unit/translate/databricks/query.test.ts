import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { expressionOf, queryOf } from "./harness.ts";

const COLUMNS: TargetColumn[] = [
  { name: "i", class: "int" },
  { name: "j", class: "int" },
  { name: "n", class: "decimal" },
  { name: "f", class: "float" },
  { name: "s", class: "string" },
  { name: "d", class: "date" },
  { name: "e", class: "date" },
  { name: "ts", class: "timestamp" },
  { name: "v", class: "json" },
];

type Expected = readonly [SourceType, string, string];

const EXPRESSIONS: readonly Expected[] = [
  // Whole numbers are divided as the source divides them.
  ["postgres", "i / j", "i div j"],
  ["tsql", "i / n", "i / n"],
  ["snowflake", "i / j", "CAST(i / j AS DECIMAL(38,6))"],
  ["mysql", "i / j", "i / nullif(j, 0)"],
  // Texts: Oracle takes NULL for an empty one.
  ["oracle", "s || 'x'", "coalesce(s, '') || 'x'"],
  ["oracle", "s || s", "nullif(coalesce(s, '') || coalesce(s, ''), '')"],
  ["tsql", "s + 'x'", "s || 'x'"],
  ["postgres", "s || 'x'", "s || 'x'"],
  ["snowflake", "'it''s \\\\ here'", "'it\\'s \\\\ here'"],
  // Dates.
  ["oracle", "ts - ts", "timestampdiff(SECOND, ts, ts) / 86400"],
  ["postgres", "d - e", "datediff(d, e)"],
  ["postgres", "d + 3", "date_add(d, 3)"],
  ["oracle", "ts + 1", "ts + INTERVAL 1 DAY"],
  ["oracle", "ts + 0.5", "ts + 0.5 * INTERVAL '1' DAY"],
  ["postgres", "d + INTERVAL '2 hours'", "CAST(d AS TIMESTAMP_NTZ) + INTERVAL '2' HOUR"],
  ["snowflake", "ts + INTERVAL '1 day, 2 hours'", "ts + (INTERVAL '1' DAY + INTERVAL '2' HOUR)"],
  ["bigquery", "TIMESTAMP '2020-01-01 00:00:00+00'", "TIMESTAMP'2020-01-01 00:00:00+00'"],
  // VARIANT.
  ["snowflake", "v:a.b[0]", "v:a.b[0]"],
  ["snowflake", "v:a::string", "CAST(v:a AS STRING)"],
  ["snowflake", 'v:"Odd Key"', "v:`Odd Key`"],
  ["postgres", "v ->> 'a'", "CAST(v:a AS STRING)"],
  ["postgres", "v -> 'a' -> 0", "v:a[0]"],
  // Patterns: a backslash escapes in Databricks, whatever the source does.
  ["oracle", "CASE WHEN s LIKE 'a\\b%' THEN 1 END", "CASE WHEN s LIKE 'a\\\\\\\\b%' THEN 1 END"],
  ["postgres", "CASE WHEN s ~ '^a' THEN 1 END", "CASE WHEN regexp_like(s, '(?s)^a') THEN 1 END"],
  [
    "tsql",
    "CASE WHEN s LIKE '[a-c]%' THEN 1 END",
    "CASE WHEN regexp_like(s, '(?s)^(?:[a-c].*)$') THEN 1 END",
  ],
  // Arrays count from 0, and answer an error beyond their end.
  ["bigquery", "[1, 2][ORDINAL(1)]", "element_at(ARRAY(1, 2), 1)"],
  ["bigquery", "[1, 2][SAFE_OFFSET(1)]", "get(ARRAY(1, 2), 1)"],
  // Casts: fractions are rounded where the source rounds them.
  ["postgres", "n::bigint", "CAST(round(n) AS BIGINT)"],
  ["tsql", "CAST(n AS bigint)", "CAST(n AS BIGINT)"],
];

const QUERIES: readonly Expected[] = [
  ["snowflake", "SELECT a FROM t ORDER BY a", "SELECT a FROM t ORDER BY a NULLS LAST"],
  ["snowflake", "SELECT a FROM t ORDER BY a DESC", "SELECT a FROM t ORDER BY a DESC NULLS FIRST"],
  ["tsql", "SELECT TOP 3 a FROM t ORDER BY a DESC", "SELECT a FROM t ORDER BY a DESC LIMIT 3"],
  ["snowflake", "SELECT * EXCLUDE (a) FROM t", "SELECT * EXCEPT (a) FROM t"],
  ["tsql", "SELECT [Order], [a b] FROM dbo.[T 1]", "SELECT `Order`, `a b` FROM dbo.`T 1`"],
  [
    "oracle",
    "SELECT a.x FROM a, b WHERE a.id = b.id (+)",
    "SELECT a.x FROM a LEFT JOIN b ON a.id = b.id",
  ],
  ["oracle", "SELECT 1 FROM dual", "SELECT 1"],
  [
    "postgres",
    "SELECT n FROM generate_series(1, 3) AS g(n)",
    "SELECT n FROM explode(sequence(1, 3)) AS g(n)",
  ],
  [
    "postgres",
    "SELECT n FROM generate_series(a, b, c) AS g(n)",
    "SELECT n FROM explode(CASE WHEN (c > 0 AND a > b) OR (c < 0 AND a < b) THEN ARRAY() ELSE sequence(a, b, c) END) AS g(n)",
  ],
  [
    "postgres",
    "SELECT n FROM generate_series('2020-01-01'::date, '2020-02-01', '1 day') AS g(n)",
    "SELECT n FROM explode(CASE WHEN CAST(CAST('2020-01-01' AS DATE) AS TIMESTAMP) > CAST('2020-02-01' AS TIMESTAMP) THEN ARRAY() ELSE sequence(CAST(CAST('2020-01-01' AS DATE) AS TIMESTAMP), CAST('2020-02-01' AS TIMESTAMP), INTERVAL '1' DAY) END) AS g(n)",
  ],
  [
    "tsql",
    "SELECT value FROM GENERATE_SERIES(3, 1) AS s",
    "SELECT value FROM explode(sequence(3, 1)) AS s(value)",
  ],
  [
    "postgres",
    "SELECT a FROM t WHERE 5 > ANY (b) AND NOT x <= ALL (b)",
    "SELECT a FROM t WHERE exists(b, x -> 5 > x) AND NOT forall(b, dwm_x -> x <= dwm_x)",
  ],
  [
    "tsql",
    "SELECT a FROM t WHERE b = ANY (SELECT c FROM u)",
    "SELECT a FROM t WHERE b IN (SELECT c FROM u)",
  ],
  // Words of a join that say nothing more stay as the source writes them.
  [
    "postgres",
    "SELECT t.a FROM t INNER JOIN u ON u.a = t.a LEFT OUTER JOIN w USING (a) JOIN z ON z.a = t.a",
    "SELECT t.a FROM t INNER JOIN u ON u.a = t.a LEFT OUTER JOIN w USING (a) JOIN z ON z.a = t.a",
  ],
  [
    "tsql",
    "SELECT t.a FROM t INNER HASH JOIN u ON u.a = t.a CROSS APPLY (SELECT b FROM w) AS w",
    "SELECT t.a FROM t INNER JOIN u ON u.a = t.a CROSS JOIN LATERAL (SELECT b FROM w) AS w",
  ],
  [
    "snowflake",
    "SELECT t.a FROM t LEFT OUTER JOIN LATERAL (SELECT b FROM u WHERE u.a = t.a) z",
    "SELECT t.a FROM t LEFT JOIN LATERAL (SELECT b FROM u WHERE u.a = t.a) AS z ON TRUE",
  ],
];

describe("queries in Databricks SQL", () => {
  for (const [dialect, source, expected] of EXPRESSIONS) {
    it(`${dialect}: ${source}`, async () => {
      assert.equal(await expressionOf(dialect, source, COLUMNS), expected);
    });
  }
  for (const [dialect, source, expected] of QUERIES) {
    it(`${dialect}: ${source}`, async () => {
      assert.equal((await queryOf(dialect, source)).sql, expected);
    });
  }

  it("asks for a review where the type decides and is not known", async () => {
    for (const [dialect, query] of [
      ["tsql", "SELECT a + b FROM t"],
      ["tsql", "SELECT a / b FROM t"],
      ["oracle", "SELECT a - b FROM t"],
      ["postgres", "SELECT a::int FROM t"],
    ] as const) {
      assert.deepEqual((await queryOf(dialect, query)).codes, ["DWM-QRY-006"], query);
    }
  });

  it("refuses what Databricks has no counterpart for", async () => {
    for (const [dialect, query] of [
      ["postgres", "SELECT sum(a) OVER (ORDER BY b GROUPS 1 PRECEDING) FROM t"],
    ] as const) {
      await assert.rejects(queryOf(dialect, query), /DWM-QRY-00/, query);
    }
  });
});
