import assert from "node:assert/strict";
import { translateOne } from "./script.ts";

const procedure = (option: string, handler: string) =>
  `CREATE TABLE log (msg VARCHAR(99));
CREATE PROCEDURE p() ${option} AS $$
BEGIN
  INSERT INTO log VALUES ('begun');
EXCEPTION WHEN OTHERS THEN
  ${handler}
END;
$$ LANGUAGE plpgsql;`;

describe("Error handlers of Redshift", () => {
  it("raise the error again behind them, since a procedure is one transaction", async () => {
    const { sql } = await translateOne(
      "redshift",
      procedure("", "INSERT INTO log VALUES (SQLERRM);"),
    );
    assert.match(sql, /INSERT INTO log VALUES \(dwm_error_message\);\n +RESIGNAL;\n +END;/);
  });

  it("raise none where the procedure is not atomic, and one where they raise it themselves", async () => {
    const quiet = await translateOne(
      "redshift",
      procedure("NONATOMIC", "INSERT INTO log VALUES (SQLERRM);"),
    );
    assert.ok(!quiet.sql.includes("RESIGNAL"));
    const raising = await translateOne("redshift", procedure("", "RAISE EXCEPTION 'no';"));
    assert.ok(!raising.sql.includes("RESIGNAL"));
  });
});

describe("Diagnostics of PL/pgSQL", () => {
  it("that Databricks lacks are what PostgreSQL has where there is nothing to tell", async () => {
    const { sql, issues } = await translateOne(
      "postgres",
      `CREATE PROCEDURE p() LANGUAGE plpgsql AS $$
DECLARE a TEXT; b TEXT;
BEGIN
  b := 1 / 0;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS a = MESSAGE_TEXT, b = PG_EXCEPTION_DETAIL;
END $$;`,
    );
    assert.match(sql, /SET a = dwm_error_message;\n +SET b = '';/);
    assert.ok(issues.some(({ code, line }) => code === "DWM-PRC-007" && line === 6));
  });

  it("tell that a function was called by PERFORM (FOUND)", async () => {
    const { sql } = await translateOne(
      "postgres",
      `CREATE PROCEDURE q() LANGUAGE plpgsql AS $$
BEGIN
  PERFORM f(1);
  IF FOUND THEN PERFORM f(2); END IF;
END $$;
CREATE FUNCTION f(n INT) RETURNS VOID LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;`,
      "procedure:q",
    );
    assert.match(sql, /CALL f\(1\);\n +SET found = TRUE;/);
  });
});

describe("SQL functions of PostgreSQL", () => {
  it("have a body that is RETURN, too", async () => {
    const { sql } = await translateOne(
      "postgres",
      "CREATE FUNCTION vat(p NUMERIC) RETURNS NUMERIC LANGUAGE sql IMMUTABLE RETURN round(p * 0.19, 2);",
    );
    assert.match(sql, /RETURN round\(p \* 0\.19, 2\)$/);
  });
});
