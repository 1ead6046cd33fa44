import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { told, translateScript } from "./script.ts";

/** Scripts in which p calls q, which comes later. */
const CALLS: readonly (readonly [SourceType, string, string])[] = [
  [
    "oracle",
    "CREATE PROCEDURE p IS BEGIN q(1); END;\n/\nCREATE PROCEDURE q(n NUMBER) IS BEGIN IF n > 0 THEN p; END IF; END;\n/",
    "CALL q(1)",
  ],
  [
    "postgres",
    "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN CALL q(1); END $$;\nCREATE PROCEDURE q(n INT) LANGUAGE plpgsql AS $$ BEGIN CALL p(); END $$;",
    "CALL q(1)",
  ],
  [
    "teradata",
    "CREATE PROCEDURE p() BEGIN CALL q(1); END;\nCREATE PROCEDURE q(IN n INTEGER) BEGIN CALL p(); END;",
    "CALL q(1)",
  ],
];

describe("Procedures that are called", () => {
  for (const [dialect, script, call] of CALLS)
    it(`are known wherever they stand (${dialect})`, async () => {
      const made = await translateScript(dialect, script);
      for (const name of ["procedure:p", "procedure:q"])
        assert.deepEqual(told(made.get(name)?.issues ?? []), [], name);
      assert.ok(made.get("procedure:p")?.sql.includes(call));
    });

  it("are called by the name that they get", async () => {
    const made = await translateScript(
      "tsql",
      "CREATE PROCEDURE a.run AS SELECT 1\nGO\nCREATE PROCEDURE b.run AS SELECT 2\nGO\nCREATE PROCEDURE c.both_of AS BEGIN DECLARE @r INT; EXEC a.run; EXEC @r = b.run END\nGO",
    );
    const { sql } = made.get("procedure:c.both_of") ?? { sql: "" };
    assert.match(sql, /CALL a\.a_run\(\);\n +CALL b\.b_run\(\)/);
  });
});
