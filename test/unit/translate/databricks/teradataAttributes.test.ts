import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [source: SourceType, expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "dates as texts": [
    ["teradata", "CAST(CAST(dt AS FORMAT 'YYYYMM') AS CHAR(6))", "date_format(dt, 'yyyyMM')"],
    [
      "teradata",
      "CAST(CAST(dt AS FORMAT 'MMMBDD,BYYYY') AS VARCHAR(20))",
      "left(CAST(date_format(dt, 'MMM dd, yyyy') AS STRING), 20)",
    ],
    [
      "teradata",
      "CAST(CAST(dt AS FORMAT 'M4') AS VARCHAR(9))",
      "left(CAST(date_format(dt, 'MMMM') AS STRING), 9)",
    ],
    [
      "teradata",
      "CAST((dt (FORMAT 'YYYY-MM-DD')) AS CHAR(7))",
      "left(CAST(date_format(dt, 'yyyy-MM-dd') AS STRING), 7)",
      "DWM-QRY-006",
    ],
    [
      "teradata",
      "CAST(CAST(ts AS FORMAT 'HH:MI:SSBT') AS CHAR(11))",
      "left(CAST(date_format(ts, 'hh:mm:ss a') AS STRING), 11)",
      "DWM-QRY-006",
    ],
    [
      "teradata",
      "CAST(CAST(ts AS FORMAT 'YYYY-MM-DDBHH:MI:SSDS(3)') AS CHAR(23))",
      "left(CAST(date_format(ts, 'yyyy-MM-dd HH:mm:ss.SSS') AS STRING), 23)",
      "DWM-QRY-006",
    ],
    ["teradata", "dt (FORMAT 'YYYYMMDD') (CHAR(8))", "date_format(dt, 'yyyyMMdd')"],
    [
      "teradata",
      "CURRENT_DATE (FORMAT 'YYYYMMDD') (CHAR(8))",
      "date_format(current_date(), 'yyyyMMdd')",
    ],
    ["teradata", "'x' || (dt (FORMAT 'YYYY'))", "'x' || date_format(dt, 'yyyy')"],
    ["teradata", "TRIM(dt (FORMAT 'YYYYMM'))", "trim(date_format(dt, 'yyyyMM'))"],
    [
      "teradata",
      "SUBSTR(CAST(dt AS FORMAT 'YYYYMMDD'), 1, 4)",
      "substr(date_format(dt, 'yyyyMMdd'), 1, 4)",
    ],
    [
      "teradata",
      "CAST(dt AS CHAR(10))",
      "left(CAST(dt AS STRING), 10)",
      "DWM-QRY-006",
      "DWM-QRY-006",
    ],
  ],
  "texts as dates": [
    ["teradata", "CAST(s AS DATE FORMAT 'YYYY-MM-DD')", "CAST(s AS DATE)", "DWM-QRY-007"],
    ["teradata", "CAST(s AS DATE FORMAT 'DDMMMYYYY')", "to_date(s, 'ddMMMyyyy')", "DWM-QRY-007"],
    [
      "teradata",
      "CAST(s AS TIMESTAMP(0) FORMAT 'YYYY-MM-DDBHH:MI:SS')",
      "to_timestamp(s, 'yyyy-MM-dd HH:mm:ss')",
      "DWM-QRY-007",
    ],
    ["teradata", "s (DATE, FORMAT 'YYYYMMDD')", "to_date(s, 'yyyyMMdd')", "DWM-QRY-007"],
    ["teradata", "CAST(s AS DATE FORMAT 'MM-DD')", "", "DWM-QRY-004"],
  ],
  "what is only displayed": [
    ["teradata", "CAST(dt AS FORMAT 'YYYY-MM-DD')", "dt", "DWM-QRY-007"],
    ["teradata", "n (TITLE 'Total')", "n", "DWM-QRY-007"],
  ],
  numbers: [
    [
      "teradata",
      "CAST(CAST(i AS FORMAT '9(8)') AS CHAR(8))",
      "CASE WHEN abs(round(i)) < 100000000 THEN format_number(round(i), '00000000') WHEN i IS NOT NULL THEN '********' END",
      "DWM-QRY-006",
    ],
    [
      "teradata",
      "CAST(CAST(n AS FORMAT 'ZZZ,ZZ9.99') AS VARCHAR(10))",
      "left(CAST(CASE WHEN abs(round(n, 2)) < 1000000 THEN lpad(format_number(round(n, 2), '###,##0.00'), 10) WHEN n IS NOT NULL THEN '**********' END AS STRING), 10)",
      "DWM-QRY-006",
    ],
    [
      "teradata",
      "CAST(CAST(i AS FORMAT '-(5)9') AS CHAR(6))",
      "left(CAST(CASE WHEN abs(round(i)) < 100000 THEN lpad(format_number(round(i), '0'), 6) WHEN i IS NOT NULL THEN '******' END AS STRING), 6)",
      "DWM-QRY-006",
    ],
    ["teradata", "CAST(CAST(n AS FORMAT '$$9') AS CHAR(3))", "", "DWM-QRY-005"],
  ],
  "casts in brackets": [
    ["teradata", "n (DECIMAL(18,2))", "CAST(n AS DECIMAL(18,2))", "DWM-QRY-006"],
    ["teradata", "SUM(i) (BIGINT)", "CAST(sum(i) AS BIGINT)"],
    ["teradata", "s (UPPERCASE)", "upper(s)"],
    ["teradata", "s (CASESPECIFIC)", "s"],
    ["teradata", "1200101 (DATE)", "to_date(CAST(1200101 + 19000000 AS STRING), 'yyyyMMdd')"],
  ],
  "differences as intervals, and functions of the system library": [
    ["teradata", "(ts - ts) DAY(4) TO SECOND(6)", "(ts - ts)"],
    [
      "teradata",
      "EXTRACT(HOUR FROM (x - y) DAY(4) TO SECOND(6))",
      "extract(HOUR FROM CAST(x - y AS INTERVAL DAY TO SECOND))",
    ],
    ["teradata", "(x - 1) DAY(4) TO SECOND", "", "DWM-QRY-002"],
    ["teradata", "(dt - dt) DAY(4)", "(datediff(dt, dt)) * INTERVAL '1' DAY"],
    ["teradata", "(ts - ts) HOUR(4)", "", "DWM-QRY-002"],
    [
      "teradata",
      "(dt - dt) MONTH(4)",
      "make_ym_interval(0, CAST(((year(dt) - year(dt)) * 12 + month(dt) - month(dt)) AS INT))",
      "DWM-QRY-006",
    ],
    ["teradata", "TD_SYSFNLIB.NVL(s, 'x')", "coalesce(s, 'x')"],
  ],
};

describe("Teradata's attributes of values in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [source, expression, sql, ...codes] of rows) {
        await check(source, `${expression} AS x`, sql === "" ? "" : `${sql} AS x`, codes);
      }
    });
  }
});
