import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { queryOf } from "../databricks/harness.ts";
import { rowsOf } from "../harness.ts";

const T = [
  "CREATE TABLE t AS SELECT 1 AS id, [3, 1, 2] AS xs, [{'key': 'page', 'value': {'s': '/home'}}, {'key': 'n', 'value': {'s': 'x'}}] AS params",
  "CREATE TABLE u AS SELECT * FROM (VALUES (1, 20), (1, 10), (2, 5)) AS u(id, x)",
];

const ON_DUCKDB: [SourceType, string, unknown[][]][] = [
  ["bigquery", "SELECT STRUCT(1 AS a, id AS b).b AS v FROM t", [[1]]],
  ["bigquery", "SELECT STRUCT<a INT64, b STRING>(1, 'x').b AS v", [["x"]]],
  ["bigquery", "SELECT ARRAY<INT64>[1, 2] AS v, ARRAY<STRING>[] AS w", [[["1", "2"], []]]],
  [
    "bigquery",
    "SELECT e.b FROM UNNEST(ARRAY<STRUCT<a INT64, b STRING>>[(1, 'x'), (2, 'y')]) AS e WHERE e.a = 2",
    [["y"]],
  ],
  [
    "bigquery",
    "SELECT ARRAY(SELECT x FROM u WHERE u.id = t.id ORDER BY x) AS v, ARRAY(SELECT x FROM u WHERE u.id > 9) AS w FROM t",
    [[[10, 20], []]],
  ],
  [
    "bigquery",
    "SELECT ARRAY(SELECT e * 2 FROM UNNEST(t.xs) AS e WHERE e > 1 ORDER BY e DESC) AS v FROM t",
    [[[6, 4]]],
  ],
  [
    "bigquery",
    "SELECT (SELECT value.s FROM UNNEST(params) WHERE key = 'page') AS v FROM t",
    [["/home"]],
  ],
  [
    "bigquery",
    "SELECT * FROM UNNEST([STRUCT(1 AS a, 'x' AS b), (2, 'y'), STRUCT(3, 'z')]) WHERE a > 1",
    [
      [2, "y"],
      [3, "z"],
    ],
  ],
  [
    "bigquery",
    'SELECT STRING(e.k.v), off FROM UNNEST(JSON_QUERY_ARRAY(\'[{"k": {"v": "x"}}]\')) AS e WITH OFFSET off',
    [["x", "0"]],
  ],
  ["bigquery", "SELECT AS STRUCT id, 2 AS n FROM t", [[1, 2]]],
  ["bigquery", "SELECT (SELECT AS STRUCT 1 AS a, 2 AS b).b AS v", [[2]]],
  [
    "bigquery",
    "SELECT id FROM t WHERE 3 IN UNNEST(xs) AND EXISTS (SELECT 1 FROM UNNEST(params) p WHERE p.key = 'n')",
    [[1]],
  ],
  ["postgres", "SELECT ARRAY(SELECT x FROM u ORDER BY x) AS v", [[[5, 10, 20]]]],
  [
    "postgres",
    "SELECT id FROM t WHERE xs @> ARRAY[1, 3] AND xs && ARRAY[9, 2] AND ARRAY[1] <@ xs AND NOT xs @> ARRAY[9]",
    [[1]],
  ],
  [
    "postgres",
    "SELECT '{\"a\": {\"b\": [7]}}'::jsonb #>> '{a,b,0}' AS v, '{\"a\": 1}'::jsonb @> '{\"a\": 1}'::jsonb AS w",
    [["7", true]],
  ],
  [
    "postgres",
    "SELECT x FROM u WHERE 'ab1' SIMILAR TO 'a_[0-9]' AND 'abc' NOT SIMILAR TO '%(d|e)%' AND 'a.c' SIMILAR TO 'a.c' AND NOT 'abc' SIMILAR TO 'a.c' AND x BETWEEN SYMMETRIC 30 AND 15",
    [[20]],
  ],
  [
    "snowflake",
    "SELECT x FROM u WHERE TO_VARCHAR(x) LIKE ANY ('2%', '1%') AND TO_VARCHAR(x) NOT LIKE ALL ('%1', '1%') ",
    [[20]],
  ],
  ["teradata", "SELECT x ** 2 AS v FROM u WHERE x EQ 5 AND id NE 1", [[25]]],
];

describe("structures, arrays and patterns on DuckDB", () => {
  for (const [dialect, query, expected] of ON_DUCKDB) {
    it(`${dialect}: ${query.slice(0, 110)}`, async () => {
      assert.deepEqual(await rowsOf(dialect, query, T), expected);
    });
  }
});

const ON_DATABRICKS: [SourceType, string, string, ...string[]][] = [
  [
    "bigquery",
    "SELECT STRUCT(1 AS a, x) AS s FROM t",
    "SELECT named_struct('a', 1, 'x', x) AS s FROM t",
  ],
  ["bigquery", "SELECT ARRAY<INT64>[] AS v", "SELECT CAST(array() AS ARRAY<BIGINT>) AS v"],
  [
    "bigquery",
    "SELECT e.a FROM UNNEST([STRUCT(1 AS a), STRUCT(2)]) AS e",
    "SELECT dwm_1.e.a FROM explode(ARRAY(named_struct('a', 1), named_struct('a', 2))) AS dwm_1(e)",
  ],
  [
    "bigquery",
    "SELECT INT64(e) AS v, STRING(e.y.z) AS w FROM t, UNNEST(JSON_QUERY_ARRAY(PARSE_JSON(t.s), '$.l')) AS e",
    "SELECT CAST(e AS BIGINT) AS v, CAST(dwm_2.e:y.z AS STRING) AS w FROM t, LATERAL explode(CAST(parse_json(t.s):l AS ARRAY<VARIANT>)) AS dwm_2(e)",
  ],
  [
    "bigquery",
    "SELECT ARRAY(SELECT x * 2 FROM UNNEST(t.xs) AS x WHERE x > 1) AS v FROM t",
    "SELECT transform(filter(t.xs, x -> x > 1), x -> x * 2) AS v FROM t",
  ],
  [
    "bigquery",
    "SELECT ARRAY(SELECT DISTINCT x FROM UNNEST(t.xs) AS x ORDER BY x DESC LIMIT 3) AS v FROM t",
    "SELECT slice(sort_array(array_distinct(t.xs), FALSE), 1, 3) AS v FROM t",
  ],
  [
    "bigquery",
    "SELECT (SELECT value.int_value FROM UNNEST(event_params) WHERE key = 'ga_session_id') AS s FROM events",
    "SELECT get(transform(filter(event_params, e -> e.key = 'ga_session_id'), e -> e.value.int_value), 0) AS s FROM events",
  ],
  [
    "bigquery",
    "SELECT (SELECT MAX(i.price) FROM UNNEST(items) i) AS m, (SELECT COUNT(*) FROM UNNEST(items) i WHERE i.n > t.n) AS c FROM t",
    "SELECT array_max(transform(items, i -> i.price)) AS m, size(filter(items, i -> i.n > t.n)) AS c FROM t",
  ],
  [
    "bigquery",
    "SELECT (SELECT LENGTH(STRING_AGG(x, '-')) + COUNT(*) AS n FROM UNNEST(t.xs) AS x) AS n FROM t",
    "SELECT length(nullif(array_join(transform(t.xs, x -> x), '-'), '')) + size(t.xs) AS n FROM t",
  ],
  [
    "bigquery",
    "SELECT (SELECT MAX(x) / SUM(x) FROM UNNEST(t.xs) AS x) AS n FROM t",
    "SELECT (SELECT max(x) / sum(x) FROM explode(t.xs) AS dwm_1(x)) AS n FROM t",
    "DWM-QRY-006",
  ],
  [
    "bigquery",
    "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM UNNEST(t.xs) AS x WHERE x = 2) AND b NOT IN UNNEST(t.ys)",
    "SELECT a FROM t WHERE exists(t.xs, x -> x = 2) AND NOT array_contains(t.ys, b)",
  ],
  [
    "bigquery",
    "SELECT (SELECT SUM(x) FROM UNNEST(t.xs) AS x) AS s FROM t",
    "SELECT (SELECT sum(x) FROM explode(t.xs) AS dwm_1(x)) AS s FROM t",
    "DWM-QRY-006",
  ],
  [
    "bigquery",
    "SELECT key FROM t, UNNEST(params)",
    "SELECT key FROM t, LATERAL inline(params) AS dwm_2",
  ],
  [
    "postgres",
    'SELECT a FROM t WHERE j::jsonb @> \'{"a": {"b": 1}, "c": "x"}\'',
    "SELECT a FROM t WHERE try_variant_get(parse_json(j), '$.a.b', 'double') = 1 AND try_variant_get(parse_json(j), '$.c', 'string') = 'x'",
  ],
  [
    "postgres",
    "SELECT a FROM t WHERE s SIMILAR TO '%(b|d)%'",
    "SELECT a FROM t WHERE regexp_like(s, '(?s)^(?:.*(b|d).*)$')",
  ],
  [
    "redshift",
    "SELECT a FROM t WHERE s LIKE ANY ('a%', 'b%')",
    "SELECT a FROM t WHERE s LIKE 'a%' OR s LIKE 'b%'",
  ],
];

describe("structures, arrays and patterns on Databricks", () => {
  for (const [dialect, query, expected, ...codes] of ON_DATABRICKS) {
    it(`${dialect}: ${query.slice(0, 110)}`, async () => {
      assert.deepEqual(await queryOf(dialect, query), { sql: expected, codes });
    });
  }
});
