import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { type Facts, loose, rowsAfter, sqlOf, told } from "./harness.ts";

const T = "CREATE TABLE t (a INTEGER, b VARCHAR)";
const AB: TargetColumn[] = [
  { name: "a", class: "int" },
  { name: "b", class: "string" },
];
const KEYED: Facts = { known: { t: AB }, keys: { t: [["a"]] } };
const OLD = [T, "INSERT INTO t VALUES (1, 'old')"];

/** Statements, what they make of a table t with the row (1, 'old'), and what is known of t. */
const ON_DUCKDB: [string, SourceType, string[], unknown[][], Facts?][] = [
  [
    "take literals and queries",
    "oracle",
    ["INSERT INTO t VALUES (2, 'x')", "INSERT INTO t (b, a) SELECT b || '!', a + 2 FROM t;"],
    [
      [1, "old"],
      [2, "x"],
      [3, "old!"],
      [4, "x!"],
    ],
  ],
  [
    "take common table expressions before them",
    "tsql",
    ["WITH c AS (SELECT 5 AS x) INSERT INTO t (a) SELECT x FROM c"],
    [
      [1, "old"],
      [5, null],
    ],
  ],
  [
    "take no values",
    "postgres",
    ["INSERT INTO t DEFAULT VALUES"],
    [
      [1, "old"],
      [null, null],
    ],
  ],
  [
    "take Teradata's values",
    "teradata",
    ["INS t (2, 'x')"],
    [
      [1, "old"],
      [2, "x"],
    ],
  ],
  [
    "take MySQL's SET",
    "mysql",
    ["INSERT INTO t SET b = 'x', a = 2"],
    [
      [1, "old"],
      [2, "x"],
    ],
  ],
  [
    "take booleans, dates and fractions as the source does",
    "tsql",
    ["INSERT INTO u VALUES (1, '20200131', 2.7)"],
    [[true, "2020-01-31", 2]],
    {
      known: {
        u: [
          { name: "x", class: "bool" },
          { name: "y", class: "date" },
          { name: "z", class: "int" },
        ],
      },
    },
  ],
  [
    "leave identity columns out",
    "tsql",
    ["INSERT INTO t VALUES ('x')"],
    [
      [1, "old"],
      [null, "x"],
    ],
    { known: { t: [{ name: "a", class: "int", generated: "identity" }, ...AB.slice(1)] } },
  ],
  [
    "update on conflict",
    "postgres",
    [
      "INSERT INTO t (a, b) VALUES (1, 'new'), (2, 'x') ON CONFLICT (a) DO UPDATE SET b = t.b || EXCLUDED.b WHERE t.a > 0",
    ],
    [
      [1, "oldnew"],
      [2, "x"],
    ],
  ],
  [
    "do nothing on conflict",
    "postgres",
    ["INSERT INTO t SELECT a, 'q' FROM t ON CONFLICT DO NOTHING"],
    [[1, "old"]],
    KEYED,
  ],
  [
    "update on a duplicate key",
    "mysql",
    [
      "INSERT INTO t (a, b) VALUES (1, 'new') ON DUPLICATE KEY UPDATE b = CONCAT(b, VALUES(b))",
      "INSERT INTO t VALUES (2, 'x') AS n ON DUPLICATE KEY UPDATE b = n.b",
    ],
    [
      [1, "oldnew"],
      [2, "x"],
    ],
    KEYED,
  ],
  ["replace rows", "mysql", ["REPLACE INTO t (a) VALUES (1)"], [[1, null]], KEYED],
  [
    "ignore what is there",
    "mysql",
    ["INSERT IGNORE INTO t VALUES (1, 'x'), (2, 'y')"],
    [
      [1, "old"],
      [2, "y"],
    ],
    KEYED,
  ],
  [
    "fill several tables",
    "oracle",
    [
      "INSERT ALL INTO t (a, b) VALUES (2, 'x') INTO u (x) VALUES (3) SELECT * FROM dual",
      "INSERT FIRST WHEN n > 5 THEN INTO t (a) VALUES (n) WHEN n > 3 THEN INTO t (a, b) VALUES (n, s) ELSE INTO t (b) VALUES (s) SELECT x AS n, 'from u' AS s FROM u",
    ],
    [
      [1, "old"],
      [2, "x"],
      [null, "from u"],
    ],
  ],
  ["overwrite what is there", "snowflake", ["INSERT OVERWRITE INTO t (a) SELECT 7"], [[7, null]]],
];

describe("INSERT on DuckDB", () => {
  for (const [what, dialect, statements, expected, facts] of ON_DUCKDB) {
    it(`${dialect}: can ${what}`, async () => {
      const u = facts?.known?.u
        ? "CREATE TABLE u (x BOOLEAN, y DATE, z INTEGER)"
        : "CREATE TABLE u (x INTEGER)";
      const query = facts?.known?.u ? "FROM u" : "FROM t ORDER BY ALL";
      assert.deepEqual(await rowsAfter(dialect, [...OLD, u], statements, query, facts), expected);
    });
  }

  it("counts the values", () => {
    for (const sql of ["INSERT INTO t (a) SELECT 1, 2", "INSERT INTO t VALUES (1, 2, 3)"])
      assert.match(told(loose("tsql", "duckdb", sql, KEYED)).join(), /^refused,DWM-DAT-002/);
  });
});

/** What Databricks gets, and the codes of the issues. */
const ON_DATABRICKS: [SourceType, string, string[], Facts?][] = [
  [
    "tsql",
    "INSERT INTO dbo.[order] WITH (TABLOCK) (a, b) SELECT a, b FROM dbo.u;",
    ["INSERT INTO dbo.`order` (a, b) SELECT a, b FROM dbo.u", "DWM-QRY-007"],
  ],
  [
    "mysql",
    "INSERT INTO t VALUES ('5', '2020-01-31 10:00', 1, '{}')",
    ["INSERT INTO t VALUES (5, TIMESTAMP_NTZ'2020-01-31 10:00:00', TRUE, parse_json('{}'))"],
    {
      known: {
        t: [
          { name: "a", class: "int" },
          { name: "b", class: "timestamp" },
          { name: "c", class: "bool" },
          { name: "d", class: "json" },
        ],
      },
    },
  ],
  [
    "postgres",
    "INSERT INTO t (a, b) VALUES (1, DEFAULT) ON CONFLICT (a) DO UPDATE SET (b) = (EXCLUDED.b)",
    [
      "MERGE INTO t USING (SELECT 1 AS a) AS dwm_new ON t.a = dwm_new.a WHEN MATCHED THEN UPDATE SET b = dwm_new.b " +
        "WHEN NOT MATCHED THEN INSERT (a, b) VALUES (dwm_new.a, DEFAULT)",
    ],
  ],
  [
    "mysql",
    "INSERT INTO t (a, b) SELECT x, y FROM u ON DUPLICATE KEY UPDATE a = a + VALUES(a)",
    [
      "MERGE INTO t USING (SELECT * FROM (SELECT x, y FROM u) AS dwm_rows(a, b)) AS dwm_new ON t.a = dwm_new.a " +
        "WHEN MATCHED THEN UPDATE SET a = t.a + dwm_new.a WHEN NOT MATCHED THEN INSERT (a, b) VALUES (dwm_new.a, dwm_new.b)",
      "DWM-QRY-006",
    ],
    KEYED,
  ],
  ["snowflake", "INSERT OVERWRITE INTO t SELECT 1", ["INSERT OVERWRITE t SELECT 1"]],
  [
    "snowflake",
    "INSERT ALL WHEN x > 1 THEN INTO t (a) VALUES (x) ELSE INTO db.s.u SELECT x FROM w",
    [
      "INSERT INTO t (a) SELECT x FROM (SELECT x FROM w) AS dwm_rows WHERE x > 1",
      "INSERT INTO db.s.u SELECT * FROM (SELECT x FROM w) AS dwm_rows WHERE NOT coalesce(x > 1, FALSE)",
      "DWM-DML-004",
    ],
  ],
  ["mysql", "INSERT IGNORE INTO t (b) VALUES ('x')", ["refused", "DWM-DML-005"]],
  [
    "mysql",
    "INSERT IGNORE INTO t (b) VALUES ('x')",
    ["INSERT INTO t (b) VALUES ('x')", "DWM-DML-004"],
    KEYED,
  ],
  ["mysql", "REPLACE INTO t VALUES (1, 'x')", ["refused", "DWM-DML-005"]],
  ["oracle", "INSERT ALL INTO t (a) VALUES (x) SELECT x FROM t", ["refused", "DWM-QRY-002"]],
  ["tsql", "INSERT INTO t EXEC p", ["refused", "DWM-PRC-063"]],
  ["tsql", "INSERT INTO t (a) OUTPUT inserted.a VALUES (1)", ["refused", "DWM-QRY-002"]],
  ["postgres", "INSERT INTO t (a) VALUES (1) RETURNING a", ["refused", "DWM-QRY-002"]],
];

describe("INSERT on Databricks", () => {
  for (const [dialect, sql, expected, facts] of ON_DATABRICKS) {
    it(`${dialect}: ${sql.slice(0, 80)}`, () => {
      const { statements, issues } = loose(dialect, "databricks", sql, facts);
      const codes = issues.map(({ code }) => code);
      assert.deepEqual([...(statements ?? ["refused"]), ...codes], expected);
    });
  }

  it("keeps the place of what is refused", () => {
    const [issue] = loose("postgres", "databricks", "INSERT INTO t\nVALUES (nope(1))").issues;
    assert.deepEqual([issue?.code, issue?.line, issue?.column], ["DWM-QRY-003", 2, 9]);
    assert.throws(() => sqlOf(loose("postgres", "databricks", "INSERT INTO")));
  });
});
