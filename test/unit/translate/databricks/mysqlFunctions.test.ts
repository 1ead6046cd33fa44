import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  choices: [
    ["IF(i > 1, 'a', 'b')", "IF(i > 1, 'a', 'b')"],
    ["IFNULL(s, 'x')", "coalesce(s, 'x')"],
    ["ISNULL(s)", "CAST(s IS NULL AS INT)"],
    ["GREATEST(i, n)", "IF(i IS NULL OR n IS NULL, NULL, greatest(i, n))"],
  ],
  dates: [
    ["NOW()", "current_timestamp()"],
    ["CURDATE()", "current_date()"],
    ["UTC_TIMESTAMP()", "to_utc_timestamp(current_timestamp(), current_timezone())"],
    ["DATE(ts)", "CAST(ts AS DATE)"],
    ["DATE_FORMAT(ts, '%Y-%m-%d %H:%i:%s')", "date_format(ts, 'yyyy-MM-dd HH:mm:ss')"],
    ["DATE_FORMAT(ts, '%W, %e %M %Y')", "date_format(ts, 'EEEE, d MMMM yyyy')"],
    ["DATE_FORMAT(ts, '%D')", "", "DWM-QRY-005"],
    ["STR_TO_DATE(s, '%d/%m/%Y')", "try_to_date(s, 'dd/MM/yyyy')"],
    [
      "STR_TO_DATE(s, '%d-%b-%y %H:%i')",
      "CASE WHEN year(try_to_timestamp(s, 'dd-MMM-yy HH:mm')) >= 2070 THEN try_to_timestamp(s, 'dd-MMM-yy HH:mm') - INTERVAL '100' YEAR ELSE try_to_timestamp(s, 'dd-MMM-yy HH:mm') END",
    ],
    ["STR_TO_DATE(s, '%H:%i')", "", "DWM-QRY-004"],
    ["DATE_ADD(dt, INTERVAL 1 DAY)", "dt + INTERVAL '1' DAY"],
    ["DATE_ADD(dt, INTERVAL i HOUR)", "CAST(dt AS TIMESTAMP_NTZ) + i * INTERVAL '1' HOUR"],
    ["DATE_SUB(x, INTERVAL 2 MONTH)", "x - INTERVAL '2' MONTH"],
    ["DATE_ADD('2020-01-31', INTERVAL 1 MONTH)", "DATE'2020-01-31' + INTERVAL '1' MONTH"],
    ["ADDDATE(dt, 3)", "date_add(dt, 3)"],
    ["SUBDATE(ts, i)", "dateadd(DAY, -i, ts)"],
    ["DATEDIFF(dt, ts)", "datediff(dt, ts)"],
    ["TIMESTAMPDIFF(MONTH, dt, ts)", "timestampdiff(MONTH, dt, ts)"],
    ["TIMESTAMPADD(MINUTE, 5, ts)", "dateadd(MINUTE, 5, ts)"],
    ["EXTRACT(DAY FROM dt)", "extract(DAY FROM dt)"],
    ["YEAR(dt)", "year(dt)"],
    ["MICROSECOND(ts)", "CAST(date_format(ts, 'SSSSSS') AS INT)"],
    ["DAYOFWEEK(dt)", "dayofweek(dt)"],
    ["WEEKDAY(dt)", "weekday(dt)"],
    ["WEEK(dt)", "((dayofyear(dt) + 7 - dayofweek(dt)) div 7)"],
    ["WEEK(dt, 3)", "weekofyear(dt)"],
    ["WEEK(dt, 1)", "", "DWM-QRY-004"],
    ["YEARWEEK(dt, 1)", "(date_part('YEAROFWEEK', dt) * 100 + weekofyear(dt))"],
    ["YEARWEEK(dt)", "", "DWM-QRY-004"],
    ["MONTHNAME(dt)", "date_format(dt, 'MMMM')"],
    ["LAST_DAY(dt)", "last_day(dt)"],
    ["MAKEDATE(2020, i)", "date_add(make_date(2020, 1, 1), i - 1)"],
    ["TO_DAYS(dt)", "(datediff(dt, DATE'1970-01-01') + 719528)"],
    ["FROM_DAYS(i)", "date_add(DATE'1970-01-01', i - 719528)"],
    ["UNIX_TIMESTAMP(ts)", "unix_timestamp(ts)"],
    ["FROM_UNIXTIME(i)", "timestamp_seconds(i)"],
    ["FROM_UNIXTIME(i, '%Y')", "date_format(timestamp_seconds(i), 'yyyy')"],
    [
      "CONVERT_TZ(ts, '+00:00', 'America/New_York')",
      "convert_timezone('+00:00', 'America/New_York', ts)",
    ],
    ["TIMEDIFF(ts, ts)", "", "DWM-QRY-004"],
  ],
  texts: [
    ["CONCAT(s, i)", "concat(s, i)"],
    ["CONCAT_WS(',', s, i)", "concat_ws(',', s, i)"],
    ["GROUP_CONCAT(s)", "listagg(s, ',')"],
    [
      "GROUP_CONCAT(DISTINCT s ORDER BY s DESC SEPARATOR '; ')",
      "listagg(DISTINCT s, '; ') WITHIN GROUP (ORDER BY s DESC)",
      "DWM-QRY-012",
    ],
    ["GROUP_CONCAT(s, '-', i)", "listagg(concat(s, '-', i), ',')"],
    ["SUBSTRING(s, 2, 3)", "substr(s, 2, 3)"],
    ["SUBSTRING(s, -3)", "IF(length(s) < 3, '', substr(s, -3))"],
    ["SUBSTRING(s, 0)", "''"],
    ["SUBSTRING_INDEX(s, '.', -1)", "substring_index(s, '.', -1)"],
    ["INSTR(s, ',')", "locate(',', s)"],
    ["LOCATE('a', s)", "locate('a', lower(s))", "DWM-QRY-012"],
    ["LOCATE(',', s, 3)", "locate(',', s, 3)"],
    ["LENGTH(s)", "octet_length(s)"],
    ["CHAR_LENGTH(s)", "length(s)"],
    ["LCASE(s)", "lower(s)"],
    ["FIELD(s, 'a', 'b')", "CASE s WHEN 'a' THEN 1 WHEN 'b' THEN 2 ELSE 0 END", "DWM-QRY-012"],
    ["ELT(i, 'a', 'b')", "CASE i WHEN 1 THEN 'a' WHEN 2 THEN 'b' END"],
    [
      "INSERT(s, 2, 3, 'x')",
      "IF(2 BETWEEN 1 AND length(s), overlay(s PLACING 'x' FROM 2 FOR 3), s)",
    ],
    [
      "STRCMP(s, x)",
      "CASE WHEN s < x THEN -1 WHEN s = x THEN 0 WHEN s > x THEN 1 END",
      "DWM-QRY-012",
    ],
    ["FIND_IN_SET(s, 'a,b')", "find_in_set(s, 'a,b')", "DWM-QRY-012"],
    ["FORMAT(n, 2)", "format_number(round(n, 2), '#,##0.00')"],
    ["REGEXP_LIKE(s, '^a')", "regexp_like(s, '(?i)^a')"],
    ["REGEXP_LIKE(s, '^a', 'c')", "regexp_like(s, '^a')"],
    ["REGEXP_REPLACE(s, '[0-9]+', 'x')", "regexp_replace(s, '[0-9]+', 'x')"],
    ["REGEXP_SUBSTR(s, 'a', 2)", "", "DWM-QRY-004"],
    ["MD5(s)", "md5(s)"],
    ["SHA2(s, 256)", "sha2(s, 256)"],
    ["UUID()", "uuid()"],
  ],
  numbers: [
    ["TRUNCATE(n, 2)", "IF(n < 0, ceil(n, 2), floor(n, 2))"],
    ["LOG(f)", "ln(f)"],
    ["LOG(2, f)", "log(2, f)"],
    ["RAND()", "rand()"],
    ["RAND(3)", "", "DWM-QRY-004"],
    ["MOD(i, n)", "mod(i, nullif(n, 0))"],
    ["STD(n)", "stddev_pop(n)"],
    ["VARIANCE(n)", "var_pop(n)"],
    ["BIT_OR(i)", "coalesce(bit_or(i), 0)"],
  ],
  conditions: [
    ["IF(i, 1, 2)", "IF(i <> 0, 1, 2)"],
    ["NOT i", "NOT i <> 0"],
    ["i && b", "i <> 0 AND b"],
    ["i + 1 OR b", "i + 1 <> 0 OR b"],
    ["CASE WHEN i THEN 1 END", "CASE WHEN i <> 0 THEN 1 END"],
    ["CASE i WHEN 1 THEN 1 END", "CASE i WHEN 1 THEN 1 END"],
    ["SELECT s FROM t WHERE i AND b", "SELECT s FROM t WHERE i <> 0 AND b"],
  ],
  JSON: [
    ["v->'$.a'", "v:a"],
    ["v->>'$.a.b[0]'", "CAST(v:a.b[0] AS STRING)"],
    ["v->'$.*'", "", "DWM-QRY-004"],
    ["JSON_EXTRACT(v, '$.a[0]')", "v:a[0]"],
    ["JSON_EXTRACT(v, '$.*')", "", "DWM-QRY-004"],
    ["JSON_UNQUOTE(JSON_EXTRACT(v, '$.a'))", "CAST(v:a AS STRING)"],
    ["JSON_VALUE(v, '$.a')", "CAST(v:a AS STRING)"],
    ["JSON_OBJECT('a', i)", "to_variant_object(struct(i AS a))"],
    ["JSON_ARRAY(i, i)", "CAST(ARRAY(i, i) AS VARIANT)"],
    [
      "JSON_VALID(s)",
      "CASE WHEN try_parse_json(s) IS NOT NULL THEN 1 WHEN s IS NOT NULL THEN 0 END",
    ],
    ["JSON_SET(v, '$.a', 1)", "", "DWM-QRY-004"],
  ],
  "what no other database can answer": [
    ["LAST_INSERT_ID()", "", "DWM-QRY-004"],
    ["DATABASE()", "", "DWM-QRY-004"],
    ["SLEEP(1)", "", "DWM-QRY-004"],
  ],
};

describe("MySQL's functions in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [expression, sql, ...codes] of rows) {
        await check("mysql", expression, sql, codes);
      }
    });
  }
});
