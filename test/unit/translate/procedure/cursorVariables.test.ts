import assert from "node:assert/strict";
import { bodyOf } from "./body.ts";
import { dedent, told, translateOne } from "./script.ts";

const TABLE = "CREATE TABLE emp (id NUMBER(6), sal NUMBER(8,2));\n";

async function translated(procedure: string): Promise<{ sql: string; issues: string[] }> {
  const { sql, issues } = await translateOne("oracle", `${TABLE}CREATE ${procedure}\n/\n`);
  return { sql, issues: told(issues.filter(({ severity }) => severity !== "info")) };
}

describe("cursor variables of PL/SQL", () => {
  it("answers the rows of an OUT parameter as the result of CALL", async () => {
    const { sql, issues } = await translated(
      `PROCEDURE p(d IN NUMBER, rc OUT SYS_REFCURSOR) IS
BEGIN
  OPEN rc FOR SELECT id FROM emp WHERE sal > d;
END;`,
    );
    assert.deepEqual(issues, ["DWM-PRC-058 2:40"]);
    assert.match(sql, /PROCEDURE p\(IN d DECIMAL\(38,10\)\)\n/);
    assert.equal(bodyOf(sql), "SELECT id FROM emp WHERE sal > d;");
  });

  it("declares one with the query that it is opened for", async () => {
    const { sql, issues } = await translated(
      `PROCEDURE p(d IN NUMBER, n OUT NUMBER) IS
  c SYS_REFCURSOR;
  v NUMBER(6);
BEGIN
  OPEN c FOR SELECT id FROM emp WHERE sal > d;
  FETCH c INTO v;
  IF c%FOUND THEN n := v; END IF;
  CLOSE c;
END;`,
    );
    assert.deepEqual(issues, []);
    assert.match(sql, /DECLARE c CURSOR FOR SELECT id FROM emp WHERE sal > d;/);
    assert.match(sql, /OPEN c;[\s\S]*FETCH c INTO v;[\s\S]*IF dwm_c_found THEN[\s\S]*CLOSE c;/);
  });

  it("makes a loop over one a FOR loop", async () => {
    const { sql, issues } = await translated(
      `PROCEDURE p(n OUT NUMBER) IS
  TYPE rc IS REF CURSOR;
  c rc;
  v NUMBER(6);
BEGIN
  OPEN c FOR SELECT id FROM emp;
  LOOP FETCH c INTO v; EXIT WHEN c%NOTFOUND; n := v; END LOOP;
  CLOSE c;
END;`,
    );
    assert.deepEqual(issues, []);
    assert.equal(
      bodyOf(sql),
      dedent(`
        DECLARE v DECIMAL(6,0);
        FOR dwm_c_row AS SELECT id FROM emp DO
          SET v = dwm_c_row.id;
          SET n = v;
        END FOR;`),
    );
  });

  it("refuses several queries, dynamic ones, and what only a block inside knows", async () => {
    for (const [statements, what] of [
      [
        "OPEN c FOR SELECT 1 FROM emp; CLOSE c; OPEN c FOR SELECT 2 FROM emp;",
        "opened for several queries",
      ],
      ["OPEN c FOR 'SELECT 1 FROM emp';", "opened for dynamic SQL"],
      [
        "DECLARE k NUMBER := 1; BEGIN OPEN c FOR SELECT id FROM emp WHERE sal > k; END;",
        "opened for a query that names what a block inside declares",
      ],
    ] as const) {
      const { issues } = await translateOne(
        "oracle",
        `${TABLE}CREATE PROCEDURE p IS\n  c SYS_REFCURSOR;\nBEGIN\n  ${statements}\nEND;\n/\n`,
      );
      const refused = issues.find(({ severity }) => severity === "error");
      assert.match(refused?.message ?? "", new RegExp(what));
    }
  });
});

describe("WHERE CURRENT OF in PL/SQL", () => {
  const loop = async (query: string, change: string, key = "PRIMARY KEY") =>
    translateOne(
      "oracle",
      `CREATE TABLE emp (id NUMBER(6) ${key}, sal NUMBER(8,2));
CREATE PROCEDURE p IS
  CURSOR c IS ${query};
BEGIN
  FOR r IN c LOOP ${change} WHERE CURRENT OF c; END LOOP;
END;
/
`,
    );

  it("is the key of the loop's row, where the cursor reads it", async () => {
    for (const [query, change, expected] of [
      [
        "SELECT e.id, sal FROM emp e WHERE sal > 1 FOR UPDATE OF sal",
        "UPDATE emp SET sal = r.sal + 1",
        /UPDATE emp SET sal = r\.sal \+ 1 WHERE id = r\.id;/,
      ],
      ["SELECT * FROM emp FOR UPDATE", "DELETE FROM emp", /DELETE FROM emp WHERE id = r\.id;/],
    ] as const) {
      const { sql, issues } = await loop(query, change);
      assert.deepEqual(
        issues.filter(({ severity }) => severity === "error"),
        [],
      );
      assert.match(sql, expected);
    }
  });

  it("is refused where the row cannot be told by a key", async () => {
    for (const [query, change, key] of [
      ["SELECT sal FROM emp FOR UPDATE", "DELETE FROM emp", "PRIMARY KEY"],
      ["SELECT id, sal FROM emp FOR UPDATE", "DELETE FROM emp", ""],
      ["SELECT sal AS id FROM emp FOR UPDATE", "DELETE FROM emp", "PRIMARY KEY"],
      ["SELECT e.id FROM emp e, emp f FOR UPDATE", "DELETE FROM emp", "PRIMARY KEY"],
    ] as const) {
      const { issues } = await loop(query, change, key);
      assert.ok(
        issues.some(({ code, message }) => code === "DWM-PRC-002" && /CURRENT OF/.test(message)),
        query,
      );
    }
  });
});
