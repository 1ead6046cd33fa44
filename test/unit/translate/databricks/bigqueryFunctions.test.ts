import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  dates: [
    ["DATE_ADD(dt, INTERVAL 3 DAY)", "date_add(dt, 3)"],
    ["DATE_SUB(dt, INTERVAL i MONTH)", "add_months(dt, -i)"],
    ["DATE_ADD(dt, INTERVAL '2' WEEK)", "date_add(dt, 14)"],
    ["DATETIME_ADD(ts, INTERVAL 90 MINUTE)", "dateadd(MINUTE, 90, ts)"],
    ["TIMESTAMP_SUB(tz, INTERVAL 1 HOUR)", "dateadd(HOUR, -1, tz)"],
    [
      "DATE_DIFF(dt, DATE '2020-01-01', MONTH)",
      "datediff(MONTH, date_trunc('MONTH', CAST('2020-01-01' AS DATE)), date_trunc('MONTH', dt))",
    ],
    ["DATE_DIFF(x, y, DAY)", "datediff(x, y)"],
    [
      "DATE_DIFF(dt, x, WEEK)",
      "datediff(WEEK, date_trunc('WEEK', dateadd(DAY, 1, x)), date_trunc('WEEK', dateadd(DAY, 1, dt)))",
    ],
    ["DATETIME_DIFF(ts, x, HOUR)", "datediff(HOUR, date_trunc('HOUR', x), date_trunc('HOUR', ts))"],
    ["TIMESTAMP_DIFF(tz, x, SECOND)", "timestampdiff(SECOND, x, tz)"],
    ["DATE_TRUNC(dt, WEEK(MONDAY))", "trunc(dt, 'WEEK')"],
    ["DATE_TRUNC(dt, WEEK)", "date_add(trunc(date_add(dt, 1), 'WEEK'), -1)"],
    ["DATE_TRUNC(x, MONTH)", "trunc(x, 'MONTH')"],
    ["TIMESTAMP_TRUNC(tz, HOUR)", "date_trunc('HOUR', tz)"],
    ["TIMESTAMP_TRUNC(tz, DAY, 'Europe/Berlin')", "", "DWM-QRY-004"],
    ["FORMAT_DATE('%Y-%m', dt)", "date_format(dt, 'yyyy-MM')"],
    ["FORMAT_TIMESTAMP('%F %T', tz)", "date_format(tz, 'yyyy-MM-dd HH:mm:ss')"],
    ["FORMAT_DATE(s, dt)", "", "DWM-QRY-004"],
    ["PARSE_DATE('%Y%m%d', s)", "to_date(s, 'yyyyMMdd')"],
    ["PARSE_TIMESTAMP('%Y-%m-%d %H:%M:%S', s)", "to_timestamp(s, 'yyyy-MM-dd HH:mm:ss')"],
    ["DATE(2020, 1, 2)", "make_date(2020, 1, 2)"],
    [
      "DATE(tz, 'Europe/Berlin')",
      "CAST(convert_timezone('Europe/Berlin', CAST(tz AS TIMESTAMP_NTZ)) AS DATE)",
    ],
    ["DATETIME(2020, 1, 2, 3, 4, 5)", "CAST(make_timestamp(2020, 1, 2, 3, 4, 5) AS TIMESTAMP_NTZ)"],
    ["DATETIME(dt, x)", "", "DWM-QRY-004"],
    ["TIMESTAMP('2020-01-01')", "CAST('2020-01-01' AS TIMESTAMP)"],
    ["TIME(tz)", "date_format(tz, 'HH:mm:ss')"],
    ["TIME_ADD(x, INTERVAL 1 HOUR)", "", "DWM-QRY-004"],
    ["LAST_DAY(dt, YEAR)", "date_sub(add_months(trunc(dt, 'YEAR'), 12), 1)"],
    ["EXTRACT(DAYOFWEEK FROM dt)", "dayofweek(dt)"],
    ["EXTRACT(ISOWEEK FROM dt)", "weekofyear(dt)"],
    ["EXTRACT(DATE FROM tz)", "CAST(tz AS DATE)"],
    ["UNIX_SECONDS(tz)", "unix_seconds(tz)"],
    ["TIMESTAMP_MILLIS(i)", "timestamp_millis(i)"],
    [
      "GENERATE_DATE_ARRAY(dt, DATE '2020-12-31', INTERVAL 1 MONTH)",
      "IF(dt > CAST('2020-12-31' AS DATE), array(), sequence(dt, CAST('2020-12-31' AS DATE), INTERVAL '1' MONTH))",
    ],
    ["CURRENT_DATETIME()", "CAST(current_timestamp() AS TIMESTAMP_NTZ)"],
  ],
  SAFE: [
    ["SAFE_CAST(s AS INT64)", "TRY_CAST(s AS BIGINT)"],
    ["SAFE_DIVIDE(i, n)", "try_divide(i, n)"],
    ["SAFE_MULTIPLY(i, n)", "try_multiply(i, n)"],
    ["SAFE.PARSE_DATE('%Y%m%d', s)", "try_to_date(s, 'yyyyMMdd')"],
    ["SAFE.PARSE_JSON(s)", "try_parse_json(s)"],
    ["SAFE.SUBSTR(s, 1, 2)", "substr(s, 1, 2)"],
    ["SAFE.SQRT(n)", "IF(n < 0, NULL, sqrt(n))"],
    ["SAFE.REVERSE(s)", "", "DWM-QRY-003"],
    ["SAFE.NOTHING(s)", "", "DWM-QRY-003"],
    ["NET.HOST(s)", "", "DWM-QRY-003"],
  ],
  numbers: [
    ["DIV(i, 2)", "i div 2"],
    ["LOG(n)", "ln(n)"],
    ["LOG(n, 10)", "log(10, n)"],
    ["TRUNC(n, 1)", "IF(n < 0, ceil(n, 1), floor(n, 1))"],
    ["ROUND(f, 2)", "round(f, 2)"],
    ["RAND()", "rand()"],
    ["IS_NAN(f)", "isnan(f)"],
    ["IEEE_DIVIDE(i, n)", "", "DWM-QRY-004"],
    ["RANGE_BUCKET(i, [1, 2, 3])", "size(filter(ARRAY(1, 2, 3), bound__ -> bound__ <= i))"],
    ["FARM_FINGERPRINT(s)", "", "DWM-QRY-004"],
  ],
  texts: [
    ["CONCAT(s, 'x')", "concat(s, 'x')"],
    ["SUBSTR(s, -3)", "substr(s, IF(length(s) < 3, 1, -3))"],
    ["SUBSTR(s, 2, 3)", "substr(s, 2, 3)"],
    ["STRPOS(s, 'x')", "locate('x', s)"],
    ["INSTR(s, 'x', 3)", "locate('x', s, 3)"],
    ["INSTR(s, 'x', 1, 2)", "", "DWM-QRY-004"],
    ["STARTS_WITH(s, 'x')", "startswith(s, 'x')"],
    ["SPLIT(s)", "split(s, ',')"],
    ["SPLIT(s, '|')[SAFE_OFFSET(2)]", "get(split(s, '\\\\|'), 2)"],
    ["REGEXP_CONTAINS(s, r'^\\d+$')", "regexp_like(s, '^\\\\d+$')"],
    [
      "REGEXP_EXTRACT(s, r'(\\d+)-(\\d+)')",
      "get(regexp_extract_all(s, '(\\\\d+)-(\\\\d+)', 1), 0)",
    ],
    ["REGEXP_EXTRACT(s, r'\\d+')", "regexp_substr(s, '\\\\d+')"],
    ["REGEXP_EXTRACT(s, r'(?:a)b', 1, 2)", "get(regexp_extract_all(s, '(?:a)b', 0), 1)"],
    ["REGEXP_EXTRACT_ALL(s, r'(a)b')", "regexp_extract_all(s, '(a)b', 1)"],
    ["REGEXP_REPLACE(s, r'(a)(b)', r'\\2\\1')", "regexp_replace(s, '(a)(b)', '$2$1')"],
    ["REGEXP_EXTRACT(s, n)", "", "DWM-QRY-004"],
    ["TO_HEX(MD5(s))", "md5(s)"],
    ["TO_HEX(x)", "lower(hex(x))"],
    ["SHA256(s)", "unhex(sha2(s, 256))"],
    ["FORMAT('%05d-%s', i, s)", "format_string('%05d-%s', i, s)"],
    ["FORMAT('%t', i)", "", "DWM-QRY-004"],
    ["NORMALIZE(s)", "", "DWM-QRY-004"],
  ],
  JSON: [
    ["JSON_VALUE(s, '$.a.b[0]')", "get_json_object(s, '$.a.b[0]')", "DWM-QRY-006"],
    ["JSON_EXTRACT_SCALAR(v, '$.a')", "CAST(v:a AS STRING)", "DWM-QRY-006"],
    ["JSON_QUERY(s, '$.a')", "to_json(parse_json(s):a)"],
    ["JSON_QUERY(v, '$.a[0]')", "v:a[0]"],
    [
      "JSON_EXTRACT_ARRAY(s, '$.items')",
      "transform(CAST(parse_json(s):items AS ARRAY<VARIANT>), e -> to_json(e))",
    ],
    ["JSON_VALUE_ARRAY(v, '$.tags')", "CAST(v:tags AS ARRAY<STRING>)"],
    ["JSON_VALUE(s, n)", "", "DWM-QRY-004"],
    ["TO_JSON_STRING(v)", "to_json(v)"],
    ["TO_JSON(i)", "CAST(i AS VARIANT)"],
    ["JSON_OBJECT('a', i)", "to_variant_object(struct(i AS a))"],
    ["INT64(v)", "CAST(v AS BIGINT)"],
    ["JSON_TYPE(v)", "", "DWM-QRY-004"],
  ],
  arrays: [
    ["[1, 2]", "ARRAY(1, 2)"],
    ["ARRAY_LENGTH(x)", "array_size(x)"],
    ["ARRAY_CONCAT(x, y)", "concat(x, y)"],
    ["ARRAY_TO_STRING(x, ',', '-')", "array_join(x, ',', '-')"],
    ["GENERATE_ARRAY(1, 10)", "sequence(1, 10)"],
    ["GENERATE_ARRAY(1, i, 2)", "IF(1 > i, array(), sequence(1, i, 2))"],
    ["GENERATE_ARRAY(1, i, n)", "", "DWM-QRY-004"],
  ],
  aggregates: [
    ["STRING_AGG(s)", "listagg(s, ',')"],
    [
      "STRING_AGG(DISTINCT s, '; ' ORDER BY s)",
      "listagg(DISTINCT s, '; ') WITHIN GROUP (ORDER BY s)",
    ],
    ["STRING_AGG(s, ',' LIMIT 2)", "", "DWM-QRY-004"],
    ["ARRAY_AGG(s IGNORE NULLS ORDER BY s LIMIT 3)", "slice(sort_array(array_agg(s)), 1, 3)"],
    [
      "ARRAY_AGG(s ORDER BY i)",
      "transform(array_sort(array_agg(named_struct('v', s, 'k1', i)) FILTER (WHERE s IS NOT NULL), (l, r) -> CASE WHEN l.k1 < r.k1 THEN -1 WHEN l.k1 > r.k1 THEN 1 WHEN l.k1 IS NULL AND r.k1 IS NOT NULL THEN -1 WHEN l.k1 IS NOT NULL AND r.k1 IS NULL THEN 1 ELSE 0 END), x -> x.v)",
    ],
    ["ARRAY_CONCAT_AGG(x)", "flatten(collect_list(x))"],
    ["COUNTIF(i > 3)", "count_if(i > 3)"],
    ["LOGICAL_OR(b)", "bool_or(b)"],
    [
      "PERCENTILE_CONT(n, 0.5) OVER (PARTITION BY s)",
      "percentile_cont(0.5) WITHIN GROUP (ORDER BY n) OVER (PARTITION BY s)",
    ],
    ["PERCENTILE_CONT(n, 0.5 RESPECT NULLS) OVER (PARTITION BY s)", "", "DWM-QRY-004"],
    ["APPROX_QUANTILES(n, 4)", "approx_percentile(n, array(0.0, 0.25, 0.5, 0.75, 1.0))"],
    ["APPROX_QUANTILES(n, i)", "", "DWM-QRY-004"],
    ["APPROX_TOP_COUNT(s, 3)", "", "DWM-QRY-004"],
  ],
};

describe("BigQuery's functions in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [expression, sql, ...codes] of rows) {
        await check("bigquery", expression, sql, codes);
      }
    });
  }
});
