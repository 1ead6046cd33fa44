import assert from "node:assert/strict";
import { bodyOf } from "./body.ts";
import { dedent, translateOne } from "./script.ts";

const TABLE = "CREATE TABLE emp (id NUMBER(10), name VARCHAR2(50), sal NUMBER(10,2));\n";

async function translated(statement: string): Promise<{ body: string; errors: string[] }> {
  const made = await translateOne(
    "oracle",
    `${TABLE}CREATE PROCEDURE p(a IN NUMBER, b OUT NUMBER, s OUT VARCHAR2) IS\n  TYPE ids IS TABLE OF NUMBER(10);\n  l ids;\nBEGIN\n${statement}\nEND;\n/\n`,
  );
  const errors = made.issues.filter(({ severity }) => severity === "error");
  const inner = bodyOf(made.sql).replace(/^(DECLARE l |SET l = CAST).*\n/gm, "");
  return { body: inner, errors: errors.map(({ code, hint }) => `${code} ${hint}`) };
}

const READ: [string, string][] = [
  [
    "INSERT INTO emp (id, name) VALUES (a + 1, 'x') RETURNING id, name INTO b, s;",
    `
    SET (b, s) = (SELECT (a + 1), ('x'));
    INSERT INTO emp (id, name) VALUES (a + 1, 'x');`,
  ],
  [
    "UPDATE emp e SET sal = sal * 2 WHERE e.id = a RETURNING e.sal, name INTO b, s;",
    `
    SET (b, s) = (SELECT (sal * 2), name FROM emp AS e WHERE e.id = a);
    UPDATE emp AS e SET sal = sal * 2 WHERE e.id = a;`,
  ],
  [
    "DELETE FROM emp WHERE id = a RETURN sal INTO b;",
    `
    SET b = (SELECT sal FROM emp WHERE id = a);
    DELETE FROM emp WHERE id = a;`,
  ],
  [
    "DELETE FROM emp WHERE sal > 10 RETURNING id BULK COLLECT INTO l;",
    `
    SET l = (SELECT transform(items, e -> e.c1) FROM (SELECT collect_list(named_struct('c1', c1)) AS items FROM (SELECT id FROM emp WHERE sal > 10) AS q(c1)));
    DELETE FROM emp WHERE sal > 10;`,
  ],
];

/** What a query before the change cannot know. */
const REFUSED = [
  "INSERT INTO emp (name) VALUES ('x') RETURNING id INTO b;",
  "UPDATE emp SET sal = b WHERE id = a RETURNING sal INTO b;",
  "INSERT INTO emp (id, name) VALUES (1, SYS_GUID()) RETURNING name INTO s;",
  "INSERT INTO emp (id) SELECT id FROM emp RETURNING id INTO b;",
  "FORALL i IN 1 .. 2 DELETE FROM emp WHERE id = i RETURNING id BULK COLLECT INTO l;",
];

describe("RETURNING … INTO of PL/SQL", () => {
  for (const [source, target] of READ) {
    it(`is read before the change: ${source}`, async () => {
      const { body, errors } = await translated(source);
      assert.equal(body, dedent(target));
      assert.deepEqual(errors, []);
    });
  }

  for (const source of REFUSED) {
    it(`is refused with advice: ${source}`, async () => {
      const { errors } = await translated(source);
      assert.equal(errors.length, 1);
      assert.match(errors[0] ?? "", /^DWM-PRC-002 Read the row with a SELECT by its key/);
    });
  }
});
