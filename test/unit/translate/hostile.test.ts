import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../src/server/translate/types.ts";
import { failureOf, firstRow, rowsOf, view } from "./harness.ts";

// What each source answers where DuckDB, asked in the same words, answers something else without a word.

const KNOWN: Record<string, TargetColumn[]> = {
  t: [
    { name: "i", class: "int" },
    { name: "s", class: "string" },
    { name: "d", class: "date" },
    { name: "ts", class: "timestamp" },
    { name: "n", class: "decimal" },
    { name: "f", class: "float" },
    { name: "b", class: "bool" },
  ],
};
const SETUP = [
  "CREATE TABLE t AS SELECT 7 AS i, 'abc' AS s, DATE '2020-05-17' AS d, TIMESTAMP '2020-05-17 13:14:15' AS ts, " +
    "2.5::DECIMAL(10,2) AS n, 2.5::DOUBLE AS f, TRUE AS b",
  "CREATE TABLE w AS SELECT * FROM (VALUES (1, 10), (2, 20), (NULL, 30)) AS w(x, z)",
];

/** An expression over `t`, and what the source answers. */
type Case = [expression: string, answer: unknown];

const CASES: Readonly<Record<SourceType, readonly Case[]>> = {
  tsql: [
    ["s LIKE 'A%'", true],
    ["s LIKE '[A-C]b_'", true],
    ["CHARINDEX('B', s)", "2"],
    ["CHARINDEX('', s)", "0"],
    ["PATINDEX('%B%', s)", "2"],
    ["REPLACE('abcABC', 'B', '\\1')", "a\\1cA\\1C"],
    ["REPLICATE(s, -1)", null],
    ["DATEADD(y, 1, d)", "2020-05-18"],
    ["DATEADD(w, 1, d)", "2020-05-18"],
    ["DATEDIFF(y, '2020-01-01', '2020-01-03')", "2"],
    ["DATEPART(y, d)", "138"],
    ["DATEADD(MONTH, DATEDIFF(MONTH, 0, ts), 0)", "2020-05-01 00:00:00"],
    ["DATEADD(wk, DATEDIFF(wk, 0, ts), 0)", "2020-05-18 00:00:00"],
    ["CONVERT(VARCHAR(30), d, 120)", "2020-05-17"],
    ["CONVERT(VARCHAR(30), ts, 126)", "2020-05-17T13:14:15"],
    ["TRY_CAST('2.5' AS INT)", null],
    ["TRY_CAST('25' AS INT)", 25],
    ["ISNULL(NULLIF(i, 7), 1.9)", "1"],
    ["POWER(2, 0.5)", "1"],
    ["POWER(2.5, 2)", 6.3],
    ["STR(122.5)", "       123"],
    ["CASE WHEN b = 2 THEN 1 ELSE 0 END", 0],
  ],
  mysql: [
    ["s LIKE 'A%'", true],
    ["REGEXP_REPLACE('abc def ghi', '[a-z]+', 'X', 1, 3)", "abc def X"],
    ["REGEXP_REPLACE('abc def ghi', '[A-Z]+', 'X', 5, 2)", "abc def X"],
    ["REGEXP_REPLACE('a1b2', '([a-z])(\\\\d)', '$2$1')", "1a2b"],
    ["REGEXP_REPLACE('abc', 'b', 'X', 1, 2)", "abc"],
    ["REGEXP_INSTR('dog cat dog', 'DOG', 2)", "9"],
    ["d + 1", "20200518"],
    ["~1", "18446744073709551614"],
    ["CAST('2.7' AS SIGNED)", "2"],
    ["TRIM('ab' FROM s)", "c"],
    ["INSTR(s, 'B')", "2"],
    ["LOCATE('B', 'abcb', 3)", "4"],
    ["ROUND(f)", 2],
    ["TIMESTAMPDIFF(MONTH, '2020-01-31', '2020-02-29')", "0"],
    ["TIMESTAMPDIFF(YEAR, '2020-02-29', '2021-02-28')", "0"],
    ["TIMESTAMPDIFF(MONTH, '2020-02-29', '2020-01-31')", "0"],
    ["SUBSTR('abc', 2, -1)", ""],
    ["SUBSTR('abc', -5, 4)", ""],
    ["SUBSTRING('abc' FROM 0 FOR 2)", ""],
    ["LEFT('abc', -1)", ""],
    ["CASE WHEN d = '2020-05-17 10:00:00' THEN 1 ELSE 0 END", 0],
    ["CASE WHEN b = 2 THEN 1 ELSE 0 END", 0],
    ["CONCAT(b)", "1"],
    ["DATE_ADD('2020-01-31', INTERVAL 1 MONTH)", "2020-02-29"],
    ["DATE_ADD(d, INTERVAL 1.5 DAY)", "2020-05-19"],
    ["'2020-01-31' + INTERVAL 1 DAY", "2020-02-01"],
    ["7.5 DIV 2", "3"],
    ["DAYNAME('2020-05-17')", "Sunday"],
  ],
  oracle: [
    ["MOD(7, 0)", 7],
    ["TRIM('   ')", null],
    ["LTRIM('xx', 'x')", null],
    ["LPAD('abc', 0)", null],
    ["SUBSTR('abc', 2, -1)", null],
    ["SUBSTR('abc', -5, 4)", null],
    ["TO_CHAR(0.5)", ".5"],
    ["TO_CHAR(-0.5)", "-.5"],
    ["TO_CHAR(n)", "2.5"],
    ["TO_CHAR(100)", "100"],
    ["'x' || n", "x2.5"],
    ["CAST(0.50 AS VARCHAR2(5))", ".5"],
    ["TO_CHAR(-5, 'FM000')", "-005"],
    ["TO_CHAR(12345, 'FM000')", "####"],
    ["TO_CHAR(2.675, 'FM0.00')", "2.68"],
    ["TO_CHAR(1234.5, 'FM9,990.00')", "1,234.50"],
    ["STDDEV(i)", 0],
  ],
  postgres: [
    ["concat(true, 1)", "t1"],
    ["round(2.5::float8)", 2],
    ["length('a '::char(5))", "1"],
    ["'a '::char(3) = 'a'", true],
    ["to_char(12345, 'FM000')", "###"],
    ["to_char(123456, 'FM99,990')", "##,###"],
    ["to_char(2.675, 'FM0.00')", "2.68"],
    ["substring('abcdef' from -2)", "abcdef"],
    ["substring('abcdef' from 0 for 3)", "ab"],
    ["E'a\\nb' ~ 'a.b'", true],
    ["'abc' ~ 'B'", false],
  ],
  redshift: [
    ["DATEDIFF(m, '2020-01-01', '2020-01-01 01:00:00')", "60"],
    ["ROUND(f)", 2],
  ],
  snowflake: [
    ["DATEADD(m, 1, ts)", "2020-05-17 13:15:15"],
    ["DATEADD(day, 1.5, d)", "2020-05-19"],
    ["TO_CHAR(ts, 'MMMM MON DY')", "May May Sun"],
    ["ts::VARCHAR", "2020-05-17 13:14:15.000"],
    ["f::INT", "3"],
    ["SUBSTR('abc', 2, -1)", ""],
    ["LEFT('abc', -1)", ""],
    ["TRIM('xax', 'x')", "a"],
    ["d + INTERVAL '1 day'", "2020-05-18"],
  ],
  bigquery: [
    ["CAST(2.5 AS INT64)", "3"],
    ["CAST(f AS INT64)", "3"],
    ["SAFE_CAST('2.5' AS INT64)", null],
    ["SAFE_CAST('0x1A' AS INT64)", "26"],
    ["SUBSTR('abc', -5, 4)", "abc"],
    ["DATE_TRUNC(d, WEEK)", "2020-05-17"],
    ["DATE_TRUNC(d, ISOWEEK)", "2020-05-11"],
    ["DATE_DIFF(DATE '2020-05-18', DATE '2020-05-17', WEEK(MONDAY))", "1"],
  ],
  teradata: [
    ["s LIKE 'A%'", true],
    ["INDEX(s, 'B')", "2"],
    ["d + INTERVAL '1' DAY", "2020-05-18"],
  ],
};

/** Refused, as the same words mean something else: dialect, query, code. */
const REFUSED: readonly [SourceType, string, string][] = [
  ["mysql", "SELECT TRIM(s FROM s) FROM t", "DWM-QRY-004"],
  ["tsql", "SELECT i FROM t WHERE s LIKE '[a]!%' ESCAPE '!'", "DWM-QRY-004"],
  ["oracle", "SELECT TO_DATE('2020', 'YYYY') FROM dual", "DWM-QRY-004"],
  ["postgres", "SELECT to_char(ts, 'TZ') FROM t", "DWM-QRY-005"],
  ["snowflake", "SELECT TO_CHAR(ts, 'HH') FROM t", "DWM-QRY-005"],
  ["bigquery", "SELECT FORMAT_DATE('%i', d) FROM t", "DWM-QRY-005"],
];

/** Translated, but told: dialect, query, code. */
const TOLD: readonly [SourceType, string, string][] = [
  ["tsql", "SELECT i FROM t WHERE s = 'ABC'", "DWM-QRY-012"],
  ["tsql", "SELECT s, COUNT(*) AS n FROM t GROUP BY s", "DWM-QRY-012"],
  ["mysql", "SELECT DISTINCT s FROM t", "DWM-QRY-012"],
  ["mysql", "SELECT CASE s WHEN 'ABC' THEN 1 END AS a FROM t", "DWM-QRY-012"],
  ["teradata", "SELECT i FROM t WHERE s IN ('ABC')", "DWM-QRY-012"],
  ["tsql", "SELECT CAST('01/02/2020' AS DATE) AS a", "DWM-QRY-006"],
  ["tsql", "SELECT DATEPART(dw, d) AS a FROM t", "DWM-QRY-006"],
  ["tsql", "SELECT CAST('ab' AS CHAR(4)) AS a", "DWM-QRY-006"],
];

/** Nothing to tell: dialect, query. */
const SILENT: readonly [SourceType, string][] = [
  ["tsql", "SELECT i FROM t WHERE s = '2020' AND i = 7 AND s <> ''"],
  ["tsql", "SELECT CAST('13/31/2020' AS VARCHAR(10)) AS a"],
  ["postgres", "SELECT i FROM t WHERE s = 'ABC'"],
  ["snowflake", "SELECT DISTINCT s FROM t"],
];

describe("the source's answer", () => {
  for (const [dialect, cases] of Object.entries(CASES) as [SourceType, readonly Case[]][]) {
    it(`of ${dialect}`, async () => {
      for (const [expression, answer] of cases) {
        const row = await firstRow(dialect, `SELECT ${expression} AS r FROM t`, SETUP, KNOWN);
        assert.deepEqual(row, [answer], expression);
      }
    });
  }

  it("is refused where it cannot be had", async () => {
    for (const [dialect, query, code] of REFUSED) {
      assert.equal(failureOf(await view(dialect, query, KNOWN)).code, code, query);
    }
  });

  it("is told where it depends on the data or the session", async () => {
    for (const [dialect, query, code] of TOLD) {
      const { issues } = await view(dialect, query, KNOWN);
      assert.deepEqual(
        issues.map((issue) => issue.code),
        [code],
        query,
      );
    }
    for (const [dialect, query] of SILENT) {
      assert.deepEqual((await view(dialect, query, KNOWN)).issues, [], query);
    }
  });

  it("of window functions without a frame", async () => {
    const last = "SELECT LAST_VALUE(z) OVER (ORDER BY z) AS a FROM w";
    assert.deepEqual(await rowsOf("snowflake", last, SETUP), [[30], [30], [30]]);
    assert.deepEqual(await rowsOf("postgres", last, SETUP), [[10], [20], [30]]);
    const sum = "SELECT SUM(z) OVER (ORDER BY z) AS a FROM w";
    assert.deepEqual(await rowsOf("teradata", sum, SETUP), [["60"], ["60"], ["60"]]);
    assert.deepEqual(await rowsOf("snowflake", sum, SETUP), [["10"], ["30"], ["60"]]);
    const framed = "SELECT SUM(z) OVER (ORDER BY z ROWS UNBOUNDED PRECEDING) AS a FROM w";
    assert.deepEqual(await rowsOf("teradata", framed, SETUP), [["10"], ["30"], ["60"]]);
  });

  it("of aggregates over nothing", async () => {
    const query = "SELECT LISTAGG(x, ',') AS a FROM w WHERE z > 99";
    assert.deepEqual(await firstRow("snowflake", query, SETUP), [""]);
    assert.deepEqual(await firstRow("redshift", query, SETUP), [null]);
  });

  it("of stars with columns left out, replaced and renamed", async () => {
    const known: Record<string, TargetColumn[]> = {
      w: [
        { name: "x", class: "int" },
        { name: "z", class: "int" },
      ],
    };
    const replaced = "SELECT * EXCEPT (x) REPLACE (z * 2 AS z) FROM w WHERE x = 1";
    assert.deepEqual(await rowsOf("bigquery", replaced, SETUP, known), [[20]]);
    const renamed = await view("snowflake", "SELECT * EXCLUDE x RENAME z AS q FROM w", known);
    assert.ok(renamed.outcome === "translated");
    assert.deepEqual(renamed.columnTypes, [{ name: "q", class: "int" }]);
    assert.deepEqual(
      await rowsOf("snowflake", "SELECT * RENAME (z AS q) FROM w WHERE q = 10", SETUP, known),
      [[1, 10]],
    );
  });
});
