import assert from "node:assert/strict";
import { bodyOf, translateBody } from "./body.ts";
import { dedent, told, translateOne } from "./script.ts";

const loop = (range: string) =>
  `CREATE PROCEDURE p(INOUT n INT, k INT) LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN ${range} LOOP
    n := n + i;
  END LOOP;
END $$;`;

describe("FOR loops by more than one", () => {
  it("move by the step, and stop before they would pass the end", async () => {
    const { sql, issues } = await translateOne("postgres", loop("REVERSE 10..1 BY 2"));
    assert.deepEqual(told(issues), []);
    assert.equal(
      bodyOf(sql),
      dedent(`
        BEGIN
          DECLARE i INT;
          DECLARE i_last INT;
          SET i = (10) + 2;
          SET i_last = 1;
          WHILE i - 2 >= i_last DO
            SET i = i - 2;
            SET n = n + i;
          END WHILE;
        END;`),
    );
    const up = await translateOne("postgres", loop("1..k BY 3"));
    assert.match(up.sql, /SET i = \(1\) - 3;\n +SET i_last = k;\n +WHILE i \+ 3 <= i_last DO/);
  });

  it("by what is no number are refused", async () => {
    const { issues } = await translateOne("postgres", loop("1..10 BY k"));
    assert.deepEqual(told(issues), ["DWM-PRC-002 3:18"]);
  });
});

describe("Transactions of Teradata's procedures", () => {
  it("end no block", async () => {
    const [body, said] = await translateBody(
      "teradata",
      `CREATE TABLE t (a INTEGER);
CREATE PROCEDURE p()
BEGIN
  BEGIN TRANSACTION;
  DELETE FROM t;
  END TRANSACTION;
  BT;
  INSERT INTO t VALUES (1);
  ET;
END;`,
    );
    assert.deepEqual(said, [
      "DWM-PRC-008 4:3",
      "DWM-PRC-008 6:3",
      "DWM-PRC-008 7:3",
      "DWM-PRC-008 9:3",
    ]);
    assert.equal(body, "DELETE FROM t;\nINSERT INTO t VALUES (1);");
  });
});
