import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { DuckDBInstance } from "@duckdb/node-api";
import { ROOT } from "../support/inventories.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";

const SCRIPT = `CREATE TABLE sales.customer (id NUMBER(10) NOT NULL, name VARCHAR2(100));
INSERT INTO sales.customer VALUES (1, 'a');
CREATE VIEW sales.v AS SELECT NVL(name, '?') n FROM sales.customer;

SELECT c.id, o.total FROM sales.customer c, sales.orders o
 WHERE c.id = o.id(+) AND no_such_function(c.id) = 1;
SELECT MAX(id) AS most FROM sales.customer;
GRANT SELECT ON sales.v TO bob;
`;

describe("translation of a piece of SQL over HTTP", () => {
  let server: TestEngine;

  before(async () => {
    server = await startTestEngine();
  });
  after(() => server.stop());

  const translate = (sql: string, more = {}) =>
    server.call("POST", "/api/migrate/translate", {
      sql,
      source_type: "oracle",
      target_type: "duckdb",
      target_catalog: "shop",
      target_schema: "main",
      ...more,
    });

  it("lays out what is long in lines", async () => {
    const columns = Array.from({ length: 12 }, (_, n) => `c.column_${n}`).join(", ");
    const query = `SELECT ${columns} FROM sales.customer c WHERE c.id > 1`;
    const view = `CREATE VIEW sales.v AS ${query};`;
    for (const target_type of ["duckdb", "databricks"]) {
      const { body } = await translate(`${view}\n${query};`, { target_type });
      const [made, asked] = body.statements;
      assert.match(made.sql, /^CREATE [^\n]* AS\nSELECT\n {2}\S*column_0\S*,\n/);
      assert.match(asked.sql, /^SELECT\n {2}\S*column_0\S*,\n.*\nWHERE\n/s);
    }
  });

  it("answers for every statement, in order, with what the target can run", async () => {
    const { status, body } = await translate(SCRIPT);
    assert.equal(status, 200, JSON.stringify(body));
    const told = body.statements.map(
      (one: { object_type: string; line: number; confidence: string }) =>
        `${one.line} ${one.object_type} ${one.confidence}`,
    );
    assert.deepEqual(told, [
      "1 TABLE exact",
      "2 INSERT exact",
      "3 VIEW exact",
      "5 QUERY manual",
      "7 QUERY exact",
      "8 GRANT manual",
    ]);
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run("ATTACH ':memory:' AS shop; USE shop");
    try {
      for (const { sql } of body.statements) if (sql !== null) await connection.run(sql);
      const result = await connection.runAndReadAll("SELECT n FROM main.v");
      assert.deepEqual(result.getRows(), [["a"]]);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  });

  it("adds foreign keys where the script adds them, behind the tables that they name", async () => {
    const sql =
      "CREATE TABLE a (id int NOT NULL, b_id int);\nCREATE TABLE b (id int PRIMARY KEY);\n" +
      "ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY (b_id) REFERENCES b (id);";
    const { body } = await translate(sql, {
      source_type: "postgres",
      target_type: "databricks",
      target_catalog: undefined,
      target_schema: undefined,
    });
    const told = body.statements.map((one: { line: number; object_name: string; sql: string }) => [
      one.line,
      one.object_name,
      one.sql.split(" ").slice(0, 2).join(" "),
    ]);
    assert.deepEqual(told, [
      [1, "a", "CREATE TABLE"],
      [2, "b", "CREATE TABLE"],
      [3, "a", "ALTER TABLE"],
    ]);
  });

  it("says at which line and column what cannot be translated stands", async () => {
    const { body } = await translate(SCRIPT);
    const [issue] = body.statements[3].issues;
    assert.deepEqual([issue.code, issue.line, issue.column], ["DWM-QRY-003", 6, 27]);
    const first = await translate("SELECT no_such_function(1) FROM dual");
    const [at] = first.body.statements[0].issues;
    assert.deepEqual([at.line, at.column], [1, 8]);
  });

  it("leaves nothing out in silence", async () => {
    const { body } = await translate(SCRIPT);
    for (const { sql, issues } of body.statements) assert.ok(sql !== null || issues.length > 0);
    const [left] = body.statements[5].issues;
    assert.deepEqual([left.code, left.severity], ["DWM-GEN-014", "info"]);
    assert.equal(body.statements[5].object_name, "sales.v");
  });

  it("refuses what it cannot do", async () => {
    for (const [more, code] of [
      [{ target_type: "excel" }, "VALIDATION_FAILED"],
      [{ source_type: "cobol" }, "VALIDATION_FAILED"],
      [{ sql: "" }, "VALIDATION_FAILED"],
    ] as const) {
      const { status, body } = await translate("SELECT 1", more);
      assert.deepEqual([status, body.code], [400, code]);
    }
    const nothing = await translate("-- only a comment");
    assert.deepEqual(nothing.body.statements, []);
  });

  it("is there on the command line, with its issues as comments", async () => {
    const cli = join(ROOT, "src/cli/main.ts");
    const args = ["translate", "-", "--source-type", "oracle", "--strict", "--url", server.url];
    // Not synchronously: the engine that it asks is in this process.
    const child = spawn(process.execPath, [cli, ...args], { stdio: ["pipe", "pipe", "inherit"] });
    const ended = once(child, "close");
    child.stdin.end(SCRIPT);
    const stdout = await text(child.stdout);
    assert.equal((await ended)[0], 2);
    assert.match(stdout, /^-- 1:1 TABLE sales\.customer: exact\nDROP TABLE IF EXISTS/);
    assert.match(stdout, /^-- error DWM-QRY-003 at 6:27: Function NO_SUCH_FUNCTION/m);
  });
});
