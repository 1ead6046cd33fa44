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

  const DIGITS = `CREATE FUNCTION digits (s VARCHAR2) RETURN VARCHAR2 IS
  r VARCHAR2(99);
BEGIN
  FOR i IN 1 .. LENGTH(s) LOOP r := r || SUBSTR(s, i, 1); END LOOP;
  RETURN r;
END;
/
`;

  it("for functions are called into a variable before the statement", async () => {
    const made = await translateScript(
      "oracle",
      `${DIGITS}CREATE PROCEDURE p(a VARCHAR2, b OUT VARCHAR2) IS
BEGIN
  WHILE b IS NULL LOOP
    b := digits(a) || 'x';
  END LOOP;
END;
/`,
    );
    const p = made.get("procedure:p");
    assert.deepEqual(told(p?.issues ?? []), []);
    assert.match(
      p?.sql ?? "",
      /WHILE b IS NULL DO\n +CALL digits\(a, result => dwm_result\);\n +SET b = coalesce\(dwm_result, ''\) \|\| 'x';/,
    );
  });

  it("for functions are refused where each call would not be made once", async () => {
    const made = await translateScript(
      "oracle",
      `${DIGITS}CREATE TABLE t (s VARCHAR2(9));
CREATE VIEW v AS SELECT digits(s) AS d FROM t;
CREATE PROCEDURE p(a VARCHAR2, b OUT VARCHAR2) IS
BEGIN
  WHILE digits(a) IS NULL LOOP b := 'x'; END LOOP;
  b := NVL(b, digits(a));
  SELECT digits(s) INTO b FROM t;
END;
/`,
    );
    assert.deepEqual(told(made.get("v")?.issues ?? []), ["DWM-PRC-059 9:25"]);
    assert.deepEqual(told(made.get("procedure:p")?.issues ?? []), [
      "DWM-PRC-059 12:9",
      "DWM-PRC-059 13:15",
      "DWM-PRC-059 14:10",
    ]);
  });
});
