import assert from "node:assert/strict";
import { bodyOf, translateBody } from "./body.ts";
import { dedent, told, translateOne } from "./script.ts";

/** A T-SQL procedure with the statements. */
const tsql = (statements: string) =>
  `CREATE PROCEDURE p @a INT AS\nBEGIN\nDECLARE @i INT = 0\n${statements}\nEND`;

describe("GOTO", () => {
  it("forward leaves a block that ends at the label", async () => {
    const [body, said] = await translateBody(
      "tsql",
      tsql("IF @a = 1 GOTO done\nDECLARE @b INT = 2\nSELECT @b\ndone:\nSELECT @b + 1"),
    );
    assert.deepEqual(said, []);
    assert.equal(
      body,
      dedent(`
        DECLARE v_i INT DEFAULT 0;
        DECLARE v_b INT;
        to_done: BEGIN
          IF a = 1 THEN
            LEAVE to_done;
          END IF;
          SET v_b = 2;
          SELECT v_b;
        END to_done;
        SELECT v_b + 1;`),
    );
  });

  it("backward goes round a loop that begins at the label", async () => {
    const [body, said] = await translateBody(
      "tsql",
      tsql("again:\nSET @i = @i + 1\nIF @i < @a GOTO again\nSELECT @i"),
    );
    assert.deepEqual(said, []);
    assert.equal(
      body,
      dedent(`
        DECLARE v_i INT DEFAULT 0;
        to_again: LOOP
          SET v_i = v_i + 1;
          IF v_i < a THEN
            ITERATE to_again;
          END IF;
          LEAVE to_again;
        END LOOP to_again;
        SELECT v_i;`),
    );
  });

  it("to the end of a loop's statements goes on with its next round (PL/SQL)", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      `CREATE PROCEDURE p(b OUT NUMBER) IS
BEGIN
  b := 0;
  FOR i IN 1 .. 9 LOOP
    IF i = 3 THEN GOTO next_one; END IF;
    IF i = 5 THEN GOTO finish; END IF;
    b := b + i;
    <<next_one>>
    NULL;
  END LOOP;
  <<finish>>
  b := b * 2;
END;
/`,
    );
    assert.deepEqual(told(issues), []);
    assert.match(bodyOf(sql), /IF i = 3 THEN\n +LEAVE to_next_one;/);
    assert.match(bodyOf(sql), /IF i = 5 THEN\n +LEAVE to_finish;/);
    assert.match(bodyOf(sql), /END to_finish;\nSET b = b \* 2;$/);
  });

  it("to no label of a list around it, or round what leaves a loop, is refused", async () => {
    const [, into] = await translateBody(
      "tsql",
      tsql("GOTO inner_one\nIF @a = 1 BEGIN\ninner_one:\nSELECT 1 END"),
    );
    assert.deepEqual(into, ["DWM-PRC-002 4:1"]);
    const [, round] = await translateBody(
      "tsql",
      tsql("WHILE @i < 9 BEGIN\nagain:\nIF @a = 2 BREAK\nIF @a = 1 GOTO again\nEND"),
    );
    assert.deepEqual(round, ["DWM-PRC-002 7:11"]);
  });

  it("out of a transaction keeps it from being an atomic block", async () => {
    const [body, said] = await translateBody(
      "tsql",
      `CREATE TABLE t (a INT);\nGO\n${tsql(
        "BEGIN TRAN\nUPDATE t SET a = 1\nIF @a = 1 GOTO undo\nCOMMIT\nRETURN\nundo:\nROLLBACK",
      )}`,
    );
    assert.ok(!body.includes("ATOMIC"));
    assert.deepEqual(said, ["DWM-PRC-008 6:1", "DWM-PRC-008 9:1", "DWM-PRC-008 12:1"]);
  });

  it("where a variable that holds @@ERROR is not 0 is never reached", async () => {
    const [body] = await translateBody(
      "tsql",
      `CREATE TABLE t (a INT);\nGO\n${tsql(
        "DECLARE @e INT\nBEGIN TRAN\nUPDATE t SET a = 1\nSET @e = @@ERROR\nIF @e <> 0 GOTO undo\nCOMMIT\nRETURN\nundo:\nROLLBACK",
      )}`,
    );
    assert.match(body, /BEGIN ATOMIC\n {2}UPDATE t SET a = 1;/);
  });
});
