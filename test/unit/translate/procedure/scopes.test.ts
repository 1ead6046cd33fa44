import assert from "node:assert/strict";
import { bodyOf, translateBody } from "./body.ts";
import { dedent, told, translateOne } from "./script.ts";

describe("Variables of blocks in blocks", () => {
  it("are told from those they hide where a label names these (PL/SQL)", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      `CREATE PROCEDURE p(b OUT NUMBER) IS
  v NUMBER := 1;
BEGIN
  <<outer_blk>>
  DECLARE v NUMBER := 2;
  BEGIN
    DECLARE v NUMBER := 3;
    BEGIN
      b := v + outer_blk.v + p.v;
    END;
  END;
END;
/`,
    );
    assert.deepEqual(told(issues), []);
    assert.equal(
      bodyOf(sql),
      dedent(`
        DECLARE v DECIMAL(38,10) DEFAULT 1;
        outer_blk: BEGIN
          DECLARE v_2 DECIMAL(38,10) DEFAULT 2;
          BEGIN
            DECLARE v_3 DECIMAL(38,10) DEFAULT 3;
            SET b = v_3 + v_2 + v;
          END;
        END outer_blk;`),
    );
  });

  it("are told from those they hide where a label names these (PL/pgSQL)", async () => {
    const { sql } = await translateOne(
      "postgres",
      `CREATE PROCEDURE p() LANGUAGE plpgsql AS $$
<<whole>>
DECLARE v INT := 1;
BEGIN
  DECLARE v INT := 2;
  BEGIN
    whole.v := v;
  END;
END $$;`,
    );
    assert.match(sql, /DECLARE v_2 INT DEFAULT 2;\n +SET v = v_2;/);
  });

  it("leave what they hid with its type", async () => {
    const { sql } = await translateOne(
      "oracle",
      `CREATE PROCEDURE p IS
  v PLS_INTEGER;
BEGIN
  DECLARE v VARCHAR2(10) := 'x';
  BEGIN
    NULL;
  END;
  v := 1 / 3;
END;
/`,
    );
    assert.match(sql, /SET v = round\(1 \/ 3\);\nEND$/);
  });

  it("end with their block (Snowflake, BigQuery)", async () => {
    const [snowflake] = await translateBody(
      "snowflake",
      "CREATE PROCEDURE p() RETURNS INT LANGUAGE SQL AS $$ DECLARE x INT := 1; BEGIN BEGIN LET x := 'a'; x := x || 'b'; END; x := x + 1; RETURN x; END $$;",
    );
    assert.equal(
      snowflake,
      dedent(`
        DECLARE v_x DECIMAL(38,0) DEFAULT 1;
        BEGIN
          DECLARE v_x_2 STRING DEFAULT 'a';
          SET v_x_2 = v_x_2 || 'b';
        END;
        SET v_x = v_x + 1;
        SELECT v_x AS p;`),
    );
    const [bigquery] = await translateBody(
      "bigquery",
      "CREATE PROCEDURE d.p() BEGIN DECLARE x INT64 DEFAULT 1; BEGIN DECLARE x STRING DEFAULT 'a'; SET x = 'b'; END; SET x = x + 1; END;",
    );
    assert.equal(
      bigquery,
      dedent(`
        DECLARE x BIGINT DEFAULT 1;
        BEGIN
          DECLARE x_2 STRING DEFAULT 'a';
          SET x_2 = 'b';
        END;
        SET x = x + 1;`),
    );
  });
});
