import assert from "node:assert/strict";
import { queryOf } from "../databricks/harness.ts";
import { failureOf, rowsOf, view } from "../harness.ts";

const T = [
  "CREATE TABLE t AS SELECT * FROM (VALUES (1, 12.345, DATE '2020-01-31', 'x'), (2, 7, DATE '2021-12-01', 'y')) AS t(id, n, d, s)",
];

const ON_DUCKDB: [string, unknown[][]][] = [
  [
    "SEL id (FORMAT '999'), n (DECIMAL(5,1)), s (NAMED q), d AS e (TITLE 'E') FROM t WHERE id = 1",
    [[1, "12.3", "x", "2020-01-31"]],
  ],
  [
    "SELECT CAST(CAST(d AS FORMAT 'YYYYMM') AS CHAR(6)) AS a, (d (FORMAT 'DD/MM/YY')) (VARCHAR(8)) AS b FROM t ORDER BY id",
    [
      ["202001", "31/01/20"],
      ["202112", "01/12/21"],
    ],
  ],
  [
    "SELECT '20200229' (DATE, FORMAT 'YYYYMMDD') AS a, CAST('29.02.2020' AS DATE FORMAT 'DD.MM.YYYY') AS b",
    [["2020-02-29", "2020-02-29"]],
  ],
  [
    "SELECT CAST((id (FORMAT '9(4)')) AS CHAR(4)) AS a, (n + 1) (INTEGER) AS b FROM t ORDER BY id",
    [
      ["0001", 13],
      ["0002", 8],
    ],
  ],
  ["SELECT COUNT(*) AS c FROM (SELECT id FROM t SAMPLE 1) x", [["1"]]],
  ["SELECT COUNT(*) AS c FROM (SELECT id FROM t SAMPLE 50) x", [["2"]]],
];

describe("Teradata's own grammar", () => {
  for (const [query, expected] of ON_DUCKDB) {
    it(`on DuckDB: ${query}`, async () => {
      assert.deepEqual(await rowsOf("teradata", query, T), expected);
    });
  }

  const ON_DATABRICKS: [string, string, ...string[]][] = [
    [
      "SELECT CAST(CAST(d AS FORMAT 'YYYYMMDD') AS CHAR(8)) AS a FROM t",
      "SELECT date_format(d, 'yyyyMMdd') AS a FROM t",
    ],
    ["SELECT a (DATE, FORMAT 'YYYY-MM-DD') FROM t", "SELECT CAST(a AS DATE) FROM t", "DWM-QRY-007"],
    [
      "SELECT CAST(a AS DATE FORMAT 'DD/MM/YYYY') AS b FROM t",
      "SELECT to_date(a, 'dd/MM/yyyy') AS b FROM t",
      "DWM-QRY-006",
      "DWM-QRY-007",
    ],
    [
      "SELECT a FROM t WHERE b > 1 SAMPLE 10",
      "SELECT * FROM (SELECT a FROM t WHERE b > 1) AS dwm_rows ORDER BY rand() LIMIT 10",
    ],
    [
      "SELECT a FROM t SAMPLE .25",
      "SELECT * FROM (SELECT a FROM t) AS dwm_rows WHERE rand() < .25",
    ],
  ];
  for (const [query, expected, ...codes] of ON_DATABRICKS) {
    it(`on Databricks: ${query}`, async () => {
      assert.deepEqual(await queryOf("teradata", query), { sql: expected, codes });
    });
  }

  it("takes no function of periods for a column with a type, and names what is refused", async () => {
    const refused: [string, RegExp][] = [
      ["SELECT P_INTERSECT(PERIOD(a, b), PERIOD(c, d)) AS p FROM t", /P_INTERSECT/],

      ["SELECT id FROM t WHERE p CONTAINS DATE '2024-01-01'", /CONTAINS of periods/],
    ];
    for (const [query, what] of refused) {
      const issue = failureOf(await view("teradata", query));
      assert.match(issue.message, what);
      assert.match(issue.hint ?? "", /period|running SUM/);
    }
  });

  it("tells that a date written as text follows the session", async () => {
    const { issues } = await view(
      "teradata",
      "SELECT CAST(CURRENT_DATE AS VARCHAR(10)) AS x FROM t",
    );
    assert.ok(
      issues.some(({ code, message }) => code === "DWM-QRY-006" && /another form/.test(message)),
    );
  });

  it("is refused where it has no counterpart", async () => {
    for (const query of [
      "SELECT NORMALIZE a, p FROM t",
      "SELECT a FROM t EXPAND ON p AS q BY INTERVAL '1' DAY",
      "SELECT a, b.x FROM a WHERE a.id = b.id",
      "SELECT a FROM t SAMPLE .25, .5",
      "SELECT a FROM t SAMPLE RANDOMIZED ALLOCATION 5",
      "SELECT a FROM t WHERE p OVERLAPS q",
    ])
      assert.match(failureOf(await view("teradata", query)).code, /^DWM-QRY-00[12]$/, query);
  });
});
