import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { contextFor, failureOf, objectOf, rowsOf, statementsOf, view } from "../harness.ts";

const COLUMNS: Record<string, TargetColumn[]> = {
  t: [
    { name: "d", class: "date" },
    { name: "ts", class: "timestamp" },
    { name: "tz", class: "timestamptz" },
    { name: "c", class: "string", type: "VARCHAR(5)", padded: 5 },
  ],
};
const ROWS = [
  "CREATE TABLE t AS SELECT DATE '2020-01-15' AS d, TIMESTAMP '2020-01-15 10:11:32.6' AS ts, " +
    "TIMESTAMPTZ '2020-01-15 10:11:12+00' AS tz, 'AB' AS c",
];

/** Query, its rows where they can be had. */
const RIGHT: [SourceType, string, unknown[][]][] = [
  ["postgres", "SELECT ts::timestamp(0) FROM t", [["2020-01-15 10:11:33"]]],
  ["tsql", "SELECT CAST(ts AS DATETIME2(0)) FROM t", [["2020-01-15 10:11:33"]]],
  ["tsql", "SELECT CAST(ts AS SMALLDATETIME) FROM t", [["2020-01-15 10:12:00"]]],
  ["mysql", "SELECT CAST(ts AS DATETIME) FROM t", [["2020-01-15 10:11:33"]]],
  ["oracle", "SELECT CAST(ts AS TIMESTAMP(0)) FROM t", [["2020-01-15 10:11:33"]]],
  ["oracle", "SELECT CAST(ts AS DATE) FROM t", [["2020-01-15 10:11:32"]]],
  ["postgres", "SELECT 1 FROM t WHERE c = 'AB   ' AND c IN ('AB ')", [[1]]],
  ["oracle", "SELECT 1 FROM t WHERE c = 'AB   ' AND c BETWEEN 'AB ' AND 'AB  '", [[1]]],
  ["mysql", "SELECT 1 FROM t WHERE ts > 20200115 AND ts < 20200115235959", [[1]]],
];

/** Query, what its issue has to say. */
const TOLD: [SourceType, string, RegExp][] = [
  ["oracle", "SELECT SUBSTR(ts, 1, 4) FROM t", /a date written as text/],
  ["oracle", "SELECT ts || 'x' FROM t", /a date written as text/],
  ["oracle", "SELECT 1 FROM t WHERE ts LIKE '2020%'", /a date written as text/],
  ["tsql", "SELECT LEFT(ts, 4), CONCAT(ts, 'x') FROM t", /a date written as text/],
  ["snowflake", "SELECT tz::TIMESTAMP_NTZ FROM t", /the offset which the value keeps/],
  ["tsql", "SELECT CAST(tz AS DATE) FROM t", /the offset which the value keeps/],
  ["oracle", "SELECT CAST(tz AS DATE) FROM t", /the offset which the value keeps/],
  ["tsql", "SELECT CAST(ts AS VARCHAR(30)), CAST(tz AS DATE) FROM t", /the offset which the value/],
  ["teradata", "SELECT SUBSTR(d, 1, 4) FROM t", /a date written as text/],
  ["postgres", "SELECT ARRAY[1, 2]::text FROM t", /a list written as text/],
  ["mysql", "SELECT 1 FROM t WHERE d = '0000-00-00'", /0000-00-00/],
  ["tsql", "SELECT CAST(ts AS DATETIME) FROM t", /steps of three milliseconds/],
  ["snowflake", "SELECT ts::TIMESTAMP_NTZ(0) FROM t", /are cut here/],
];

describe("moments and texts of fixed length", () => {
  for (const [dialect, query, rows] of RIGHT) {
    it(`${dialect}: ${query}`, async () => {
      assert.deepEqual(await rowsOf(dialect, query, ROWS, COLUMNS), rows);
    });
  }
  for (const [dialect, query, told] of TOLD) {
    it(`${dialect}: tells of ${query}`, async () => {
      for (const target of ["duckdb", "databricks"] as const) {
        const context = { ...contextFor(dialect, COLUMNS), target };
        const made = await translateObject(
          objectOf("VIEW", "v", `CREATE VIEW v AS ${query}`),
          context,
        );
        const issues = made.outcome === "skipped" ? [] : (made.issues ?? []);
        assert.ok(
          issues.some(({ message }) => told.test(message)),
          `${target}: ${JSON.stringify(made)}`,
        );
      }
    });
  }

  it("refuses texts that stand for the moment they are read at", async () => {
    for (const query of [
      "SELECT 1 FROM t WHERE d > 'yesterday'",
      "SELECT 'now'::timestamp FROM t",
    ]) {
      assert.equal(failureOf(await view("postgres", query, COLUMNS)).code, "DWM-QRY-002");
    }
  });

  it("says that an instant as a text has no offset in Databricks", async () => {
    for (const dialect of ["postgres", "bigquery"] as const) {
      const query = "CREATE VIEW v AS SELECT CAST(tz AS VARCHAR) FROM t".replace(
        "VARCHAR",
        dialect === "bigquery" ? "STRING" : "VARCHAR",
      );
      const context = { ...contextFor(dialect, COLUMNS), target: "databricks" as const };
      const made = await translateObject(objectOf("VIEW", "v", query), context);
      assert.ok(statementsOf(made).length > 0);
      const issues = made.outcome === "translated" ? made.issues : [];
      assert.match(issues.map(({ message }) => message).join(), /no offset/);
    }
  });
});
