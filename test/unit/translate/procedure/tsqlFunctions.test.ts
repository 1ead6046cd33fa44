import assert from "node:assert/strict";
import { bodyOf } from "./body.ts";
import { dedent, told, translateOne, translateScript } from "./script.ts";
import { TABLES } from "./tsqlTables.ts";

describe("T-SQL functions", () => {
  it("are folded into one expression", async () => {
    const made = await translateOne(
      "tsql",
      "CREATE FUNCTION f (@a BIGINT, @b BIGINT) RETURNS BIGINT AS BEGIN DECLARE @r BIGINT IF @a IS NULL SET @a = 0 SET @r = @a + @b IF @r < 0 RETURN 0 RETURN @r END",
    );
    assert.equal(
      made.sql,
      dedent(`
        CREATE OR REPLACE FUNCTION f(a BIGINT, b BIGINT)
        RETURNS BIGINT
        LANGUAGE SQL
        RETURN CASE WHEN ((CASE WHEN a IS NULL THEN 0 ELSE a END) + b) < 0 THEN 0 ELSE (CASE WHEN a IS NULL THEN 0 ELSE a END) + b END`),
    );
    assert.deepEqual(made.issues, []);
  });

  it("with a loop become procedures, and say so", async () => {
    const made = await translateOne(
      "tsql",
      "CREATE FUNCTION f (@n INT) RETURNS INT AS BEGIN DECLARE @i INT = 0 WHILE @i < @n SET @i = @i + 1 RETURN @i END",
    );
    assert.match(made.sql, /^CREATE OR REPLACE PROCEDURE f\(IN n INT, OUT result INT\)\n/);
    assert.match(made.sql, /\n {2}SET result = v_i;\nEND$/);
    assert.deepEqual(told(made.issues), ["DWM-PRC-005 1:28"]);
  });

  it("that return a query", async () => {
    const script = `${TABLES}CREATE FUNCTION tf (@c INT) RETURNS TABLE AS RETURN (SELECT id, amount FROM dbo.orders WHERE cust = @c)`;
    const made = await translateOne("tsql", script, "function:dbo.tf");
    assert.match(
      made.sql,
      /RETURNS TABLE\nLANGUAGE SQL\nRETURN SELECT id, amount FROM dbo\.orders WHERE cust = tf\.c$/,
    );
  });

  it("that fill a table become procedures that give its rows", async () => {
    const script = `${TABLES}CREATE FUNCTION mf (@c INT) RETURNS @r TABLE (id INT) AS BEGIN INSERT INTO @r SELECT id FROM dbo.orders WHERE cust = @c RETURN END`;
    const made = await translateOne("tsql", script, "function:dbo.mf");
    assert.equal(
      bodyOf(made.sql),
      dedent(`
        CREATE OR REPLACE TEMPORARY TABLE tmp_r (id INT);
        INSERT INTO tmp_r SELECT id FROM dbo.orders WHERE cust = mf.c;
        SELECT * FROM tmp_r;`),
    );
    assert.deepEqual(
      made.issues.filter(({ severity }) => severity === "error").map(({ code }) => code),
      ["DWM-PRC-005"],
    );
  });

  it("that fill a table are no table of a view's", async () => {
    const script = `${TABLES}CREATE FUNCTION mf (@c INT) RETURNS @r TABLE (id INT) AS BEGIN INSERT INTO @r SELECT @c RETURN END;
GO
CREATE VIEW dbo.v AS SELECT id FROM dbo.mf(1) AS r`;
    for (const target of ["databricks", "duckdb"] as const) {
      const made = (await translateScript("tsql", script, target)).get("dbo.v");
      assert.deepEqual(
        told(made?.issues ?? []).map((line) => line.split(" ")[0]),
        ["DWM-QRY-003"],
      );
    }
  });

  it("are found by those that call them", async () => {
    const made = await translateScript(
      "tsql",
      "CREATE FUNCTION dbo.twice (@n INT) RETURNS INT AS BEGIN RETURN @n * 2 END\nGO\nCREATE PROCEDURE p AS SELECT dbo.twice(4) AS x",
    );
    assert.equal(bodyOf(made.get("procedure:dbo.p")?.sql ?? ""), "SELECT dbo.twice(4) AS x;");
  });
});
