import assert from "node:assert/strict";
import { EMPLOYEES } from "./plsqlBody.ts";
import { dedent, told, translateOne, translateScript } from "./script.ts";

describe("functions of PL/SQL", () => {
  it("folds a function of assignments and branches into one expression", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      "CREATE FUNCTION net(p NUMBER) RETURN NUMBER DETERMINISTIC IS\n  v NUMBER := 0;\nBEGIN\n  IF p > 100 THEN v := p * 0.8; ELSE RETURN p; END IF;\n  RETURN v;\nEND;\n/\n",
    );
    assert.deepEqual(told(issues), []);
    assert.equal(
      sql,
      dedent(`
        CREATE OR REPLACE FUNCTION net(p DECIMAL(38,10))
        RETURNS DECIMAL(38,10)
        LANGUAGE SQL
        DETERMINISTIC
        RETURN CASE WHEN p > 100 THEN CAST(p * 0.8 AS DECIMAL(38,10)) ELSE p END`),
    );
  });

  it("folds what a function answers without a row", async () => {
    const select = "SELECT salary INTO v FROM employees WHERE id = p;";
    const cases: [body: string, expression: string, issues: string[]][] = [
      [
        `BEGIN ${select} RETURN v; EXCEPTION WHEN NO_DATA_FOUND THEN RETURN NULL; END;`,
        "CAST((SELECT salary FROM employees WHERE id = p) AS DECIMAL(38,10))",
        [],
      ],
      [
        `BEGIN ${select} RETURN v * 2; EXCEPTION WHEN NO_DATA_FOUND THEN RETURN -1; END;`,
        "CASE WHEN NOT EXISTS (SELECT salary FROM employees WHERE id = p) THEN -1 ELSE CAST((SELECT salary FROM employees WHERE id = p) AS DECIMAL(38,10)) * 2 END",
        [],
      ],
      [
        `BEGIN BEGIN ${select} EXCEPTION WHEN OTHERS THEN v := 0; END; RETURN v; END;`,
        "CASE WHEN NOT EXISTS (SELECT salary FROM employees WHERE id = p) THEN CAST(0 AS DECIMAL(38,10)) ELSE CAST((SELECT salary FROM employees WHERE id = p) AS DECIMAL(38,10)) END",
        ["DWM-PRC-007 2:118"],
      ],
      [
        `BEGIN ${select} RETURN v; END;`,
        "CAST((SELECT salary FROM employees WHERE id = p) AS DECIMAL(38,10))",
        ["DWM-PRC-043 2:62"],
      ],
      [
        "BEGIN IF p < 0 THEN RAISE_APPLICATION_ERROR(-20001, 'no'); END IF; v := p; RETURN v; END;",
        "CASE WHEN p < 0 THEN raise_error('ORA-20001: no') ELSE CAST(p AS DECIMAL(38,10)) END",
        [],
      ],
    ];
    for (const [body, expression, issues] of cases) {
      const made = await translateOne(
        "oracle",
        `${EMPLOYEES}CREATE FUNCTION f(p NUMBER) RETURN NUMBER IS v NUMBER; ${body}\n/\n`,
      );
      assert.deepEqual([made.sql.split("\nRETURN ")[1], told(made.issues)], [expression, issues]);
    }
  });

  it("writes object types and what makes values of them out", async () => {
    const made = await translateScript(
      "oracle",
      `CREATE TYPE pair AS OBJECT (x NUMBER(4), y VARCHAR2(10));
/
CREATE TYPE pairs AS TABLE OF pair;
/
CREATE FUNCTION both(p NUMBER) RETURN pairs IS BEGIN RETURN pairs(pair(1, 'a'), pair(p, 'b')); END;
/
`,
    );
    assert.deepEqual(told(made.get("type:pair")?.issues ?? []), ["DWM-PRC-052 1:1"]);
    assert.match(
      made.get("function:both")?.sql ?? "",
      /RETURNS ARRAY<STRUCT<x: DECIMAL\(4,0\), y: STRING>>\n.*\nRETURN array\(named_struct\('x', 1, 'y', 'a'\), named_struct\('x', p, 'y', 'b'\)\)$/,
    );
  });

  it("writes a function that does more as a procedure, and says so", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      `${EMPLOYEES}CREATE FUNCTION f(p NUMBER) RETURN NUMBER IS\nBEGIN\n  DELETE FROM employees WHERE id = p;\n  RETURN 1;\nEND;\n/\n`,
    );
    assert.deepEqual(told(issues), ["DWM-PRC-005 2:17"]);
    assert.match(
      sql,
      /^CREATE OR REPLACE PROCEDURE f\(IN p DECIMAL\(38,10\), OUT result DECIMAL\(38,10\)\)/,
    );
    assert.match(sql, /SET result = 1;/);
  });
});
