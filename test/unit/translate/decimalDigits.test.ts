import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { translateObject } from "../../../src/server/translate/translateObject.ts";
import { contextFor, objectOf, run, statementsOf, table, view } from "./harness.ts";

const TABLES: Partial<Record<SourceType, string>> = {
  snowflake:
    "CREATE TABLE t (i INT, j INT, n NUMBER(10, 2), wide NUMBER(20, 9), f FLOAT, longest NUMBER(38, 14))",
  tsql: "CREATE TABLE t (i INT, b BIGINT, n DECIMAL(9, 2), s DECIMAL(5, 1), m MONEY, f FLOAT, wide DECIMAL(38, 10))",
};

/** The first row of a query over `t`, by the engine that it is translated for; and the codes of its issues. */
async function asked(dialect: SourceType, query: string, rows: string) {
  const made = await table(dialect, TABLES[dialect] ?? "");
  assert.ok(made.outcome === "translated");
  const asking = await view(dialect, query, { t: made.columnTypes ?? [] });
  const [first] = await run(...statementsOf(made), rows, ...statementsOf(asking), "FROM v");
  return { values: first?.map(String), codes: asking.issues.map(({ code }) => code) };
}

describe("digits behind the point", () => {
  const snowflake: [string, string][] = [
    ["i / j", "0.666667"],
    ["-i / j", "-0.666667"],
    ["1 / 3", "0.333333"],
    ["1 / 3 * 3", "0.999999"],
    ["1 / 128", "0.007813"],
    ["n / j", "3.33333333"],
    ["wide / j", "0.333333333333"],
    ["longest / j", "0.33333333333333"],
    ["f / 3", "0.3333333333333333"],
    ["(i + n) / 3", "4.00000000"],
    ["ROUND(i / j, 2)", "0.67"],
    ["AVG(i) OVER ()", "2.000000"],
    ["SUM(n) OVER () / 3", "3.33333333"],
    ["AVG(wide) OVER ()", "1.000000000000"],
    ["DIV0(i, j)", "0.666667"],
    ["DIV0(i, 0)", "0.000000"],
    ["DIV0(NULL::INT, 0)", "null"],
    ["IFF(i > 0, i, n) / 3", "0.66666667"],
    ["COALESCE(i, 0) / 3", "0.666667"],
    ["0.12345678 * 0.12345678", "0.015241576528"],
    ["i::NUMBER(12, 4) / 3", "0.6666666667"],
  ];
  for (const [expression, value] of snowflake) {
    it(`of Snowflake's ${expression} are those of ${value}`, async () => {
      const rows = "INSERT INTO t VALUES (2, 3, 10, 1, 1, 1)";
      const { values, codes } = await asked("snowflake", `SELECT ${expression} AS x FROM t`, rows);
      assert.deepEqual({ values, codes }, { values: [value], codes: [] });
    });
  }

  const tsql: [string, string][] = [
    ["2.0 / 3", "0.666666"],
    ["-2.0 / 3", "-0.666666"],
    ["i / 3", "0"],
    ["i / 3.0", "0.666666"],
    ["n / 3", "3.333333"],
    ["0.3 / 0.1", "3.000000"],
    ["s / 7.00", "0.142857"],
    ["n / 0.07", "142.857142"],
    ["m / 3", "0.6666"],
    ["1 / m * 10000", "5000.0000"],
    ["m * m", "4.0000"],
    ["f / 3", "0.3333333333333333"],
    ["AVG(n) OVER ()", "10.000000"],
    ["AVG(s / 7.0) OVER ()", "0.142857"],
    ["SUM(n) OVER () / COUNT(*) OVER ()", "10.000000"],
    ["SUM(s) OVER () / 7.0", "0.142857"],
    ["wide * wide", "0.111111"],
    ["SUM(n) OVER () - wide", "9.67"],
    ["CAST(i AS DECIMAL(3, 0)) / 3", "0.666666"],
  ];
  for (const [expression, value] of tsql) {
    it(`of SQL Server's ${expression} are those of ${value}`, async () => {
      const rows = "INSERT INTO t VALUES (2, 3, 10, 1, 2, 1, 0.3333333333)";
      const { values } = await asked("tsql", `SELECT ${expression} AS x FROM t`, rows);
      assert.deepEqual(values, [value]);
    });
  }

  const texts: [string, string][] = [
    ["CAST(m AS VARCHAR(20))", "2.35"],
    ["CONVERT(VARCHAR(20), m)", "2.35"],
    ["CONVERT(VARCHAR(20), m * 1000000, 1)", "2,345,000.00"],
    ["CONVERT(VARCHAR(20), m, 2)", "2.3450"],
    ["CONCAT(m, ' EUR')", "2.35 EUR"],
    ["CAST(m / 2 AS VARCHAR(9)) + '!'", "1.17!"],
  ];
  for (const [expression, value] of texts) {
    it(`of MONEY as a text, ${expression}, are those of ${value}`, async () => {
      const rows = "INSERT INTO t (m) VALUES (2.345)";
      const { values, codes } = await asked("tsql", `SELECT ${expression} AS x FROM t`, rows);
      assert.deepEqual({ values, codes }, { values: [value], codes: [] });
    });
  }

  it("are told once an object where they cannot be known", async () => {
    for (const dialect of ["snowflake", "tsql"] as const) {
      const query = "SELECT a / 3.0 AS x, b / c AS y, AVG(d) AS z FROM elsewhere GROUP BY a, b, c";
      const codes = (await view(dialect, query)).issues.map(({ code }) => code);
      assert.equal(codes.filter((code) => code === "DWM-QRY-013").length, 1, dialect);
    }
  });

  it("are known of the columns of a view that is read", async () => {
    const made = await view("snowflake", "SELECT 1 / 3 AS third");
    assert.ok(made.outcome === "translated");
    const object = objectOf("VIEW", "w", "CREATE VIEW w AS SELECT third / 2 AS sixth FROM v");
    const context = contextFor("snowflake", { v: made.columnTypes ?? [] });
    const [sql] = statementsOf(await translateObject(object, context));
    assert.match(sql ?? "", /DECIMAL\(38,12\)/);
  });

  it("are the most of those of a UNION's queries", async () => {
    const query = "SELECT x / 3 AS y FROM (SELECT 2.5 AS x UNION ALL SELECT 2) q ORDER BY 1";
    const { values, codes } = await asked("snowflake", query, "SELECT 1");
    assert.deepEqual({ values, codes }, { values: ["0.6666667"], codes: [] });
  });

  it("in Databricks are those of Snowflake, whatever its average adds", async () => {
    const made = await table("snowflake", TABLES.snowflake ?? "");
    assert.ok(made.outcome === "translated");
    const known = { t: made.columnTypes ?? [] };
    const query =
      "CREATE VIEW v AS SELECT i / j AS a, AVG(i) AS b, AVG(wide) AS c FROM t GROUP BY ALL";
    const context = { ...contextFor("snowflake", known), target: "databricks" as const };
    const [sql] = statementsOf(await translateObject(objectOf("VIEW", "v", query), context));
    const list =
      "CAST(i / j AS DECIMAL(38,6)) AS a, avg(CAST(i AS DECIMAL(38,2))) AS b, CAST(avg(wide) AS DECIMAL(38,12)) AS c";
    assert.ok(sql?.includes(list), sql);
  });
});
