import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { translateObject } from "../../../src/server/translate/translateObject.ts";
import { contextFor, failureOf, firstRow, objectOf, rowsOf, view } from "./harness.ts";

// Every row of the table "silent wrong output" in the notes on translating: the right result, or an error at its place.

const AB = [
  "CREATE TABLE a AS SELECT * FROM (VALUES (1, 'one'), (2, 'two')) AS a(x, n)",
  "CREATE TABLE b AS SELECT * FROM (VALUES (1, 'B1')) AS b(x, m)",
];

/** Refused constructs: dialect, query, code. */
const REFUSED: [SourceType, string, string][] = [
  [
    "oracle",
    "SELECT CONNECT_BY_ISCYCLE FROM t CONNECT BY NOCYCLE PRIOR id = parent",
    "DWM-QRY-002",
  ],
  ["oracle", "SELECT INSTR(a, 'xx', 1, 0) FROM t", "DWM-QRY-004"],
  ["snowflake", "SELECT REGEXP_INSTR(a, 'x(y)', 1, 1, 0, 'e') FROM t", "DWM-QRY-004"],
  ["oracle", "SELECT INSTR(a, 'x', b) FROM t", "DWM-QRY-004"],
  ["oracle", "SELECT REGEXP_SUBSTR(a, '^x', 3, 2) FROM t", "DWM-QRY-004"],
  ["oracle", "SELECT TRUNC(x) FROM t", "DWM-QRY-004"],
  ["oracle", "SELECT REGEXP_REPLACE(a, '(.)\\1', 'x') FROM t", "DWM-QRY-004"],
  ["teradata", "SELECT REGEXP_SUBSTR(a, '(?<=x)y') FROM t", "DWM-QRY-004"],
  ["teradata", "SELECT REGEXP_SIMILAR(a, '(?!x).*') FROM t", "DWM-QRY-004"],
  ["teradata", "SELECT a, RANK(b) FROM t GROUP BY a", "DWM-QRY-004"],
  ["teradata", "SELECT a FROM t GROUP BY a QUALIFY CSUM(b, c) < 3", "DWM-QRY-004"],
  ["oracle", "SELECT TO_CHAR(d, 'DDSP') FROM t", "DWM-QRY-005"],
  ["oracle", "SELECT TO_CHAR(12.5, '9.99EEEE') FROM dual", "DWM-QRY-005"],
  ["oracle", "SELECT TO_DATE('01-JAN-20') - x FROM t", "DWM-QRY-004"],
  ["oracle", "SELECT a FROM t@link", "DWM-QRY-002"],
  ["oracle", "SELECT a FROM t WHERE ROWNUM > 5", "DWM-QRY-002"],
  ["oracle", "SELECT my_package.f(a) FROM t", "DWM-QRY-003"],
  ["tsql", "SELECT TOP 1 WITH TIES a FROM t", "DWM-QRY-002"],
  ["tsql", "SELECT a FROM t FOR XML PATH('')", "DWM-QRY-002"],
  ["tsql", "SELECT t.a, u.b FROM t JOIN u ON u.id = t.id FOR JSON AUTO", "DWM-QRY-002"],
  ["tsql", "SELECT PATINDEX('%a%b%', x) FROM t", "DWM-QRY-004"],
  ["tsql", "SELECT 'a' + 1", "DWM-QRY-004"],
  ["tsql", "SELECT dbo.f(a) FROM t", "DWM-QRY-003"],
  ["tsql", "SELECT frobnicate(a) FROM t", "DWM-QRY-003"],
  ["tsql", "SELECT @x", "DWM-QRY-002"],
  ["snowflake", "SELECT TO_CHAR(d, 'Q') FROM t", "DWM-QRY-005"],
  ["snowflake", "SELECT a FROM t AT (OFFSET => -60)", "DWM-QRY-002"],
  ["teradata", "SELECT (a (FORMAT 'GZZ9.99')) (CHAR(7)) FROM t", "DWM-QRY-002"],
  ["teradata", "SELECT NGRAM(a, b, 2) FROM t", "DWM-QRY-003"],
  ["bigquery", "SELECT FORMAT_DATE('%r', d) FROM t", "DWM-QRY-005"],
];

describe("silent wrong output", () => {
  for (const [dialect, query, code] of REFUSED) {
    it(`${dialect}: ${query} is refused`, async () => {
      const issue = failureOf(await view(dialect, query));
      assert.equal(issue.code, code, issue.message);
      assert.equal(issue.line, 10);
      assert.ok(issue.column > 3, "stands at its place in the statement");
    });
  }

  it("oracle and redshift: (+) is an outer join", async () => {
    for (const dialect of ["oracle", "redshift"] as const) {
      const rows = await rowsOf(
        dialect,
        "SELECT a.n, b.m FROM a, b WHERE a.x = b.x(+) AND b.m(+) = 'B1' AND a.x > 0 ORDER BY a.x",
        AB,
      );
      assert.deepEqual(rows, [
        ["one", "B1"],
        ["two", null],
      ]);
    }
  });

  it("oracle: TRUNC of dates and numbers", async () => {
    const query =
      "SELECT TRUNC(TO_DATE('2020-05-17 13:14:15', 'YYYY-MM-DD HH24:MI:SS')), TRUNC(DATE '2020-05-17', 'MM'), TRUNC(12.567, 2), TRUNC(-2.5) FROM dual";
    assert.deepEqual(await firstRow("oracle", query), [
      "2020-05-17 00:00:00",
      "2020-05-01 00:00:00",
      "12.56",
      "-2",
    ]);
  });

  it("redshift: TRUNC of a timestamp is a date", async () => {
    assert.deepEqual(await firstRow("redshift", "SELECT TRUNC(TIMESTAMP '2020-05-17 13:14:15')"), [
      "2020-05-17",
    ]);
  });

  it("oracle: format masks", async () => {
    const query =
      "SELECT TO_CHAR(DATE '2020-05-07', 'YYYY-MM-DD HH24:MI:SS'), TO_CHAR(DATE '2020-05-07', 'FMDD.MM.YYYY'), TO_CHAR(TO_DATE('07/05/20', 'DD/MM/RR'), 'YYYYMMDD'), TO_CHAR(7, 'FM000') FROM dual";
    assert.deepEqual(await firstRow("oracle", query), [
      "2020-05-07 00:00:00",
      "7.5.2020",
      "20200507",
      "007",
    ]);
  });

  it("oracle and postgres: years of two digits are of the source's century", async () => {
    const query =
      "SELECT TO_DATE('01-60', 'MM-RR'), TO_DATE('01-49', 'MM-RR'), TO_DATE('01-99', 'MM-YY') FROM dual";
    assert.deepEqual(await firstRow("oracle", query), [
      "1960-01-01 00:00:00",
      "2049-01-01 00:00:00",
      "2099-01-01 00:00:00",
    ]);
    assert.deepEqual(
      await firstRow(
        "postgres",
        "SELECT TO_DATE('69-01-01', 'YY-MM-DD'), TO_DATE('70-01-01', 'YY-MM-DD')",
      ),
      ["2069-01-01", "1970-01-01"],
    );
  });

  it("weeks begin where the source begins them", async () => {
    // Saturday to Sunday, Sunday to Monday.
    const query =
      "SELECT DATEDIFF(week, '2020-01-04', '2020-01-05'), DATEDIFF(week, '2020-01-05', '2020-01-06')";
    assert.deepEqual(await firstRow("tsql", query), ["1", "0"]);
    assert.deepEqual(await firstRow("snowflake", query), ["0", "1"]);
  });

  it("oracle: regular expressions with an occurrence", async () => {
    assert.deepEqual(
      await firstRow("oracle", "SELECT REGEXP_SUBSTR('a1b22c333', '[0-9]+', 1, 2) FROM dual"),
      ["22"],
    );
  });

  it("oracle: ROWNUM limits rows", async () => {
    assert.equal(
      (await rowsOf("oracle", "SELECT n FROM a WHERE ROWNUM <= 1 AND x > 0", AB)).length,
      1,
    );
    const top = await rowsOf(
      "oracle",
      "SELECT * FROM (SELECT n FROM a ORDER BY x DESC) WHERE ROWNUM < 2",
      AB,
    );
    assert.deepEqual(top, [["two"]]);
  });

  it("oracle: NULL and '' are the same to ||, DECODE and literals", async () => {
    const query =
      "SELECT 'a' || NULL || 'b', NULL || '', DECODE(NULL, NULL, 'null', 'other'), NVL('', 'empty') FROM dual";
    assert.deepEqual(await firstRow("oracle", query), ["ab", null, "null", "empty"]);
  });

  it("tsql: + joins texts, by literal and by known type", async () => {
    const known = {
      a: [
        { name: "x", class: "int" as const },
        { name: "n", class: "string" as const },
      ],
    };
    assert.deepEqual(
      await firstRow(
        "tsql",
        "SELECT TOP 1 n + '!' , n + n, x + x FROM dbo.a ORDER BY x",
        AB,
        known,
      ),
      ["one!", "oneone", 2],
    );
  });

  it("tsql: STUFF, PATINDEX, CHOOSE, CHARINDEX with a start, nested GETDATE", async () => {
    const query =
      "SELECT STUFF('abcdef', 2, 3, 'XY'), PATINDEX('%[0-9]%', 'ab3d'), CHOOSE(2, 'a', 'b'), CHARINDEX('a', 'banana', 3), DATEDIFF(day, GETDATE(), DATEADD(day, 2, GETDATE())), LEN('ab  ')";
    assert.deepEqual(await firstRow("tsql", query), ["aXYef", "3", "b", "4", "2", "2"]);
  });

  it("redshift: blanks at the end count in comparisons, and that is told once", async () => {
    const known = {
      t: [
        { name: "a", class: "string" as const },
        { name: "n", class: "int" as const },
      ],
    };
    const codes = async (query: string) =>
      (await view("redshift", query, known)).issues.map(({ code }) => code);
    const blanks = ["DWM-QRY-014"];
    assert.deepEqual(await codes("SELECT n FROM t WHERE a = 'x' AND a IN ('y', 'z')"), blanks);
    assert.deepEqual(
      await codes("SELECT n FROM t GROUP BY a, n HAVING a BETWEEN '1' AND '2'"),
      blanks,
    );
    assert.deepEqual(await codes("SELECT DISTINCT a FROM t"), blanks);
    assert.deepEqual(await codes("SELECT x.n FROM t x JOIN t y USING (a)"), blanks);
    assert.deepEqual(await codes("SELECT a FROM t WHERE n = 1 AND 'a' = 'b' ORDER BY a"), []);
  });

  it("postgres: JSON that is compared by what it holds is compared as a text, and that is told", async () => {
    const known = { t: [{ name: "j", class: "json" as const }] };
    const codes = async (query: string) =>
      (await view("postgres", query, known)).issues.map(({ code }) => code);
    assert.deepEqual(await codes("SELECT j = '{}'::jsonb FROM t WHERE j <> j"), ["DWM-QRY-015"]);
    assert.deepEqual(await codes("SELECT j ->> 'a' = 'x' FROM t"), []);
  });

  it("tsql: OPENJSON's texts of objects in Databricks, told once", async () => {
    const one = "OPENJSON(j) WITH (a VARCHAR(9), b VARCHAR(9))";
    const query = `CREATE VIEW v AS SELECT x.a, y.b FROM t CROSS APPLY ${one} x CROSS APPLY ${one} y`;
    const context = { ...contextFor("tsql"), target: "databricks" as const };
    const { issues } = await translateObject(objectOf("VIEW", "v", query), context);
    assert.equal(issues.filter(({ code }) => code === "DWM-QRY-015").length, 1);
  });

  it("tsql: CONVERT styles, casts that cut, whole-number division", async () => {
    const query =
      "SELECT CONVERT(VARCHAR(10), CAST('20200517' AS DATETIME), 120), CONVERT(CHAR(8), CAST('2020-05-17' AS DATE), 112), CAST(2.7 AS INT), CAST(-2.7 AS INT), 7 / 2, 7 / 2.0, CAST('abcdef' AS VARCHAR(3))";
    assert.deepEqual(await firstRow("tsql", query), [
      "2020-05-17",
      "20200517",
      2,
      -2,
      3,
      "3.500000",
      "abc",
    ]);
  });

  it("tsql: character classes of LIKE", async () => {
    assert.deepEqual(await rowsOf("tsql", "SELECT n FROM a WHERE n LIKE '[a-o]n%'", AB), [["one"]]);
  });

  it("snowflake: formats, TRY_TO_*, OBJECT_CONSTRUCT, paths into VARIANT without quotes", async () => {
    const query =
      "SELECT TO_CHAR(DATE '2020-05-17', 'YYYYMMDD'), TRY_TO_NUMBER('x'), TRY_TO_DATE('2020-05-17', 'YYYY-MM-DD'), OBJECT_CONSTRUCT('a', 1, 'b', NULL), " +
      `PARSE_JSON('{"a":{"b":["x","y"]}}'):a.b[1]::string, PARSE_JSON('{"n":"q"}'):n = 'q'`;
    assert.deepEqual(await firstRow("snowflake", query), [
      "20200517",
      null,
      "2020-05-17",
      '{"a":1}',
      "y",
      true,
    ]);
  });

  it("snowflake: FLATTEN", async () => {
    const setup = [`CREATE TABLE t AS SELECT 1 AS id, '{"tags":["a","b"]}'::JSON AS v`];
    const known = {
      t: [
        { name: "id", class: "int" as const },
        { name: "v", class: "json" as const },
      ],
    };
    const query =
      "SELECT t.id, f.index, f.value::string AS tag FROM t, LATERAL FLATTEN(input => t.v:tags) f ORDER BY f.index";
    assert.deepEqual(await rowsOf("snowflake", query, setup, known), [
      [1, 0, "a"],
      [1, 1, "b"],
    ]);
  });

  it("teradata: SEL, QUALIFY, LOCKING and ZEROIFNULL", async () => {
    const rows = await rowsOf(
      "teradata",
      "LOCKING ROW FOR ACCESS SEL n, ZEROIFNULL(NULL) z FROM a QUALIFY ROW_NUMBER() OVER (ORDER BY x DESC) = 1",
      AB,
    );
    assert.deepEqual(rows, [["two", 0]]);
  });

  it("bigquery: FORMAT_DATE, PARSE_DATE, OFFSET, DATETIME functions", async () => {
    const query =
      "SELECT FORMAT_DATE('%Y%m', DATE '2020-05-17'), PARSE_DATE('%d/%m/%Y', '17/05/2020'), [10, 20][OFFSET(0)], " +
      "DATETIME_DIFF(DATETIME '2020-05-18 01:00:00', DATETIME '2020-05-17 23:00:00', DAY), DATETIME_ADD(DATETIME '2020-05-17 23:00:00', INTERVAL 2 HOUR)";
    assert.deepEqual(await firstRow("bigquery", query), [
      "202005",
      "2020-05-17",
      10,
      "1",
      "2020-05-18 01:00:00",
    ]);
  });

  it("NULLs sort where the source sorts them", async () => {
    const setup = ["CREATE TABLE n AS SELECT * FROM (VALUES (1), (NULL)) AS n(x)"];
    assert.deepEqual(await rowsOf("tsql", "SELECT TOP 2 x FROM n ORDER BY x", setup), [
      [null],
      [1],
    ]);
    assert.deepEqual(await rowsOf("oracle", "SELECT x FROM n ORDER BY x DESC", setup), [
      [null],
      [1],
    ]);
    assert.deepEqual(await rowsOf("mysql", "SELECT x FROM n ORDER BY x DESC LIMIT 0, 2", setup), [
      [1],
      [null],
    ]);
  });
});
