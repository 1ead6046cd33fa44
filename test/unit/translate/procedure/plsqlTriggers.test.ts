import assert from "node:assert/strict";
import { EMPLOYEES } from "./plsqlBody.ts";
import { told, translateOne } from "./script.ts";

describe("triggers of PL/SQL", () => {
  it("knows in a trigger what packages declare", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      `${EMPLOYEES}CREATE PACKAGE k AS c_low CONSTANT NUMBER := 7; PROCEDURE q; END;\n/\nCREATE TRIGGER low BEFORE UPDATE ON employees FOR EACH ROW\nBEGIN :NEW.salary := k.c_low; END;\n/\n`,
      "trigger:low",
    );
    assert.deepEqual(told(issues), ["DWM-PRC-011 4:16"]);
    assert.match(sql, /SET new_salary = 7;/);
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
});
