import assert from "node:assert/strict";
import { bodyOf, translateBody } from "./body.ts";
import { dedent, told, translateOne } from "./script.ts";

const TABLES = `CREATE TABLE orders (id INT, cust VARCHAR, amount NUMBER(10,2), at TIMESTAMP_NTZ);
CREATE TABLE log (id INT, msg VARCHAR);
`;

/** Declarations, statements, the body's text, issues that are more than remarks (the statements' first line is 7). */
const CASES: readonly (readonly [string, string, string, string, (readonly string[])?])[] = [
  [
    "variables and what is set",
    "n INT DEFAULT 1; s VARCHAR; k DEFAULT 5;",
    "n := n + 1; LET t := 'x'; LET m NUMBER(5,0) := n * 2; s := t;",
    dedent(`
      DECLARE v_n DECIMAL(38,0) DEFAULT 1;
      DECLARE v_s STRING;
      DECLARE v_k BIGINT DEFAULT 5;
      DECLARE v_t STRING;
      DECLARE v_m DECIMAL(5,0);
      SET v_n = v_n + 1;
      SET v_t = 'x';
      SET v_m = v_n * 2;
      SET v_s = v_t;`),
  ],
  [
    "a query's values, with marked variables",
    "n INT; a NUMBER(10,2);",
    "SELECT COUNT(*), MAX(amount) INTO :n, :a FROM orders WHERE cust = :p AND amount > :a;",
    dedent(`
      DECLARE v_n DECIMAL(38,0);
      DECLARE v_a DECIMAL(10,2);
      SET (v_n, v_a) = (SELECT count(*), max(amount) FROM orders WHERE cust = proc.p AND amount > v_a);`),
  ],
  [
    "the rows that dynamic SQL changed",
    "n INT;",
    "EXECUTE IMMEDIATE 'DELETE FROM log'; n := SQLROWCOUNT;",
    dedent(`
      DECLARE dwm_row_count BIGINT;
      DECLARE v_n DECIMAL(38,0);
      EXECUTE IMMEDIATE 'DELETE FROM log';
      GET DIAGNOSTICS dwm_row_count = ROW_COUNT;
      SET v_n = dwm_row_count;`),
  ],
  [
    "a name that is a column in a query and a variable outside",
    "amount NUMBER(10,2) DEFAULT 0;",
    "amount := (SELECT MAX(amount) FROM orders); IF (amount > 1) THEN DELETE FROM orders WHERE amount > 5; END IF;",
    dedent(`
      DECLARE v_amount DECIMAL(10,2) DEFAULT 0;
      SET v_amount = (SELECT max(amount) FROM orders);
      IF (v_amount > 1) THEN
        DELETE FROM orders WHERE amount > 5;
      END IF;`),
  ],
  [
    "loops with labels behind their ends",
    "n INT DEFAULT 0;",
    "LOOP n := n + 1; LOOP BREAK outer_one; END LOOP; END LOOP outer_one; WHILE (n > 0) DO n := n - 1; CONTINUE; END WHILE; REPEAT n := n + 1; UNTIL (n > 3) END REPEAT;",
    dedent(`
      DECLARE v_n DECIMAL(38,0) DEFAULT 0;
      outer_one: LOOP
        SET v_n = v_n + 1;
        LOOP
          LEAVE outer_one;
        END LOOP;
      END LOOP outer_one;
      loop_1: WHILE (v_n > 0) DO
        SET v_n = v_n - 1;
        ITERATE loop_1;
      END WHILE loop_1;
      REPEAT
        SET v_n = v_n + 1;
      UNTIL (v_n > 3)
      END REPEAT;`),
  ],
  [
    "counters and rows",
    "c1 CURSOR FOR SELECT id, cust FROM orders WHERE cust = :p;",
    "FOR i IN REVERSE 1 TO 3 DO INSERT INTO log (id) VALUES (:i); END FOR; OPEN c1; FOR r IN c1 DO INSERT INTO log (id, msg) VALUES (r.id, r.cust); END FOR; CLOSE c1;",
    dedent(`
      BEGIN
        DECLARE v_i BIGINT;
        DECLARE v_i_last BIGINT;
        SET v_i = 4;
        SET v_i_last = 1;
        WHILE v_i > v_i_last DO
          SET v_i = v_i - 1;
          INSERT INTO log (id) VALUES (v_i);
        END WHILE;
      END;
      FOR r AS SELECT id, cust FROM orders WHERE cust = proc.p DO
        INSERT INTO log (id, msg) VALUES (r.id, r.cust);
      END FOR;`),
  ],
  [
    "a cursor that is fetched from",
    "c1 CURSOR FOR SELECT id FROM orders; n INT;",
    "OPEN c1; FETCH c1 INTO n; CLOSE c1;",
    dedent(`
      DECLARE v_n DECIMAL(38,0);
      DECLARE c1 CURSOR FOR SELECT id FROM orders;
      OPEN c1;
      SET v_n = NULL;
      FETCH c1 INTO v_n;
      CLOSE c1;`),
  ],
  [
    "a result set that is assigned once, and one of several",
    "a RESULTSET DEFAULT (SELECT id FROM orders); b RESULTSET;",
    "FOR r IN a DO INSERT INTO log (id) VALUES (r.id); END FOR; IF (p = 'x') THEN b := (SELECT 1 AS k); ELSE b := (SELECT 2 AS k); END IF; RETURN TABLE(b);",
    dedent(`
      FOR r AS SELECT id FROM orders DO
        INSERT INTO log (id) VALUES (r.id);
      END FOR;
      IF (p = 'x') THEN
        CREATE OR REPLACE TEMPORARY TABLE tmp_b AS SELECT 1 AS k;
      ELSE
        CREATE OR REPLACE TEMPORARY TABLE tmp_b AS SELECT 2 AS k;
      END IF;
      SELECT * FROM tmp_b;`),
  ],
  [
    "a result set whose rows change before they are taken",
    "a RESULTSET DEFAULT (SELECT id FROM orders);",
    "DELETE FROM orders; RETURN TABLE(a);",
    dedent(`
      DELETE FROM orders;
      SELECT id FROM orders;`),
    ["DWM-PRC-007 7:36"],
  ],
  [
    "exceptions of the routine's own, and all others",
    "bad EXCEPTION (-20001, 'it is bad');",
    "RAISE bad; EXCEPTION WHEN bad THEN RETURN 'b'; WHEN OTHER THEN INSERT INTO log (msg) VALUES (:SQLERRM); RAISE;",
    dedent(`
      DECLARE bad CONDITION;
      DECLARE EXIT HANDLER FOR bad
        BEGIN
          SELECT 'b' AS proc;
        END;
      DECLARE EXIT HANDLER FOR SQLEXCEPTION
        BEGIN
          DECLARE dwm_sqlerrm STRING;
          GET DIAGNOSTICS CONDITION 1 dwm_sqlerrm = MESSAGE_TEXT;
          INSERT INTO log (msg) VALUES (dwm_sqlerrm);
          RESIGNAL;
        END;
      SIGNAL bad SET MESSAGE_TEXT = 'it is bad';`),
  ],
  [
    "rows that a change wrote",
    "n INT;",
    "UPDATE orders SET amount = 0; n := SQLROWCOUNT; IF (SQLNOTFOUND) THEN RETURN 'no'; END IF; RETURN n;",
    dedent(`
      main: BEGIN
        DECLARE dwm_row_count BIGINT;
        DECLARE v_n DECIMAL(38,0);
        UPDATE orders SET amount = 0;
        GET DIAGNOSTICS dwm_row_count = ROW_COUNT;
        SET v_n = dwm_row_count;
        IF ((dwm_row_count = 0)) THEN
          SELECT 'no' AS proc;
          LEAVE main;
        END IF;
        SELECT v_n AS proc;
      END main;`),
  ],
  [
    "temporary tables, found by what follows",
    "",
    "CREATE OR REPLACE TEMPORARY TABLE t1 AS SELECT id FROM orders WHERE cust = :p; CREATE TEMP TABLE t2 (k INT); INSERT INTO t2 SELECT id FROM t1;",
    dedent(`
      CREATE OR REPLACE TEMPORARY TABLE t1 AS SELECT id FROM orders WHERE cust = proc.p;
      CREATE OR REPLACE TEMPORARY TABLE t2 (k DECIMAL(38,0));
      INSERT INTO t2 SELECT id FROM t1;`),
  ],
  [
    "dynamic SQL: translated around what is put into it, or left as it is",
    "q VARCHAR;",
    "EXECUTE IMMEDIATE 'DELETE FROM ' || p || ' WHERE cust = ''' || q || ''' AND IFF(id > 1, TRUE, FALSE)'; EXECUTE IMMEDIATE :q; EXECUTE IMMEDIATE 'DELETE FROM log WHERE id = ?' USING (q);",
    dedent(`
      DECLARE v_q STRING;
      BEGIN
        DECLARE dwm_statement STRING;
        SET dwm_statement = 'DELETE FROM ' || p || ' WHERE cust = \\'' || v_q || '\\' AND IF(id > 1, TRUE, FALSE)';
        EXECUTE IMMEDIATE dwm_statement;
      END;
      EXECUTE IMMEDIATE v_q;
      EXECUTE IMMEDIATE 'DELETE FROM log WHERE id = ?' USING v_q;`),
    ["DWM-PRC-007 7:19", "DWM-PRC-009 7:104"],
  ],
  [
    "a statement's text in a variable, and one in a variable of several",
    "q VARCHAR DEFAULT 'DELETE FROM ' || p || ' WHERE IFF(id > 1, TRUE, FALSE)'; k VARCHAR;",
    "EXECUTE IMMEDIATE :q; k := 'SELECT 1'; k := k || ', 2'; EXECUTE IMMEDIATE k;",
    dedent(`
      DECLARE v_q STRING;
      DECLARE v_k STRING;
      SET v_q = 'DELETE FROM ' || p || ' WHERE IF(id > 1, TRUE, FALSE)';
      EXECUTE IMMEDIATE v_q;
      SET v_k = 'SELECT 1';
      SET v_k = v_k || ', 2';
      EXECUTE IMMEDIATE v_k;`),
    ["DWM-PRC-007 5:27", "DWM-PRC-009 7:57"],
  ],
  [
    "a parameter that a query's value goes into",
    "n INT;",
    "SELECT COUNT(*), MAX(cust) INTO :n, :p FROM orders; n := 2;",
    dedent(`
      DECLARE v_p STRING;
      DECLARE v_n DECIMAL(38,0);
      SET v_p = p;
      SET (v_n, v_p) = (SELECT count(*), max(cust) FROM orders);
      SET v_n = 2;`),
  ],
  [
    "what has no counterpart, at its place",
    "n INT;",
    "n := 1;\nCALL other(1) INTO :n;\nFROBNICATE x;\nn := FROB(2);",
    dedent(`
      DECLARE v_n DECIMAL(38,0);
      SET v_n = 1;
      -- Not translated: CALL … INTO: a procedure's result in a variable has no counterpart in Databricks SQL scripting
      -- CALL other(1) INTO :n
      -- Not translated: the statement FROBNICATE has no translation
      -- FROBNICATE x
      -- Not translated: Function FROB has no translation for the target
      -- n := FROB(2)`),
    ["DWM-PRC-002 8:1", "DWM-QRY-002 9:1", "DWM-QRY-003 10:6"],
  ],
];

describe("Snowflake Scripting", () => {
  for (const [name, declarations, source, expected, issues = []] of CASES)
    it(`reads ${name}`, async () => {
      const script = `${TABLES}CREATE PROCEDURE proc(p VARCHAR) RETURNS VARCHAR LANGUAGE SQL AS
$$
DECLARE ${declarations}
BEGIN
${source}
END;
$$;`;
      const [body, found] = await translateBody("snowflake", script, "procedure:proc");
      assert.deepEqual([body, found], [expected, [...issues]]);
    });

  it("reads a body in quotes, with places in the file", async () => {
    const made = await translateOne(
      "snowflake",
      "CREATE PROCEDURE q() RETURNS VARCHAR LANGUAGE SQL EXECUTE AS CALLER AS '\nBEGIN\n  LET s := ''it''''s''; FROB ''x'' y;\n  RETURN s;\nEND';",
    );
    assert.match(made.sql, /SQL SECURITY INVOKER\nAS\nBEGIN\n/);
    assert.equal(
      bodyOf(made.sql),
      dedent(`
        DECLARE v_s STRING DEFAULT 'it\\'s';
        -- Not translated: the statement FROB has no translation
        -- FROB 'x' y
        SELECT v_s AS q;`),
    );
    assert.deepEqual(told(made.issues), ["DWM-QRY-002 3:25"]);
  });

  it("gives a parameter that is assigned to a variable of its own", async () => {
    const [body] = await translateBody(
      "snowflake",
      "CREATE PROCEDURE q(a INT) RETURNS INT LANGUAGE SQL AS $$ BEGIN a := a + 1; RETURN a; END; $$;",
    );
    assert.equal(
      body,
      dedent(`
        DECLARE v_a DECIMAL(38,0);
        SET v_a = a;
        SET v_a = v_a + 1;
        SELECT v_a AS q;`),
    );
  });
});

describe("Snowflake parameters that go out", () => {
  it("are assigned themselves", async () => {
    const [body] = await translateBody(
      "snowflake",
      "CREATE PROCEDURE q(a INT, OUT b INT) RETURNS INT LANGUAGE SQL AS $$ BEGIN b := a * 2; RETURN 1; END; $$;",
    );
    assert.equal(body, "SET b = a * 2;\nSELECT 1 AS q;");
  });
});

describe("Snowflake functions", () => {
  const FUNCTIONS: readonly (readonly [string, string, string, string[]])[] = [
    [
      "an expression",
      "CREATE FUNCTION f(a FLOAT) RETURNS FLOAT COMMENT = 'c' AS 'IFF(a > 0, a, 0)';",
      "CREATE OR REPLACE FUNCTION f(a DOUBLE)\nRETURNS DOUBLE\nLANGUAGE SQL\nCOMMENT 'c'\nRETURN IF(a > 0, a, 0)",
      [],
    ],
    [
      "a table",
      "CREATE FUNCTION f(n INT) RETURNS TABLE (x INT) AS $$ SELECT n + 1 $$;",
      "CREATE OR REPLACE FUNCTION f(n DECIMAL(38,0))\nRETURNS TABLE (x DECIMAL(38,0))\nLANGUAGE SQL\nRETURN SELECT n + 1",
      [],
    ],
    [
      "statements that come down to an expression",
      "CREATE FUNCTION f(n INT) RETURNS VARCHAR LANGUAGE SQL AS $$ BEGIN IF (n > 0) THEN RETURN 'a'; END IF; RETURN 'b'; END $$;",
      "CREATE OR REPLACE FUNCTION f(n DECIMAL(38,0))\nRETURNS STRING\nLANGUAGE SQL\nRETURN CASE WHEN (n > 0) THEN 'a' ELSE 'b' END",
      [],
    ],
    [
      "Python",
      "CREATE FUNCTION f(n INT) RETURNS INT LANGUAGE PYTHON HANDLER = 'g' PACKAGES = ('numpy') AS $$\ndef g(n):\n  return n\n$$;",
      "CREATE OR REPLACE FUNCTION f(n BIGINT)\nRETURNS BIGINT\nLANGUAGE PYTHON\nENVIRONMENT (dependencies = '[\"numpy\"]', environment_version = 'None')\nAS $$\ndef g(n):\n  return n\nreturn g(n)\n$$",
      ["DWM-PRC-007 1:92"],
    ],
    [
      "JavaScript",
      "CREATE FUNCTION f(n FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT AS $$ return N; $$;",
      "",
      ["DWM-PRC-010 1:1"],
    ],
  ];
  for (const [name, source, expected, issues] of FUNCTIONS)
    it(`reads ${name}`, async () => {
      const made = await translateOne("snowflake", source);
      assert.deepEqual([made.sql, told(made.issues)], [expected, issues]);
    });
});
