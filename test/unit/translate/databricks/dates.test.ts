import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [source: SourceType, expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "DATEADD keeps a DATE where its unit is whole days": [
    ["tsql", "DATEADD(day, 1, dt)", "date_add(dt, 1)"],
    ["tsql", "DATEADD(week, -2, dt)", "date_add(dt, -14)"],
    ["tsql", "DATEADD(quarter, i, dt)", "add_months(dt, i * 3)"],
    ["tsql", "DATEADD(year, 1, dt)", "add_months(dt, 12)"],
    ["snowflake", "DATEADD('day', 1, dt)", "date_add(dt, 1)"],
    ["redshift", "DATEADD(month, -1, dt)", "add_months(dt, -1)"],
  ],
  "a T in a text stays as the source writes it": [
    [
      "bigquery",
      "DATETIME_TRUNC('2023-01-01T01:01:01', HOUR)",
      "date_trunc('HOUR', '2023-01-01T01:01:01')",
    ],
    [
      "snowflake",
      "'2023-01-01T01:01:01'::TIMESTAMP_NTZ",
      "CAST('2023-01-01T01:01:01' AS TIMESTAMP_NTZ)",
    ],
    ["tsql", "DATEADD(hour, 1, '20230101 01:01')", "dateadd(HOUR, 1, '2023-01-01 01:01:00')"],
  ],
  "DATEADD of times and of what is not known": [
    ["tsql", "DATEADD(hour, 7, ts)", "ts + INTERVAL 7 HOUR"],
    ["tsql", "DATEADD(day, 1, x)", "x + INTERVAL 1 DAY"],
    ["tsql", "DATEADD(day, -1, x)", "x - INTERVAL 1 DAY"],
    ["tsql", "DATEADD(dw, 2, x)", "x + INTERVAL 2 DAY"],
    ["tsql", "DATEADD(quarter, 2, x)", "x + INTERVAL 6 MONTH"],
    ["tsql", "DATEADD(ms, 7, x)", "x + INTERVAL 7 MILLISECOND"],
    ["tsql", "DATEADD(mcs, 7, x)", "x + INTERVAL 7 MICROSECOND"],
    ["tsql", "DATEADD(ns, 7, x)", "", "DWM-QRY-004"],
    ["tsql", "DATEADD(month, i, x)", "dateadd(MONTH, i, x)"],
    ["tsql", "DATEADD(month, n, x)", "dateadd(MONTH, CAST(n AS INT), x)"],
    ["snowflake", "DATEADD(hour, n, ts)", "dateadd(HOUR, CAST(round(n) AS INT), ts)"],
    ["snowflake", "DATEADD(m, 1, ts)", "dateadd(MINUTE, 1, ts)"],
    ["tsql", "DATEADD(day, 1, '20200131')", "dateadd(DAY, 1, '2020-01-31')"],
    ["tsql", "DATEADD(day, 1, '31 Jan 2020')", "dateadd(DAY, 1, '2020-01-31')"],
    ["tsql", "DATEADD(day, 1, '1/2/2020')", "dateadd(DAY, 1, '2020-01-02')", "DWM-QRY-006"],
    ["tsql", "DATEADD(fortnight, 1, ts)", "", "DWM-QRY-004"],
  ],
  "the beginning of a unit, as T-SQL writes it": [
    ["tsql", "DATEADD(month, DATEDIFF(month, 0, dt), 0)", "trunc(dt, 'MONTH')"],
    [
      "tsql",
      "DATEADD(mm, DATEDIFF(month, 0, ts) + 1, 0)",
      "date_trunc('MONTH', ts) + INTERVAL 1 MONTH",
    ],
    ["tsql", "DATEADD(dd, DATEDIFF(dd, 0, x) - 1, 0)", "date_trunc('DAY', x) - INTERVAL 1 DAY"],
    [
      "tsql",
      "DATEADD(day, DATEDIFF(month, 0, ts), 0)",
      "dateadd(DAY, datediff(MONTH, date_trunc('MONTH', TIMESTAMP_NTZ'1900-01-01'), date_trunc('MONTH', ts)), TIMESTAMP_NTZ'1900-01-01')",
    ],
    ["tsql", "DATEADD(day, 3, 0)", "TIMESTAMP_NTZ'1900-01-01' + INTERVAL 3 DAY"],
  ],
  "DATEDIFF counts the beginnings of units": [
    ["tsql", "DATEDIFF(day, dt, dt)", "datediff(DAY, dt, dt)"],
    ["tsql", "DATEDIFF(day, ts, x)", "datediff(x, ts)"],
    [
      "tsql",
      "DATEDIFF(month, ts, x)",
      "datediff(MONTH, date_trunc('MONTH', ts), date_trunc('MONTH', x))",
    ],
    [
      "tsql",
      "DATEDIFF(year, dt, ts)",
      "datediff(YEAR, date_trunc('YEAR', dt), date_trunc('YEAR', ts))",
    ],
    [
      "tsql",
      "DATEDIFF(week, ts, x)",
      "datediff(WEEK, date_trunc('WEEK', dateadd(DAY, 1, ts)), date_trunc('WEEK', dateadd(DAY, 1, x)))",
    ],
    [
      "snowflake",
      "DATEDIFF(week, ts, x)",
      "datediff(WEEK, date_trunc('WEEK', ts), date_trunc('WEEK', x))",
    ],
    [
      "tsql",
      "DATEDIFF(hour, ts, x)",
      "datediff(HOUR, date_trunc('HOUR', ts), date_trunc('HOUR', x))",
    ],
    ["tsql", "DATEDIFF(hour, dt, dt)", "datediff(HOUR, dt, dt)"],
    ["tsql", "DATEDIFF(mcs, ts, x)", "datediff(MICROSECOND, ts, x)"],
    [
      "tsql",
      "DATEDIFF(month, '2020-01-31', '2020-03-01')",
      "datediff(MONTH, date_trunc('MONTH', '2020-01-31'), date_trunc('MONTH', '2020-03-01'))",
    ],
    [
      "tsql",
      "DATEDIFF(month, '2020-01-01', '2020-03-01')",
      "datediff(MONTH, '2020-01-01', '2020-03-01')",
    ],
    [
      "tsql",
      "DATEDIFF(year, '2019-12-31', '2020-01-01')",
      "datediff(YEAR, date_trunc('YEAR', '2019-12-31'), date_trunc('YEAR', '2020-01-01'))",
    ],
    [
      "tsql",
      "DATEDIFF(minute, '2020-01-01 10:00:00', '2020-01-01 10:05:30')",
      "datediff(MINUTE, '2020-01-01 10:00:00', '2020-01-01 10:05:30')",
    ],
    ["mysql", "TIMESTAMPDIFF(YEAR, dt, ts)", "timestampdiff(YEAR, dt, ts)"],
  ],
  DATE_TRUNC: [
    ["postgres", "date_trunc('quarter', ts)", "date_trunc('QUARTER', ts)"],
    ["postgres", "date_trunc('month', dt)", "date_trunc('MONTH', dt)"],
    ["snowflake", "DATE_TRUNC('month', dt)", "trunc(dt, 'MONTH')"],
    ["snowflake", "DATE_TRUNC('day', dt)", "dt"],
    ["snowflake", "DATE_TRUNC('hour', tz)", "date_trunc('HOUR', tz)"],
    ["tsql", "DATETRUNC(week, ts)", "dateadd(DAY, -1, date_trunc('WEEK', dateadd(DAY, 1, ts)))"],
    ["tsql", "DATETRUNC(week, dt)", "date_add(trunc(date_add(dt, 1), 'WEEK'), -1)"],
    ["tsql", "DATETRUNC(iso_week, ts)", "date_trunc('WEEK', ts)"],
  ],
  months: [
    [
      "oracle",
      "ADD_MONTHS(ts, 1)",
      "CASE WHEN day(ts + INTERVAL '1' DAY) = 1 THEN ts + INTERVAL '1' DAY + INTERVAL '1' MONTH - INTERVAL '1' DAY ELSE ts + INTERVAL '1' MONTH END",
    ],
    ["oracle", "ADD_MONTHS(TRUNC(ts, 'MM'), i)", "dateadd(MONTH, i, date_trunc('MONTH', ts))"],
    [
      "snowflake",
      "ADD_MONTHS(dt, 1)",
      "CASE WHEN day(date_add(dt, 1)) = 1 THEN date_sub(add_months(date_add(dt, 1), 1), 1) ELSE add_months(dt, 1) END",
    ],
    ["snowflake", "ADD_MONTHS('2020-01-15', 1)", "add_months('2020-01-15', 1)"],
    [
      "snowflake",
      "ADD_MONTHS('2020-01-31', 1)",
      "CASE WHEN day(date_add('2020-01-31', 1)) = 1 THEN date_sub(add_months(date_add('2020-01-31', 1), 1), 1) ELSE add_months('2020-01-31', 1) END",
    ],
    ["teradata", "ADD_MONTHS(dt, 12)", "add_months(dt, 12)"],
    [
      "redshift",
      "ADD_MONTHS(ts, n)",
      "CASE WHEN day(ts + INTERVAL '1' DAY) = 1 THEN dateadd(MONTH, CAST(n AS INT), ts + INTERVAL '1' DAY) - INTERVAL '1' DAY ELSE dateadd(MONTH, CAST(n AS INT), ts) END",
    ],
    ["oracle", "LAST_DAY(x)", "(last_day(x) + (x - date_trunc('DAY', x)))"],
    ["postgres", "(ts + INTERVAL '1 month')", "(ts + INTERVAL '1' MONTH)"],
    ["oracle", "MONTHS_BETWEEN(ts, x)", "months_between(ts, x)"],
  ],
  parts: [
    ["tsql", "DATEPART(year, dt)", "year(dt)"],
    ["tsql", "DATEPART(q, dt)", "quarter(dt)"],
    ["tsql", "DATEPART(weekday, dt)", "dayofweek(dt)", "DWM-QRY-006"],
    [
      "tsql",
      "DATEPART(week, dt)",
      "((dayofyear(dt) + dayofweek(trunc(dt, 'YEAR')) - 2) div 7 + 1)",
    ],
    ["tsql", "DATEPART(iso_week, dt)", "weekofyear(dt)"],
    ["tsql", "DATEPART(dy, dt)", "dayofyear(dt)"],
    ["tsql", "DATEPART(ss, ts)", "second(ts)"],
    ["tsql", "DATEPART(ms, ts)", "CAST(date_format(ts, 'SSS') AS INT)"],
    ["tsql", "DATEPART(ns, ts)", "CAST(date_format(ts, 'SSSSSSSSS') AS INT)"],
    ["tsql", "DATEPART(tz, ts)", "", "DWM-QRY-004"],
    ["snowflake", "DATE_PART('dow', dt)", "(dayofweek(dt) - 1)"],
    ["snowflake", "DATE_PART(epoch_second, tz)", "unix_timestamp(tz)"],
    ["snowflake", "DATE_PART(week, dt)", "weekofyear(dt)"],
    ["redshift", "DATE_PART('m', ts)", "minute(ts)"],
    ["postgres", "date_part('century', ts)", "ceil(year(ts) / 100)"],
    ["postgres", "extract(second FROM ts)", "extract(SECOND FROM ts)"],
    ["mysql", "SECOND(ts)", "second(ts)"],
    ["mysql", "EXTRACT(WEEK FROM dt)", "((dayofyear(dt) + 7 - dayofweek(dt)) div 7)"],
    ["oracle", "EXTRACT(MONTH FROM ts)", "extract(MONTH FROM ts)"],
    ["oracle", "EXTRACT(HOUR FROM (ts - ts))", "extract(HOUR FROM (ts - ts))"],
    ["teradata", "EXTRACT(SECOND FROM ts)", "extract(SECOND FROM ts)"],
    ["postgres", "extract(isoyear FROM dt)", "date_part('YEAROFWEEK', dt)"],
    ["postgres", "extract(timezone FROM tz)", "", "DWM-QRY-004"],
  ],
  "times of day, which are texts": [
    [
      "snowflake",
      "TIMEADD(HOUR, 2, CAST('9:05:03' AS TIME))",
      "date_format(dateadd(HOUR, 2, '09:05:03'), 'HH:mm:ss')",
    ],
    [
      "snowflake",
      "DATEADD(minute, i, ts::TIME)",
      "date_format(dateadd(MINUTE, i, ts), 'HH:mm:ss')",
      "DWM-QRY-006",
    ],
    [
      "snowflake",
      "DATE_TRUNC(minute, '10:30'::TIME)",
      "date_format(date_trunc('MINUTE', '10:30:00'), 'HH:mm:ss')",
    ],
    ["snowflake", "DATEADD(millisecond, i, '10:30'::TIME)", "", "DWM-QRY-004"],
    [
      "snowflake",
      "'10:30'::TIME + INTERVAL '1 hour'",
      "date_format(CAST('10:30:00' AS TIMESTAMP) + INTERVAL '1' HOUR, 'HH:mm:ss')",
    ],
    [
      "postgres",
      "'10:30'::time - '09:00'::time",
      "CAST('10:30:00' AS TIMESTAMP) - CAST('09:00:00' AS TIMESTAMP)",
    ],
    ["postgres", "dt + '10:30'::time", "CAST(concat(dt, ' ', '10:30:00') AS TIMESTAMP)"],
    ["snowflake", "TO_TIME('9:30')", "'09:30:00'"],
    ["snowflake", "TO_TIME(s, 'HH24MISS')", "date_format(to_timestamp(s, 'HHmmss'), 'HH:mm:ss')"],
    [
      "snowflake",
      "TRY_TO_TIME(s, 'HH12:MI AM')",
      "date_format(try_to_timestamp(s, 'hh:mm a'), 'HH:mm:ss')",
    ],
    [
      "tsql",
      "DATEADD(day, 1, 1.5)",
      "(TIMESTAMP_NTZ'1900-01-01' + 1.5 * INTERVAL '1' DAY) + INTERVAL 1 DAY",
    ],
    [
      "tsql",
      "ts + '9:30'",
      "ts + (CAST('1900-01-01 09:30:00' AS TIMESTAMP_NTZ) - TIMESTAMP_NTZ'1900-01-01')",
    ],
    ["tsql", "ts + s", "", "DWM-QRY-004"],
    ["tsql", "DATEADD(second, 90, '00:00:00')", "dateadd(SECOND, 90, '1900-01-01 00:00:00')"],
    [
      "tsql",
      "DATEDIFF(minute, '9:30', CAST('10:30' AS TIME))",
      "datediff(MINUTE, date_trunc('MINUTE', '9:30'), date_trunc('MINUTE', '10:30:00'))",
    ],
    ["tsql", "CONVERT(VARCHAR(5), CAST('9:30' AS TIME), 108)", "date_format('09:30:00', 'HH:mm')"],
    [
      "tsql",
      "TIMEFROMPARTS(10, i, 0, 0, 0)",
      "date_format(make_timestamp(1970, 1, 1, 10, i, 0), 'HH:mm:ss')",
    ],
    ["mysql", "CAST('10:30' AS TIME) + INTERVAL 1 HOUR", "", "DWM-QRY-004"],
    ["tsql", "CAST('9:30' AS DATETIME)", "CAST('1900-01-01 09:30:00' AS TIMESTAMP)"],
    [
      "tsql",
      "CAST(CAST('9:30' AS TIME) AS DATETIME)",
      "CAST(concat('1900-01-01 ', '09:30:00') AS TIMESTAMP)",
    ],
    [
      "tsql",
      "ts + CAST('9:30' AS DATETIME)",
      "ts + (CAST('1900-01-01 09:30:00' AS TIMESTAMP_NTZ) - TIMESTAMP_NTZ'1900-01-01')",
    ],
  ],
};

describe("date arithmetic in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [source, expression, sql, ...codes] of rows) {
        await check(source, `${expression} AS x`, sql === "" ? "" : `${sql} AS x`, codes);
      }
    });
  }
});
