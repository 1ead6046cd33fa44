import assert from "node:assert/strict";
import { bodyOf } from "./body.ts";
import { dedent, told, translateOne } from "./script.ts";

/** The body of a procedure p with these declarations and statements, and what is more than a remark. */
async function translated(declarations: string, statements: string): Promise<[string, string[]]> {
  const { sql, issues } = await translateOne(
    "oracle",
    `CREATE PROCEDURE p(a IN NUMBER, b OUT NUMBER) IS\n${declarations}\nBEGIN\n${statements}\nEND p;\n/\n`,
  );
  return [bodyOf(sql), told(issues.filter(({ severity }) => severity !== "info"))];
}

describe("routines of PL/SQL that stand in others", () => {
  it("writes a procedure out where it is called, with a variable for each parameter", async () => {
    const [text, issues] = await translated(
      `n NUMBER(5) := 0;
PROCEDURE put(p_key IN VARCHAR2, p_by NUMBER DEFAULT 1, p_out OUT NUMBER, p_both IN OUT NUMBER) IS
  twice NUMBER(5) := p_by * 2;
BEGIN
  INSERT INTO kept (k, v) VALUES (p_key, twice);
  n := n + p_by;
  p_out := twice;
  p_both := p_both + 1;
END put;`,
      "put('x', 3, b, n);\nput(p_key => 'y', p_out => n, p_both => b);",
    );
    assert.deepEqual(issues, []);
    const call = (key: string, by: string, out: string, both: string, number = "") =>
      dedent(`
        BEGIN
          DECLARE p_key${number} STRING DEFAULT '${key}';
          DECLARE p_by${number} DECIMAL(38,10) DEFAULT ${by};
          DECLARE p_out${number} DECIMAL(38,10);
          DECLARE p_both${number} DECIMAL(38,10);
          SET p_both${number} = ${both};
          BEGIN
            DECLARE twice DECIMAL(5,0);
            SET twice = p_by${number} * 2;
            INSERT INTO kept (k, v) VALUES (p_key${number}, twice);
            SET n = n + p_by${number};
            SET p_out${number} = twice;
            SET p_both${number} = p_both${number} + 1;
          END;
          SET ${out} = p_out${number};
          SET ${both} = p_both${number};
        END;`);
    assert.equal(
      text,
      [
        "DECLARE n DECIMAL(5,0) DEFAULT 0;",
        call("x", "3", "b", "n"),
        call("y", "1", "n", "b", "_2"),
      ].join("\n"),
    );
  });

  it("leaves the block at RETURN, and calls one that stands behind it", async () => {
    const [text, issues] = await translated(
      `PROCEDURE later(x NUMBER);
PROCEDURE first IS BEGIN IF a = 1 THEN RETURN; END IF; later(2); END;
PROCEDURE later(x NUMBER) IS BEGIN b := x; END;`,
      "first;",
    );
    assert.deepEqual(issues, []);
    assert.equal(
      text,
      dedent(`
        first_call: BEGIN
          BEGIN
            IF a = 1 THEN
              LEAVE first_call;
            END IF;
            BEGIN
              DECLARE x DECIMAL(38,10) DEFAULT 2;
              BEGIN
                SET b = x;
              END;
            END;
          END;
        END first_call;`),
    );
  });

  it("writes a function out as the expression that it folds into", async () => {
    const [text, issues] = await translated(
      `n NUMBER(5) := 4;
FUNCTION net(p NUMBER, q VARCHAR2 := 'x') RETURN NUMBER IS
  r NUMBER := p * 2;
BEGIN
  IF q = 'x' THEN RETURN r + n; END IF;
  RETURN 0;
END;
FUNCTION four RETURN NUMBER IS BEGIN RETURN 4; END;`,
      "b := net(a + 1) - four;",
    );
    assert.deepEqual(issues, []);
    assert.equal(
      text,
      dedent(`
        DECLARE n DECIMAL(5,0) DEFAULT 4;
        SET b = (CASE WHEN 'x' = 'x' THEN CAST((a + 1) * 2 AS DECIMAL(38,10)) + n ELSE 0 END) - (4);`),
    );
  });

  it("says where a function finds no row, unless it handles that itself", async () => {
    const find = "SELECT v INTO r FROM kept WHERE k = i;";
    const [, told] = await translated(
      `FUNCTION f(i NUMBER) RETURN NUMBER IS r NUMBER; BEGIN ${find} RETURN r; END;`,
      "b := f(1);",
    );
    assert.deepEqual(told, ["DWM-PRC-043 2:55"]);
    const [text, handled] = await translated(
      `FUNCTION f(i NUMBER) RETURN NUMBER IS r NUMBER; BEGIN ${find} RETURN r; EXCEPTION WHEN NO_DATA_FOUND THEN RETURN 7; END;`,
      "b := f(1);",
    );
    assert.deepEqual(handled, []);
    assert.match(text, /CASE WHEN NOT EXISTS \(SELECT v FROM kept WHERE k = 1\) THEN 7 ELSE/);
  });

  it("refuses what cannot be written out, and says why", async () => {
    for (const [declarations, statements, reason] of [
      ["PROCEDURE r(n NUMBER) IS BEGIN r(n - 1); END;", "r(3);", "it calls itself"],
      [
        "FUNCTION f RETURN NUMBER IS n NUMBER := 0; BEGIN FOR i IN 1 .. 3 LOOP n := n + i; END LOOP; RETURN n; END;",
        "b := f;",
        "a loop",
      ],
      [
        "n NUMBER(5);\nPROCEDURE q IS BEGIN n := 1; END;",
        "DECLARE n NUMBER(5); BEGIN q; END;",
        "n means something else where it is called",
      ],
    ] as const) {
      const { issues } = await translateOne(
        "oracle",
        `CREATE PROCEDURE p(b OUT NUMBER) IS\n${declarations}\nBEGIN\n${statements}\nEND p;\n/\n`,
      );
      const refused = issues.find(({ code }) => code === "DWM-PRC-034");
      assert.match(refused?.message ?? "", new RegExp(`: ${reason}$`), JSON.stringify(issues));
    }
  });
});
