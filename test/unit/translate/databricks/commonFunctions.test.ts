import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [source: SourceType, expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "count NULLs as the source does": [
    ["snowflake", "GREATEST(i, n)", "IF(i IS NULL OR n IS NULL, NULL, greatest(i, n))"],
    ["oracle", "LEAST(i, 3, n)", "IF(i IS NULL OR n IS NULL, NULL, least(i, 3, n))"],
    ["oracle", "GREATEST(n)", "n"],
    ["postgres", "GREATEST(i, n)", "greatest(i, n) AS greatest"],
    ["mysql", "GREATEST(i, n)", "IF(i IS NULL OR n IS NULL, NULL, greatest(i, n))"],
    ["bigquery", "LEAST(1, 2)", "least(1, 2)"],
    ["snowflake", "COALESCE(v, s)", "coalesce(CAST(v AS STRING), s)"],
    ["mysql", "NULLIF(s, 'x')", "nullif(s, 'x')"],
  ],
  aggregate: [
    ["snowflake", "COUNT(*)", "count(*)"],
    ["snowflake", "COUNT(DISTINCT i, n)", "count(DISTINCT i, n)"],
    [
      "postgres",
      "COUNT(DISTINCT s) OVER (PARTITION BY i)",
      "size(collect_set(s) OVER (PARTITION BY i)) AS count",
    ],
    ["postgres", "COUNT(DISTINCT s) OVER (ORDER BY i)", "", "DWM-QRY-004"],
    ["postgres", "SUM(DISTINCT n) OVER (PARTITION BY i)", "", "DWM-QRY-004"],
    ["tsql", "AVG(i)", "CAST(avg(i) AS BIGINT)"],
    ["tsql", "AVG(n)", "avg(n)", "DWM-QRY-013"],
    ["tsql", "AVG(x)", "avg(x)", "DWM-QRY-006"],
    ["postgres", "AVG(i)", "avg(i) AS avg"],
    ["mysql", "STDDEV(n)", "stddev_pop(n)"],
    ["oracle", "STDDEV(n)", "IF(count(n) = 1, 0, stddev(n))"],
    ["snowflake", "STDDEV(n)", "stddev(n)"],
    ["snowflake", "VARIANCE(n)", "variance(n)"],
    ["mysql", "VARIANCE(n)", "var_pop(n)"],
    ["postgres", "CORR(n, i)", "corr(n, i) AS corr"],
    ["postgres", "REGR_SLOPE(n, i)", "regr_slope(n, i) AS regr_slope"],
    ["snowflake", "MAX(v)", "", "DWM-QRY-004"],
    ["postgres", "SUM(i) FILTER (WHERE b)", "sum(i) FILTER (WHERE b) AS sum"],
  ],
  "rank and look around": [
    [
      "snowflake",
      "RANK() OVER (PARTITION BY s ORDER BY i RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
      "rank() OVER (PARTITION BY s ORDER BY i NULLS LAST)",
    ],
    [
      "postgres",
      "ROW_NUMBER() OVER (ORDER BY i)",
      "row_number() OVER (ORDER BY i NULLS LAST) AS row_number",
    ],
    ["bigquery", "LAG(s, 2, 'x') OVER (ORDER BY i)", "lag(s, 2, 'x') OVER (ORDER BY i)"],
    ["bigquery", "LAG(s, i) OVER (ORDER BY i)", "", "DWM-QRY-004"],
    [
      "snowflake",
      "LAST_VALUE(s IGNORE NULLS) OVER (PARTITION BY i ORDER BY n)",
      "last_value(s) IGNORE NULLS OVER (PARTITION BY i ORDER BY n NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
    ],
    ["oracle", "GROUPING(i)", "grouping(i)"],
    ["snowflake", "GROUPING(i, n)", "grouping_id(i, n)"],
  ],
  round: [
    ["snowflake", "ROUND(f)", "round(f)"],
    ["postgres", "ROUND(f)", "bround(f) AS round"],
    ["snowflake", "ROUND(n, 2)", "round(n, 2)"],
    ["snowflake", "ROUND(n, i)", "", "DWM-QRY-004"],
    ["snowflake", "FLOOR(n, 1)", "floor(n, 1)"],
    ["oracle", "CEIL(n)", "ceil(n)"],
    ["snowflake", "ROUND(n, 2, 'HALF_TO_EVEN')", "bround(n, 2)"],
  ],
  divide: [
    ["snowflake", "MOD(i, 3)", "mod(i, 3)"],
    ["mysql", "MOD(i, n)", "mod(i, nullif(n, 0))"],
    ["oracle", "MOD(i, n)", "IF(n = 0, i, mod(i, n))"],
    ["oracle", "MOD(i, 5)", "mod(i, 5)"],
  ],
  "cut and fill texts": [
    ["snowflake", "TRIM(s)", "trim(s)"],
    ["snowflake", "TRIM(s, 'xy')", "trim('xy' FROM s)"],
    ["bigquery", "TRIM(s)", "trim(' \\t\\n\\r\\u000B\\u000C\\u00A0' FROM s)"],
    ["oracle", "TRIM(s)", "nullif(trim(s), '')"],
    ["postgres", "LEFT(s, -2)", "left(s, length(s) - 2) AS `left`"],
    ["postgres", "LEFT(s, 2)", "left(s, 2) AS `left`"],
    ["snowflake", "LEFT(s, i)", "left(s, i)"],
    ["oracle", "LPAD(s, 5)", "nullif(lpad(s, 5), '')"],
    ["snowflake", "LPAD(i, 5, '0')", "lpad(i, 5, '0')"],
    ["snowflake", "UPPER(v)", "upper(CAST(v AS STRING))"],
    ["tsql", "UPPER(b)", "upper(CAST(CAST(b AS INT) AS STRING))"],
    ["snowflake", "REPLACE(s, 'a', 'b')", "replace(s, 'a', 'b')"],
  ],
  "read special forms": [
    ["postgres", "EXTRACT(YEAR FROM dt)", "extract(YEAR FROM dt) AS extract"],
    ["postgres", "EXTRACT(DOW FROM dt)", "(dayofweek(dt) - 1) AS extract"],
    ["mysql", "EXTRACT(SECOND FROM ts)", "second(ts)"],
    ["bigquery", "EXTRACT(WEEK(MONDAY) FROM dt)", "((dayofyear(dt) + 6 - weekday(dt)) div 7)"],
    ["bigquery", "EXTRACT(WEEK(FRIDAY) FROM dt)", "", "DWM-QRY-004"],
    ["oracle", "TRIM(LEADING '0' FROM s)", "nullif(trim(LEADING '0' FROM s), '')"],
    ["teradata", "TRIM(BOTH FROM s)", "trim(s)"],
    ["mysql", "TRIM('xy' FROM s)", "", "DWM-QRY-004"],
    ["postgres", "SUBSTRING(s FROM 2 FOR 3)", "substr(s, 2, 3) AS substring"],
    ["postgres", "SUBSTRING(s FOR 3)", "substr(s, 1, 3) AS substring"],
    ["postgres", "SUBSTRING(s FROM '[0-9]+')", "regexp_substr(s, '[0-9]+') AS substring"],
    [
      "postgres",
      "SUBSTRING(s FROM 'a(b+)')",
      "get(regexp_extract_all(s, 'a(b+)', 1), 0) AS substring",
    ],
    ["postgres", "POSITION('x' IN s)", "locate('x', s) AS position"],
    [
      "postgres",
      "OVERLAY(s PLACING 'x' FROM 2 FOR 1)",
      "overlay(s PLACING 'x' FROM 2 FOR 1) AS overlay",
    ],
    ["tsql", "CONVERT(VARCHAR(10), ts, 120)", "date_format(ts, 'yyyy-MM-dd')"],
    ["tsql", "CONVERT(VARCHAR(8), ts, 112)", "date_format(ts, 'yyyyMMdd')"],
    ["tsql", "CONVERT(VARCHAR(7), ts, 120)", "date_format(ts, 'yyyy-MM')"],
    [
      "tsql",
      "CONVERT(VARCHAR(30), ts, 126)",
      "IF(date_format(ts, 'SSS') = '000', date_format(ts, 'yyyy-MM-dd\\'T\\'HH:mm:ss'), date_format(ts, 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSS'))",
      "DWM-QRY-006",
    ],
    ["tsql", "CONVERT(DATE, s, 103)", "to_date(s, 'dd/MM/yyyy')"],
    ["tsql", "TRY_CONVERT(DATETIME, s, 120)", "TRY_CAST(s AS TIMESTAMP)", "DWM-QRY-015"],
    ["tsql", "CONVERT(VARCHAR(20), i, 1)", "", "DWM-QRY-004"],
    ["tsql", "CONVERT(INT, s)", "CAST(s AS INT)"],
    ["tsql", "CONVERT(VARCHAR(20), ts, 999)", "", "DWM-QRY-004"],
    ["mysql", "CONVERT(s USING utf8)", "s", "DWM-QRY-007"],
    ["mysql", "CONVERT(s, SIGNED)", "CAST(s AS BIGINT)", "DWM-QRY-006"],
    ["oracle", "TRANSLATE(s USING CHAR_CS)", "s", "DWM-QRY-007"],
  ],
  "know niladic words": [
    ["oracle", "SYSDATE", "date_trunc('SECOND', current_timestamp())"],
    ["oracle", "SYSTIMESTAMP", "current_timestamp()"],
    ["oracle", "USER", "current_user()", "DWM-QRY-006"],
    ["tsql", "CURRENT_TIMESTAMP", "current_timestamp()"],
    ["mysql", "CURRENT_TIMESTAMP(3)", "current_timestamp()"],
    ["postgres", "LOCALTIMESTAMP", "CAST(current_timestamp() AS TIMESTAMP_NTZ) AS localtimestamp"],
    ["postgres", "CURRENT_TIME", "date_format(current_timestamp(), 'HH:mm:ss') AS `current_time`"],
    ["snowflake", "CURRENT_TIMESTAMP()", "current_timestamp()"],
    ["snowflake", "CURRENT_DATABASE()", "current_catalog()"],
    ["snowflake", "CURRENT_WAREHOUSE()", "", "DWM-QRY-002"],
    [
      "bigquery",
      "CURRENT_DATE('Europe/Berlin')",
      "CAST(convert_timezone('Europe/Berlin', CAST(current_timestamp() AS TIMESTAMP_NTZ)) AS DATE)",
    ],
    ["teradata", "DATE", "current_date()"],
    ["redshift", "SYSDATE", "current_timestamp() AS sysdate"],
    ["oracle", "ROWNUM", "row_number() OVER (ORDER BY NULL)"],
  ],
};

describe("functions of several sources in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [source, expression, sql, ...codes] of rows) {
        await check(source, expression, sql, codes);
      }
    });
  }
});
