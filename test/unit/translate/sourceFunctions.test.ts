import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { firstRow, view } from "./harness.ts";

/** A query in the source's language, and its first row in DuckDB, as the source's manual gives it. */
const ANSWERS: readonly [SourceType, string, unknown[]][] = [
  // Masks with names in capitals, quarters and weekdays.
  [
    "oracle",
    "SELECT TO_CHAR(DATE '2024-03-05', 'DD-MON-YYYY'), TO_CHAR(DATE '2024-03-05', 'Day') FROM dual",
    ["05-MAR-2024", "Tuesday  "],
  ],
  [
    "oracle",
    "SELECT TO_CHAR(DATE '2024-03-05', 'Q'), TO_CHAR(DATE '2024-03-05', 'D'), TO_CHAR(DATE '2024-03-05', 'fmMONTH DD') FROM dual",
    ["1", "3", "MARCH 5"],
  ],
  [
    "oracle",
    "SELECT TO_CHAR(DATE '2000-01-01', 'J'), TO_CHAR(DATE '2024-02-01', 'WW') FROM dual",
    ["2451545", "05"],
  ],
  ["postgres", "SELECT to_char(DATE '2024-03-05', 'mon Day')", ["mar Tuesday  "]],
  ["postgres", "SELECT to_char(DATE '2024-03-05', 'FMMonth FMDD, YYYY')", ["March 5, 2024"]],
  // Masks of numbers: a place for the sign, no zero before a point.
  [
    "oracle",
    "SELECT TO_CHAR(1234.5, '999,999.99'), TO_CHAR(0.5, '99.99') FROM dual",
    ["   1,234.50", "   .50"],
  ],
  [
    "oracle",
    "SELECT TO_CHAR(-7, '0999'), TO_CHAR(1234, '$9,999'), TO_CHAR(12345, '999') FROM dual",
    ["-0007", " $1,234", "####"],
  ],
  ["postgres", "SELECT to_char(5, '000'), to_char(-5, '999')", [" 005", "  -5"]],
  ["oracle", "SELECT TO_NUMBER('1,234.50', '9,999.99') FROM dual", ["1234.5000000000"]],
  [
    "tsql",
    "SELECT FORMAT(1234.567, 'N2'), FORMAT(5, '0000'), FORMAT(1234.5, '#,##0.00')",
    ["1,234.57", "0005", "1,234.50"],
  ],
  ["mysql", "SELECT FORMAT(12332.1234, 1), FORMAT(-1234567, 0)", ["12,332.1", "-1,234,567"]],
  ["bigquery", "SELECT FORMAT('%05d|%s|%.2f|%%', 42, 'x', 1.5)", ["00042|x|1.50|%"]],
  ["postgres", "SELECT format('%s-%s%%', 'a', NULL)", ["a-%"]],
  // What pg_dump writes around constants, and its operators of LIKE.
  [
    "postgres",
    "SELECT date_part('year'::text, DATE '2024-03-05'), date_trunc('month'::text, TIMESTAMP '2024-03-05 10:00')",
    ["2024", "2024-03-01 00:00:00"],
  ],
  [
    "postgres",
    "SELECT 'abc' ~~ 'a%', 'abc' !~~ 'a%', 'ABC' ~~* 'a%', 'abc' !~~* 'b%', 'abc' ~ '^a'",
    [true, false, true, true, true],
  ],
  [
    "postgres",
    "SELECT timezone('America/New_York'::text, TIMESTAMPTZ '2024-01-01 12:00:00+00'), 1 << 4",
    ["2024-01-01 07:00:00", 16],
  ],
  [
    "postgres",
    "SELECT (regexp_match('ab12', '([a-z]+)([0-9]+)'))[2], encode('\\xff00'::bytea, 'hex')",
    ["12", "ff00"],
  ],
  ["postgres", "SELECT make_interval(days => 2, hours => 3) = INTERVAL '2 days 3 hours'", [true]],
  // Places of texts.
  [
    "oracle",
    "SELECT INSTR('a,b,c', ',', 1, 2), INSTR('a,b,c', ',', 1, 3), INSTR('a,b,c', ',', -1) FROM dual",
    ["4", "0", "4"],
  ],
  ["teradata", "SELECT STRTOK('a-b c', ' -', 3), OREPLACE('banana', 'an')", ["c", "ba"]],
  [
    "oracle",
    "SELECT REGEXP_REPLACE('aAb', 'a', 'x', 1, 0, 'i'), REGEXP_SUBSTR('k=v', '(\\w)=(\\w)', 1, 1, 'i', 2) FROM dual",
    ["xxb", "v"],
  ],
  [
    "mysql",
    "SELECT REGEXP_REPLACE('aAb', 'a', 'x'), REGEXP_SUBSTR('x12', '[0-9]+'), REGEXP_LIKE('ABC', 'b')",
    ["xxb", "12", true],
  ],
  ["tsql", "SELECT PARSENAME('srv.db.dbo.t', 2), PARSENAME('t', 3)", ["dbo", null]],
  // Calendars.
  [
    "teradata",
    "SELECT TD_WEEK_OF_YEAR(DATE '2024-01-06'), TD_WEEK_OF_YEAR(DATE '2024-01-07'), TD_SUNDAY(DATE '2024-03-05')",
    ["0", "1", "2024-03-03"],
  ],
  [
    "teradata",
    "SELECT DATE '2024-03-05' - EXTRACT(DAY FROM DATE '2024-03-05') + 1",
    ["2024-03-01"],
  ],
  [
    "teradata",
    "SELECT EXTRACT(HOUR FROM (TIMESTAMP '2024-01-02 03:00:00' - TIMESTAMP '2024-01-01 00:00:00') DAY(4) TO SECOND)",
    ["3"],
  ],
  [
    "teradata",
    "SELECT EXTRACT(DAY FROM (q.b - q.a) DAY(4) TO SECOND), EXTRACT(HOUR FROM (q.b - q.a) DAY(4) TO SECOND) FROM (SELECT CASE WHEN 1 = 1 THEN '2024-01-01 00:00:00' END AS a, '2024-01-02 03:00:00' AS b) AS q",
    ["1", "3"],
  ],
  [
    "mysql",
    "SELECT WEEK('2008-02-20', 0), WEEK('2008-02-20', 1), YEARWEEK('1987-01-01', 0)",
    ["7", "8", "198652"],
  ],
  [
    "snowflake",
    "SELECT NEXT_DAY('2024-03-05'::DATE, 'fr'), PREVIOUS_DAY('2024-03-05'::DATE, 'tu')",
    ["2024-03-08", "2024-02-27"],
  ],
  [
    "snowflake",
    "SELECT LAST_DAY('2024-03-05'::DATE, 'quarter'), TRUNC('2024-03-05'::DATE, 'month'), DATE_FROM_PARTS(2024, 14, 1)",
    ["2024-03-31", "2024-03-01", "2025-02-01"],
  ],
  [
    "snowflake",
    "SELECT TIMEADD(HOUR, 16, CAST('09:05:03' AS TIME))::TEXT, DATE_TRUNC(hour, '10:30'::TIME)::TEXT, DATEDIFF(minute, '10:30'::TIME, '11:05'::TIME)",
    ["01:05:03", "10:00:00", "35"],
  ],
  [
    "tsql",
    "SELECT CAST(CAST('9:30' AS TIME) AS DATETIME), CAST('2024-03-05' AS DATETIME) + CAST('9:30' AS DATETIME), CAST('2024-03-05' AS DATETIME) + CAST(CAST('9:30' AS TIME) AS DATETIME)",
    ["1900-01-01 09:30:00", "2024-03-05 09:30:00", "2024-03-05 09:30:00"],
  ],
  [
    "tsql",
    "SELECT DATEADD(second, 90, '00:00:00'), DATEDIFF(minute, '9:30', CAST('10:30' AS TIME)), CAST('2024-03-05' AS DATETIME) + '9:30'",
    ["1900-01-01 00:01:30", "60", "2024-03-05 09:30:00"],
  ],
  [
    "tsql",
    "SELECT CONVERT(VARCHAR(MAX), CAST(CAST('abcdef' AS VARBINARY(3)) AS VARCHAR(10)))",
    ["abc"],
  ],
  [
    "snowflake",
    "SELECT TIME_SLICE('2024-03-05 10:17:00'::TIMESTAMP_NTZ, 15, 'MINUTE')",
    ["2024-03-05 10:15:00"],
  ],
  [
    "snowflake",
    "SELECT CONVERT_TIMEZONE('UTC', 'America/New_York', '2024-01-01 12:00:00'::TIMESTAMP_NTZ)",
    ["2024-01-01 07:00:00"],
  ],
  [
    "snowflake",
    "SELECT TO_TIMESTAMP(1704067200), TO_TIMESTAMP(1704067200000)",
    ["2024-01-01 00:00:00", "2024-01-01 00:00:00"],
  ],
  [
    "redshift",
    "SELECT CONVERT_TIMEZONE('US/Pacific', TIMESTAMP '2024-01-01 12:00:00')",
    ["2024-01-01 04:00:00"],
  ],
  [
    "mysql",
    "SELECT CONVERT_TZ('2004-01-01 12:00:00', '+00:00', '+10:00')",
    ["2004-01-01 22:00:00"],
  ],
  [
    "bigquery",
    "SELECT DATE(TIMESTAMP '2024-01-01 02:00:00+00', 'America/New_York'), ARRAY_LENGTH(GENERATE_DATE_ARRAY('2024-01-01', '2024-01-31', INTERVAL 1 WEEK))",
    ["2023-12-31", "5"],
  ],
  [
    "tsql",
    "SELECT CAST('2024-07-01 12:00' AS DATETIME2) AT TIME ZONE 'UTC' AT TIME ZONE 'Pacific Standard Time'",
    ["2024-07-01 05:00:00"],
  ],
  // JSON.
  [
    "tsql",
    "SELECT JSON_VALUE('{\"a\":{\"b\":7}}', '$.a.b'), JSON_VALUE('{\"a\":{}}', '$.a'), JSON_QUERY('{\"a\":[1]}', '$.a')",
    ["7", null, "[1]"],
  ],
  [
    "snowflake",
    "SELECT {'a': 1, 'b': NULL}, [1, 2][1], TYPEOF(PARSE_JSON('[1]'))",
    ['{"a":1}', "2", "ARRAY"],
  ],
  [
    "redshift",
    "SELECT JSON_EXTRACT_PATH_TEXT('{\"a\":{\"b\":\"c\"}}', 'a', 'b', TRUE), REGEXP_SUBSTR('abc', '[0-9]')",
    ["c", ""],
  ],
  [
    "redshift",
    "SELECT ARRAY_CONCAT(ARRAY(1, 'x'), ARRAY()), SUBARRAY(ARRAY('a', 'b', 'c'), 1, 2), GET_ARRAY_LENGTH(ARRAY(1, 2)), REPLICATE('ab', 2)",
    ['[1,"x"]', '["b","c"]', "2", "abab"],
  ],
  ["oracle", "SELECT NTH_VALUE('a', 1) FROM FIRST OVER (ORDER BY 1) AS n FROM dual", ["a"]],
  ["postgres", "SELECT NULL ISNULL, 1 + 1 NOTNULL AS b, (1, NULL) NOTNULL", [true, true, false]],
  // Rows joined, buckets and rarities.
  [
    "teradata",
    "SELECT TRIM(TRAILING ',' FROM (XMLAGG(x || ',' ORDER BY x) (VARCHAR(100)))) FROM (SELECT 'b' AS x UNION SELECT 'a') t",
    ["a,b"],
  ],
  ["teradata", "SELECT x FROM (SELECT 1 AS x UNION SELECT 5) t QUALIFY RANK(x) = 1", [5]],
  [
    "oracle",
    "SELECT WIDTH_BUCKET(35, 0, 100, 10), WIDTH_BUCKET(100, 0, 100, 10), WIDTH_BUCKET(-1, 0, 100, 10) FROM dual",
    ["4", "11", "0"],
  ],
  [
    "bigquery",
    "SELECT ARRAY_AGG(x ORDER BY x DESC LIMIT 2)[OFFSET(1)], RANGE_BUCKET(20, [0, 10, 20, 30]) FROM UNNEST([1, 2, 3]) AS x",
    [2, "3"],
  ],
  ["oracle", "SELECT 'x' FROM dual WHERE 1 ^= 2", ["x"]],
  ["tsql", "SELECT 'x' WHERE 3 !< 3 AND 2 !> 3", ["x"]],
];

/** Queries that nothing stands for, and the code of the issue. */
const REFUSED: readonly [SourceType, string, string][] = [
  ["oracle", "SELECT TO_CHAR(n, '99V9') FROM t", "DWM-QRY-005"],
  ["teradata", "SELECT HASHROW(i) FROM t", "DWM-QRY-004"],
  ["teradata", "SELECT (a - b) MONTH(4) FROM t", "DWM-QRY-002"],
  ["tsql", "SELECT JSON_VALUE(s, '$.a[*]') FROM t", "DWM-QRY-004"],
  ["mysql", "SELECT WEEK('2008-02-20', k) FROM t", "DWM-QRY-004"],
  ["postgres", "SELECT format('%5s', 'a')", "DWM-QRY-004"],
  ["tsql", "SELECT CAST('2024-07-01' AS DATETIME) AT TIME ZONE 'Somewhere else'", "DWM-QRY-002"],
];

describe("functions as the manuals of the sources have them", () => {
  for (const [dialect, query, answer] of ANSWERS) {
    it(`${dialect}: ${query}`, async () => {
      assert.deepEqual(await firstRow(dialect, query), answer);
    });
  }

  for (const [dialect, query, code] of REFUSED) {
    it(`${dialect} refuses ${query}`, async () => {
      const made = await view(dialect, query);
      assert.equal(made.outcome === "error" ? made.issue.code : made.outcome, code);
    });
  }

  for (const [dialect, query, first] of [
    ["snowflake", "SELECT CURRENT_ACCOUNT() AS a", null],
    ["snowflake", "SELECT CURRENT_DATABASE() AS a", "mig"],
    ["postgres", "SELECT SESSION_USER AS a", "duckdb"],
    ["tsql", "SELECT SUSER_SNAME() AS a", "duckdb"],
    ["teradata", "SELECT DATABASE AS a", "dw"],
  ] as const) {
    it(`${dialect} says that a value of the session is another one: ${query}`, async () => {
      const made = await view(dialect, query);
      assert.deepEqual(await firstRow(dialect, query), [first]);
      assert.deepEqual(
        made.issues.map(({ code, severity }) => [code, severity]),
        [["DWM-QRY-006", "warning"]],
      );
    });
  }
});
