import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { queryOf } from "../databricks/harness.ts";
import { failureOf, rowsOf, view } from "../harness.ts";

const T = [
  "CREATE TABLE t AS SELECT * FROM (VALUES (1, 'a', 30), (2, 'a', 10), (3, 'b', 20)) AS t(id, g, x)",
];

const ON_DUCKDB: [SourceType, string, unknown[][]][] = [
  [
    "mysql",
    "SELECT CONCAT(g, '!') AS h, SUM(x) AS s FROM t GROUP BY g ORDER BY LENGTH(g), s DESC",
    [
      ["a!", "40"],
      ["b!", "20"],
    ],
  ],
  ["mysql", "SELECT GROUP_CONCAT(DISTINCT g ORDER BY x SEPARATOR ';') AS s FROM t", [["a;b"]]],
  [
    "mysql",
    "SELECT GROUP_CONCAT(DISTINCT CONCAT(g, 1) ORDER BY id DESC) AS s FROM t WHERE id > 1",
    [["b1,a1"]],
  ],
  [
    "postgres",
    "SELECT id, upper(g) AS h, count(*) AS n FROM t GROUP BY id ORDER BY x",
    [
      [2, "A", "1"],
      [3, "B", "1"],
      [1, "A", "1"],
    ],
  ],
  [
    "postgres",
    "SELECT g, count(*) AS n FROM t GROUP BY GROUPING SETS ((g), ()) ORDER BY g",
    [
      ["a", "2"],
      ["b", "1"],
      [null, "3"],
    ],
  ],
  [
    "oracle",
    "SELECT g, MAX(id) KEEP (DENSE_RANK FIRST ORDER BY x) AS m FROM t GROUP BY g ORDER BY g",
    [
      ["a", 2],
      ["b", 3],
    ],
  ],
  [
    "oracle",
    "SELECT MIN(id) KEEP (DENSE_RANK LAST ORDER BY g, x) OVER () AS m FROM t WHERE id < 3",
    [[1], [1]],
  ],
  [
    "oracle",
    "SELECT * FROM (SELECT a.*, ROWNUM rn FROM (SELECT id, x FROM t ORDER BY x DESC) a WHERE ROWNUM <= 2) WHERE rn > 1",
    [[3, 20, "2"]],
  ],
  [
    "oracle",
    "SELECT ROWNUM, id FROM (SELECT id FROM t ORDER BY x)",
    [
      ["1", 2],
      ["2", 3],
      ["3", 1],
    ],
  ],
  [
    "tsql",
    "SELECT g, SUM(x) AS s FROM t GROUP BY g WITH ROLLUP ORDER BY g",
    [
      [null, "60"],
      ["a", "40"],
      ["b", "20"],
    ],
  ],
  [
    "mysql",
    "SELECT g, COUNT(*) AS n FROM t GROUP BY g WITH ROLLUP ORDER BY g",
    [
      [null, "3"],
      ["a", "2"],
      ["b", "1"],
    ],
  ],
  [
    "mysql",
    "SELECT t.id, t.g, MAX(t.x) AS m FROM t WHERE x > 10 && id > 1 GROUP BY t.id",
    [[3, "b", 20]],
  ],
  [
    "snowflake",
    "SELECT $1 + 1 AS n, $2 AS m FROM (SELECT id, g FROM t WHERE id = 3) q",
    [[4, "b"]],
  ],
  [
    "snowflake",
    "SELECT * EXCLUDE (g) REPLACE (x * 2 AS x) RENAME (id AS k) FROM t WHERE id = 1",
    [[1, 60]],
  ],
  [
    "redshift",
    'SELECT i.n::int AS n FROM (SELECT JSON_PARSE(\'[{"n": 1}, {"n": 2}]\') AS l) AS q, q.l AS i ORDER BY 1',
    [[1], [2]],
  ],
];

describe("clauses of queries on DuckDB", () => {
  for (const [dialect, query, expected] of ON_DUCKDB) {
    it(`${dialect}: ${query.slice(0, 110)}`, async () => {
      assert.deepEqual(await rowsOf(dialect, query, T), expected);
    });
  }

  const REFUSED: [SourceType, string, string][] = [
    ["tsql", "SELECT a FROM srv.db.dbo.u", "DWM-QRY-011"],
    ["tsql", "SELECT name FROM sys.objects", "DWM-QRY-002"],
    ["oracle", "SELECT table_name FROM all_tables", "DWM-QRY-002"],
    ["oracle", "SELECT x.COLUMN_VALUE FROM TABLE(f(1)) x", "DWM-QRY-002"],
    ["oracle", "SELECT CURSOR(SELECT 1 FROM dual) FROM dual", "DWM-QRY-002"],
    ["oracle", "SELECT SUM(a) KEEP (DENSE_RANK FIRST ORDER BY b) FROM t", "DWM-QRY-002"],
    ["bigquery", "SELECT a FROM `p.d.events_*`", "DWM-QRY-002"],
    ["teradata", "SELECT a FROM dbc.tablesv", "DWM-QRY-002"],
    ["tsql", "SELECT a AS [x.y] FROM t FOR JSON PATH", "DWM-QRY-002"],
  ];
  for (const [dialect, query, code] of REFUSED) {
    it(`${dialect}: ${query} is refused`, async () => {
      assert.equal(failureOf(await view(dialect, query)).code, code);
    });
  }
});

const KNOWN: Record<string, TargetColumn[]> = {
  k: [
    { name: "a", class: "int" },
    { name: "b", class: "int" },
    { name: "c", class: "int" },
  ],
};

const ON_DATABRICKS: [SourceType, string, string, ...string[]][] = [
  [
    "oracle",
    "SELECT MAX(a) KEEP (DENSE_RANK FIRST ORDER BY b) AS m FROM t",
    "SELECT min_by(a, b) AS m FROM t",
    "DWM-QRY-006",
  ],
  [
    "oracle",
    "SELECT * FROM (SELECT q.*, ROWNUM rn FROM (SELECT a FROM t ORDER BY a) q WHERE ROWNUM <= 20) WHERE rn > 10",
    "SELECT * FROM (SELECT q.* EXCEPT (dwm_row), q.dwm_row AS rn FROM (SELECT a, row_number() OVER (ORDER BY a NULLS LAST) AS dwm_row FROM t " +
      "ORDER BY a NULLS LAST) AS q WHERE q.dwm_row <= 20) WHERE rn > 10",
  ],
  [
    "snowflake",
    "SELECT * REPLACE (b + 1 AS b) RENAME (c AS d) FROM k",
    "SELECT a, b + 1 AS b, c AS d FROM k",
  ],
  [
    "bigquery",
    "SELECT * EXCEPT (a) REPLACE (b * 2 AS b) FROM t",
    "SELECT * EXCEPT (a, b), b * 2 AS b FROM t",
    "DWM-QRY-006",
  ],
  [
    "tsql",
    "SELECT (SELECT i.x, i.y FROM items i WHERE i.id = t.id FOR JSON PATH) AS j FROM t",
    "SELECT (SELECT CASE WHEN count(*) > 0 THEN to_json(collect_list(named_struct('x', i.x, 'y', i.y))) END FROM items AS i WHERE i.id = t.id) AS j FROM t",
    "DWM-QRY-006",
  ],
  [
    "mysql",
    "SELECT g, n, MAX(x) AS m FROM t GROUP BY g",
    "SELECT g, any_value(n) AS n, max(x) AS m FROM t GROUP BY g",
    "DWM-QRY-006",
  ],
  [
    "postgres",
    "SELECT d::date + INTERVAL '1 month 2 days' AS x FROM t",
    "SELECT CAST(CAST(d AS DATE) AS TIMESTAMP_NTZ) + INTERVAL '1' MONTH + INTERVAL '2' DAY AS x FROM t",
  ],
  [
    "redshift",
    "SELECT i.name AS n FROM t, t.items AS i WHERE i.id::int = 3",
    "SELECT i.value:name AS n FROM t, LATERAL variant_explode(t.items) AS i WHERE CAST(i.value:id AS INT) = 3",
  ],
  [
    "postgres",
    "SELECT a FROM t WHERE b > ALL (SELECT c FROM u)",
    "SELECT a FROM t WHERE NOT EXISTS (SELECT 1 FROM (SELECT c FROM u) AS dwm_rows(dwm_value) WHERE (b > dwm_value) IS NOT TRUE)",
    "DWM-QRY-006",
  ],
  ["postgres", "SELECT a FROM t FOR UPDATE NOWAIT", "SELECT a FROM t", "DWM-QRY-006"],
];

describe("clauses of queries on Databricks", () => {
  for (const [dialect, query, expected, ...codes] of ON_DATABRICKS) {
    it(`${dialect}: ${query.slice(0, 110)}`, async () => {
      assert.deepEqual(await queryOf(dialect, query, KNOWN), { sql: expected, codes });
    });
  }
});
