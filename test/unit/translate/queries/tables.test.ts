import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { queryOf } from "../databricks/harness.ts";
import { failureOf, rowsOf, view } from "../harness.ts";

const T = [
  `CREATE TABLE t AS SELECT * FROM (VALUES (1, '{"a": [10, 20], "o": {"x": "y"}}'::JSON, [1, 2], 'p,q'), (2, '{"a": []}'::JSON, [3], 'r')) AS t(id, v, l, s)`,
  "CREATE TABLE st AS SELECT 1 AS id, [{'x': 1, 'y': 'a'}, {'x': 2, 'y': 'b'}] AS items",
];

/** What is known of t in some of the cases. */
const KNOWN: Record<string, TargetColumn[]> = {
  t: [
    { name: "id", class: "int" },
    { name: "v", class: "json" },
    { name: "l", class: "unknown" },
    { name: "s", class: "string" },
  ],
};

const ON_DUCKDB: [SourceType, string, unknown[][]][] = [
  [
    "snowflake",
    "SELECT t.id, f.index, f.value::INT AS n FROM t, LATERAL FLATTEN(input => t.v:a) f ORDER BY 1, 2",
    [
      [1, 0, "10"],
      [1, 1, "20"],
    ],
  ],
  [
    "snowflake",
    "SELECT t.id, f.value::INT AS n FROM t, TABLE(FLATTEN(t.v, PATH => 'a', OUTER => TRUE)) f ORDER BY 1, 2",
    [
      [1, "10"],
      [1, "20"],
      [2, null],
    ],
  ],
  [
    "snowflake",
    "SELECT id, key, value::STRING AS s FROM t, LATERAL FLATTEN(input => v:o)",
    [[1, "x", "y"]],
  ],
  [
    "snowflake",
    "SELECT id, f.value::INT AS n FROM t, LATERAL FLATTEN(input => v:a, mode => 'ARRAY') f UNION ALL SELECT id, 0 FROM t, LATERAL FLATTEN(input => v:o, mode => 'ARRAY') ORDER BY ALL DESC",
    [
      [1, "20"],
      [1, "10"],
    ],
  ],
  [
    "snowflake",
    "SELECT id, f.value::STRING AS n FROM t, LATERAL FLATTEN(input => v:o, mode => 'ARRAY', outer => TRUE) f ORDER BY ALL",
    [
      [1, null],
      [2, null],
    ],
  ],
  [
    "snowflake",
    "SELECT SEQ4() AS n FROM TABLE(GENERATOR(ROWCOUNT => 3)) ORDER BY 1",
    [["0"], ["1"], ["2"]],
  ],
  [
    "snowflake",
    "SELECT $2, column1 FROM VALUES (1, 'a'), (2, 'b') ORDER BY $1 DESC",
    [
      ["b", 2],
      ["a", 1],
    ],
  ],
  ["snowflake", "SELECT x.b FROM (VALUES (1, 'a')) AS x (a, b)", [["a"]]],
  ["postgres", "SELECT column2 FROM (VALUES (1, 'a')) AS x", [["a"]]],
  ["snowflake", "SELECT COUNT(*) AS n FROM t SAMPLE (100)", [["2"]]],
  [
    "postgres",
    "SELECT COUNT(*) AS n FROM t AS q TABLESAMPLE BERNOULLI (100) REPEATABLE (3)",
    [["2"]],
  ],
  [
    "snowflake",
    "SELECT t.id, p.index, p.value FROM t, LATERAL SPLIT_TO_TABLE(t.s, ',') p ORDER BY 1, 2",
    [
      [1, "1", "p"],
      [1, "2", "q"],
      [2, "1", "r"],
    ],
  ],
  [
    "tsql",
    "SELECT t.id, p.value, p.ordinal FROM t CROSS APPLY STRING_SPLIT(t.s, ',', 1) AS p WHERE t.id = 1 ORDER BY p.ordinal DESC",
    [
      [1, "q", "2"],
      [1, "p", "1"],
    ],
  ],
  [
    "tsql",
    "SELECT t.id, x.n FROM t OUTER APPLY (SELECT MAX(u.id) AS n FROM t u WHERE u.id < t.id) x ORDER BY t.id",
    [
      [1, null],
      [2, 1],
    ],
  ],
  [
    "tsql",
    "SELECT t.id, x.n FROM t CROSS APPLY (VALUES (t.id * 10), (t.id * 100)) AS x (n) WHERE t.id = 2 ORDER BY 2",
    [
      [2, 20],
      [2, 200],
    ],
  ],
  [
    "bigquery",
    "SELECT t.id, e, place FROM t, UNNEST(t.l) AS e WITH OFFSET AS place ORDER BY id, place",
    [
      [1, 1, "0"],
      [1, 2, "1"],
      [2, 3, "0"],
    ],
  ],
  ["bigquery", "SELECT st.id, i.x, i.y FROM st, st.items AS i WHERE i.x > 1", [[1, 2, "b"]]],
  [
    "bigquery",
    "SELECT t.id, e FROM t LEFT JOIN UNNEST(t.l) AS e ORDER BY 1, 2",
    [
      [1, 1],
      [1, 2],
      [2, 3],
    ],
  ],
  [
    "postgres",
    "SELECT g.n FROM generate_series(1, 5, 2) AS g(n) ORDER BY 1",
    [["1"], ["3"], ["5"]],
  ],
  // SQL Server counts down by itself.
  ["tsql", "SELECT value FROM GENERATE_SERIES(2, 1) AS g", [["2"], ["1"]]],
  [
    "tsql",
    "SELECT t.id, g.value FROM t CROSS APPLY GENERATE_SERIES(t.id, 2) AS g ORDER BY 1, 2",
    [
      [1, "1"],
      [1, "2"],
      [2, "2"],
    ],
  ],
  [
    "postgres",
    "SELECT d FROM generate_series('2020-01-01'::timestamp, '2020-01-03'::timestamp, INTERVAL '1 day') AS d ORDER BY 1",
    [["2020-01-01 00:00:00"], ["2020-01-02 00:00:00"], ["2020-01-03 00:00:00"]],
  ],
  [
    "postgres",
    "SELECT t.id, u.e, u.n FROM t, UNNEST(t.l) WITH ORDINALITY AS u(e, n) WHERE t.id = 1 ORDER BY n DESC",
    [
      [1, 2, "2"],
      [1, 1, "1"],
    ],
  ],
  [
    "postgres",
    "SELECT t.id, e ->> 'k' AS k, e.value AS v FROM t, jsonb_array_elements('[{\"k\": 1}]'::jsonb) AS e ORDER BY 1",
    [
      [1, "1", '{"k":1}'],
      [2, "1", '{"k":1}'],
    ],
  ],
  [
    "postgres",
    'SELECT key, value FROM jsonb_each_text(\'{"a": 1, "b": "x"}\'::jsonb) ORDER BY key',
    [
      ["a", "1"],
      ["b", "x"],
    ],
  ],
];

describe("what stands in a FROM clause, on DuckDB", () => {
  for (const [dialect, query, expected] of ON_DUCKDB) {
    it(`${dialect}: ${query.slice(0, 110)}`, async () => {
      assert.deepEqual(await rowsOf(dialect, query, T, KNOWN), expected);
    });
  }

  const REFUSED: [SourceType, string][] = [
    ["snowflake", "SELECT * FROM t, LATERAL FLATTEN(input => t.v)"],
    ["snowflake", "SELECT f.seq FROM t, LATERAL FLATTEN(input => t.v) f"],
    ["snowflake", "SELECT f.value FROM t, LATERAL FLATTEN(input => t.v, mode => 'OTHER') f"],
    ["snowflake", "SELECT a FROM t AT (OFFSET => -60)"],
    ["snowflake", "SELECT $1 FROM t"],
    ["snowflake", "SELECT 1 AS a FROM TABLE(GENERATOR(TIMELIMIT => 3))"],
    ["oracle", "SELECT a FROM t AS OF SCN 5"],
    ["tsql", "SELECT a FROM t FOR SYSTEM_TIME AS OF '2020-01-01'"],
    ["bigquery", "SELECT * FROM t, UNNEST(t.l) AS e"],
  ];
  for (const [dialect, query] of REFUSED) {
    it(`${dialect}: ${query} is refused`, async () => {
      assert.equal(failureOf(await view(dialect, query, KNOWN)).code, "DWM-QRY-002");
    });
  }
});

const ON_DATABRICKS: [SourceType, string, string, ...string[]][] = [
  [
    "snowflake",
    "SELECT t.id, f.value:name::STRING AS n, f.index FROM t, LATERAL FLATTEN(input => t.v:items) f",
    "SELECT t.id, CAST(f.value:name AS STRING) AS n, CASE WHEN f.key IS NULL THEN f.pos END AS index FROM t, LATERAL variant_explode(t.v:items) AS f",
  ],
  [
    "snowflake",
    "SELECT f.index FROM t, LATERAL FLATTEN(input => t.v, mode => 'ARRAY') f ORDER BY ALL DESC",
    "SELECT f.pos AS index FROM t, LATERAL (SELECT * FROM variant_explode(t.v) WHERE key IS NULL) AS f ORDER BY ALL DESC NULLS FIRST",
  ],
  [
    "snowflake",
    "SELECT f.index, NTH_VALUE(f.key, 2) FROM FIRST OVER (ORDER BY f.key) AS second FROM t, TABLE(FLATTEN(t.v, mode => 'object')) f",
    "SELECT CAST(NULL AS INT) AS index, nth_value(f.key, 2) OVER (ORDER BY f.key NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second FROM t, LATERAL (SELECT * FROM variant_explode(t.v) WHERE key IS NOT NULL) AS f",
  ],
  [
    "snowflake",
    "SELECT f.key, f.this FROM t LEFT JOIN LATERAL FLATTEN(input => t.v, path => 'a.b', outer => TRUE) f ON TRUE",
    "SELECT f.key, t.v:a.b AS this FROM t LEFT JOIN LATERAL variant_explode_outer(t.v:a.b) AS f ON TRUE",
  ],
  [
    "snowflake",
    "SELECT SEQ4() AS n FROM TABLE(GENERATOR(ROWCOUNT => 10))",
    "SELECT dwm_1.id AS n FROM range(10) AS dwm_1(id)",
  ],
  [
    "snowflake",
    "SELECT $1 AS a FROM VALUES (1), (2)",
    "SELECT column1 AS a FROM VALUES (1), (2) AS dwm_1(column1)",
  ],
  [
    "snowflake",
    "SELECT a FROM t SAMPLE BERNOULLI (10) SEED (3) q",
    "SELECT a FROM t TABLESAMPLE (10 PERCENT) REPEATABLE (3) AS q",
  ],
  [
    "snowflake",
    "SELECT a FROM t AT (OFFSET => -60) AS q",
    "SELECT a FROM t TIMESTAMP AS OF current_timestamp() + -60 * INTERVAL '1' SECOND AS q",
    "DWM-QRY-006",
  ],
  [
    "oracle",
    "SELECT a FROM t AS OF TIMESTAMP TIMESTAMP '2020-01-01 00:00:00' q",
    "SELECT a FROM t TIMESTAMP AS OF TIMESTAMP_NTZ'2020-01-01 00:00:00' AS q",
    "DWM-QRY-006",
  ],
  [
    "tsql",
    "SELECT p.value FROM t CROSS APPLY STRING_SPLIT(t.s, ',') p",
    "SELECT p.value FROM t CROSS JOIN LATERAL explode(split(t.s, concat('\\\\Q', ',', '\\\\E'))) AS p(value)",
  ],
  [
    "tsql",
    "SELECT x.n FROM t OUTER APPLY (SELECT MAX(u.a) AS n FROM u WHERE u.id = t.id) x",
    "SELECT x.n FROM t LEFT JOIN LATERAL (SELECT max(u.a) AS n FROM u WHERE u.id = t.id) AS x ON TRUE",
  ],
  [
    "tsql",
    "SELECT x.n FROM t CROSS APPLY (VALUES (t.a), (t.b)) AS x (n)",
    "SELECT x.n FROM t CROSS JOIN LATERAL stack(2, t.a, t.b) AS x(n)",
  ],
  [
    "bigquery",
    "SELECT e.x, o FROM t, UNNEST(t.l) AS e WITH OFFSET o",
    "SELECT dwm_2.e.x, o FROM t, LATERAL posexplode(t.l) AS dwm_2(o, e)",
  ],
  [
    "bigquery",
    "SELECT i.x FROM t, t.items AS i",
    "SELECT dwm_2.i.x FROM t, LATERAL explode(t.items) AS dwm_2(i)",
  ],
  [
    "postgres",
    "SELECT n FROM generate_series(1, 3) AS g(n)",
    "SELECT n FROM explode(sequence(1, 3)) AS g(n)",
  ],
  [
    "postgres",
    "SELECT n FROM generate_series(1, t.x) AS g(n)",
    "SELECT n FROM explode(CASE WHEN 1 <= t.x THEN sequence(1, t.x) ELSE ARRAY() END) AS g(n)",
  ],
  [
    "postgres",
    "SELECT e ->> 'k' AS k FROM t, jsonb_array_elements(t.v) AS e",
    "SELECT CAST(e.value:k AS STRING) AS k FROM t, LATERAL (SELECT e.value AS value FROM variant_explode(t.v) AS e) AS e",
  ],
  [
    "snowflake",
    "WITH q AS (SELECT 1 AS id, ARRAY_CONSTRUCT('a', 'b') AS tags) SELECT id, f.index, f.value FROM q, LATERAL FLATTEN(input => tags) f",
    "WITH q AS (SELECT 1 AS id, ARRAY('a', 'b') AS tags) SELECT id, f.index, f.value FROM q, LATERAL posexplode(tags) AS f(index, value)",
  ],
  [
    "snowflake",
    "SELECT q.l[1] FROM (SELECT SPLIT(s, ',') AS l FROM t) q",
    "SELECT get(q.l, 1) FROM (SELECT split(s, ',') AS l FROM t) AS q",
  ],
  [
    "snowflake",
    "SELECT q.a FROM (SELECT a FROM t) q SAMPLE (5) SEED (7)",
    "SELECT q.a FROM (SELECT a FROM t) TABLESAMPLE (5 PERCENT) REPEATABLE (7) AS q",
  ],
  ["snowflake", "SELECT v:a:'1 b' FROM t", "SELECT v:a['1 b'] FROM t"],
  // Columns of a FLATTEN that the source names alone; an alias may be called as one of them.
  [
    "snowflake",
    "SELECT id, value:name::STRING AS n FROM t, LATERAL FLATTEN(input => PARSE_JSON(doc):items) AS value WHERE key IS NULL",
    "SELECT id, CAST(value:name AS STRING) AS n FROM t, LATERAL variant_explode(parse_json(doc):items) AS value WHERE key IS NULL",
  ],
  [
    "snowflake",
    "SELECT id, index, value FROM t, LATERAL FLATTEN(input => SPLIT(list, ','))",
    "SELECT id, index, value FROM t, LATERAL posexplode(split(list, ',')) AS dwm_2(index, value)",
  ],
  // What variant_explode calls otherwise is named with its table.
  [
    "snowflake",
    "SELECT index FROM t, LATERAL FLATTEN(input => PARSE_JSON(doc)) f",
    "SELECT CASE WHEN f.key IS NULL THEN f.pos END AS index FROM t, LATERAL variant_explode(parse_json(doc)) AS f",
  ],
  // (+) on a column that is compared with a value.
  [
    "snowflake",
    "SELECT o.id, d.name FROM orders o, depots d WHERE o.depot = d.id(+) AND d.open(+) = 1 AND o.total > 5",
    "SELECT o.id, d.name FROM orders AS o LEFT JOIN depots AS d ON o.depot = d.id AND d.open = 1 WHERE o.total > 5",
  ],
];

describe("what stands in a FROM clause, on Databricks", () => {
  for (const [dialect, query, expected, ...codes] of ON_DATABRICKS) {
    it(`${dialect}: ${query.slice(0, 110)}`, async () => {
      assert.deepEqual(await queryOf(dialect, query), { sql: expected, codes });
    });
  }
});
