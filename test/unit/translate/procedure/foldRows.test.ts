import assert from "node:assert/strict";
import { DuckDBInstance } from "@duckdb/node-api";
import { told, translateOne } from "./script.ts";

const ORDERS = "CREATE TABLE orders (id INT, total NUMERIC(9,2), state TEXT);\n";

async function tableFunction(returns: string, body: string): Promise<[string, string[]]> {
  const { sql, issues } = await translateOne(
    "postgres",
    `${ORDERS}CREATE FUNCTION f(p_state TEXT) RETURNS ${returns} LANGUAGE plpgsql AS $$\n${body}\n$$;`,
  );
  return [sql.slice(sql.indexOf("\nRETURN ") + 8), told(issues)];
}

describe("PL/pgSQL functions that return rows", () => {
  it("are one query where they choose between queries", async () => {
    const [query, issues] = await tableFunction(
      "TABLE (order_id INT)",
      `BEGIN
  IF p_state IS NULL THEN
    RETURN QUERY SELECT id FROM orders;
  ELSIF p_state = 'none' THEN
    RAISE NOTICE 'nothing';
  ELSE
    RETURN QUERY SELECT id FROM orders WHERE state = p_state;
  END IF;
  RETURN QUERY SELECT 0;
END`,
    );
    assert.deepEqual(issues, ["DWM-PRC-006 7:5"]);
    const db = await DuckDBInstance.create(":memory:");
    const connection = await db.connect();
    await connection.run("CREATE TABLE orders (id INT, total DECIMAL(9,2), state TEXT)");
    await connection.run("INSERT INTO orders VALUES (1, 5, 'a'), (2, 6, 'b'), (3, 7, NULL)");
    await connection.run(`CREATE MACRO f(p_state) AS TABLE ${query}`);
    const rows = async (state: string) => {
      const reader = await connection.runAndReadAll(`FROM f(${state}) ORDER BY ALL`);
      return reader.getRows().map(([id]) => id);
    };
    assert.deepEqual(await rows("NULL"), [0, 1, 2, 3]);
    assert.deepEqual(await rows("'b'"), [0, 2]);
    assert.deepEqual(await rows("'none'"), [0]);
    connection.closeSync();
    db.closeSync();
  });

  it("are one query where they make a row of each row", async () => {
    const [query, issues] = await tableFunction(
      "SETOF TEXT",
      `DECLARE r orders%ROWTYPE;
BEGIN
  FOR r IN SELECT * FROM orders WHERE state = p_state LOOP
    RETURN NEXT upper(r.state);
  END LOOP;
  RETURN;
END`,
    );
    assert.deepEqual(issues, []);
    assert.equal(
      query,
      "SELECT upper(r.state) FROM (SELECT * FROM orders WHERE state = p_state) AS r",
    );
    const [columns] = await tableFunction(
      "TABLE (a INT, b NUMERIC)",
      `DECLARE r RECORD;
BEGIN
  FOR r IN SELECT id, total FROM orders LOOP
    a := r.id;
    b := r.total * 2;
    RETURN NEXT;
  END LOOP;
END`,
    );
    assert.equal(columns, "SELECT r.id, (r.total * 2) FROM (SELECT id, total FROM orders) AS r");
  });

  it("stay statements where a row depends on those before", async () => {
    const [, issues] = await tableFunction(
      "SETOF INT",
      `DECLARE n INT := 0; r RECORD;
BEGIN
  FOR r IN SELECT id FROM orders LOOP
    n := n + r.id;
    RETURN NEXT n;
  END LOOP;
END`,
    );
    assert.deepEqual(issues, ["DWM-PRC-049 2:17", "DWM-PRC-002 7:5"]);
  });

  it("know whether a query had rows (FOUND)", async () => {
    const { sql } = await translateOne(
      "postgres",
      `${ORDERS}CREATE FUNCTION f() RETURNS SETOF INT LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY SELECT id FROM orders;
  IF NOT FOUND THEN RAISE EXCEPTION 'none'; END IF;
END $$;`,
    );
    assert.match(sql, /SET found = EXISTS \(SELECT id FROM orders\);\n +SELECT id FROM orders;/);
  });
});
