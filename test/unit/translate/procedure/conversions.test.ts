import assert from "node:assert/strict";
import { DuckDBInstance } from "@duckdb/node-api";
import { told, translateOne } from "./script.ts";

async function expressionOf(dialect: "oracle" | "postgres", sql: string) {
  const made = await translateOne(dialect, sql);
  return { ...made, expression: /\nRETURN (.*)$/s.exec(made.sql)?.[1] ?? "" };
}

describe("Functions that catch a conversion that fails", () => {
  it("are a branch on it", async () => {
    const { expression, issues } = await expressionOf(
      "oracle",
      `CREATE FUNCTION is_number(p VARCHAR2) RETURN VARCHAR2 IS v NUMBER;
BEGIN
  v := TO_NUMBER(p);
  RETURN 'Y';
EXCEPTION WHEN VALUE_ERROR THEN RETURN 'N';
END;
/`,
    );
    assert.deepEqual(told(issues), []);
    const db = await DuckDBInstance.create(":memory:");
    const connection = await db.connect();
    await connection.run(`CREATE MACRO f(p) AS ${expression}`);
    const reader = await connection.runAndReadAll("SELECT f('12.5'), f('x'), f(NULL)");
    assert.deepEqual(reader.getRows(), [["Y", "N", "Y"]]);
    connection.closeSync();
    db.closeSync();
  });

  it("tell a format from brackets and commas in the text before it", async () => {
    const { expression, issues } = await expressionOf(
      "oracle",
      `CREATE FUNCTION is_date(p VARCHAR2) RETURN VARCHAR2 IS d DATE;
BEGIN
  d := TO_DATE(REPLACE(p, '(', '2') || ', ', 'YYYY-MM-DD, ');
  RETURN 'Y';
EXCEPTION WHEN OTHERS THEN RETURN 'N';
END;
/`,
    );
    assert.deepEqual(told(issues), []);
    const db = await DuckDBInstance.create(":memory:");
    const connection = await db.connect();
    await connection.run(
      "CREATE MACRO try_to_date(s, format) AS try_cast(split_part(s, ',', 1) AS DATE)",
    );
    await connection.run(`CREATE MACRO f(p) AS ${expression}`);
    const reader = await connection.runAndReadAll("SELECT f('(024-01-02'), f('x')");
    assert.deepEqual(reader.getRows(), [["Y", "N"]]);
    connection.closeSync();
    db.closeSync();
  });

  it("are one too where the conversion is all that they do", async () => {
    const { expression, issues } = await expressionOf(
      "postgres",
      `CREATE FUNCTION is_date(p TEXT) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
BEGIN
  PERFORM p::DATE;
  RETURN TRUE;
EXCEPTION WHEN others THEN
  RETURN FALSE;
END $$;`,
    );
    assert.deepEqual(told(issues), []);
    assert.equal(
      expression,
      "CASE WHEN (p IS NOT NULL AND try_cast(p AS DATE) IS NULL) THEN FALSE ELSE TRUE END",
    );
  });

  it("say that they catch nothing where something else can fail", async () => {
    const { issues } = await expressionOf(
      "oracle",
      `CREATE FUNCTION f(p VARCHAR2, q NUMBER) RETURN NUMBER IS
BEGIN
  RETURN TO_NUMBER(p) / q;
EXCEPTION WHEN OTHERS THEN RETURN 0;
END;
/`,
    );
    assert.deepEqual(told(issues), ["DWM-PRC-007 4:1"]);
  });

  it("keep an expression that is only there to raise an error", async () => {
    const { sql } = await translateOne(
      "postgres",
      `CREATE FUNCTION f(p TEXT) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
BEGIN
  PERFORM p::DATE;
  RETURN TRUE;
END $$;`,
    );
    assert.match(
      sql,
      /SET dwm_ignored = CAST\(CAST\(p AS DATE\) AS STRING\);\n +SET result = TRUE/,
    );
  });
});
