import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TargetColumn, TargetDialect } from "../../../../src/server/translate/types.ts";
import { contextFor, objectOf } from "../harness.ts";

const COLUMNS: TargetColumn[] = [
  { name: "i", class: "int" },
  { name: "s", class: "string" },
  { name: "ts", class: "timestamp" },
];

/** Queries whose difference is told, and where. */
const TOLD: [SourceType, TargetDialect, string, RegExp][] = [
  ["snowflake", "databricks", "SELECT TRY_CAST(s AS DATE) FROM t", /AUTO format/],
  ["snowflake", "databricks", "SELECT TRY_TO_DATE(s) FROM t", /AUTO format/],
  ["snowflake", "duckdb", "SELECT TRY_CAST(s AS DATE) FROM t", /AUTO format/],
  ["mysql", "duckdb", "SELECT TIMEDIFF(ts, ts) FROM t", /838:59:59/],
  ["bigquery", "databricks", "SELECT SAFE_CAST(s AS INT64) FROM t", /hexadecimal/],
  ["postgres", "duckdb", "SELECT s ~ '\\ya' FROM t", /not of ASCII/],
];

/** Queries that are refused, by what they hold. */
const REFUSED: [SourceType, string, RegExp][] = [
  ["oracle", "SELECT U & 'x' FROM t", /the operator &/],
  ["snowflake", "SELECT i | 1 FROM t", /the operator \|/],
  ["mysql", "SELECT 0x41 + 1 FROM t", /a binary value as a number/],
  ["postgres", "SELECT EXTRACT(year FROM DATE '0044-03-15 BC')", /before Christ/],
  [
    "tsql",
    "SELECT TOP 2 WITH TIES i FROM t ORDER BY ROW_NUMBER() OVER (ORDER BY i)",
    /ORDER BY of a window function/,
  ],
];

function made(dialect: SourceType, target: TargetDialect, query: string) {
  const context = { ...contextFor(dialect, { t: COLUMNS }), target };
  return translateObject(objectOf("VIEW", "v", `CREATE VIEW v AS ${query}`), context);
}

describe("differences that are told", () => {
  for (const [dialect, target, query, told] of TOLD) {
    it(`${dialect} to ${target}: ${query}`, async () => {
      const view = await made(dialect, target, query);
      assert.ok(view.outcome === "translated", JSON.stringify(view));
      const issue = view.issues.find(({ message }) => told.test(message));
      assert.equal(issue?.code, "DWM-QRY-015");
    });
  }
  for (const [dialect, query, told] of REFUSED) {
    it(`${dialect}: ${query} is refused`, async () => {
      for (const target of ["databricks", "duckdb"] as const) {
        const view = await made(dialect, target, query);
        assert.ok(view.outcome === "error", JSON.stringify(view));
        assert.match(view.issue.message, told);
      }
    });
  }

  it("mysql: FIND_IN_SET answers the place in a SET's definition", async () => {
    const columns: TargetColumn[] = [{ name: "k", class: "string", held: "set" }];
    const query = "CREATE VIEW v AS SELECT FIND_IN_SET('b', k) FROM t";
    for (const target of ["databricks", "duckdb"] as const) {
      const context = { ...contextFor("mysql", { t: columns }), target };
      const view = await translateObject(objectOf("VIEW", "v", query), context);
      assert.ok(view.outcome === "translated");
      assert.match(view.issues.map(({ message }) => message).join(), /all that the SET can hold/);
    }
  });

  it("tsql: letters of a UNIQUEIDENTIFIER count in Databricks", async () => {
    const create = "CREATE TABLE t (g UNIQUEIDENTIFIER)";
    const context = { ...contextFor("tsql"), target: "databricks" as const };
    const made = await translateObject(objectOf("TABLE", "t", create), context);
    assert.ok(made.outcome === "translated");
    assert.match(made.issues.map(({ message }) => message).join(), /writes capitals/);
  });

  it("bigquery: a temporary function stays", async () => {
    const create = "CREATE TEMP FUNCTION f(x INT64) RETURNS INT64 AS (x + 1)";
    const object = { ...objectOf("PROCEDURE", "f", create), kind: "FUNCTION" };
    const translated = await translateObject(object, {
      ...contextFor("bigquery"),
      target: "databricks",
    });
    const issues = translated.outcome === "skipped" ? [] : (translated.issues ?? []);
    assert.match(issues.map(({ message }) => message).join(), /a function of one script/);
  });
});
