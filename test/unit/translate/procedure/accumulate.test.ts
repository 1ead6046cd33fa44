import assert from "node:assert/strict";
import { DuckDBInstance } from "@duckdb/node-api";
import { translateBody } from "./body.ts";

async function assigned(declared: string, select: string): Promise<[string, string[]]> {
  const [body, said] = await translateBody(
    "tsql",
    `CREATE TABLE t (id INT, name VARCHAR(9), n INT);
GO
CREATE PROCEDURE p AS
BEGIN
  DECLARE @r ${declared}
  ${select}
END`,
  );
  return [/SET v_r = (.*);$/s.exec(body)?.[1] ?? "", said];
}

const SELECT = "SELECT @r = COALESCE(@r + ', ', '') + name FROM t WHERE id > 1 ORDER BY id DESC";

describe("A SELECT that adds to a variable row by row", () => {
  it("joins texts", async () => {
    const [value, said] = await assigned("VARCHAR(99)", SELECT);
    assert.deepEqual(said, ["DWM-PRC-007 6:3"]);
    const db = await DuckDBInstance.create(":memory:");
    const connection = await db.connect();
    await connection.run("CREATE TABLE t (id INT, name TEXT, n INT)");
    // DuckDB has the order inside of the call.
    const inside = value.replace(
      /listagg\((.*?)\) WITHIN GROUP \((ORDER BY [^)]*)\)/,
      "string_agg($1 $2)",
    );
    await connection.run(`CREATE MACRO f(v_r) AS (SELECT ${inside})`);
    const ask = async (text: string) =>
      (await connection.runAndReadAll(`SELECT f(${text})`)).getRows()[0]?.[0];
    assert.equal(await ask("'x'"), "x");
    await connection.run("INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3)");
    assert.equal(await ask("NULL"), "c, b");
    assert.equal(await ask("'x'"), "x, c, b");
    connection.closeSync();
    db.closeSync();
  });

  it("joins texts by += and adds up numbers", async () => {
    const [texts] = await assigned("VARCHAR(99) = ''", "SELECT @r += name + ';' FROM t");
    assert.equal(texts, "coalesce((SELECT v_r || listagg(name || ';') FROM t), v_r)");
    const [sum] = await assigned("INT = 0", "SELECT @r = @r + n FROM t");
    assert.equal(sum, "coalesce((SELECT v_r + sum(n) FROM t), v_r)");
  });

  it("is refused where it does something else with what it holds", async () => {
    const [, said] = await assigned("INT = 0", "SELECT @r = @r * 2 + n FROM t");
    assert.deepEqual(said, ["DWM-PRC-002 6:3"]);
  });
});
