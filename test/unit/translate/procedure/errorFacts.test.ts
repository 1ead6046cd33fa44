import assert from "node:assert/strict";
import { translateOne } from "./script.ts";

describe("What conditions do not tell of an error", () => {
  it("is no NULL, which would take the message that it is joined to", async () => {
    const tsql = await translateOne(
      "tsql",
      "CREATE PROCEDURE p AS BEGIN TRY SELECT 1 END TRY BEGIN CATCH DECLARE @m VARCHAR(99) = CAST(ERROR_NUMBER() AS VARCHAR(9)) + ': ' + ERROR_MESSAGE() END CATCH",
    );
    assert.match(tsql.sql, /CAST\(50000 AS STRING\) \|\| ': ' \|\| dwm_error_message/);
    const snowflake = await translateOne(
      "snowflake",
      "CREATE PROCEDURE p() RETURNS VARCHAR LANGUAGE SQL AS $$ BEGIN SELECT 1; EXCEPTION WHEN OTHER THEN RETURN SQLCODE || SQLERRM; END $$;",
    );
    assert.match(snowflake.sql, /-1 \|\| dwm_sqlerrm/);
    const bigquery = await translateOne(
      "bigquery",
      "CREATE PROCEDURE d.p(OUT m STRING) BEGIN SELECT 1; EXCEPTION WHEN ERROR THEN SET m = CONCAT(@@error.message, @@error.statement_text); END;",
    );
    assert.match(bigquery.sql, /concat\(dwm_error_message, ''\)/);
    const mysql = await translateOne(
      "mysql",
      "CREATE PROCEDURE p() BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN GET DIAGNOSTICS CONDITION 1 @n = MYSQL_ERRNO, @m = MESSAGE_TEXT; SELECT @n, @m; END; SELECT 1; END;",
    );
    assert.match(mysql.sql, /= MESSAGE_TEXT;\n +SET v_n = 1105;/);
    for (const { issues } of [tsql, snowflake, bigquery, mysql])
      assert.ok(issues.some(({ code }) => code === "DWM-PRC-007"));
  });
});

describe("Temporary tables of routines", () => {
  it("are emptied by DELETE, and begin anew with a word to it", async () => {
    const { sql, issues } = await translateOne(
      "snowflake",
      "CREATE PROCEDURE p() RETURNS INT LANGUAGE SQL AS $$ BEGIN CREATE TEMPORARY TABLE IF NOT EXISTS t (a INT); TRUNCATE TABLE t; RETURN 1; END $$;",
    );
    assert.match(sql, /DELETE FROM t;/);
    assert.ok(issues.some(({ code, message }) => code === "DWM-PRC-007" && /IF NOT/.test(message)));
  });
});
