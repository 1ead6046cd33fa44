import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  choices: [
    ["NVL(s, x, 'y')", "coalesce(s, x, 'y')"],
    ["NVL2(s, 1, 0)", "nvl2(s, 1, 0)"],
    ["DECODE(i, 1, 'a', 'b')", "decode(i, 1, 'a', 'b')"],
  ],
  dates: [
    ["GETDATE()", "current_timestamp()"],
    ["DATEADD(day, 1, ts)", "dateadd(DAY, 1, ts)"],
    ["DATEADD(month, -1, dt)", "add_months(dt, -1)"],
    ["DATEADD(m, 1, ts)", "dateadd(MINUTE, 1, ts)"],
    ["DATEDIFF(day, ts, GETDATE())", "datediff(current_timestamp(), ts)"],
    ["DATEDIFF(year, dt, dt)", "datediff(YEAR, date_trunc('YEAR', dt), date_trunc('YEAR', dt))"],
    [
      "DATE_DIFF('week', ts, ts)",
      "datediff(WEEK, date_trunc('WEEK', dateadd(DAY, 1, ts)), date_trunc('WEEK', dateadd(DAY, 1, ts)))",
    ],
    ["DATE_TRUNC('month', ts)", "date_trunc('MONTH', ts)"],
    ["DATE_PART(w, dt)", "weekofyear(dt)"],
    ["DATE_PART(dow, dt)", "(dayofweek(dt) - 1)"],
    [
      "ADD_MONTHS(ts, 1)",
      "CASE WHEN day(ts + INTERVAL '1' DAY) = 1 THEN ts + INTERVAL '1' DAY + INTERVAL '1' MONTH - INTERVAL '1' DAY ELSE ts + INTERVAL '1' MONTH END",
    ],
    ["LAST_DAY(ts)", "last_day(ts)"],
    ["TRUNC(ts)", "CAST(ts AS DATE)"],
    ["DATE_PART_YEAR(dt)", "year(dt)"],
    ["CONVERT_TIMEZONE('America/New_York', ts)", "convert_timezone('UTC', 'America/New_York', ts)"],
    [
      "CONVERT_TIMEZONE('UTC', 'Europe/Berlin', ts)",
      "convert_timezone('UTC', 'Europe/Berlin', ts)",
    ],
    ["TO_CHAR(ts, 'YYYYMM')", "date_format(ts, 'yyyyMM')"],
    ["TO_DATE(s, 'YYYYMMDD')", "to_date(s, 'yyyyMMdd')"],
    [
      "TIMESTAMP_CMP(ts, ts)",
      "CASE WHEN ts < ts THEN -1 WHEN ts = ts THEN 0 WHEN ts > ts THEN 1 END",
    ],
    [
      "TIMESTAMP 'epoch' + i * INTERVAL '1 second'",
      "TIMESTAMP_NTZ'1970-01-01 00:00:00' + i * INTERVAL '1' SECOND",
    ],
  ],
  numbers: [
    ["TRUNC(n)", "IF(n < 0, ceil(n), floor(n))"],
    ["TRUNC(n, 1)", "IF(n < 0, ceil(n, 1), floor(n, 1))"],
    ["STRTOL(s, 16)", "CAST(conv(s, 16, 10) AS BIGINT)"],
    ["DEXP(f)", "exp(f)"],
  ],
  texts: [
    ["LEN(s)", "length(s)"],
    ["CHARINDEX('a', s)", "locate('a', s)"],
    ["CONCAT(s, i)", "concat(s, i)"],
    ["REGEXP_REPLACE(s, '[0-9]+', '#')", "regexp_replace(s, '[0-9]+', '#')"],
    ["REGEXP_REPLACE(s, 'a', '', 1, 'i')", "regexp_replace(s, '(?i)a', '')"],
    ["REGEXP_SUBSTR(s, '[a-z]+')", "regexp_substr(s, '[a-z]+')"],
    ["REGEXP_COUNT(s, 'a')", "regexp_count(s, 'a')"],
    ["REGEXP_COUNT(s, '\\\\d')", "regexp_count(s, '\\\\d')"],
    ["s ~ '\\\\s'", "regexp_like(s, '(?s)\\\\s')"],
    ["SPLIT_PART(s, ',', 1)", "split_part(s, ',', 1)"],
    ["SHA2(s, 256)", "sha2(s, 256)"],
    ["FUNC_SHA1(s)", "sha1(s)"],
    ["FNV_HASH(s)", "", "DWM-QRY-004"],
  ],
  JSON: [
    ["v.Name", "v:name"],
    ["t.v.a[0]", "t.v:a[0]"],
    ["v[i]", "get(CAST(v AS ARRAY<VARIANT>), CAST(i AS INT))"],
    ["JSON_EXTRACT_PATH_TEXT(s, 'a', 'b c')", "get_json_object(s, '$.a[\\'b c\\']')"],
    ["JSON_EXTRACT_PATH_TEXT(s, 'a', TRUE)", "get_json_object(s, '$.a')"],
    ["JSON_EXTRACT_PATH_TEXT(s, x)", "", "DWM-QRY-004"],
    ["JSON_EXTRACT_ARRAY_ELEMENT_TEXT(s, 0)", "get_json_object(s, '$[0]')"],
    ["JSON_ARRAY_LENGTH(s)", "json_array_length(s)"],
    ["IS_VALID_JSON(s)", "IF(s IS NULL, NULL, try_parse_json(s) IS NOT NULL)"],
    ["JSON_PARSE(s)", "parse_json(s)"],
    ["SPLIT_TO_ARRAY(s, '|')", "CAST(split(s, '\\\\|') AS VARIANT)"],
    ["ARRAY(1, i)", "CAST(ARRAY(1, i) AS VARIANT)"],
    ["ARRAY(1, s)", "CAST(ARRAY(CAST(1 AS VARIANT), CAST(s AS VARIANT)) AS VARIANT)"],
    ["ARRAY()", "parse_json('[]')"],
    [
      "ARRAY_CONCAT(v, ARRAY(i))",
      "CAST(concat(CAST(v AS ARRAY<VARIANT>), CAST(CAST(ARRAY(i) AS VARIANT) AS ARRAY<VARIANT>)) AS VARIANT)",
    ],
    ["SUBARRAY(v, 1, i)", "CAST(slice(CAST(v AS ARRAY<VARIANT>), 2, i) AS VARIANT)"],
    ["SUBARRAY(v, -1, 1)", "", "DWM-QRY-004"],
    ["GET_ARRAY_LENGTH(v)", "array_size(CAST(v AS ARRAY<VARIANT>))"],
    ["REPLICATE(s, 2)", "repeat(s, 2)"],
  ],
  aggregates: [
    [
      "LISTAGG(s, ',') WITHIN GROUP (ORDER BY i)",
      "listagg(s, ',') WITHIN GROUP (ORDER BY i NULLS LAST)",
    ],
    ["MEDIAN(n)", "median(n)"],
    ["APPROXIMATE COUNT(DISTINCT s)", "approx_count_distinct(s)", "DWM-QRY-014"],
    ["RATIO_TO_REPORT(n) OVER (PARTITION BY i)", "try_divide(n, sum(n) OVER (PARTITION BY i))"],
  ],
};

describe("Redshift's functions in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [expression, sql, ...codes] of rows) {
        await check("redshift", `${expression} AS x`, sql === "" ? "" : `${sql} AS x`, codes);
      }
    });
  }
});
