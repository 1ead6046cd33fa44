import assert from "node:assert/strict";
import { translateObject } from "../../../src/server/translate/translateObject.ts";
import type { TranslatedObject } from "../../../src/server/translate/types.ts";
import { contextFor, objectOf, run, statementsOf, table } from "./harness.ts";

const codes = (object: TranslatedObject) => object.issues.map(({ code }) => code);

describe("computed columns", () => {
  it("computes computed columns", async () => {
    const tsql = statementsOf(
      await table(
        "tsql",
        "CREATE TABLE t (a INT, b INT, c AS (a / b) PERSISTED, d AS ISNULL(a, 0) + 1)",
      ),
    );
    assert.deepEqual(await run(...tsql, "INSERT INTO t VALUES (7, 2)", "FROM t"), [[7, 2, 3, 8]]);
    const oracle = statementsOf(
      await table(
        "oracle",
        "CREATE TABLE t (a NUMBER(5), b NUMBER(5) GENERATED ALWAYS AS (NVL(a, 1) * 2) VIRTUAL)",
      ),
    );
    assert.deepEqual(await run(...oracle, "INSERT INTO t VALUES (4)", "FROM t"), [["4", "8"]]);
    const ordinary = await table("tsql", "CREATE TABLE t (a INT, b AS dbo.f(a))");
    assert.deepEqual(codes(ordinary), ["DWM-TBL-009"]);
    assert.deepEqual(
      await run(...statementsOf(ordinary), "INSERT INTO t VALUES (1, NULL)", "FROM t"),
      [[1, null]],
    );
    assert.deepEqual(ordinary.outcome === "translated" && ordinary.columns, ["a"]);
  });

  it("reads computed columns that mention columns behind them", async () => {
    const sql = statementsOf(
      await table("tsql", "CREATE TABLE t (s AS (a + '!'), a VARCHAR(5), n AS (LEN(a)))"),
    );
    assert.deepEqual(await run(...sql, "INSERT INTO t (a) VALUES ('xy')", "FROM t"), [
      ["xy!", "xy", "2"],
    ]);
  });

  it("leaves a computed column to the rows that calls a function of the inventory", async () => {
    const create = "CREATE TABLE t (id int, code AS ('A' + dbo.padded(id)))";
    const routines = { "dbo.padded": [{ target: "padded", kind: "FUNCTION" }] };
    const { names, ...context } = contextFor("tsql");
    const translated = await translateObject(objectOf("TABLE", "t", create), {
      ...context,
      names: { ...names, routines },
    });
    assert.deepEqual(codes(translated), ["DWM-TBL-009"]);
    const rows = await run(
      ...statementsOf(translated),
      "INSERT INTO t VALUES (1, 'A01')",
      "FROM t",
    );
    assert.deepEqual(rows, [[1, "A01"]]);
  });

  it("tsql: rows come without row versions and times of versions", async () => {
    const translated = await table(
      "tsql",
      "CREATE TABLE t (id int NOT NULL, rv rowversion NOT NULL, f datetime2 GENERATED ALWAYS AS ROW START NOT NULL)",
    );
    const rows = await run(...statementsOf(translated), "INSERT INTO t (id) VALUES (1)", "FROM t");
    assert.deepEqual(rows, [[1, null, null]]);
  });

  it("drops keys over computed columns with a warning, not the table", async () => {
    const translated = await table("tsql", "CREATE TABLE t (a INT, b AS (a + 1), UNIQUE (b))");
    assert.deepEqual(codes(translated), ["DWM-TBL-024"]);
    assert.deepEqual(await run(...statementsOf(translated), "INSERT INTO t VALUES (1)", "FROM t"), [
      [1, 2],
    ]);
  });
});
