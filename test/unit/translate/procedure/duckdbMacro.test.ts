import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { nameMapFor, targetNames } from "../../../../src/server/translate/naming.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import { contextFor, objectOf, run, statementsOf } from "../harness.ts";

/** Rows of a view over a function of the inventory, in DuckDB. */
async function rowsWith(
  dialect: SourceType,
  create: string,
  call: string,
  name = "f",
): Promise<unknown[][]> {
  const routine = { ...objectOf("PROCEDURE", name, create), key: "function:f", kind: "FUNCTION" };
  const view = objectOf("VIEW", "v", `CREATE VIEW v AS SELECT ${call} AS x`);
  const named = [routine, view].map((source) => {
    return { source, targetName: targetNames([routine, view]).get(source.key) ?? "" };
  });
  const names = nameMapFor(named[1]!, [named[0]!], { catalog: "mig", schema: "dw" });
  const context = { ...contextFor(dialect), names };
  const made = await Promise.all(named.map(({ source }) => translateObject(source, context)));
  return run(...made.flatMap(statementsOf), "FROM v");
}

describe("functions of one expression in DuckDB", () => {
  it("are macros that views call", async () => {
    const snowflake =
      "CREATE FUNCTION f(a NUMBER, b VARCHAR) RETURNS VARCHAR AS $$ b || '-' || a $$";
    assert.deepEqual(await rowsWith("snowflake", snowflake, "f(1, 'x')"), [["x-1"]]);
    const tsql = "CREATE FUNCTION dbo.f(@a INT) RETURNS INT AS BEGIN RETURN @a / 2 END";
    assert.deepEqual(await rowsWith("tsql", tsql, "dbo.f(5)", "dbo.f"), [[2]]);
    const postgres =
      "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a * 2 $$";
    assert.deepEqual(await rowsWith("postgres", postgres, "f(4)"), [[8]]);
    const oracle =
      "CREATE FUNCTION f(d DATE) RETURN NUMBER IS BEGIN RETURN TRUNC(MONTHS_BETWEEN(DATE '2024-05-16', d) / 12) + EXTRACT(DAY FROM d); END;";
    const age = await rowsWith("oracle", oracle, "f(DATE '2000-06-20')");
    assert.deepEqual(
      age.map(([value]) => Number(value)),
      [43],
    );
  });

  it("give the type that they are declared with", async () => {
    const rounded = "CREATE FUNCTION f(a NUMBER(10,2)) RETURNS NUMBER(10,0) AS $$ a * 1.5 $$";
    assert.deepEqual(await rowsWith("snowflake", rounded, "f(1)"), [["2"]]);
  });

  it("of one query give rows to views", async () => {
    const rows = async (dialect: SourceType, name: string, create: string, query: string) => {
      const table = objectOf("TABLE", "t", "CREATE TABLE t (a INT, d DATE, cust INT)");
      const routine = { ...objectOf("PROCEDURE", name, create), key: "function:f" };
      const all = [table, { ...routine, kind: "FUNCTION" }, objectOf("VIEW", "v", query)];
      const named = all.map((source) => ({ source, targetName: source.baseName }));
      const parameters = /\(([^)]*)\)/.exec(create)?.[1]?.toUpperCase();
      const needs = named.map(({ source, targetName }) => {
        return { source: { ...source, ...(parameters && { parameters }) }, targetName };
      });
      const names = nameMapFor(named[2]!, needs, { catalog: "mig", schema: "dw" });
      const context = { ...contextFor(dialect), names };
      const made = await Promise.all(all.map((source) => translateObject(source, context)));
      const [dropped = "", creation = "", ...others] = made.flatMap(statementsOf);
      const values =
        "INSERT INTO t VALUES (1, '2024-01-01', 7), (2, '2024-06-01', 7), (3, NULL, 8)";
      return run(dropped, creation, values, ...others, "FROM v ORDER BY ALL");
    };
    const tsql =
      "CREATE FUNCTION dbo.f(@cust int, @from date = NULL) RETURNS TABLE AS RETURN (SELECT t.a, t.d FROM dbo.t WHERE t.cust = @cust AND (@from IS NULL OR t.d >= @from))";
    const applied =
      "CREATE VIEW dbo.v AS SELECT c.a AS x, f.a FROM dbo.t c CROSS APPLY dbo.f(c.cust, '20240201') AS f";
    assert.deepEqual(await rows("tsql", "dbo.f", tsql, applied), [
      [1, 2],
      [2, 2],
    ]);
    const outer =
      "CREATE VIEW dbo.v AS SELECT c.a AS x, f.a FROM dbo.t c OUTER APPLY dbo.f(c.cust, '20240201') AS f";
    assert.deepEqual(await rows("tsql", "dbo.f", tsql, outer), [
      [1, 2],
      [2, 2],
      [3, null],
    ]);
    const postgres =
      "CREATE FUNCTION f(cust integer) RETURNS TABLE(k integer) LANGUAGE sql AS $$ SELECT a FROM t WHERE t.cust = f.cust $$";
    const called = "CREATE VIEW v AS SELECT k + 1 AS k FROM f(7) AS r";
    assert.deepEqual(await rows("postgres", "f", postgres, called), [[2], [3]]);
  });

  it("stay skipped, with their Databricks text, where they read tables or have statements", async () => {
    for (const body of ["SELECT max(a) FROM t", "SELECT a FROM t WHERE b = a"]) {
      const object = {
        ...objectOf(
          "PROCEDURE",
          "f",
          `CREATE FUNCTION f(a NUMBER) RETURNS NUMBER AS $$ ${body} $$`,
        ),
        kind: "FUNCTION",
      };
      const made = await translateObject(object, contextFor("snowflake"));
      assert.equal(made.outcome, "skipped");
      assert.ok(made.outcome === "skipped" && made.artefact);
    }
  });
});
