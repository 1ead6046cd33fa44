import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { expressionOf } from "../databricks/harness.ts";
import { firstRow } from "../harness.ts";

const COLUMNS: TargetColumn[] = [
  { name: "id", class: "decimal" },
  { name: "s", class: "string" },
  { name: "ts", class: "timestamp" },
  { name: "tz", class: "timestamptz" },
  { name: "h", class: "binary" },
];
const T = [
  "SET TimeZone = 'UTC'",
  "CREATE TABLE t AS SELECT 5::DECIMAL(38,0) AS id, 'Bob Smith' AS s, TIMESTAMP '2024-02-29 13:45:10' AS ts, " +
    "TIMESTAMPTZ '2024-02-29 13:45:10+00' AS tz, '\\x0A'::BLOB AS h",
];

const ON_DUCKDB: [SourceType, string, unknown][] = [
  ["snowflake", "BITAND(id, 4)", "4"],
  ["snowflake", "BITSHIFTLEFT(id, 2)", "20"],
  ["snowflake", "REGEXP_LIKE(s, 'bob.*', 'i')", true],
  ["snowflake", "DATE_PART(epoch_second, ts)", "1709214310"],
  ["snowflake", "DATE_PART('dayofweekiso', ts)", "4"],
  ["snowflake", "CEIL(1.25, 1)", 1.3],
  ["snowflake", "POSITION('S', s, 2)", "5"],
  ["snowflake", "TO_TIMESTAMP_NTZ(1700000000123, 3)", "2023-11-14 22:13:20.123"],
  ["snowflake", "TO_TIMESTAMP_TZ('2024-01-01 00:00:00 +02:00')", "2023-12-31 22:00:00+00"],
  ["snowflake", "DATE_PART(week, ts)", "9"],
  ["snowflake", "REGEXP_REPLACE(s, '[b-m]', '', 1, 0, 'i')", "o St"],
  ["snowflake", "HEX_ENCODE(MD5_BINARY('a'))", "0CC175B9C0F1B6A831C399E269772661"],
  ["snowflake", "LPAD(id, 3, 0) || UPPER(id) || CONTAINS(id, 5)", "0055true"],
  ["snowflake", "id LIKE '5%' AND TO_DATE(ts) LIKE '2024-02%'", true],
  ["redshift", "MD5(id) = MD5('5') AND LTRIM(id, 5) = '' AND REPLACE(id, 5, 6) = '6'", true],
  ["tsql", "REVERSE(id) + REPLICATE(id, 2)", "555"],
  ["oracle", "LPAD(id, 3, 0)", "005"],
  ["tsql", "CONVERT(varchar(10), h, 1)", "0x0A"],
  ["tsql", "CONVERT(char(32), HASHBYTES('MD5', 'a'), 2)", "0CC175B9C0F1B6A831C399E269772661"],
  ["tsql", "CAST(40000 AS datetime)", "2009-07-08 00:00:00"],
  ["tsql", "CAST(1.5 AS datetime)", "1900-01-02 12:00:00"],
  ["bigquery", "TRIM('\\t a \\n')", "a"],
  ["bigquery", "NUMERIC '1.5' + BIGNUMERIC '2'", "3.500000000000000000"],
  ["bigquery", "CURRENT_DATE('Asia/Tokyo') = CURRENT_DATE('UTC') + 2", false],
  ["bigquery", "FORMAT('%t|%t', s, CAST(NULL AS INT64))", "Bob Smith|NULL"],
  ["bigquery", "ANY_VALUE(s HAVING MAX ts)", "Bob Smith"],
  ["bigquery", "APPROX_QUANTILES(id, 4)[OFFSET(2)]", "5"],
  [
    "bigquery",
    "ARRAY_TO_STRING([CAST(NUMERIC '3.14' AS STRING), CAST(NUMERIC '100' AS STRING), FORMAT('%t', NUMERIC '-0.50')], ' ')",
    "3.14 100 -0.5",
  ],
  ["bigquery", "TIME(tz)", "13:45:10"],
  ["bigquery", "TIME_ADD(TIME '23:30:00', INTERVAL 45 MINUTE)", "00:15:00"],
  ["bigquery", "EXTRACT(WEEK FROM DATE '2024-01-07')", "1"],
  ["bigquery", 'JSON_VALUE(\'{"a b": {"c": 1}}\', \'$["a b"].c\')', "1"],
  ["bigquery", 'STRING(PARSE_JSON(\'{"a": {"b": "x"}}\').a.b)', "x"],
  ["bigquery", "INT64(PARSE_JSON('{\"a\": [7]}').a[0])", "7"],
  ["snowflake", "tz::TIME", "13:45:10"],
  ["snowflake", "TO_TIME(tz)", "13:45:10"],
  ["snowflake", "CURRENT_TIME() IS NULL", false],
  ["postgres", "tz::time", "13:45:10"],
  ["postgres", "int '5' + numeric '1.5'", "6.5000000000"],
  ["postgres", "jsonb '{\"a\": 1}' ->> 'a'", "1"],
  ["redshift", "DATE_CMP('2024-01-02'::date, '2024-01-01'::date)", 1],
];

const ON_DATABRICKS: [SourceType, string, string][] = [
  ["bigquery", "ANY_VALUE(s HAVING MIN ts)", "min_by(s, ts) FILTER (WHERE s IS NOT NULL)"],
  ["bigquery", "PARSE_JSON(s).a[0].b", "parse_json(s):a[0].b"],
  ["bigquery", "DECIMAL '1.5'", "CAST('1.5' AS DECIMAL(38,9))"],
  [
    "bigquery",
    "GENERATE_DATE_ARRAY('2024-01-01', '2024-01-03')",
    "IF(CAST('2024-01-01' AS DATE) > CAST('2024-01-03' AS DATE), array(), sequence(CAST('2024-01-01' AS DATE), CAST('2024-01-03' AS DATE), INTERVAL '1' DAY))",
  ],
  [
    "postgres",
    "ts AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York'",
    "convert_timezone('America/New_York', CAST(CAST(convert_timezone('UTC', current_timezone(), ts) AS TIMESTAMP) AS TIMESTAMP_NTZ))",
  ],
  [
    "tsql",
    "ts AT TIME ZONE 'Eastern Standard Time'",
    "CAST(convert_timezone('America/New_York', current_timezone(), ts) AS TIMESTAMP)",
  ],
  [
    "tsql",
    "tz AT TIME ZONE 'Tokyo Standard Time'",
    "convert_timezone('Asia/Tokyo', CAST(tz AS TIMESTAMP_NTZ))",
  ],
];

describe("single values", () => {
  for (const [dialect, expression, expected] of ON_DUCKDB) {
    it(`${dialect}: ${expression}, on DuckDB`, async () => {
      const query = `SELECT ${expression} AS v FROM t`;
      assert.deepEqual(await firstRow(dialect, query, T, { t: COLUMNS }), [expected]);
    });
  }
  for (const [dialect, expression, expected] of ON_DATABRICKS) {
    it(`${dialect}: ${expression}, on Databricks`, async () => {
      assert.equal(await expressionOf(dialect, expression, COLUMNS), expected);
    });
  }
});
