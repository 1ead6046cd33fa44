import assert from "node:assert/strict";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import {
  contextFor,
  failureOf,
  firstRow,
  objectOf,
  statementsOf,
  table,
  view,
} from "../harness.ts";

describe("values of MySQL that are more than they seem", () => {
  it("binds -> and ->> as a column does", async () => {
    const setup = [`CREATE TABLE t (j JSON)`, `INSERT INTO t VALUES ('{"n": 3, "a": ["x"]}')`];
    const query = "SELECT j->>'$.n' + 1, 2 * j->'$.n', CONCAT(j->>'$.a[0]', 'y') FROM t";
    const known = { t: [{ name: "j", class: "json" as const, type: "JSON" }] };
    assert.deepEqual(await firstRow("mysql", query, setup, known), [4, 6, "xy"]);
  });

  it("makes a list of a window's rows", async () => {
    const all = "ORDER BY a ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";
    const query = `SELECT JSON_ARRAYAGG(a) OVER (${all}) FROM (SELECT 1 AS a UNION ALL SELECT 2) t`;
    assert.deepEqual(await firstRow("mysql", query), ["[1,2]"]);
  });

  it("refuses a SET where a number is asked for: its text is no number here", async () => {
    const made = await table("mysql", "CREATE TABLE t (s SET('a','b'))");
    const columns = made.outcome === "translated" ? (made.columnTypes ?? []) : [];
    assert.equal(columns[0]?.held, "set");
    for (const query of [
      "SELECT s & 2 FROM t",
      "SELECT 1 FROM t WHERE s = 3",
      "SELECT s + 0 FROM t",
    ])
      assert.equal(failureOf(await view("mysql", query, { t: columns })).code, "DWM-QRY-002");
    statementsOf(await view("mysql", "SELECT FIND_IN_SET('a', s), s = 'a' FROM t", { t: columns }));
  });
});

describe("ranges of PostgreSQL", () => {
  it("have no bounds where they are held as texts", async () => {
    const made = await table("postgres", "CREATE TABLE t (r int4range)");
    const known = { t: made.outcome === "translated" ? (made.columnTypes ?? []) : [] };
    for (const query of ["SELECT lower(r) FROM t", "SELECT upper(q.r) FROM (SELECT r FROM t) q"])
      assert.equal(failureOf(await view("postgres", query, known)).code, "DWM-QRY-004");
  });
});

describe("functions of PostgreSQL in Databricks", () => {
  it("tell a parameter from a column of its name", async () => {
    const create =
      "CREATE FUNCTION f(cust integer) RETURNS TABLE(k integer) LANGUAGE sql AS $$ SELECT a FROM t WHERE t.cust = f.cust AND $1 > 0 $$";
    const object = { ...objectOf("PROCEDURE", "f", create), kind: "FUNCTION" };
    const made = await translateObject(object, { ...contextFor("postgres"), target: "databricks" });
    assert.match(statementsOf(made)[0] ?? "", /WHERE t\.cust = f\.cust AND f\.cust > 0/);
  });
});

describe("identifiers of SQL Server", () => {
  it("are texts in capitals, also those of a column", async () => {
    const made = await table("tsql", "CREATE TABLE t (g uniqueidentifier)");
    const columns = made.outcome === "translated" ? (made.columnTypes ?? []) : [];
    const setup = [
      ...statementsOf(made),
      "INSERT INTO t VALUES ('6f9619ff-8b86-d011-b42d-00c04fc964ff')",
    ];
    const query = "SELECT CONVERT(varchar(36), q.g), LEFT(q.g, 3) FROM (SELECT g FROM t) q";
    assert.deepEqual(await firstRow("tsql", query, setup, { t: columns }), [
      "6F9619FF-8B86-D011-B42D-00C04FC964FF",
      "6F9",
    ]);
    const bytes = await view("tsql", "SELECT CAST(b AS int) FROM t", {
      t: [{ name: "b", class: "binary" }],
    });
    assert.equal(failureOf(bytes).code, "DWM-QRY-004");
  });
});
