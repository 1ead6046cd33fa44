import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  dates: [
    ["now()", "current_timestamp()"],
    ["clock_timestamp()", "current_timestamp()"],
    ["date_trunc('month', ts)", "date_trunc('MONTH', ts)"],
    ["date_trunc('week', dt)", "date_trunc('WEEK', dt)"],
    ["date_trunc('decade', ts)", "", "DWM-QRY-004"],
    ["date_part('year', ts)", "year(ts)"],
    ["date_part('dow', dt)", "(dayofweek(dt) - 1)"],
    ["date_part('isodow', dt)", "(weekday(dt) + 1)"],
    ["date_part('week', dt)", "weekofyear(dt)"],
    ["date_part('epoch', tz)", "(unix_micros(tz) / 1000000)"],
    ["date_part('epoch', ts)", "(unix_micros(ts) / 1000000)", "DWM-QRY-006"],
    [
      "extract(epoch FROM ts - ts)",
      "(extract(DAY FROM ts - ts) * 86400 + extract(HOUR FROM ts - ts) * 3600 + extract(MINUTE FROM ts - ts) * 60 + extract(SECOND FROM ts - ts))",
    ],
    ["extract(milliseconds FROM ts)", "(extract(SECOND FROM ts) * 1000)"],
    ["extract(second FROM ts)", "extract(SECOND FROM ts)"],
    ["age(ts, ts)", "", "DWM-QRY-004"],
    ["extract(year FROM age(ts, dt))", "timestampdiff(YEAR, dt, ts)"],
    ["date_part('month', age(dt))", "(timestampdiff(MONTH, dt, current_date()) % 12)"],
    ["date_part('day', age(ts, dt))", "", "DWM-QRY-004"],
    ["make_date(2020, 1, i)", "make_date(2020, 1, i)"],
    ["make_timestamp(2020, 1, 2, 3, 4, 5.5)", "make_timestamp_ntz(2020, 1, 2, 3, 4, 5.5)"],
    ["date(ts)", "CAST(ts AS DATE)"],
    ["isfinite(ts)", "ts IS NOT NULL"],
    ["to_char(ts, 'YYYY-MM-DD HH24:MI:SS.MS')", "date_format(ts, 'yyyy-MM-dd HH:mm:ss.SSS')"],
    ["to_char(n)", "CAST(n AS STRING)"],
    ["to_date(s, 'YYYY-MM-DD')", "to_date(s, 'yyyy-MM-dd')"],
    [
      "to_date(s, 'DD Mon YY')",
      "CASE WHEN year(to_date(s, 'dd MMM yy')) >= 2070 THEN to_date(s, 'dd MMM yy') - INTERVAL '100' YEAR ELSE to_date(s, 'dd MMM yy') END",
    ],
    ["to_timestamp(i)", "timestamp_seconds(i)"],
    ["to_timestamp(s, 'YYYY-MM-DD HH24:MI')", "to_timestamp(s, 'yyyy-MM-dd HH:mm')"],
    ["to_number(s, '9G999D99')", "to_number(s, '9G999D99')"],
  ],
  numbers: [
    ["trunc(n)", "IF(n < 0, ceil(n), floor(n))"],
    ["trunc(n, 2)", "IF(n < 0, ceil(n, 2), floor(n, 2))"],
    ["round(n, 2)", "round(n, 2)"],
    ["round(f)", "bround(f)"],
    ["log(n)", "log10(n)"],
    ["log(2, n)", "log(2, n)"],
    ["cbrt(f)", "cbrt(f)"],
    ["div(i, 3)", "i div 3"],
    ["random()", "rand()"],
    ["to_hex(i)", "lower(hex(i))"],
  ],
  texts: [
    ["length(s)", "length(s)"],
    ["strpos(s, 'a')", "locate('a', s)"],
    ["position('a' IN s)", "locate('a', s)"],
    ["substring(s, 2, 3)", "substr(s, 2, 3)"],
    ["substring(s FROM 2 FOR 3)", "substr(s, 2, 3)"],
    ["substring(s, 0, 3)", "substr(s, 1, 2)"],
    ["split_part(s, '-', 2)", "split_part(s, '-', 2)"],
    ["left(s, 3)", "left(s, 3)"],
    ["btrim(s, 'x')", "trim(BOTH 'x' FROM s)"],
    ["ltrim(s)", "ltrim(s)"],
    [
      "concat(s, b, i, NULL)",
      "concat(coalesce(s, ''), CASE b WHEN TRUE THEN 't' WHEN FALSE THEN 'f' ELSE '' END, coalesce(CAST(i AS STRING), ''), '')",
    ],
    ["concat_ws('-', s, i)", "concat_ws('-', s, i)"],
    ["format('%s and %%', s)", "concat(coalesce(s, ''), ' and ', '%')"],
    ["format('%I', s)", "", "DWM-QRY-004"],
    ["starts_with(s, 'a')", "startswith(s, 'a')"],
    ["md5(s)", "md5(s)"],
    ["sha256(x)", "unhex(sha2(x, 256))"],
    ["encode(x, 'hex')", "lower(hex(x))"],
    ["decode(s, 'base64')", "unbase64(s)"],
    ["encode(x, 'escape')", "", "DWM-QRY-004"],
    ["chr(65)", "chr(65)"],
    ["quote_literal(s)", "", "DWM-QRY-004"],
  ],
  "regular expressions": [
    ["regexp_replace(s, '[^0-9]', '', 'g')", "regexp_replace(s, '[^0-9]', '')"],
    [
      "regexp_replace(s, 'a(b)', 'x\\1')",
      "regexp_replace(s, '^([\\\\s\\\\S]*?)(?:a(b))', '$1x$2')",
    ],
    ["regexp_replace(s, '^a', '')", "regexp_replace(s, '^a', '')"],
    ["regexp_replace(s, 'a', '[\\&]')", "regexp_replace(s, '^([\\\\s\\\\S]*?)(a)', '$1[$2]')"],
    ["regexp_replace(s, 'A.b', '', 'gi')", "regexp_replace(s, '(?si)A.b', '')"],
    ["regexp_replace(s, '(a)\\1', '')", "", "DWM-QRY-004"],
    ["regexp_replace(s, x, 'y')", "", "DWM-QRY-004"],
    [
      "(regexp_match(s, '(\\d+)-(\\d+)'))[1]",
      "try_element_at((IF(regexp_like(s, '(\\\\d+)-(\\\\d+)'), array(regexp_extract(s, '(\\\\d+)-(\\\\d+)', 1), regexp_extract(s, '(\\\\d+)-(\\\\d+)', 2)), NULL)), 1)",
    ],
    ["regexp_match(s, 'ab')", "IF(regexp_like(s, 'ab'), array(regexp_substr(s, 'ab')), NULL)"],
    ["regexp_split_to_array(s, ',')", "split(s, ',')"],
    ["regexp_like(s, 'a', 'i')", "regexp_like(s, '(?i)a')"],
    ["regexp_matches(s, 'a')", "", "DWM-QRY-004"],
  ],
  arrays: [
    ["array_length(x, 1)", "nullif(array_size(x), 0)"],
    ["array_length(x, 2)", "", "DWM-QRY-004"],
    ["cardinality(x)", "array_size(x)"],
    ["array_to_string(x, ',')", "array_join(x, ',')"],
    ["string_to_array(s, ',')", "IF(s = '', array(), split(s, ','))"],
    ["array_append(x, 1)", "array_append(x, 1)"],
    ["array_prepend(1, x)", "array_prepend(x, 1)"],
    ["array_position(x, 1)", "nullif(array_position(x, 1), 0)"],
    ["unnest(x)", "explode(x)"],
    ["CASE WHEN i = ANY(x) THEN 1 END", "CASE WHEN array_contains(x, i) THEN 1 END"],
    ["CASE WHEN i <> ALL(x) THEN 1 END", "CASE WHEN NOT array_contains(x, i) THEN 1 END"],
    ["CASE WHEN i = ANY(SELECT 1) THEN 1 END", "CASE WHEN i IN (SELECT 1) THEN 1 END"],
    ["generate_series(1, 3)", "", "DWM-QRY-004"],
  ],
  JSON: [
    ["jsonb_extract_path(v, 'a', '0')", "v:a[0]"],
    ["jsonb_extract_path_text(v, 'a', 'b')", "CAST(v:a.b AS STRING)"],
    ["json_extract_path_text(s, 'a')", "CAST(parse_json(s):a AS STRING)"],
    ["jsonb_build_object('a', i, 'b', s)", "to_variant_object(struct(i AS a, s AS b))"],
    ["jsonb_build_array(i, i)", "CAST(ARRAY(i, i) AS VARIANT)"],
    ["jsonb_array_length(v)", "array_size(CAST(v AS ARRAY<VARIANT>))"],
    [
      "jsonb_typeof(v)",
      "CASE WHEN schema_of_variant(v) = 'VOID' THEN 'null' WHEN schema_of_variant(v) LIKE 'OBJECT%' THEN 'object' WHEN schema_of_variant(v) LIKE 'ARRAY%' THEN 'array' WHEN schema_of_variant(v) = 'STRING' THEN 'string' WHEN schema_of_variant(v) = 'BOOLEAN' THEN 'boolean' WHEN schema_of_variant(v) IS NOT NULL THEN 'number' END",
    ],
    ["to_jsonb(i)", "CAST(i AS VARIANT)"],
    ["jsonb_set(v, '{a}', '1')", "", "DWM-QRY-004"],
    ["jsonb_array_elements(v)", "", "DWM-QRY-004"],
  ],
  aggregates: [
    ["string_agg(s, ', ' ORDER BY i)", "listagg(s, ', ') WITHIN GROUP (ORDER BY i NULLS LAST)"],
    ["array_agg(i ORDER BY i)", "sort_array(array_agg(i))", "DWM-QRY-006"],
    ["bool_and(b)", "bool_and(b)"],
    ["mode() WITHIN GROUP (ORDER BY i)", "mode(i, TRUE)"],
    [
      "percentile_disc(0.5) WITHIN GROUP (ORDER BY n)",
      "percentile_disc(0.5) WITHIN GROUP (ORDER BY n)",
    ],
    ["count(*) FILTER (WHERE i > 1)", "count(*) FILTER (WHERE i > 1)"],
    ["json_agg(v)", "", "DWM-QRY-004"],
  ],
  "what no other database can answer": [
    ["gen_random_uuid()", "uuid()"],
    ["num_nonnulls(s, i)", "(CAST(s IS NOT NULL AS INT) + CAST(i IS NOT NULL AS INT))"],
    ["TIMESTAMP 'now'", "", "DWM-QRY-002"],
    ["nextval('q')", "", "DWM-QRY-004"],
    ["current_setting('x')", "", "DWM-QRY-004"],
    ["pg_size_pretty(i)", "", "DWM-QRY-003"],
  ],
};

describe("PostgreSQL's functions in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [expression, sql, ...codes] of rows) {
        await check("postgres", `${expression} AS x`, sql === "" ? "" : `${sql} AS x`, codes);
      }
    });
  }
});
