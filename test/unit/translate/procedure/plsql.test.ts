import assert from "node:assert/strict";
import { dedent, told, translateOne, translateScript } from "./script.ts";

const EMPLOYEES =
  "CREATE TABLE employees (id NUMBER(10), name VARCHAR2(50), salary NUMBER(12,2), dept_id NUMBER(10), hired DATE);\n";

/** Statements of a procedure p with a variable n NUMBER(10) and one s VARCHAR2(20). */
function body(statements: string, declarations = ""): string {
  return `${EMPLOYEES}CREATE PROCEDURE p(a IN NUMBER, b OUT NUMBER) IS\n  n NUMBER(10);\n  s VARCHAR2(20);\n${declarations}BEGIN\n${statements}\nEND p;\n/\n`;
}

/** The lines between the declarations of n and s and the last END. */
async function translated(statements: string, declarations = ""): Promise<[string, string[]]> {
  const made = await translateOne("oracle", body(statements, declarations));
  const lines = made.sql.split("\n");
  const from = lines.indexOf("BEGIN") + 1;
  const inner = lines.slice(from, -1).filter((line) => !/^ {2}DECLARE (n|s) /.test(line));
  const issues = made.issues.filter(({ severity }) => severity !== "info");
  return [dedent(inner.join("\n")), told(issues)];
}

const CASES: readonly (readonly [
  name: string,
  source: string,
  target: string,
  issues?: string[],
])[] = [
  ["assignments", "n := a * 2;", "SET n = a * 2;"],
  ["NULL statements", "NULL;", ""],
  [
    "IF, ELSIF and ELSE",
    "IF a > 1 THEN n := 1; ELSIF a IS NULL THEN n := 2; ELSE n := 3; END IF;",
    dedent(`
      IF a > 1 THEN
        SET n = 1;
      ELSEIF a IS NULL THEN
        SET n = 2;
      ELSE
        SET n = 3;
      END IF;`),
  ],
  [
    "CASE statements",
    "CASE a WHEN 1 THEN n := 1; WHEN 2 THEN n := 2; ELSE NULL; END CASE;",
    dedent(`
      CASE a
        WHEN 1 THEN
          SET n = 1;
        WHEN 2 THEN
          SET n = 2;
        ELSE
          BEGIN END;
      END CASE;`),
  ],
  [
    "loops with labels, EXIT and CONTINUE",
    "<<rounds>> LOOP n := n + 1; CONTINUE rounds WHEN n = 3; EXIT rounds WHEN n > 5; END LOOP rounds;",
    dedent(`
      rounds: LOOP
        SET n = n + 1;
        IF n = 3 THEN
          ITERATE rounds;
        END IF;
        IF n > 5 THEN
          LEAVE rounds;
        END IF;
      END LOOP rounds;`),
  ],
  [
    "WHILE",
    "WHILE n < 3 LOOP n := n + 1; END LOOP;",
    "WHILE n < 3 DO\n  SET n = n + 1;\nEND WHILE;",
  ],
  [
    "FOR over a range downwards",
    "FOR i IN REVERSE 1 .. a LOOP n := i; END LOOP;",
    dedent(`
      BEGIN
        DECLARE i INT;
        DECLARE i_last INT;
        SET i = (a) + 1;
        SET i_last = 1;
        WHILE i > i_last DO
          SET i = i - 1;
          SET n = i;
        END WHILE;
      END;`),
  ],
  [
    "FOR over a query",
    "FOR r IN (SELECT id, name FROM employees WHERE dept_id = a) LOOP s := r.name; END LOOP;",
    dedent(`
      FOR r AS SELECT id, name FROM employees WHERE dept_id = a DO
        SET s = r.name;
      END FOR;`),
  ],
  [
    "SELECT INTO of exactly one row",
    "SELECT COUNT(*), MAX(salary) INTO n, b FROM employees;",
    "SET (n, b) = (SELECT count(*), max(salary) FROM employees);",
  ],
  [
    "numbers that are rounded into whole ones",
    "k := a / 2; SELECT MAX(salary), COUNT(*) INTO k, n FROM employees;",
    dedent(`
      DECLARE k INT;
      SET k = round(a / 2);
      SET (k, n) = (SELECT round(c1), c2 FROM (SELECT max(salary), count(*) FROM employees) AS q(c1, c2));`),
  ],
  [
    "SELECT INTO that may find nothing",
    "SELECT name INTO s FROM employees WHERE id = a;",
    dedent(`
      DECLARE dwm_row_found BOOLEAN;
      SET (s, dwm_row_found) = (SELECT *, TRUE FROM (SELECT name FROM employees WHERE id = a));
      IF dwm_row_found IS NULL THEN
        SIGNAL SQLSTATE 'P0002' SET MESSAGE_TEXT = 'no data found';
      END IF;`),
  ],
  [
    "SQL%ROWCOUNT and its kin",
    "DELETE FROM employees WHERE id = a; IF SQL%NOTFOUND THEN n := SQL%ROWCOUNT; END IF;",
    dedent(`
      DECLARE dwm_row_count BIGINT;
      DELETE FROM employees WHERE id = a;
      GET DIAGNOSTICS dwm_row_count = ROW_COUNT;
      IF (dwm_row_count = 0) THEN
        SET n = dwm_row_count;
      END IF;`),
  ],
  [
    "RAISE_APPLICATION_ERROR with a literal",
    "RAISE_APPLICATION_ERROR(-20017, 'No such employee');",
    "SIGNAL SQLSTATE 'UE017' SET MESSAGE_TEXT = 'ORA-20017: No such employee';",
  ],
  [
    "RETURN in the midst of a procedure",
    "IF a = 1 THEN RETURN; END IF; n := 1;",
    dedent(`
      main: BEGIN
        DECLARE n DECIMAL(10,0);
        DECLARE s STRING;
        IF a = 1 THEN
          LEAVE main;
        END IF;
        SET n = 1;
      END main;`),
  ],
  [
    "EXECUTE IMMEDIATE of a literal with bind variables",
    "EXECUTE IMMEDIATE 'DELETE FROM employees WHERE id = :1 AND name = :2' USING a, s;",
    "DELETE FROM employees WHERE id = a AND name = s;",
  ],
  [
    "EXECUTE IMMEDIATE of a text that is put together",
    "EXECUTE IMMEDIATE 'DELETE FROM ' || s || ' WHERE id = :id' USING a;",
    dedent(`
      BEGIN
        DECLARE dwm_statement STRING;
        SET dwm_statement = 'DELETE FROM ' || coalesce(s, '') || ' WHERE id = :id';
        EXECUTE IMMEDIATE dwm_statement USING a AS id;
      END;`),
    ["DWM-PRC-009 6:1"],
  ],
  ["COMMIT", "COMMIT;", "", ["DWM-PRC-008 6:1"]],
];

describe("PL/SQL", () => {
  for (const [name, source, target, issues = []] of CASES) {
    it(`reads ${name}`, async () => {
      const declarations = source.includes("k :=") ? "  k PLS_INTEGER;\n" : "";
      assert.deepEqual(await translated(source, declarations), [target, issues]);
    });
  }

  const REFUSED: readonly (readonly [source: string, code: string])[] = [
    ["GOTO done;", "DWM-PRC-002"],
    ["SELECT id BULK COLLECT INTO ids FROM employees;", "DWM-PRC-040"],
    ["FORALL i IN VALUES OF x DELETE FROM employees WHERE id = i;", "DWM-PRC-002"],
    ["FORALL i IN 1 .. 3 SAVE EXCEPTIONS DELETE FROM employees WHERE id = i;", "DWM-PRC-002"],
    ["INSERT INTO employees (name) VALUES ('x') RETURNING id INTO n;", "DWM-PRC-002"],
    ["UPDATE employees SET salary = 1 WHERE CURRENT OF c;", "DWM-PRC-002"],
    ["UTL_FILE.PUT_LINE(f, 'x');", "DWM-PRC-002"],
    ["a := 1;", "DWM-PRC-039"],
    ["unknown_variable := 1;", "DWM-PRC-040"],
    ["n := unknown_function;", "DWM-PRC-040"],
    ["n := unknown_function(1);", "DWM-QRY-003"],
    ["n := employees_seq.NEXTVAL;", "DWM-QRY-002"],
    ["FLY ME TO THE MOON;", "DWM-PRC-003"],
    ["PIPE ROW (x);", "DWM-PRC-002"],
  ];
  for (const [source, code] of REFUSED) {
    it(`keeps ${source} as a comment and goes on`, async () => {
      const [text, issues] = await translated(`${source}\nn := 1;`);
      assert.deepEqual(issues, [issues[0]]);
      assert.match(issues[0] ?? "", new RegExp(`^${code} 6:`));
      const comment = source.replace(/;$/, "");
      assert.ok(text.includes(`-- ${comment}`), text);
      assert.match(text, /\nSET n = 1;$/);
    });
  }

  it("turns exception handlers into handlers, and lets them see the message", async () => {
    const [text, issues] = await translated(
      dedent(`
        BEGIN
          n := 1 / a;
        EXCEPTION
          WHEN ZERO_DIVIDE OR e_mine THEN n := 0;
          WHEN OTHERS THEN s := SUBSTR(SQLERRM, 1, 20); RAISE;
        END;`).replace("SUBSTR(SQLERRM, 1, 20)", "SQLERRM"),
      "  e_mine EXCEPTION;\n  PRAGMA EXCEPTION_INIT(e_mine, -20003);\n",
    );
    assert.deepEqual(issues, []);
    assert.equal(
      text,
      dedent(`
        DECLARE e_mine CONDITION FOR SQLSTATE 'UE003';
        BEGIN
          DECLARE EXIT HANDLER FOR SQLSTATE '22012', SQLSTATE 'UE003'
            BEGIN
              SET n = 0;
            END;
          DECLARE EXIT HANDLER FOR SQLEXCEPTION
            BEGIN
              DECLARE dwm_error_message STRING;
              GET DIAGNOSTICS CONDITION 1 dwm_error_message = MESSAGE_TEXT;
              SET s = dwm_error_message;
              RESIGNAL;
            END;
          SET n = 1 / a;
        END;`),
    );
  });

  it("keeps what a variable held when a query that finds nothing is caught", async () => {
    const [text] = await translated(
      "n := 7; BEGIN SELECT id INTO n FROM employees WHERE id = a; EXCEPTION WHEN NO_DATA_FOUND THEN NULL; END;",
    );
    assert.match(
      text,
      /DECLARE dwm_new_n DECIMAL\(10,0\);\n +SET \(dwm_new_n, dwm_row_found\) = .*\n +IF dwm_row_found IS NULL THEN\n.*\n +END IF;\n +SET n = dwm_new_n;/,
    );
  });

  it("says of handlers what the target never raises", async () => {
    const [text, issues] = await translated(
      "BEGIN INSERT INTO employees (id) VALUES (1); EXCEPTION WHEN DUP_VAL_ON_INDEX THEN n := 1; END;",
    );
    assert.deepEqual(issues, ["DWM-PRC-007 6:56", "DWM-PRC-038 6:61"]);
    assert.ok(!text.includes("HANDLER"), text);
  });

  it("writes OPEN, FETCH, EXIT and CLOSE as a FOR loop where that is what they are", async () => {
    const [text, issues] = await translated(
      "OPEN c(3); LOOP FETCH c INTO r; EXIT WHEN c%NOTFOUND; s := r.name; END LOOP; CLOSE c;",
      "  CURSOR c(d NUMBER) IS SELECT id, name FROM employees WHERE dept_id = d;\n  r c%ROWTYPE;\n",
    );
    assert.deepEqual(issues, []);
    assert.match(
      text,
      /SET c__d = 3;\nFOR r AS SELECT id, name FROM employees WHERE dept_id = c__d DO\n {2}SET s = r.name;\nEND FOR;$/,
    );
  });

  it("keeps other cursors, and tells whether a FETCH found a row", async () => {
    const [text, issues] = await translated(
      "OPEN c; FETCH c INTO n, s; IF c%FOUND THEN b := n; END IF; CLOSE c;",
      "  CURSOR c IS SELECT id, name FROM employees;\n",
    );
    assert.deepEqual(issues, []);
    assert.equal(
      text,
      dedent(`
        DECLARE dwm_c_found BOOLEAN;
        DECLARE c CURSOR FOR SELECT id, name FROM employees;
        OPEN c;
        SET dwm_c_found = NULL;
        BEGIN
          DECLARE EXIT HANDLER FOR NOT FOUND
            BEGIN
              SET dwm_c_found = FALSE;
            END;
          FETCH c INTO n, s;
          SET dwm_c_found = TRUE;
        END;
        IF dwm_c_found THEN
          SET b = n;
        END IF;
        CLOSE c;`),
    );
  });

  it("holds a record as variables", async () => {
    const [text, issues] = await translated(
      "SELECT * INTO r FROM employees WHERE id = a; r.salary := r.salary + 1; UPDATE employees SET salary = r.salary WHERE id = r.id;",
      "  r employees%ROWTYPE;\n",
    );
    assert.deepEqual(issues, []);
    assert.match(text, /DECLARE r__salary DECIMAL\(12,2\);/);
    assert.match(text, /SET \(r__id, r__name, r__salary, r__dept_id, r__hired, dwm_row_found\) = /);
    assert.match(
      text,
      /SET r__salary = r__salary \+ 1;\nUPDATE employees SET salary = r__salary WHERE id = r__id;$/,
    );
  });

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

  it("knows a package's constants, variables, exceptions and neighbours", async () => {
    const made = await translateScript(
      "oracle",
      `${EMPLOYEES}CREATE PACKAGE pay AS
  c_max CONSTANT NUMBER := 100;
  g_runs NUMBER;
  e_high EXCEPTION;
  FUNCTION net(p NUMBER) RETURN NUMBER;
  FUNCTION net(p NUMBER, q VARCHAR2) RETURN NUMBER;
  PROCEDURE run(p_id NUMBER);
END;
/
CREATE PACKAGE BODY pay AS
  FUNCTION net(p NUMBER) RETURN NUMBER IS BEGIN RETURN p * c_max; END;
  FUNCTION net(p NUMBER, q VARCHAR2) RETURN NUMBER IS BEGIN RETURN net(p); END;
  PROCEDURE log_it(m VARCHAR2) IS BEGIN INSERT INTO employees (name) VALUES (m); END;
  PROCEDURE run(p_id NUMBER) IS
    n NUMBER;
  BEGIN
    n := pay.net(p_id, 'x') + net(2);
    IF n > pay.c_max THEN RAISE e_high; END IF;
    log_it('ran');
    pay.log_it(m => 'again');
    g_runs := 1;
  EXCEPTION WHEN e_high THEN NULL;
  END;
END;
/
`,
    );
    assert.match(
      made.get("function:pay.net")?.sql ?? "",
      /FUNCTION pay_net\(p .*RETURN p \* 100$/s,
    );
    assert.match(
      made.get("function:pay.net#2")?.sql ?? "",
      /FUNCTION pay_net_2\(.*RETURN pay_net\(p\)$/s,
    );
    const run = made.get("procedure:pay.run");
    assert.deepEqual(told(run?.issues ?? []), ["DWM-PRC-056 4:3"]);
    const sql = run?.sql ?? "";
    assert.match(
      sql,
      /^DECLARE OR REPLACE VARIABLE pay_g_runs DECIMAL\(38,10\);\nCREATE OR REPLACE PROCEDURE pay_run\(/,
    );
    assert.match(sql, /SET pay_g_runs = 1;/);
    assert.match(sql, /SET n = pay_net_2\(p_id, 'x'\) \+ pay_net\(2\);/);
    assert.match(sql, /IF n > 100 THEN\n +SIGNAL e_high;/);
    assert.match(sql, /CALL pay_log_it\('ran'\);\n +CALL pay_log_it\(m => 'again'\);/);
    assert.match(
      sql,
      /DECLARE e_high CONDITION FOR SQLSTATE '(UX[0-9A-Z]{3})';\n[\s\S]*DECLARE EXIT HANDLER FOR SQLSTATE '\1'/,
    );
  });

  it("says that an overload has another name", async () => {
    const made = await translateScript(
      "oracle",
      "CREATE PACKAGE BODY k AS\n  PROCEDURE q IS BEGIN NULL; END;\n  PROCEDURE q(n NUMBER) IS BEGIN q; END;\nEND;\n/\n",
    );
    assert.deepEqual(told(made.get("procedure:k.q")?.issues ?? []), []);
    const second = made.get("procedure:k.q#2");
    assert.deepEqual(told(second?.issues ?? []), ["DWM-PRC-051 3:3"]);
    assert.match(second?.sql ?? "", /PROCEDURE k_q_2\(IN n .*CALL k_q\(\);/s);
  });

  it("reads a block that dynamic SQL runs", async () => {
    const [text, issues] = await translated(
      "EXECUTE IMMEDIATE 'BEGIN DELETE FROM employees WHERE id = :x; END;' USING a;",
    );
    assert.deepEqual(issues, []);
    assert.equal(text, "BEGIN\n  DELETE FROM employees WHERE id = a;\nEND;");
  });

  it("gives the values of dynamic SQL that is put together by their places", async () => {
    const [text, issues] = await translated(
      "s := 'DELETE FROM employees WHERE id = :1 AND id <> :2';\nEXECUTE IMMEDIATE s USING a, n;",
    );
    assert.deepEqual(issues, ["DWM-PRC-009 7:1"]);
    assert.match(
      text,
      /regexp_replace\(s, '\(\?<!\[0-9A-Za-z_:\]\):\[0-9A-Za-z_\]\+', '\?'\);\n +EXECUTE IMMEDIATE dwm_statement USING a, n;/,
    );
  });

  it("keeps the client's identifier in the session", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      body("DBMS_SESSION.SET_IDENTIFIER('x');\ns := SYS_CONTEXT('userenv', 'client_identifier');"),
    );
    assert.deepEqual(told(issues.filter(({ severity }) => severity !== "info")), [
      "DWM-PRC-056 6:1",
      "DWM-PRC-056 7:6",
    ]);
    assert.match(sql, /^DECLARE OR REPLACE VARIABLE client_identifier STRING;\nCREATE/);
    assert.match(sql, /SET client_identifier = 'x';\n +SET s = client_identifier;/);
  });

  it("gives an error's message for its stack, and NULL for lines of the source", async () => {
    const [text, issues] = await translated(
      `BEGIN n := 1; EXCEPTION WHEN OTHERS THEN
s := DBMS_UTILITY.FORMAT_ERROR_STACK;
s := dbms_utility.format_error_backtrace();
END;`,
    );
    assert.deepEqual(issues, ["DWM-PRC-007 8:6"]);
    assert.match(
      text,
      /dwm_error_message = MESSAGE_TEXT;\n +SET s = dwm_error_message;\n +SET s = CAST\(NULL AS STRING\);/,
    );
  });

  it("knows in a trigger what packages declare", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      `${EMPLOYEES}CREATE PACKAGE k AS c_low CONSTANT NUMBER := 7; PROCEDURE q; END;\n/\nCREATE TRIGGER low BEFORE UPDATE ON employees FOR EACH ROW\nBEGIN :NEW.salary := k.c_low; END;\n/\n`,
      "trigger:low",
    );
    assert.deepEqual(told(issues), ["DWM-PRC-011 4:16"]);
    assert.match(sql, /SET new_salary = 7;/);
  });

  it("declares no variable of its own that nothing names", async () => {
    const [text] = await translated(
      "OPEN c; LOOP FETCH c INTO r; EXIT WHEN c%NOTFOUND; n := r.id; END LOOP; CLOSE c;",
      "  CURSOR c IS SELECT id FROM employees;\n  r c%ROWTYPE;\n",
    );
    assert.equal(text, "FOR r AS SELECT id FROM employees DO\n  SET n = r.id;\nEND FOR;");
  });

  it("begins a record with the values of its type, and inserts it as a row", async () => {
    const [text, issues] = await translated(
      `r.id := a;
INSERT INTO employees (id, name) VALUES r;
FOR e IN (SELECT id, name FROM employees) LOOP INSERT INTO employees (id, name) VALUES e; END LOOP;
UPDATE employees SET salary = salary * 2 WHERE id = a RETURNING name INTO r.name;
DBMS_SESSION.SLEEP(2);`,
      "  TYPE two IS RECORD (id NUMBER(10), name VARCHAR2(50) NOT NULL := 'none');\n  r two;\n",
    );
    assert.deepEqual(issues, []);
    assert.equal(
      text,
      dedent(`
        DECLARE r__id DECIMAL(10,0);
        DECLARE r__name STRING DEFAULT 'none';
        SET r__id = a;
        INSERT INTO employees (id, name) VALUES (r__id, r__name);
        FOR e AS SELECT id, name FROM employees DO
          INSERT INTO employees (id, name) VALUES (e.id, e.name);
        END FOR;
        SET r__name = (SELECT name FROM employees WHERE id = a);
        UPDATE employees SET salary = salary * 2 WHERE id = a;`),
    );
  });

  it("knows constants of other packages by their full names, and their exceptions", async () => {
    const made = await translateScript(
      "oracle",
      `CREATE PACKAGE hr.limits AS
  c_base CONSTANT NUMBER := 10;
  c_top CONSTANT NUMBER := c_base * 2;
  g_state NUMBER;
  e_over EXCEPTION;
END;
/
CREATE PROCEDURE hr.check_it(n NUMBER, m OUT NUMBER) IS
BEGIN
  IF n > limits.c_top THEN RAISE limits.e_over; END IF;
  m := hr.limits.c_base;
  m := c_base;
  m := limits.g_state;
END;
/
`,
    );
    const check = made.get("procedure:hr.check_it");
    assert.deepEqual(told(check?.issues ?? []), ["DWM-PRC-056 4:3", "DWM-PRC-040 12:8"]);
    assert.match(check?.sql ?? "", /DECLARE e_over CONDITION FOR SQLSTATE 'UX/);
    assert.match(check?.sql ?? "", /IF n > \(10 \* 2\) THEN\n +SIGNAL e_over;/);
    assert.match(check?.sql ?? "", /SET m = 10;/);
    assert.match(check?.sql ?? "", /SET m = limits_g_state;/);
  });

  it("holds a package's variables in the session, and refuses those that a session variable cannot hold", async () => {
    const made = await translateScript(
      "oracle",
      `CREATE PACKAGE BODY k AS
  TYPE two IS RECORD (a NUMBER(5), b VARCHAR2(5));
  TYPE many IS TABLE OF NUMBER(5);
  g_step NUMBER(3) := 7;
  g_name VARCHAR2(20) := 'none';
  g_pair two;
  g_all many := many();
  g_open SYS_REFCURSOR;
  PROCEDURE bump(n OUT NUMBER) IS
  BEGIN
    g_step := k.g_step + 1;
    IF g_name = 'none' THEN n := g_step; END IF;
  END;
  PROCEDURE pair IS BEGIN g_pair.a := 1; k.g_pair.b := g_all.COUNT; k.g_all.EXTEND; g_all(1) := 3; END;
  PROCEDURE opened IS BEGIN CLOSE g_open; END;
  FUNCTION step RETURN NUMBER IS BEGIN RETURN g_step; END;
END;
/
`,
    );
    const bump = made.get("procedure:k.bump");
    assert.deepEqual(told(bump?.issues ?? []), ["DWM-PRC-056 4:3", "DWM-PRC-056 5:3"]);
    assert.match(
      bump?.sql ?? "",
      /^DECLARE OR REPLACE VARIABLE k_g_step DECIMAL\(3,0\) DEFAULT 7;\nDECLARE OR REPLACE VARIABLE k_g_name STRING DEFAULT 'none';\nCREATE/,
    );
    assert.match(bump?.sql ?? "", /SET k_g_step = k_g_step \+ 1;\n +IF k_g_name = 'none' THEN/);
    const pair = made.get("procedure:k.pair");
    assert.deepEqual(told(pair?.issues ?? []), ["DWM-PRC-056 6:3", "DWM-PRC-056 7:3"]);
    assert.match(
      pair?.sql ?? "",
      /^DECLARE OR REPLACE VARIABLE k_g_pair__a DECIMAL\(5,0\);\nDECLARE OR REPLACE VARIABLE k_g_pair__b STRING;\nDECLARE OR REPLACE VARIABLE k_g_all ARRAY<DECIMAL\(5,0\)> DEFAULT CAST\(array\(\) AS ARRAY<DECIMAL\(5,0\)>\);\n/,
    );
    assert.match(
      pair?.sql ?? "",
      /SET k_g_pair__a = 1;\n +SET k_g_pair__b = size\(k_g_all\);\n +SET k_g_all = array_append\(/,
    );
    const opened = made.get("procedure:k.opened")?.issues ?? [];
    assert.deepEqual(told(opened), ["DWM-PRC-002 15:35"]);
    // A function of Databricks reads no session variable: it becomes a procedure, which is said.
    assert.deepEqual(told(made.get("function:k.step")?.issues ?? []), [
      "DWM-PRC-056 4:3",
      "DWM-PRC-005 16:12",
    ]);
  });

  it("tells of constants of packages that are computed anew, and what to do about variables", async () => {
    const made = await translateScript(
      "oracle",
      "CREATE PACKAGE k AS\n  c_now CONSTANT DATE := SYSDATE;\n  g SYS_REFCURSOR;\nEND;\n/\nCREATE PROCEDURE p(d OUT DATE, n OUT NUMBER) IS\nBEGIN\n  d := k.c_now;\n  n := k.g;\nEND;\n/\n",
    );
    const issues = made.get("procedure:p")?.issues ?? [];
    assert.deepEqual(told(issues), ["DWM-PRC-007 2:3", "DWM-PRC-002 9:8"]);
    assert.match(issues.find(({ code }) => code === "DWM-PRC-002")?.hint ?? "", /INOUT parameter/);
  });

  it("recognises a trigger that only fills a key from a sequence", async () => {
    for (const text of [
      "BEGIN :NEW.id := emp_seq.NEXTVAL; END;",
      "BEGIN IF :new.id IS NULL THEN SELECT emp_seq.nextval INTO :new.id FROM dual; END IF; END emp_bi;",
    ]) {
      const { issues } = await translateOne(
        "oracle",
        `${EMPLOYEES}CREATE TRIGGER emp_bi BEFORE INSERT ON employees FOR EACH ROW\n${text}\n/\n`,
      );
      assert.deepEqual(told(issues), ["DWM-PRC-048 2:16"]);
      assert.match(
        issues[0]?.message ?? "",
        /emp_bi fills id of employees from the sequence emp_seq/,
      );
    }
  });

  it("keeps other triggers as a procedure to be read", async () => {
    const { outcome, sql, issues } = await translateOne(
      "oracle",
      `${EMPLOYEES}CREATE TRIGGER emp_bu BEFORE UPDATE OF salary ON employees FOR EACH ROW WHEN (new.salary > 0)
BEGIN
  IF :NEW.salary < :OLD.salary AND UPDATING THEN :NEW.salary := :OLD.salary; END IF;
END;
/
`,
    );
    assert.equal(outcome, "skipped");
    assert.deepEqual(told(issues), ["DWM-PRC-011 2:16"]);
    assert.match(
      sql,
      /^CREATE OR REPLACE PROCEDURE emp_bu\(INOUT new_salary DECIMAL\(12,2\), IN old_salary DECIMAL\(12,2\), IN updating BOOLEAN\)/,
    );
    assert.match(
      sql,
      /IF new_salary < old_salary AND updating THEN\n +SET new_salary = old_salary;/,
    );
  });

  it("compiles conditionally as a database without flags, and says so", async () => {
    const [text, issues] = await translated("$IF $$debug $THEN n := 1; $ELSE n := 2; $END");
    assert.deepEqual([text, issues], ["SET n = 2;", ["DWM-PRC-045 6:1"]]);
  });
});
