import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { firstRow, view } from "./harness.ts";

/** A query in the source's language, and its first row in DuckDB, as the source's manual gives it. */
const ANSWERS: readonly [SourceType, string, unknown[]][] = [
  // Patterns: position, occurrence, parameters, group.
  ["snowflake", "SELECT REGEXP_SUBSTR('a1b22c333', '[0-9]+', 1, 2)", ["22"]],
  ["snowflake", "SELECT REGEXP_SUBSTR('abc', '[0-9]+')", [null]],
  ["snowflake", "SELECT REGEXP_SUBSTR('id=42', 'id=([0-9]+)', 1, 1, 'e')", ["42"]],
  ["snowflake", "SELECT REGEXP_SUBSTR('ABC', 'b', 1, 1, 'i')", ["B"]],
  ["snowflake", "SELECT REGEXP_COUNT('a1b22c333', '[0-9]+')", ["3"]],
  ["oracle", "SELECT REGEXP_INSTR('ab12', '[0-9]') FROM dual", ["3"]],
  ["oracle", "SELECT REGEXP_INSTR('ab', '[0-9]') FROM dual", ["0"]],
  ["oracle", "SELECT REGEXP_COUNT('1,2,3', ',') FROM dual", ["2"]],
  ["bigquery", "SELECT REGEXP_EXTRACT('a@b.c', r'@(.+)$')", ["b.c"]],
  ["bigquery", "SELECT REGEXP_EXTRACT('x12', r'[0-9]+')", ["12"]],
  ["bigquery", "SELECT REGEXP_EXTRACT('x', r'[0-9]+')", [null]],
  ["teradata", "SELECT REGEXP_SIMILAR('abc', 'a.c')", [1]],
  ["teradata", "SELECT REGEXP_SIMILAR('abcd', 'a.c')", [0]],
  // A text becomes the bytes that its hexadecimal digits name.
  [
    "snowflake",
    "SELECT HEX_ENCODE('00fF'::BINARY), HEX_ENCODE(TO_BINARY('ab')), TRY_CAST('xy' AS BINARY), TRY_TO_BINARY('x')",
    ["00FF", "AB", null, null],
  ],
  // Ordered-set and other aggregates.
  [
    "snowflake",
    "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2)) t(x)",
    [1.5],
  ],
  [
    "oracle",
    "SELECT PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY x DESC) FROM (SELECT 0 x FROM dual UNION ALL SELECT 10 FROM dual) t",
    [1],
  ],
  [
    "postgres",
    "SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (9)) t(x)",
    [2],
  ],
  ["postgres", "SELECT MODE() WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2)) t(x)", [2]],
  ["teradata", "SELECT CSUM(x, x) FROM (SELECT 1 AS x) t", ["1"]],
  // Snowflake's arrays are JSON.
  [
    "snowflake",
    "SELECT ARRAY_TO_STRING(ARRAY_AGG(x) WITHIN GROUP (ORDER BY x DESC), '-') FROM (VALUES (1), (NULL), (3)) t(x)",
    ["3-1"],
  ],
  [
    "snowflake",
    "SELECT ARRAY_SIZE(ARRAY_CONSTRUCT(1, 2, NULL)), ARRAY_SIZE(PARSE_JSON('{}'))",
    ["3", null],
  ],
  [
    "snowflake",
    "SELECT ARRAY_CONTAINS('a'::VARIANT, ARRAY_CONSTRUCT('a', 'b')), ARRAY_POSITION('b'::VARIANT, ARRAY_CONSTRUCT('a', 'b'))",
    [true, 1],
  ],
  ["snowflake", "SELECT ARRAY_TO_STRING(ARRAY_CONSTRUCT('a', NULL, 'b'), ',')", ["a,,b"]],
  [
    "snowflake",
    "SELECT ARRAY_SIZE(SPLIT('a,b,c', ',')), GET(SPLIT('a,b', ','), 1)::STRING",
    ["3", "b"],
  ],
  ["snowflake", "SELECT GET_PATH(PARSE_JSON('{\"a\":{\"b\":7}}'), 'a.b')::INT", ["7"]],
  [
    "snowflake",
    "SELECT IS_ARRAY(PARSE_JSON('[1]')), IS_NULL_VALUE(PARSE_JSON('null'))",
    [true, true],
  ],
  // BigQuery's arrays are lists.
  ["bigquery", "SELECT ARRAY_TO_STRING(ARRAY_CONCAT(['a'], ['b', NULL]), '-', '?')", ["a-b-?"]],
  [
    "bigquery",
    "SELECT JSON_VALUE('{\"a\":1}', '$.a'), JSON_VALUE('{\"a\":{}}', '$.a')",
    ["1", null],
  ],
  [
    "bigquery",
    "SELECT UNIX_DATE(DATE '1970-01-03'), TO_HEX(MD5('a'))",
    ["2", "0cc175b9c0f1b6a831c399e269772661"],
  ],
  // MySQL.
  [
    "mysql",
    "SELECT ELT(2, 'a', 'b'), FIND_IN_SET('b', 'a,b,c'), FIND_IN_SET('x', 'a'), FIND_IN_SET(NULL, 'a')",
    ["b", 2, 0, null],
  ],
  [
    "mysql",
    "SELECT INSERT('Quadratic', 3, 4, 'What'), INSERT('ab', 9, 1, 'x')",
    ["QuWhattic", "ab"],
  ],
  ["mysql", "SELECT MAKEDATE(2011, 32), WEEK('2008-02-20', 3)", ["2011-02-01", "8"]],
  // PostgreSQL and Redshift.
  [
    "postgres",
    "SELECT json_extract_path_text('{\"a\":{\"b\":\"x\"}}', 'a', 'b'), json_array_length('[1,2]')",
    ["x", "2"],
  ],
  [
    "redshift",
    "SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('[\"a\",\"b\"]', 1), IS_VALID_JSON('{')",
    ["b", false],
  ],
  // Teradata's calendar.
  [
    "teradata",
    "SELECT TD_DAY_OF_WEEK(DATE '2024-01-07'), TD_QUARTER_END(DATE '2024-02-10')",
    ["1", "2024-03-31"],
  ],
  ["teradata", "SELECT STRTOK('a,,b', ',', 2)", ["b"]],
];

describe("functions beyond the common ones, in DuckDB", () => {
  for (const [dialect, query, expected] of ANSWERS) {
    it(`${dialect}: ${query}`, async () => {
      assert.deepEqual(await firstRow(dialect, query), expected);
    });
  }

  it("are refused where only the source's session knows the value", async () => {
    for (const [dialect, query] of [
      ["oracle", "SELECT SYS_CONTEXT('USERENV', 'IP') FROM dual"],
      ["mysql", "SELECT LAST_INSERT_ID()"],
      ["tsql", "SELECT SCOPE_IDENTITY()"],
      ["bigquery", "SELECT NET.REG_DOMAIN('a.b')"],
      ["bigquery", "SELECT STRING_AGG(x LIMIT 1) OVER () FROM (SELECT 'a' AS x)"],
    ] as const) {
      const { outcome } = await view(dialect, query);
      assert.equal(outcome, "error", query);
    }
  });
});
