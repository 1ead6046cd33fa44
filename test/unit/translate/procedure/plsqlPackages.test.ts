import assert from "node:assert/strict";
import { EMPLOYEES } from "./plsqlBody.ts";
import { told, translateScript } from "./script.ts";

describe("packages of PL/SQL", () => {
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
});
