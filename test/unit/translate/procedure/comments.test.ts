import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateOne } from "./script.ts";

const TABLE = "CREATE TABLE t (id INT);\n";

const STATEMENTS = `
  -- first of all
  DELETE FROM t WHERE id = 1; -- the old one
  /* then those
   * that came later */
  DELETE FROM t WHERE id = 2;
`;

/** A procedure with these statements. */
const PROCEDURES: Readonly<Record<SourceType, string>> = {
  oracle: `CREATE PROCEDURE p AS\nBEGIN${STATEMENTS}END;\n/\n`,
  postgres: `CREATE PROCEDURE p() LANGUAGE plpgsql AS $$\nBEGIN${STATEMENTS}END $$;`,
  redshift: `CREATE PROCEDURE p() LANGUAGE plpgsql AS $$\nBEGIN${STATEMENTS}END $$;`,
  tsql: `GO\nCREATE PROCEDURE p AS\nBEGIN${STATEMENTS}END\nGO\n`,
  snowflake: `CREATE PROCEDURE p() RETURNS STRING LANGUAGE SQL AS $$\nBEGIN${STATEMENTS}RETURN 'x';\nEND $$;`,
  bigquery: `CREATE PROCEDURE p()\nBEGIN${STATEMENTS}END;`,
  mysql: `DELIMITER //\nCREATE PROCEDURE p()\nBEGIN${STATEMENTS}END//\n`,
  teradata: `REPLACE PROCEDURE p ()\nBEGIN${STATEMENTS}END;\n`,
};

const commentsOf = (sql: string) =>
  sql.split("\n").flatMap((line) => (/^\s*(?:--|DELETE)/.test(line) ? [line.trim()] : []));

describe("comments between a routine's statements", () => {
  for (const [dialect, procedure] of Object.entries(PROCEDURES)) {
    it(`are kept: ${dialect}`, async () => {
      const key = dialect === "tsql" ? "procedure:dbo.p" : "procedure:p";
      const { sql } = await translateOne(dialect as SourceType, TABLE + procedure, key);
      assert.deepEqual(commentsOf(sql), [
        "-- first of all",
        "-- the old one",
        "DELETE FROM t WHERE id = 1;",
        "-- then those",
        "-- that came later",
        "DELETE FROM t WHERE id = 2;",
      ]);
    });
  }

  it("stay inside their branch", async () => {
    const { sql } = await translateOne(
      "mysql",
      `${TABLE}DELIMITER //\nCREATE PROCEDURE p(a INT)\nBEGIN\nIF a = 1 THEN # the first\n  # twice\n  DELETE FROM t;\nEND IF;\nEND//\n`,
      "procedure:p",
    );
    assert.match(sql, / {2}IF .*\n {4}-- the first\n {4}-- twice\n {4}DELETE FROM t/);
  });

  it("are no hints to an optimizer", async () => {
    const source = `${TABLE}CREATE PROCEDURE p AS\nBEGIN\n  /*+ PARALLEL(4) */\n  DELETE FROM t;\nEND;\n/\n`;
    assert.doesNotMatch((await translateOne("oracle", source, "procedure:p")).sql, /PARALLEL/);
  });
});
