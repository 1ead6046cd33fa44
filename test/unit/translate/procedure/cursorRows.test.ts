import assert from "node:assert/strict";
import { bodyOf } from "./body.ts";
import { told, translateOne } from "./script.ts";

describe("Collections of the rows of a cursor", () => {
  it("have its columns", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      `CREATE TABLE stg (id NUMBER(10), name VARCHAR2(50));
CREATE TABLE dim (id NUMBER(10), name VARCHAR2(50));
CREATE PROCEDURE p IS
  CURSOR c IS SELECT name, UPPER(name) AS upper_name FROM stg;
  TYPE t_rows IS TABLE OF c%ROWTYPE;
  l_rows t_rows;
BEGIN
  OPEN c;
  LOOP
    FETCH c BULK COLLECT INTO l_rows LIMIT 1000;
    EXIT WHEN l_rows.COUNT = 0;
    FORALL i IN 1 .. l_rows.COUNT
      INSERT INTO dim (name) VALUES (l_rows(i).upper_name);
  END LOOP;
  CLOSE c;
END;
/`,
    );
    assert.deepEqual(told(issues), ["DWM-PRC-055 12:5"]);
    assert.match(bodyOf(sql), /DECLARE l_rows ARRAY<STRUCT<name: STRING, upper_name: STRING>>/);
    assert.match(bodyOf(sql), /VALUES \(element_at\(l_rows, i\)\.upper_name\)/);
  });
});
