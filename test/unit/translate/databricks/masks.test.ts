import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [source: SourceType, expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "Oracle's datetime elements": [
    ["oracle", "TO_CHAR(ts, 'YYYY-MM-DD HH24:MI:SS')", "date_format(ts, 'yyyy-MM-dd HH:mm:ss')"],
    ["oracle", "TO_CHAR(ts, 'DD-MON-YYYY')", "upper(date_format(ts, 'dd-MMM-yyyy'))"],
    ["oracle", "TO_CHAR(ts, 'dd-mon-yy')", "lower(date_format(ts, 'dd-MMM-yy'))"],
    ["oracle", "TO_CHAR(ts, 'Mon DD')", "date_format(ts, 'MMM dd')"],
    [
      "oracle",
      "TO_CHAR(ts, 'DD-MON-YYYY HH:MI AM')",
      "upper(date_format(ts, 'dd-MMM-yyyy hh:mm a'))",
    ],
    ["oracle", "TO_CHAR(ts, 'hh:mi am')", "lower(date_format(ts, 'hh:mm a'))"],
    ["oracle", "TO_CHAR(ts, 'MONTH')", "rpad(upper(date_format(ts, 'MMMM')), 9, ' ')"],
    ["oracle", "TO_CHAR(ts, 'FMMONTH')", "upper(date_format(ts, 'MMMM'))"],
    [
      "oracle",
      "TO_CHAR(ts, 'Month YYYY')",
      "concat(rpad(date_format(ts, 'MMMM'), 9, ' '), date_format(ts, ' yyyy'))",
    ],
    ["oracle", "TO_CHAR(ts, 'FMDay, DD Month YYYY')", "date_format(ts, 'EEEE, d MMMM yyyy')"],
    ["oracle", "TO_CHAR(ts, 'FMDD FMDD')", "date_format(ts, 'd dd')"],
    ["oracle", "TO_CHAR(ts, 'DAY')", "rpad(upper(date_format(ts, 'EEEE')), 9, ' ')"],
    ["oracle", "TO_CHAR(ts, 'DY')", "upper(date_format(ts, 'EEE'))"],
    ["oracle", "TO_CHAR(ts, 'D')", "CAST(dayofweek(ts) AS STRING)", "DWM-QRY-006"],
    ["oracle", "TO_CHAR(ts, 'DDD')", "date_format(ts, 'DDD')"],
    ["oracle", "TO_CHAR(ts, 'Q')", "date_format(ts, 'Q')"],
    ["oracle", "TO_CHAR(ts, 'YYYY-\"Q\"Q')", "date_format(ts, 'yyyy-\\'Q\\'Q')"],
    [
      "oracle",
      "TO_CHAR(ts, 'YYYY\"W\"WW')",
      "concat(date_format(ts, 'yyyy\\'W\\''), lpad((dayofyear(ts) + 6) div 7, 2, '0'))",
    ],
    [
      "oracle",
      "TO_CHAR(ts, 'IYYY-IW')",
      "concat(CAST(date_part('YEAROFWEEK', ts) AS STRING), '-', lpad(weekofyear(ts), 2, '0'))",
    ],
    ["oracle", "TO_CHAR(ts, 'W')", "CAST((day(ts) + 6) div 7 AS STRING)"],
    ["oracle", "TO_CHAR(ts, 'J')", "CAST(datediff(ts, DATE'1970-01-01') + 2440588 AS STRING)"],
    [
      "oracle",
      "TO_CHAR(ts, 'SSSSS')",
      "lpad(hour(ts) * 3600 + minute(ts) * 60 + second(ts), 5, '0')",
    ],
    ["oracle", "TO_CHAR(ts, 'HH24MISSFF3')", "date_format(ts, 'HHmmssSSS')"],
    [
      "oracle",
      "TO_CHAR(tz, 'YYYY-MM-DD\"T\"HH24:MI:SSTZH:TZM')",
      "date_format(tz, 'yyyy-MM-dd\\'T\\'HH:mm:ssxxx')",
    ],
    ["oracle", "TO_CHAR(tz, 'TZR')", "date_format(tz, 'VV')"],
    [
      "oracle",
      "TO_CHAR(ts, 'DD \"of\" Month')",
      "concat(date_format(ts, 'dd \\'of\\' '), rpad(date_format(ts, 'MMMM'), 9, ' '))",
    ],
    ["oracle", "TO_CHAR(ts, '\"it''s\" YYYY')", "date_format(ts, '\\'it\\'\\'s\\' yyyy')"],
    ["oracle", "TO_CHAR(ts, 'CC')", "", "DWM-QRY-005"],
    ["oracle", "TO_CHAR(ts, 'DDTH')", "", "DWM-QRY-005"],
    ["oracle", "TO_CHAR(ts, 'Y,YYY')", "", "DWM-QRY-005"],
    ["oracle", "TO_CHAR(ts, 'RM')", "", "DWM-QRY-005"],
    ["oracle", "TO_CHAR(ts, 'YYYY BC')", "", "DWM-QRY-005"],
    ["oracle", "TO_CHAR(ts, 'DS')", "", "DWM-QRY-005"],
  ],
  "Oracle's texts that are read": [
    ["oracle", "TO_DATE(s, 'YYYY-MM-DD')", "to_date(s, 'yyyy-MM-dd')"],
    ["oracle", "TO_DATE(s, 'DD/MM/YYYY HH24:MI:SS')", "to_timestamp(s, 'dd/MM/yyyy HH:mm:ss')"],
    ["oracle", "TO_DATE(s, 'DD-MON-YY')", "to_date(s, 'dd-MMM-yy')"],
    [
      "oracle",
      "TO_DATE(s, 'DD-MON-RR')",
      "CASE WHEN year(to_date(s, 'dd-MMM-yy')) >= 2050 THEN to_date(s, 'dd-MMM-yy') - INTERVAL '100' YEAR ELSE to_date(s, 'dd-MMM-yy') END",
    ],
    ["oracle", "TO_DATE(s, 'YYYYMM')", "to_date(s, 'yyyyMM')"],
    ["oracle", "TO_DATE(s, 'YYYYDDD')", "to_date(s, 'yyyyDDD')"],
    ["oracle", "TO_DATE(s, 'YYYY')", "", "DWM-QRY-004"],
    ["oracle", "TO_DATE(s, 'HH24:MI')", "", "DWM-QRY-004"],
    ["oracle", "TO_DATE(s, 'J')", "", "DWM-QRY-005"],
    ["oracle", "TO_DATE('1/2/2020', 'MM/DD/YYYY')", "to_date('1/2/2020', 'M/d/yyyy')"],
    [
      "oracle",
      "TO_DATE('01-JAN-2020 10:00', 'DD-MON-YYYY HH24:MI:SS')",
      "to_timestamp('01-JAN-2020 10:00', 'dd-MMM-yyyy HH:mm')",
    ],
    [
      "oracle",
      "TO_TIMESTAMP(s, 'YYYY-MM-DD HH24:MI:SS.FF')",
      "to_timestamp(s, 'yyyy-MM-dd HH:mm:ss.SSSSSS')",
    ],
    [
      "oracle",
      "TO_TIMESTAMP_TZ(s, 'YYYY-MM-DD HH24:MI:SS TZH:TZM')",
      "to_timestamp(s, 'yyyy-MM-dd HH:mm:ss xxx')",
    ],
    ["oracle", "TO_TIMESTAMP(s, 'YYYY-MM-DD TZH:TZM')", "", "DWM-QRY-004"],
  ],
  "PostgreSQL's and Redshift's elements": [
    ["postgres", "to_char(ts, 'FMDD MM')", "date_format(ts, 'd MM')"],
    [
      "postgres",
      "to_char(ts, 'YYYY-MM-DD\"T\"HH24:MI:SS.US')",
      "date_format(ts, 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSS')",
    ],
    ["postgres", "to_char(ts, 'YYYY-MM-DDTHH24:MI')", "", "DWM-QRY-005"],
    ["postgres", "to_char(ts, 'ID')", "CAST(weekday(ts) + 1 AS STRING)"],
    [
      "postgres",
      "to_char(ts, 'SSSS')",
      "CAST(hour(ts) * 3600 + minute(ts) * 60 + second(ts) AS STRING)",
    ],
    [
      "postgres",
      "to_date(s, 'YY-MM-DD')",
      "CASE WHEN year(to_date(s, 'yy-MM-dd')) >= 2070 THEN to_date(s, 'yy-MM-dd') - INTERVAL '100' YEAR ELSE to_date(s, 'yy-MM-dd') END",
    ],
    ["redshift", "to_char(ts, 'Mon-YY')", "date_format(ts, 'MMM-yy')"],
    ["redshift", "to_timestamp(s, 'MS')", "", "DWM-QRY-004"],
  ],
  "Snowflake's elements": [
    [
      "snowflake",
      "TO_CHAR(ts, 'YYYY-MM-DDTHH24:MI:SS')",
      "date_format(ts, 'yyyy-MM-dd\\'T\\'HH:mm:ss')",
    ],
    ["snowflake", "TO_CHAR(ts, 'MON DD, YYYY')", "date_format(ts, 'MMM dd, yyyy')"],
    ["snowflake", "TO_CHAR(ts, 'MMMM')", "date_format(ts, 'MMMM')"],
    ["snowflake", "TO_CHAR(ts, 'HH12:MI AM')", "date_format(ts, 'hh:mm a')"],
    ["snowflake", "TO_CHAR(ts, 'YYYY-WW')", "", "DWM-QRY-005"],
    [
      "snowflake",
      "TO_TIMESTAMP(s, 'YYYY-MM-DD HH24:MI:SS.FF9')",
      "to_timestamp(s, 'yyyy-MM-dd HH:mm:ss.SSSSSSSSS')",
    ],
  ],
  "Teradata's elements": [
    ["teradata", "TO_CHAR(dt, 'YYYY-MM-DD')", "date_format(dt, 'yyyy-MM-dd')"],
    ["teradata", "TO_CHAR(dt, 'DY')", "upper(date_format(dt, 'EEE'))"],
    ["teradata", "TO_DATE(s, 'DD.MM.YYYY')", "to_date(s, 'dd.MM.yyyy')"],
  ],
  "MySQL's elements": [
    ["mysql", "DATE_FORMAT(ts, '%Y/%c/%e %k:%i:%s')", "date_format(ts, 'yyyy/M/d H:mm:ss')"],
    ["mysql", "DATE_FORMAT(ts, '%W %M %j')", "date_format(ts, 'EEEE MMMM DDD')"],
    ["mysql", "DATE_FORMAT(ts, '%r')", "date_format(ts, 'hh:mm:ss a')"],
    [
      "mysql",
      "DATE_FORMAT(ts, '%x-W%v')",
      "concat(CAST(date_part('YEAROFWEEK', ts) AS STRING), '-W', lpad(weekofyear(ts), 2, '0'))",
    ],
    ["mysql", "DATE_FORMAT(ts, '%U')", "lpad((dayofyear(ts) + 7 - dayofweek(ts)) div 7, 2, '0')"],
    ["mysql", "DATE_FORMAT(ts, '100%% at %H')", "date_format(ts, '\\'100% at \\'HH')"],
    ["mysql", "DATE_FORMAT(ts, '%X')", "", "DWM-QRY-005"],
    ["mysql", "STR_TO_DATE(s, '%M %e, %Y')", "try_to_date(s, 'MMMM d, yyyy')"],
    ["mysql", "STR_TO_DATE(s, '%v %x')", "", "DWM-QRY-005"],
  ],
  "BigQuery's elements": [
    ["bigquery", "FORMAT_DATE('%F', dt)", "date_format(dt, 'yyyy-MM-dd')"],
    [
      "bigquery",
      "FORMAT_DATE('%b %e, %Y', dt)",
      "concat(date_format(dt, 'MMM '), lpad(day(dt), 2, ' '), date_format(dt, ', yyyy'))",
    ],
    [
      "bigquery",
      "FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E3S%Ez', tz)",
      "date_format(tz, 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSxxx')",
    ],
    [
      "bigquery",
      "FORMAT_DATE('%G-W%V', dt)",
      "concat(CAST(date_part('YEAROFWEEK', dt) AS STRING), '-W', lpad(weekofyear(dt), 2, '0'))",
    ],
    ["bigquery", "FORMAT_DATE('%C', dt)", "", "DWM-QRY-005"],
    ["bigquery", "PARSE_DATE('%Y%m%d', s)", "to_date(s, 'yyyyMMdd')"],
  ],
  ".NET's elements": [
    ["tsql", "FORMAT(ts, 'yyyy-MM-ddTHH:mm:ss')", "date_format(ts, 'yyyy-MM-dd\\'T\\'HH:mm:ss')"],
    ["tsql", "FORMAT(ts, 'ddd d MMM yy')", "date_format(ts, 'EEE d MMM yy')"],
    ["tsql", "FORMAT(ts, 'yyyy\\mMM')", "date_format(ts, 'yyyy\\'m\\'MM')"],
    ["tsql", "FORMAT(ts, 'dd ''of'' MMMM')", "date_format(ts, 'dd \\'of\\' MMMM')"],
    ["tsql", "FORMAT(ts, 'ffffff')", "date_format(ts, 'SSSSSS')"],
    ["tsql", "FORMAT(ts, 'K yyyy')", "", "DWM-QRY-005"],
  ],
  numbers: [
    [
      "oracle",
      "TO_CHAR(n, '999,990.00')",
      "CASE WHEN abs(round(n, 2)) < 1000000 THEN lpad(format_number(round(n, 2), '###,##0.00'), 11, ' ') WHEN n IS NOT NULL THEN '###########' END",
    ],
    [
      "oracle",
      "TO_CHAR(n, 'FM999,990.00')",
      "CASE WHEN abs(round(n, 2)) < 1000000 THEN format_number(round(n, 2), '###,##0.00') WHEN n IS NOT NULL THEN '###########' END",
    ],
    [
      "oracle",
      "TO_CHAR(n, 'FM990.99')",
      "CASE WHEN abs(round(n, 2)) < 1000 THEN regexp_replace(format_number(round(n, 2), '0.00'), '0{1,2}$', '') WHEN n IS NOT NULL THEN '#######' END",
    ],
    [
      "oracle",
      "TO_CHAR(n, '0000')",
      "CASE WHEN abs(round(n)) < 10000 THEN lpad(format_number(round(n), '0000'), 5, ' ') WHEN n IS NOT NULL THEN '#####' END",
    ],
    [
      "oracle",
      "TO_CHAR(n, '999')",
      "CASE WHEN abs(round(n)) < 1000 THEN lpad(format_number(round(n), '0'), 4, ' ') WHEN n IS NOT NULL THEN '####' END",
    ],
    [
      "oracle",
      "TO_CHAR(n, '$9,999.99')",
      "CASE WHEN abs(round(n, 2)) < 10000 THEN lpad(format_number(round(n, 2), '$#,###.00'), 10, ' ') WHEN n IS NOT NULL THEN '##########' END",
    ],
    [
      "oracle",
      "TO_CHAR(n, 'S999')",
      "CASE WHEN abs(round(n)) < 1000 THEN lpad(format_number(round(n), '+0;-0'), 4, ' ') WHEN n IS NOT NULL THEN '####' END",
    ],
    [
      "oracle",
      "TO_CHAR(n, '999MI')",
      "CASE WHEN abs(round(n)) < 1000 THEN lpad(format_number(round(n), '0 ;0-'), 4, ' ') WHEN n IS NOT NULL THEN '####' END",
    ],
    [
      "oracle",
      "TO_CHAR(n, '999PR')",
      "CASE WHEN abs(round(n)) < 1000 THEN lpad(format_number(round(n), '0 ;<0>'), 5, ' ') WHEN n IS NOT NULL THEN '#####' END",
    ],
    [
      "oracle",
      "TO_CHAR(n, '.99')",
      "CASE WHEN abs(round(n, 2)) < 1 THEN lpad(format_number(round(n, 2), '#.00'), 4, ' ') WHEN n IS NOT NULL THEN '####' END",
    ],
    ["oracle", "TO_CHAR(n, '99,99')", "", "DWM-QRY-005"],
    ["oracle", "TO_CHAR(n, '9.9EEEE')", "", "DWM-QRY-005"],
    ["oracle", "TO_CHAR(n, 'L999')", "", "DWM-QRY-005"],
    [
      "oracle",
      "TO_CHAR(n, 'TM9')",
      "regexp_replace(regexp_replace(regexp_replace(CAST(n AS STRING), '([.][0-9]*?)0+$', '$1'), '[.]$', ''), '^(-?)0[.]', '$1.')",
    ],
    ["oracle", "TO_CHAR(i, 'XXXX')", "", "DWM-QRY-005"],
    [
      "postgres",
      "to_char(n, 'FM9G999D00')",
      "CASE WHEN abs(round(n, 2)) < 10000 THEN format_number(round(n, 2), '#,###.00') WHEN n IS NOT NULL THEN '#########' END",
    ],
  ],
};

describe("format masks in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [source, expression, sql, ...codes] of rows) {
        await check(source, `${expression} AS x`, sql === "" ? "" : `${sql} AS x`, codes);
      }
    });
  }
});
