import assert from "node:assert/strict";
import { translateBody } from "./body.ts";
import { dedent, told, translateOne } from "./script.ts";

const TABLES = "CREATE TABLE ds.orders (id INT64, cust STRING, amount NUMERIC);\n";

/** Statements, the body's text, issues that are more than remarks (the statements' first line is 4). */
const CASES: readonly (readonly [string, string, string, (readonly string[])?])[] = [
  [
    "declarations and assignments of one and several",
    "DECLARE x, y INT64 DEFAULT 1; DECLARE d DEFAULT CURRENT_DATE(); SET x = y + 1; SET (x, y) = (2, 3); SET (x, y) = (SELECT AS STRUCT COUNT(*), 5 FROM ds.orders);",
    dedent(`
      DECLARE x BIGINT DEFAULT 1;
      DECLARE y BIGINT DEFAULT 1;
      DECLARE d DATE DEFAULT current_date();
      SET x = y + 1;
      SET (x, y) = (SELECT 2, 3);
      SET (x, y) = (SELECT count(*), 5 FROM ds.orders);`),
  ],
  [
    "loops, labels and rows",
    "FOR r IN (SELECT id FROM ds.orders) DO DELETE FROM ds.orders WHERE id = r.id; CONTINUE; END FOR; a: LOOP LEAVE a; END LOOP a; WHILE TRUE DO BREAK; END WHILE; REPEAT SELECT 1; UNTIL TRUE END REPEAT;",
    dedent(`
      loop_1: FOR r AS SELECT id FROM ds.orders DO
        DELETE FROM ds.orders WHERE id = r.id;
        ITERATE loop_1;
      END FOR loop_1;
      a: LOOP
        LEAVE a;
      END LOOP a;
      loop_2: WHILE TRUE DO
        LEAVE loop_2;
      END WHILE loop_2;
      REPEAT
        SELECT 1;
      UNTIL TRUE
      END REPEAT;`),
  ],
  [
    "errors that are raised and handled",
    "DECLARE m STRING; BEGIN RAISE USING MESSAGE = 'no'; EXCEPTION WHEN ERROR THEN SET m = @@error.message; RAISE; END; ASSERT p > 0 AS 'p';",
    dedent(`
      DECLARE m STRING;
      BEGIN
        DECLARE EXIT HANDLER FOR SQLEXCEPTION
          BEGIN
            DECLARE dwm_error_message STRING;
            GET DIAGNOSTICS CONDITION 1 dwm_error_message = MESSAGE_TEXT;
            SET m = dwm_error_message;
            RESIGNAL;
          END;
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no';
      END;
      IF (p > 0) IS NOT TRUE THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'p';
      END IF;`),
  ],
  [
    "dynamic SQL with markers and with pieces",
    'DECLARE n INT64; EXECUTE IMMEDIATE "SELECT COUNT(*) FROM ds.orders WHERE id = @id" INTO n USING p AS id; EXECUTE IMMEDIATE CONCAT("DELETE FROM ", q, " WHERE id = 1");',
    dedent(`
      DECLARE n BIGINT;
      EXECUTE IMMEDIATE 'SELECT count(*) FROM ds.orders WHERE id = :id' INTO n USING p AS id;
      BEGIN
        DECLARE dwm_statement STRING;
        SET dwm_statement = 'DELETE FROM ' || q || ' WHERE id = 1';
        EXECUTE IMMEDIATE dwm_statement;
      END;`),
    ["DWM-PRC-007 4:124"],
  ],
  [
    "a transaction and the rows of a change",
    "DECLARE n INT64; BEGIN TRANSACTION; UPDATE ds.orders SET amount = 0 WHERE id = p; SET n = @@row_count; COMMIT TRANSACTION; CALL ds.other(n);",
    dedent(`
      DECLARE dwm_row_count BIGINT;
      DECLARE n BIGINT;
      BEGIN ATOMIC
        UPDATE ds.orders SET amount = 0 WHERE id = p;
        GET DIAGNOSTICS dwm_row_count = ROW_COUNT;
        SET n = dwm_row_count;
      END;
      CALL ds.other(n);`),
    ["DWM-PRC-041 4:124", "DWM-PRC-007 4:18"],
  ],
];

describe("BigQuery scripts", () => {
  for (const [name, source, expected, issues = []] of CASES)
    it(`reads ${name}`, async () => {
      const script = `${TABLES}CREATE PROCEDURE ds.proc(IN p INT64, q STRING)
BEGIN
${source}
END;`;
      const [body, found] = await translateBody("bigquery", script, "procedure:ds.proc");
      assert.deepEqual([body, found], [expected, [...issues]]);
    });

  it("reads the head of a procedure", async () => {
    const made = await translateOne(
      "bigquery",
      "CREATE OR REPLACE PROCEDURE ds.p(a INT64, OUT b NUMERIC, INOUT c STRING) OPTIONS (strict_mode = FALSE) BEGIN SET b = a; END;",
    );
    assert.match(
      made.sql,
      /^CREATE OR REPLACE PROCEDURE ds\.p\(IN a BIGINT, OUT b DECIMAL\(38,9\), INOUT c STRING\)\n/,
    );
    assert.deepEqual(told(made.issues), ["DWM-PRC-006 1:74"]);
  });

  it("reads functions", async () => {
    const made = await Promise.all(
      [
        "CREATE FUNCTION ds.f(a INT64) RETURNS INT64 AS (a * 2);",
        "CREATE FUNCTION ds.g(a STRING) AS ((SELECT UPPER(a)));",
        "CREATE TABLE FUNCTION ds.t(n INT64) RETURNS TABLE<x INT64> AS SELECT n AS x;",
        'CREATE FUNCTION ds.j(a FLOAT64) RETURNS FLOAT64 LANGUAGE js AS """return a;""";',
        "CREATE FUNCTION ds.any(a ANY TYPE) AS (a);",
      ].map((source) => translateOne("bigquery", source)),
    );
    assert.deepEqual(
      made.map(({ sql, issues }) => sql || told(issues).join()),
      [
        "CREATE OR REPLACE FUNCTION ds.f(a BIGINT)\nRETURNS BIGINT\nLANGUAGE SQL\nRETURN a * 2",
        "CREATE OR REPLACE FUNCTION ds.g(a STRING)\nLANGUAGE SQL\nRETURN (SELECT upper(a))",
        "CREATE OR REPLACE FUNCTION ds.t(n BIGINT)\nRETURNS TABLE (x BIGINT)\nLANGUAGE SQL\nRETURN SELECT n AS x",
        "DWM-PRC-010 1:1",
        "DWM-PRC-002 1:26",
      ],
    );
  });
});
