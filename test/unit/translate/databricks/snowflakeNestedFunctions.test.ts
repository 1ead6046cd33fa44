import { checkFunction as check } from "./functionCheck.ts";

type Row = readonly [expression: string, sql: string, ...codes: string[]];

/** Source, Databricks SQL (empty: refused), and the codes of what is said about it. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "semi-structured values": [
    ["PARSE_JSON(s)", "parse_json(s)"],
    ["TRY_PARSE_JSON(s)", "try_parse_json(s)"],
    ["TO_JSON(v)", "to_json(v)"],
    ["TO_VARIANT(i)", "CAST(i AS VARIANT)"],
    ["GET(v, 'a')", "v:a"],
    ["GET(v, 'A b')", "v:`A b`"],
    ["GET(v, 0)", "v:[0]"],
    ["v[0]:a", "v:[0].a"],
    ["v[i]", "get(CAST(v AS ARRAY<VARIANT>), CAST(i AS INT))"],
    ["GET(ARRAY_CONSTRUCT(1, 2), 0)", "get(ARRAY(1, 2), 0)"],
    ["GET(v, s)", "try_element_at(CAST(v AS MAP<STRING, VARIANT>), s)"],
    ["GET_PATH(v, 'a.b[0]')", "v:a.b[0]"],
    ["GET_PATH(v, s)", "", "DWM-QRY-004"],
    ["JSON_EXTRACT_PATH_TEXT(s, 'a.b[1]')", "get_json_object(s, '$.a.b[1]')"],
    ["JSON_EXTRACT_PATH_TEXT(s, s)", "get_json_object(s, concat('$.', s))"],
    ["OBJECT_CONSTRUCT('a', 1)", "to_variant_object(struct(1 AS a))"],
    ["OBJECT_CONSTRUCT('a', i, 'b', NULL)", "parse_json(to_json(struct(i AS a)))"],
    ["OBJECT_CONSTRUCT_KEEP_NULL('a', i)", "to_variant_object(struct(i AS a))"],
    ["OBJECT_CONSTRUCT('a', 1, 'A', 2)", "", "DWM-QRY-004"],
    [
      "OBJECT_CONSTRUCT(s, i)",
      "to_variant_object(map_filter(map(s, CAST(i AS VARIANT)), (k, v) -> v IS NOT NULL))",
    ],
    ["OBJECT_CONSTRUCT(*)", "parse_json(to_json(struct(*)))", "DWM-VER-001"],
    [
      "OBJECT_AGG(s, i)",
      "to_variant_object(map_from_entries(collect_list(struct(s, CAST(i AS VARIANT))) FILTER (WHERE s IS NOT NULL AND i IS NOT NULL)))",
    ],
    ["OBJECT_KEYS(v)", "map_keys(CAST(v AS MAP<STRING, VARIANT>))"],
    [
      "OBJECT_DELETE(v, 'a', 'b')",
      "to_variant_object(map_filter(CAST(v AS MAP<STRING, VARIANT>), (key__, v) -> key__ NOT IN ('a', 'b')))",
    ],
    [
      "OBJECT_PICK(v, 'a')",
      "to_variant_object(map_filter(CAST(v AS MAP<STRING, VARIANT>), (key__, v) -> key__ IN ('a')))",
    ],
    [
      "OBJECT_INSERT(v, 'a', 1)",
      "to_variant_object(map_concat(CAST(v AS MAP<STRING, VARIANT>), map('a', CAST(1 AS VARIANT))))",
    ],
    [
      "OBJECT_INSERT(v, 'a', i, TRUE)",
      "to_variant_object(map_filter(map_concat(map_filter(CAST(v AS MAP<STRING, VARIANT>), (key__, v) -> key__ <> 'a'), map('a', CAST(i AS VARIANT))), (k, v) -> v IS NOT NULL))",
    ],
    ["{'a': i}", "parse_json(to_json(struct(i AS a)))"],
    ["IS_INTEGER(v:a)", "schema_of_variant(v:a) = 'BIGINT'"],
    ["IS_ARRAY(v)", "schema_of_variant(v) LIKE 'ARRAY<%'"],
    ["AS_VARCHAR(v:a)", "IF(schema_of_variant(v:a) = 'STRING', CAST(v:a AS STRING), NULL)"],
    [
      "AS_DECIMAL(v:a, 10, 2)",
      "IF(schema_of_variant(v:a) RLIKE '^(BIGINT|DECIMAL)', CAST(v:a AS DECIMAL(10,2)), NULL)",
    ],
    ["IS_NULL_VALUE(v:a)", "IF(v:a IS NULL, NULL, is_variant_null(v:a))"],
    ["STRIP_NULL_VALUE(v:a)", "IF(is_variant_null(v:a), NULL, v:a)"],
    [
      "TYPEOF(v)",
      "CASE WHEN schema_of_variant(v) = 'VOID' THEN 'NULL_VALUE' WHEN schema_of_variant(v) = 'STRING' THEN 'VARCHAR' WHEN schema_of_variant(v) = 'BIGINT' THEN 'INTEGER' WHEN schema_of_variant(v) = 'TIMESTAMP' THEN 'TIMESTAMP_LTZ' ELSE regexp_extract(schema_of_variant(v), '^[A-Z_]+', 0) END",
    ],
  ],
  arrays: [
    ["[1, 2]", "ARRAY(1, 2)"],
    ["ARRAY_CONSTRUCT(1, 'a')", "ARRAY(CAST(1 AS VARIANT), CAST('a' AS VARIANT))"],
    ["ARRAY_CONSTRUCT_COMPACT(1, NULL)", "array_compact(ARRAY(1))"],
    ["ARRAY_SIZE(v)", "array_size(CAST(v AS ARRAY<VARIANT>))"],
    ["ARRAY_SIZE(SPLIT(s, ','))", "array_size(split(s, ','))"],
    ["ARRAY_APPEND(v, 1)", "array_append(CAST(v AS ARRAY<VARIANT>), CAST(1 AS VARIANT))"],
    [
      "ARRAY_CAT(v, ARRAY_CONSTRUCT(1))",
      "concat(CAST(v AS ARRAY<VARIANT>), CAST(ARRAY(1) AS ARRAY<VARIANT>))",
    ],
    ["ARRAY_CONTAINS('a'::VARIANT, v)", "array_contains(CAST(v AS ARRAY<STRING>), 'a')"],
    ["ARRAY_CONTAINS(1, ARRAY_CONSTRUCT(1, 2))", "array_contains(ARRAY(1, 2), 1)"],
    [
      "ARRAY_POSITION('a'::VARIANT, v)",
      "nullif(array_position(CAST(v AS ARRAY<STRING>), 'a'), 0) - 1",
    ],
    ["ARRAY_DISTINCT(v)", "array_distinct(CAST(v AS ARRAY<STRING>))", "DWM-QRY-006"],
    ["ARRAY_EXCEPT(x, y)", "array_except(x, y)", "DWM-QRY-006"],
    // Elements of several types are VARIANTs, which Databricks does not compare.
    [
      "ARRAY_EXCEPT([{'k': 1}, 'a'], ['a'])",
      "array_except(CAST(ARRAY(to_variant_object(struct(1 AS k)), CAST('a' AS VARIANT)) AS ARRAY<STRING>), CAST(ARRAY('a') AS ARRAY<STRING>))",
      "DWM-QRY-006",
      "DWM-QRY-006",
    ],
    [
      "ARRAY_CONTAINS('a'::VARIANT, ARRAY_CONSTRUCT('a', 1))",
      "array_contains(CAST(ARRAY(CAST('a' AS VARIANT), CAST(1 AS VARIANT)) AS ARRAY<STRING>), 'a')",
    ],
    [
      "ARRAY_CAT(ARRAY_CONSTRUCT('a', 1), ARRAY_CONSTRUCT('b', 2))",
      "concat(ARRAY(CAST('a' AS VARIANT), CAST(1 AS VARIANT)), ARRAY(CAST('b' AS VARIANT), CAST(2 AS VARIANT)))",
    ],
    [
      "ARRAY_APPEND(ARRAY_CONSTRUCT('a', 1), 2)",
      "array_append(ARRAY(CAST('a' AS VARIANT), CAST(1 AS VARIANT)), CAST(2 AS VARIANT))",
    ],
    ["ARRAY_MAX(ARRAY_CONSTRUCT('a', 1))", "", "DWM-QRY-004"],
    ["TO_ARRAY(i)", "IF(i IS NULL, NULL, ARRAY(i))"],
    ["TO_ARRAY('a')", "ARRAY('a')"],
    ["TO_ARRAY(SPLIT(s, ','))", "split(s, ',')"],
    ["TO_ARRAY(x)", "IF(x IS NULL, NULL, ARRAY(x))", "DWM-QRY-006"],
    ["ARRAY_INSERT(x, 0, 1)", "array_insert(x, 1, 1)"],
    ["ARRAY_INSERT(x, -1, 1)", "array_insert(x, -2, 1)"],
    ["ARRAY_SLICE(x, 0, 2)", "slice(x, 1, 2)"],
    ["ARRAY_SLICE(x, -4, -1)", "slice(x, -4, 3)"],
    ["ARRAY_SLICE(x, 1, -1)", "slice(x, 2, greatest(size(x) - 2, 0))"],
    ["ARRAY_SLICE(x, -2, 3)", "", "DWM-QRY-004"],
    ["ARRAY_SORT(x)", "array_sort(x)"],
    ["ARRAY_SORT(x, FALSE)", "reverse(array_sort(x))"],
    ["ARRAY_SORT(v)", "", "DWM-QRY-004"],
    ["ARRAY_TO_STRING(v, ',')", "array_join(CAST(v AS ARRAY<STRING>), ',')"],
    ["ARRAY_GENERATE_RANGE(0, i)", "IF(0 >= i, array(), sequence(0, i - 1))"],
    ["ARRAY_REMOVE_AT(x, 1)", "filter(x, (x, i) -> i <> 1)"],
    ["ARRAY_MAX(v)", "", "DWM-QRY-004"],
    ["SPLIT(s, ',')[1]::STRING", "CAST(get(split(s, ','), 1) AS STRING)"],
    ["TRANSFORM(x, y)", "", "DWM-QRY-001"],
    ["FILTER([1, 2, 3], x -> x > 1)", "filter(ARRAY(1, 2, 3), x -> x > 1)"],
    ["TRANSFORM(SPLIT(s, ','), x VARCHAR -> TRIM(x))", "transform(split(s, ','), x -> trim(x))"],
    [
      "REDUCE([1, 2], 0, (acc, val) -> acc + val)",
      "reduce(ARRAY(1, 2), 0, (acc, val) -> acc + val)",
    ],
    ["TRANSFORM(v, x -> x)", "", "DWM-QRY-004"],
  ],
  "objects in objects": [
    [
      "OBJECT_CONSTRUCT('a', OBJECT_CONSTRUCT('b', i))",
      "parse_json(to_json(struct(struct(i AS b) AS a)))",
    ],
    [
      "OBJECT_CONSTRUCT('a', OBJECT_CONSTRUCT('b', 1), 'c', 'x')",
      "to_variant_object(struct(struct(1 AS b) AS a, 'x' AS c))",
    ],
    [
      "OBJECT_CONSTRUCT_KEEP_NULL('a', OBJECT_CONSTRUCT('b', i))",
      "to_variant_object(struct(parse_json(to_json(struct(i AS b))) AS a))",
    ],
    [
      "OBJECT_CONSTRUCT('a', OBJECT_CONSTRUCT_KEEP_NULL('b', i))",
      "parse_json(to_json(struct(to_variant_object(struct(i AS b)) AS a)))",
    ],
    ["ARRAY_AGG(s) WITHIN GROUP (ORDER BY s)[0]", "get(sort_array(array_agg(s)), 0)"],
  ],
};

describe("Snowflake's functions of semi-structured values in Databricks SQL", () => {
  for (const [group, rows] of Object.entries(ROWS)) {
    it(group, async () => {
      for (const [expression, sql, ...codes] of rows) {
        await check("snowflake", expression, sql, codes);
      }
    });
  }
});
