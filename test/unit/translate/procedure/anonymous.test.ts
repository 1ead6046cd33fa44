import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { readScript } from "../../../../src/server/inventory/readScript.ts";
import { translateLoose } from "../../../../src/server/translate/dml/translateLoose.ts";
import { dedent, told } from "./script.ts";

function block(dialect: SourceType, sql: string, target: "databricks" | "duckdb" = "databricks") {
  const { loose } = readScript("x.sql", sql, dialect);
  const [first] = loose;
  assert.ok(first && loose.length === 1);
  const names = { catalog: "", schema: "", targets: {} };
  return translateLoose(first, { sourceType: dialect, target, names, root: "" });
}

describe("blocks that run once", () => {
  it("are scripts: PL/SQL's", () => {
    const { statements, issues } = block(
      "oracle",
      "DECLARE\n  n PLS_INTEGER := 0;\nBEGIN\n  SELECT COUNT(*) INTO n FROM t;\n  IF n = 0 THEN RETURN; END IF;\n  UPDATE t SET x = n;\nEND;\n/\n",
    );
    assert.deepEqual(issues, []);
    assert.deepEqual(statements, [
      dedent(`
        BEGIN
          main: BEGIN
            DECLARE n INT DEFAULT 0;
            SET n = (SELECT count(*) FROM t);
            IF n = 0 THEN
              LEAVE main;
            END IF;
            UPDATE t SET x = n;
          END main;
        END`),
    ]);
  });

  it("are scripts: PostgreSQL's DO, with issues at their place in the text", () => {
    const { statements, issues } = block(
      "postgres",
      "DO LANGUAGE plpgsql $x$\nBEGIN\n  DELETE FROM t;\n  PERFORM nothing();\nEND\n$x$;",
    );
    assert.deepEqual(told(issues), ["DWM-QRY-003 4:11"]);
    assert.match(statements?.[0] ?? "", /^BEGIN\n {2}DELETE FROM t;\n/);
  });

  it("are nothing that DuckDB runs", () => {
    const { statements } = block("postgres", "DO $$ BEGIN DELETE FROM t; END $$;", "duckdb");
    assert.equal(statements, null);
  });
});
