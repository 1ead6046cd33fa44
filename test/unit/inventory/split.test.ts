import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { splitScript } from "../../../src/server/inventory/split.ts";

function split(text: string, dialect: SourceType): string[] {
  return [...splitScript(text, dialect)].map((statement) => {
    const mark = { sql: "", directive: "> ", unterminated: "! " }[statement.kind];
    assert.equal(text.slice(statement.start, statement.end), statement.text);
    return mark + statement.text.replace(/\s+/g, " ");
  });
}

describe("splitScript", () => {
  describe("every dialect", () => {
    it("splits at semicolons, not at those in literals and comments", () => {
      assert.deepEqual(split("A ';' B; -- x;\n/* ; */ C \";\" D", "postgres"), [
        "A ';' B",
        'C ";" D',
      ]);
    });

    it("yields nothing for comments, blanks and lone semicolons", () => {
      assert.deepEqual(split(" ;; -- only\n/* this */ ;", "oracle"), []);
    });

    it("keeps what stands before a literal that is never closed, and tells where it opens", () => {
      const text = "CREATE TABLE a (x INT);\nINSERT INTO a VALUES ('open);\nSELECT 1;";
      const statements = [...splitScript(text, "postgres")];
      assert.deepEqual(
        statements.map(({ kind, start }) => [kind, start]),
        [
          ["sql", 0],
          ["unterminated", text.indexOf("'open")],
        ],
      );
    });

    it("does the same for a comment that is never closed", () => {
      assert.deepEqual(split("SELECT 1; /* open", "mysql"), ["SELECT 1", "! /* open"]);
    });

    it("is not held up by an unbalanced parenthesis", () => {
      assert.deepEqual(split("CREATE TABLE a (x INT; SELECT 1;", "snowflake"), [
        "CREATE TABLE a (x INT",
        "SELECT 1",
      ]);
    });
  });

  describe("T-SQL", () => {
    it("ends batches at GO, with a count, a comment, or in lower case", () => {
      const text = "PRINT 1\nGO\nPRINT 2\n go 5\nPRINT 3\nGO -- done\nPRINT 4\nGO;\r\nPRINT 5";
      assert.deepEqual(split(text, "tsql"), [
        "PRINT 1",
        "PRINT 2",
        "PRINT 3",
        "PRINT 4",
        "PRINT 5",
      ]);
    });

    it("knows GO only on a line of its own", () => {
      assert.deepEqual(split("SELECT go FROM t\nGO", "tsql"), ["SELECT go FROM t"]);
      assert.deepEqual(split("PRINT '\nGO\n'", "tsql"), ["PRINT ' GO '"]);
    });

    it("splits statements without semicolons at the verb on a new line", () => {
      const text = `USE db
SET NOCOUNT ON
CREATE TABLE a (id INT CONSTRAINT fk REFERENCES b (id) ON DELETE CASCADE
  ON UPDATE NO ACTION) ON [PRIMARY]
CREATE TABLE b (id INT)
INSERT a VALUES (1)
INSERT INTO a VALUES (2) INSERT a VALUES (3)
DELETE FROM a
GRANT SELECT, INSERT
ON a TO public
TRUNCATE TABLE a
PRINT 'x'`;
      assert.deepEqual(split(text, "tsql"), [
        "USE db",
        "SET NOCOUNT ON",
        "CREATE TABLE a (id INT CONSTRAINT fk REFERENCES b (id) ON DELETE CASCADE ON UPDATE NO ACTION) ON [PRIMARY]",
        "CREATE TABLE b (id INT)",
        "INSERT a VALUES (1)",
        "INSERT INTO a VALUES (2)",
        "INSERT a VALUES (3)",
        "DELETE FROM a",
        "GRANT SELECT, INSERT ON a TO public",
        "TRUNCATE TABLE a",
        "PRINT 'x'",
      ]);
    });

    it("keeps together what belongs together over lines", () => {
      for (const statement of [
        "INSERT INTO a (id)\nSELECT id FROM b\nUNION ALL\nSELECT id FROM c",
        "INSERT INTO a\nEXEC p",
        "UPDATE a\nSET x = CASE WHEN 1 = 1 THEN 1 ELSE 2 END\nWHERE id = 1",
        "ALTER TABLE [dbo].[a]\nDROP CONSTRAINT c",
        "ALTER TABLE a\nALTER COLUMN x INT",
        "WITH c AS (SELECT 1 AS x)\nINSERT INTO a\nSELECT x FROM c",
        "CREATE VIEW v AS\nWITH c AS (SELECT 1 AS x)\nSELECT x FROM c",
        "MERGE a USING b ON a.id = b.id WHEN MATCHED THEN\nUPDATE\nSET x = 1 WHEN NOT MATCHED THEN\nINSERT (id) VALUES (1)",
        "DECLARE c CURSOR FOR\nSELECT id FROM a",
        "SELECT id FROM a ORDER BY id OFFSET 1 ROWS\nFETCH NEXT 2 ROWS ONLY",
        "IF @a = 1\nPRINT 1\nELSE\nPRINT 2",
        "IF @a = 1\nBEGIN\nINSERT a VALUES (1);\nDELETE FROM a\nEND\nELSE\nBEGIN\nPRINT 2\nEND",
        "WHILE @a < 2\nBEGIN\nSET @a = @a + 1\nEND",
      ]) {
        assert.deepEqual(split(`${statement}\nPRINT 'next'`, "tsql"), [
          statement.replace(/\s+/g, " "),
          "PRINT 'next'",
        ]);
      }
    });

    it("runs a routine to GO, and to the next routine where GO is missing", () => {
      const body =
        "CREATE PROCEDURE p AS\nBEGIN\nCREATE TABLE #t (i INT);\nINSERT #t VALUES (1)\nEND\nSELECT 1";
      const trigger = "CREATE OR ALTER TRIGGER t ON a\nFOR INSERT, UPDATE\nAS\nDELETE FROM b";
      assert.deepEqual(split(`${body}\n${trigger}\nGO\nPRINT 1`, "tsql"), [
        body.replace(/\s+/g, " "),
        trigger.replace(/\s+/g, " "),
        "PRINT 1",
      ]);
    });

    it("tells a transaction from a block", () => {
      assert.deepEqual(split("BEGIN TRAN\nINSERT a VALUES (1)\nCOMMIT", "tsql"), [
        "BEGIN TRAN",
        "INSERT a VALUES (1)",
        "COMMIT",
      ]);
    });
  });

  describe("Oracle", () => {
    it("runs PL/SQL to a lone slash and leaves the slash out", () => {
      const body =
        "CREATE OR REPLACE PACKAGE BODY p IS\nPROCEDURE a IS BEGIN NULL; END;\nBEGIN\na;\nEND;";
      assert.deepEqual(split(`${body}\n/\nSELECT 1 FROM dual\n/\n`, "oracle"), [
        body.replace(/\s+/g, " "),
        "SELECT 1 FROM dual",
      ]);
    });

    it("finds the end of PL/SQL by its END where the slash is missing", () => {
      const package_ =
        "CREATE PACKAGE BODY p IS\nFUNCTION f RETURN NUMBER IS\nFUNCTION g RETURN NUMBER IS BEGIN RETURN CASE WHEN 1 = 1 THEN 1 END; END;\n" +
        "BEGIN\nIF 1 = 1 THEN RETURN g; END IF;\nFOR i IN 1..2 LOOP NULL; END LOOP;\nRETURN 1;\nEND f;\nBEGIN\nNULL;\nEND p;";
      const trigger = "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW\nBEGIN\n:NEW.x := 1;\nEND;";
      const text = `${package_}\nINSERT INTO a VALUES (1);\n${trigger}\nCREATE TABLE b (x NUMBER);`;
      assert.deepEqual(split(text, "oracle"), [
        package_.replace(/\s+/g, " "),
        "INSERT INTO a VALUES (1)",
        trigger.replace(/\s+/g, " "),
        "CREATE TABLE b (x NUMBER)",
      ]);
    });

    it("reads SQL*Plus commands as lines, but not what is SQL", () => {
      const text =
        "SET DEFINE OFF\nPROMPT Don't\nREM it's\n@next.sql\nSET ROLE x;\nCOLUMN a FORMAT -\n  a10\nEXIT";
      assert.deepEqual(split(text, "oracle"), [
        "> SET DEFINE OFF",
        "> PROMPT Don't",
        "> REM it's",
        "> @next.sql",
        "SET ROLE x",
        "> COLUMN a FORMAT - a10",
        "> EXIT",
      ]);
    });

    it("ends an object type at its semicolon and a type body at its END", () => {
      const body =
        "CREATE TYPE BODY t AS MEMBER FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END; END;";
      assert.deepEqual(split(`CREATE TYPE t AS OBJECT (x NUMBER);\n${body}\n/`, "oracle"), [
        "CREATE TYPE t AS OBJECT (x NUMBER)",
        body,
      ]);
    });

    it("reads alternative quoting and a slash that divides", () => {
      assert.deepEqual(
        split("INSERT INTO a VALUES (q'[it's; 1]', 4\n  / 2);\nSELECT 1 FROM dual;", "oracle"),
        ["INSERT INTO a VALUES (q'[it's; 1]', 4 / 2)", "SELECT 1 FROM dual"],
      );
    });
  });

  describe("MySQL", () => {
    it("follows DELIMITER, also where it touches a word", () => {
      const text =
        "DELIMITER $$\nCREATE PROCEDURE p() BEGIN SELECT 1; END$$\nCREATE PROCEDURE q() SELECT 2 $$\nDELIMITER ;\nSELECT 3;";
      assert.deepEqual(split(text, "mysql"), [
        "> DELIMITER $$",
        "CREATE PROCEDURE p() BEGIN SELECT 1; END",
        "CREATE PROCEDURE q() SELECT 2",
        "> DELIMITER ;",
        "SELECT 3",
      ]);
    });

    it("finds the end of a body without DELIMITER", () => {
      const body =
        "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF NEW.x THEN SET NEW.x = CASE WHEN 1 THEN IF(1, 2, 3) ELSE 2 END; END IF; WHILE 1 DO SET @a = 1; END WHILE; END";
      assert.deepEqual(split(`${body};\nSELECT 1;`, "mysql"), [body, "SELECT 1"]);
    });

    it("reads version comments as code and leaves MariaDB's sandbox line out", () => {
      const text =
        "/*M!999999\\- enable the sandbox mode */\n/*!40101 SET NAMES utf8 */;\n/*!50003 CREATE*/ /*!50003 TRIGGER t */;";
      assert.deepEqual(split(text, "mysql"), ["SET NAMES utf8", "CREATE*/ /*!50003 TRIGGER t"]);
    });

    it("reads escaped quotes and hash comments", () => {
      assert.deepEqual(split("INSERT INTO a VALUES ('it\\'s;');# x;\nUSE b\nSELECT 1", "mysql"), [
        "INSERT INTO a VALUES ('it\\'s;')",
        "> USE b",
        "SELECT 1",
      ]);
    });
  });

  describe("Postgres", () => {
    it("keeps $tagged$ bodies and BEGIN ATOMIC bodies whole", () => {
      const dollar =
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $b$ BEGIN RETURN 1; END; $b$";
      const atomic =
        "CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END";
      assert.deepEqual(split(`${dollar};${atomic};BEGIN;COMMIT;`, "postgres"), [
        dollar,
        atomic,
        "BEGIN",
        "COMMIT",
      ]);
    });

    it("takes the rows of COPY … FROM stdin with it, whatever they hold", () => {
      const text =
        "COPY a (x, y) FROM stdin;\n1\tit's; \"\n\\.\nCOPY b FROM stdin;\n\\.\n\\c other\nSELECT 1;";
      assert.deepEqual(split(text, "postgres"), [
        "COPY a (x, y) FROM stdin; 1 it's; \" \\.",
        "COPY b FROM stdin; \\.",
        "> \\c other",
        "SELECT 1",
      ]);
    });

    it("keeps the statements of a rule together", () => {
      const rule =
        "CREATE RULE r AS ON INSERT TO a DO ALSO (INSERT INTO b VALUES (1); DELETE FROM c)";
      assert.deepEqual(split(`${rule};SELECT 1`, "postgres"), [rule, "SELECT 1"]);
    });
  });

  describe("Snowflake", () => {
    it("keeps scripting bodies whole, with their DECLARE section", () => {
      const body =
        "CREATE PROCEDURE p() RETURNS INT LANGUAGE SQL AS DECLARE x INT; BEGIN IF (1 = 1) THEN x := 1; END IF; FOR r IN c DO x := 2; END FOR; RETURN x; END";
      assert.deepEqual(
        split(`${body};\nBEGIN TRANSACTION;\nINSERT INTO a VALUES (1);`, "snowflake"),
        [body, "BEGIN TRANSACTION", "INSERT INTO a VALUES (1)"],
      );
    });

    it("reads PUT with its URL as a line, to its semicolon or a blank line", () => {
      const text =
        "PUT file:///tmp/a.csv @s;\nput file://b @s\n  OVERWRITE = TRUE\n\nSELECT 1; // x;\n!quit";
      assert.deepEqual(split(text, "snowflake"), [
        "> PUT file:///tmp/a.csv @s;",
        "> put file://b @s OVERWRITE = TRUE",
        "SELECT 1",
        "> !quit",
      ]);
    });
  });

  it("keeps BigQuery blocks, long strings and control statements whole", () => {
    const text =
      'DECLARE x INT64;\nIF x = 1 THEN SELECT 1; END IF;\nSELECT """a;b""", r\'\\d;\';\n# ;\nBEGIN SELECT 1; SELECT 2; END;';
    assert.deepEqual(split(text, "bigquery"), [
      "DECLARE x INT64",
      "IF x = 1 THEN SELECT 1; END IF",
      'SELECT """a;b""", r\'\\d;\'',
      "BEGIN SELECT 1; SELECT 2; END",
    ]);
  });

  it("reads Teradata's dot commands, macros and procedures", () => {
    const procedure =
      "REPLACE PROCEDURE p() BEGIN FOR c AS SELECT 1 AS a DO SET i = 1; END FOR; END";
    const text = `.LOGON host/user,it's\nREPLACE MACRO m AS (SELECT 1; SELECT 2;);\n${procedure};\nBT;`;
    assert.deepEqual(split(text, "teradata"), [
      "> .LOGON host/user,it's",
      "REPLACE MACRO m AS (SELECT 1; SELECT 2;)",
      procedure,
      "BT",
    ]);
  });
});
