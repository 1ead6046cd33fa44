import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { expressionOf, queryOf } from "../databricks/harness.ts";
import { rowsOf } from "../harness.ts";

const COLUMNS: TargetColumn[] = [
  { name: "i", class: "int" },
  { name: "x", class: "float" },
  { name: "s", class: "string" },
  { name: "d", class: "date" },
  { name: "v", class: "json" },
  { name: "st", class: "unknown" },
  { name: "n", class: "decimal", type: "DECIMAL(38,0)" },
  { name: "dec", class: "decimal", type: "DECIMAL(10,3)" },
];
const KNOWN = { t: COLUMNS };
const ROWS = [
  "CREATE TABLE t AS SELECT -12345 AS i, 2.5::DOUBLE AS x, '7up' AS s, DATE '2020-01-31' AS d, " +
    "CAST('{}' AS JSON) AS v, 1 AS st, 3::DECIMAL(38,0) AS n, 0.125::DECIMAL(10,3) AS dec",
];

/** Expressions, and what the source answers. */
const ANSWERS: [SourceType, string, unknown][] = [
  ["tsql", "CAST(i AS VARCHAR(5))", "*"],
  ["tsql", "CAST(i AS VARCHAR(6))", "-12345"],
  ["tsql", "CONVERT(CHAR(1), 7)", "7"],
  ["bigquery", "i >> 60", "15"],
  ["bigquery", "-8 >> 1", "9223372036854775804"],
  ["bigquery", "i >> (i - i)", "-12345"],
  ["bigquery", "d + INTERVAL 1 DAY", "2020-02-01 00:00:00"],
  ["bigquery", "CAST('0x1F' AS INT64)", "31"],
  ["bigquery", "CAST('-0x1F' AS INT64)", "-31"],
  ["mysql", "x % (i - i)", null],
  ["mysql", "MOD(x, i - i)", null],
];

/** Aggregates over the one row, or over none. */
const AGGREGATES: [SourceType, string, unknown][] = [
  ["postgres", "SELECT round(avg(dec), 2) FROM t", "0.13"],
  ["oracle", "SELECT NVL(SUM(n), 0.5) FROM t WHERE i > 0", "0.5"],
  ["oracle", "SELECT NVL(SUM(n * 2), 0.5) FROM t WHERE i > 0", "0.5000000000"],
  ["postgres", "SELECT i FROM t LIMIT 1 OFFSET NULL", -12345],
  ["snowflake", "SELECT i FROM t LIMIT ''", -12345],
];

describe("answers of the source that targets give otherwise", () => {
  for (const [dialect, expression, answer] of ANSWERS) {
    it(`${dialect}: ${expression}`, async () => {
      const rows = await rowsOf(dialect, `SELECT ${expression} FROM t`, ROWS, KNOWN);
      assert.deepEqual(rows, [[answer]]);
    });
  }
  for (const [dialect, query, answer] of AGGREGATES) {
    it(`${dialect}: ${query}`, async () => {
      assert.deepEqual(await rowsOf(dialect, query, ROWS, KNOWN), [[answer]]);
    });
  }

  it("tsql: takes the first row of each group by TOP 1 WITH TIES", async () => {
    const query =
      "SELECT TOP 1 WITH TIES s, i FROM t ORDER BY ROW_NUMBER() OVER (PARTITION BY s ORDER BY i DESC)";
    const rows = [
      "CREATE TABLE t AS SELECT * FROM (VALUES (1, 'a'), (2, 'a'), (3, 'b')) AS t(i, s)",
    ];
    const found = await rowsOf("tsql", query, rows, KNOWN);
    assert.deepEqual(new Map(found as [string, number][]), new Map(Object.entries({ a: 2, b: 3 })));
    const { sql } = await queryOf("tsql", query, KNOWN);
    assert.match(sql, /QUALIFY row_number\(\) OVER \(PARTITION BY s ORDER BY i DESC\) = 1 /);
  });
});

const LEADING = "'^\\\\s*[+-]?(\\\\d+(\\\\.\\\\d*)?|\\\\.\\\\d+)([eE][+-]?\\\\d+)?'";
const S_NUMBER = `IF(s IS NULL, NULL, coalesce(TRY_CAST(trim(regexp_extract(s, ${LEADING}, 0)) AS DOUBLE), 0))`;

/** Expressions in Databricks SQL. */
const DATABRICKS: [SourceType, string, string][] = [
  ["mysql", "s + 1", `${S_NUMBER} + 1`],
  ["mysql", "'1abc' + i", "1 + i"],
  ["mysql", "SQRT(x)", "IF(x >= 0, sqrt(x), NULL)"],
  ["mysql", "ACOS(x)", "IF(x BETWEEN -1 AND 1, acos(x), NULL)"],
  ["mysql", "ASIN(x)", "IF(x BETWEEN -1 AND 1, asin(x), NULL)"],
  ["mysql", "i DIV i", "i div nullif(i, 0)"],
  ["mysql", "i % i", "i % nullif(i, 0)"],
  ["mysql", "i % 2", "i % 2"],
  ["oracle", "NVL(SUM(n), 0.5)", "coalesce(CAST(sum(n) AS DECIMAL(38,1)), 0.5)"],
  ["snowflake", "COALESCE(n, 0.5)", "coalesce(CAST(n AS DECIMAL(38,1)), 0.5)"],
  ["snowflake", "COALESCE(n, 0)", "coalesce(n, 0)"],
  ["tsql", "NEWID()", "upper(uuid())"],
  ["bigquery", "TO_JSON_STRING(st)", "to_json(st, map('ignoreNullFields', 'false'))"],
  ["bigquery", "i >> 2", "shiftrightunsigned(CAST(i AS BIGINT), 2)"],
  ["bigquery", "1 << 40", "shiftleft(CAST(1 AS BIGINT), 40)"],
  ["bigquery", "d + INTERVAL 1 DAY", "CAST(d AS TIMESTAMP_NTZ) + INTERVAL '1' DAY"],
  [
    "tsql",
    "CAST(i AS VARCHAR(2))",
    "CASE WHEN length(CAST(i AS STRING)) > 2 THEN '*' ELSE CAST(i AS STRING) END",
  ],
];

describe("answers of the source in Databricks SQL", () => {
  for (const [dialect, expression, made] of DATABRICKS) {
    it(`${dialect}: ${expression}`, async () => {
      assert.equal(await expressionOf(dialect, expression, COLUMNS), made);
    });
  }

  it("compares texts with numbers as MySQL does", async () => {
    const { sql } = await queryOf("mysql", "SELECT i FROM t WHERE s = 0", KNOWN);
    assert.equal(sql, `SELECT i FROM t WHERE ${S_NUMBER} = 0`);
  });

  it("has no index for the pairs of an object", async () => {
    const query = "SELECT f.index FROM t, LATERAL FLATTEN(input => t.v) f";
    const { sql } = await queryOf("snowflake", query, KNOWN);
    assert.match(sql, /^SELECT CASE WHEN f\.key IS NULL THEN f\.pos END AS index FROM /);
  });
});
