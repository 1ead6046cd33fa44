import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateBody } from "./body.ts";
import { dedent, told, translateOne } from "./script.ts";

const TSQL = "CREATE TABLE t (id INT IDENTITY(1,1), a INT);\nGO\nCREATE TABLE u (a INT);\nGO\n";
const MYSQL = "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a INT);\nDELIMITER $$\n";
const POSTGRES = "CREATE TABLE t (id SERIAL PRIMARY KEY, a INT);\n";

/** Body, what it becomes, issues that are more than remarks. */
const READ: readonly (readonly [SourceType, string, string, readonly string[]])[] = [
  [
    "tsql",
    `${TSQL}CREATE PROCEDURE p @a INT, @id INT OUTPUT AS
BEGIN
  INSERT INTO t (a) VALUES (@a);
  INSERT INTO u (a) VALUES (1);
  SET @id = SCOPE_IDENTITY();
  SELECT @@IDENTITY AS n;
END`,
    dedent(`
      DECLARE dwm_identity BIGINT;
      INSERT INTO t (a) VALUES (a);
      SET dwm_identity = (SELECT max(id) FROM t);
      INSERT INTO u (a) VALUES (1);
      SET id = dwm_identity;
      SELECT dwm_identity AS n;`),
    ["DWM-PRC-060 7:3"],
  ],
  [
    "mysql",
    `${MYSQL}CREATE PROCEDURE p(IN p_a INT, OUT p_id INT)
BEGIN
  INSERT INTO t (a) VALUES (p_a);
  SET p_id = LAST_INSERT_ID();
END$$`,
    dedent(`
      DECLARE dwm_identity BIGINT;
      INSERT INTO t (a) VALUES (p_a);
      SET dwm_identity = (SELECT max(id) FROM t);
      SET p_id = dwm_identity;`),
    ["DWM-PRC-060 5:3"],
  ],
  [
    "postgres",
    `${POSTGRES}CREATE PROCEDURE p(p_a INT, INOUT p_id INT) LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO t (a) VALUES (p_a) RETURNING id INTO p_id;
END $$;`,
    "INSERT INTO t (a) VALUES (p_a);\nSET p_id = (SELECT max(id) FROM t);",
    ["DWM-PRC-060 4:3"],
  ],
];

describe("The number that an identity column gave", () => {
  for (const [dialect, script, expected, issues] of READ)
    it(`is read back behind the INSERT (${dialect})`, async () => {
      const [body, said] = await translateBody(dialect, script);
      assert.deepEqual([body, said], [expected, issues]);
    });

  it("is not known behind an INSERT into a table that is not, or of several rows", async () => {
    const tsql = await translateOne(
      "tsql",
      `${TSQL}CREATE PROCEDURE p @id INT OUTPUT AS
BEGIN
  INSERT INTO t (a) VALUES (1);
  INSERT INTO elsewhere (a) VALUES (1);
  SET @id = SCOPE_IDENTITY();
END`,
    );
    assert.deepEqual(told(tsql.issues), ["DWM-PRC-060 7:3", "DWM-QRY-002 9:13"]);
    const mysql = await translateOne(
      "mysql",
      `${MYSQL}CREATE PROCEDURE p(OUT p_id INT)
BEGIN
  INSERT INTO t (a) SELECT a FROM t;
  SET p_id = LAST_INSERT_ID();
END$$`,
    );
    assert.deepEqual(told(mysql.issues), ["DWM-PRC-002 6:14"]);
  });
});
