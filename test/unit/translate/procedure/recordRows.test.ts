import assert from "node:assert/strict";
import { told, translateOne } from "./script.ts";

const TABLE = "CREATE TABLE t (a NUMBER(9), b VARCHAR2(9));\n";

describe("Records as rows of a table", () => {
  it("are assigned by SET ROW column by column", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      `${TABLE}CREATE PROCEDURE p IS
  r t%ROWTYPE;
BEGIN
  r.a := 1;
  UPDATE t SET ROW = r WHERE a = r.a;
END;
/`,
    );
    assert.deepEqual(told(issues), []);
    assert.match(sql, /UPDATE t SET a = r__a, b = r__b WHERE a = r__a;/);
  });

  it("are refused where the table's columns are not known", async () => {
    const { issues } = await translateOne(
      "oracle",
      `CREATE PROCEDURE p IS
  TYPE two IS RECORD (a NUMBER, b NUMBER);
  r two;
BEGIN
  UPDATE elsewhere SET ROW = r;
END;
/`,
    );
    assert.deepEqual(told(issues), ["DWM-PRC-002 5:24"]);
  });
});

describe("What Databricks has in no function or procedure", () => {
  it("are functions that call themselves", async () => {
    const { issues } = await translateOne(
      "oracle",
      "CREATE FUNCTION fact(n NUMBER) RETURN NUMBER IS BEGIN IF n <= 1 THEN RETURN 1; END IF; RETURN n * fact(n - 1); END;\n/",
    );
    assert.deepEqual(told(issues), ["DWM-PRC-002 1:1"]);
  });

  it("are views of Oracle's dictionary", async () => {
    const { issues } = await translateOne(
      "oracle",
      `CREATE PROCEDURE p IS
BEGIN
  FOR r IN (SELECT partition_name FROM user_tab_partitions) LOOP NULL; END LOOP;
END;
/`,
    );
    assert.deepEqual(told(issues), ["DWM-QRY-002 3:40"]);
  });
});
