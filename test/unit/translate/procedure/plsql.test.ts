import assert from "node:assert/strict";
import { body, translated } from "./plsqlBody.ts";
import { dedent, told, translateOne } from "./script.ts";

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
    ["n := employees_seq.NEXTVAL;", "DWM-PRC-061"],
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

  it("compiles conditionally as a database without flags, and says so", async () => {
    const [text, issues] = await translated("$IF $$debug $THEN n := 1; $ELSE n := 2; $END");
    assert.deepEqual([text, issues], ["SET n = 2;", ["DWM-PRC-045 6:1"]]);
  });
});
