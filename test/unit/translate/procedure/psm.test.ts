import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { dedent, told, translateOne, translateScript } from "./script.ts";

const ORDERS =
  "CREATE TABLE orders (id INT NOT NULL, customer_id INT, amount DECIMAL(12,2), status VARCHAR(10));\n";

/** Statements of a procedure p(a IN, b OUT) in MySQL or Teradata. */
async function translated(dialect: SourceType, statements: string): Promise<[string, string[]]> {
  const source =
    dialect === "mysql"
      ? `${ORDERS}DELIMITER //\nCREATE PROCEDURE p(IN a INT, OUT b INT)\nBEGIN\n${statements}\nEND//\n`
      : `${ORDERS}REPLACE PROCEDURE p (IN a INTEGER, OUT b INTEGER)\nBEGIN\n${statements}\nEND;\n`;
  const made = await translateOne(dialect, source);
  const lines = made.sql.split("\n");
  const issues = made.issues.filter(({ severity }) => severity !== "info");
  return [dedent(lines.slice(lines.indexOf("BEGIN") + 1, -1).join("\n")), told(issues)];
}

type Case = readonly [name: string, source: string, target: string, issues?: string[]];

const MYSQL: readonly Case[] = [
  ["SET of several variables", "SET b = a, b = b + 1;", "SET b = a;\nSET b = b + 1;"],
  [
    "variables that are called as columns are",
    "DECLARE id INT; SET id = a; DELETE FROM orders WHERE orders.id = id;",
    "DECLARE v_id INT;\nSET v_id = a;\nDELETE FROM orders WHERE orders.id = v_id;",
  ],
  [
    "parameters in queries",
    "DELETE FROM orders WHERE id = a;",
    "DELETE FROM orders WHERE id = p.a;",
  ],
  [
    "flags",
    "DECLARE done INT DEFAULT 0; SET done = 1; IF done THEN SET b = 1; END IF; IF done = 0 THEN SET b = 2; END IF;",
    dedent(`
      DECLARE v_done BOOLEAN DEFAULT FALSE;
      SET v_done = TRUE;
      IF v_done THEN
        SET b = 1;
      END IF;
      IF v_done = FALSE THEN
        SET b = 2;
      END IF;`),
  ],
  [
    "numbers as conditions",
    "IF a THEN SET b = a > 1; END IF;",
    dedent(`
      IF a <> 0 THEN
        SET b = CAST(a > 1 AS INT);
      END IF;`),
  ],
  [
    "labels, LEAVE and ITERATE",
    "l: LOOP SET b = b + 1; IF b < 3 THEN ITERATE l; END IF; LEAVE l; END LOOP l;",
    dedent(`
      l: LOOP
        SET b = b + 1;
        IF b < 3 THEN
          ITERATE l;
        END IF;
        LEAVE l;
      END LOOP l;`),
  ],
  [
    "WHILE and REPEAT",
    "WHILE b < 3 DO SET b = b + 1; END WHILE; REPEAT SET b = b - 1; UNTIL b = 0 END REPEAT;",
    dedent(`
      WHILE b < 3 DO
        SET b = b + 1;
      END WHILE;
      REPEAT
        SET b = b - 1;
      UNTIL b = 0
      END REPEAT;`),
  ],
  [
    "CASE with and without a subject",
    "CASE a WHEN 1 THEN SET b = 1; ELSE BEGIN END; END CASE; CASE WHEN a > 1 THEN SET b = 2; END CASE;",
    dedent(`
      CASE a
        WHEN 1 THEN
          SET b = 1;
        ELSE
          BEGIN
          END;
      END CASE;
      CASE
        WHEN a > 1 THEN
          SET b = 2;
      END CASE;`),
  ],
  [
    "SELECT INTO of one row",
    "SELECT COUNT(*), MAX(id) INTO b, a FROM orders;",
    "DECLARE v_a INT;\nSET v_a = a;\nSET (b, v_a) = (SELECT count(*), max(id) FROM orders);",
  ],
  [
    "SELECT INTO that may find nothing: the variable keeps what it holds",
    "SELECT id INTO b FROM orders WHERE customer_id = a;",
    dedent(`
      DECLARE dwm_row_found BOOLEAN;
      BEGIN
        DECLARE dwm_new_b INT;
        SET (dwm_new_b, dwm_row_found) = (SELECT *, TRUE FROM (SELECT id FROM orders WHERE customer_id = p.a));
        IF dwm_row_found IS NOT NULL THEN
          SET b = dwm_new_b;
        END IF;
      END;`),
  ],
  [
    "a cursor with its handler",
    "DECLARE done BOOL DEFAULT FALSE; DECLARE c CURSOR FOR SELECT id FROM orders; DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = TRUE; OPEN c; FETCH c INTO b; CLOSE c;",
    dedent(`
      DECLARE v_done BOOLEAN DEFAULT FALSE;
      DECLARE c CURSOR FOR SELECT id FROM orders;
      DECLARE CONTINUE HANDLER FOR NOT FOUND
        BEGIN
          SET v_done = TRUE;
        END;
      OPEN c;
      FETCH c INTO b;
      CLOSE c;`),
  ],
  [
    "SIGNAL",
    "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no';",
    "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no';",
  ],
  [
    "ROW_COUNT()",
    "DELETE FROM orders; SET b = ROW_COUNT();",
    dedent(`
      DECLARE dwm_row_count BIGINT;
      DELETE FROM orders;
      GET DIAGNOSTICS dwm_row_count = ROW_COUNT;
      SET b = dwm_row_count;`),
  ],
  [
    "prepared statements",
    "SET @s = 'DELETE FROM orders WHERE id = ?'; PREPARE x FROM @s; EXECUTE x USING @n; DEALLOCATE PREPARE x;",
    dedent(`
      DECLARE v_s STRING;
      DECLARE v_x_text STRING;
      SET v_s = 'DELETE FROM orders WHERE id = ?';
      SET v_x_text = v_s;
      -- Not translated: the variable @n has no translation
      -- EXECUTE x USING @n`),
    ["DWM-PRC-007 5:5", "DWM-QRY-002 5:80"],
  ],
  ["a setting", "SET SESSION sql_mode = 'ANSI'; SET @@foreign_key_checks = 0;", ""],
  ["a transaction", "START TRANSACTION; COMMIT;", "", ["DWM-PRC-008 5:1", "DWM-PRC-008 5:20"]],
];

const TERADATA: readonly Case[] = [
  [
    "host variables",
    "UPDATE orders SET status = 'x' WHERE id = :a;",
    "UPDATE orders SET status = 'x' WHERE id = p.a;",
  ],
  [
    "FOR over a cursor",
    "FOR r AS c CURSOR FOR SELECT id AS oid FROM orders WHERE customer_id = :a DO SET b = r.oid; END FOR;",
    dedent(`
      FOR r AS SELECT id AS oid FROM orders WHERE customer_id = p.a DO
        SET b = r.oid;
      END FOR;`),
  ],
  [
    "a handler that sees the state",
    "DECLARE s CHAR(5); DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SET s = SQLSTATE; END; SET b = 1;",
    dedent(`
      DECLARE v_s STRING;
      DECLARE EXIT HANDLER FOR SQLEXCEPTION
        BEGIN
          DECLARE dwm_error_state STRING;
          GET DIAGNOSTICS CONDITION 1 dwm_error_state = RETURNED_SQLSTATE;
          SET v_s = dwm_error_state;
        END;
      SET b = 1;`),
  ],
  [
    "ACTIVITY_COUNT",
    "DEL FROM orders; IF ACTIVITY_COUNT = 0 THEN SET b = 0; END IF;",
    dedent(`
      DECLARE dwm_row_count BIGINT;
      DELETE FROM orders;
      GET DIAGNOSTICS dwm_row_count = ROW_COUNT;
      IF dwm_row_count = 0 THEN
        SET b = 0;
      END IF;`),
  ],
  [
    "a result cursor",
    "DECLARE c CURSOR WITH RETURN ONLY FOR SELECT id FROM orders; OPEN c;",
    "SELECT id FROM orders;",
  ],
  [
    "a volatile table",
    "CREATE VOLATILE TABLE v AS (SELECT id FROM orders) WITH NO DATA ON COMMIT PRESERVE ROWS; INSERT INTO v VALUES (:a);",
    dedent(`
      CREATE OR REPLACE TEMPORARY TABLE v AS SELECT * FROM ((SELECT id FROM orders)) WHERE FALSE;
      INSERT INTO v VALUES (a);`),
    ["DWM-PRC-007 4:23"],
  ],
  [
    "LOCKING and the statement behind it",
    "LOCKING TABLE orders FOR ACCESS DELETE FROM orders;",
    "DELETE FROM orders;",
  ],
  ["dynamic SQL of a literal", "CALL DBC.SysExecSQL('DELETE FROM orders');", "DELETE FROM orders;"],
];

describe("SQL/PSM", () => {
  for (const [dialect, cases] of [
    ["mysql", MYSQL],
    ["teradata", TERADATA],
  ] as const) {
    describe(dialect, () => {
      for (const [name, source, target, issues = []] of cases) {
        it(`reads ${name}`, async () => {
          assert.deepEqual(await translated(dialect, source), [target, issues]);
        });
      }
    });
  }

  for (const [dialect, source, code] of [
    ["mysql", "SET nothing = 1;", "DWM-PRC-040"],
    ["mysql", "SET b = nothing;", "DWM-PRC-040"],
    ["mysql", "SELECT id INTO OUTFILE 'x' FROM orders;", "DWM-PRC-002"],
    ["mysql", "HANDLER orders OPEN;", "DWM-PRC-003"],
    ["mysql", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders;", "DWM-PRC-002"],
    ["teradata", "SET b = nothing;", "DWM-PRC-040"],
    ["teradata", "OPEN nothing;", "DWM-PRC-002"],
  ] as const) {
    it(`keeps ${source} of ${dialect} as a comment and goes on`, async () => {
      const [text, issues] = await translated(dialect, `${source}\nSET b = 1;`);
      assert.match(issues.join(), new RegExp(`^${code} ${dialect === "mysql" ? 5 : 4}:\\d+$`));
      assert.ok(text.includes(`-- ${source.slice(0, -1)}`), text);
      assert.match(text, /\nSET b = 1;$/);
    });
  }

  it("says what Databricks never raises", async () => {
    const [text, issues] = await translated(
      "mysql",
      "DECLARE EXIT HANDLER FOR 1062 SET b = 1; DECLARE CONTINUE HANDLER FOR SQLSTATE '42S02' SET b = 2; SET b = 3;",
    );
    assert.deepEqual(issues, ["DWM-PRC-038 5:26"]);
    assert.match(text, /^DECLARE CONTINUE HANDLER FOR SQLSTATE '42P01'/);
    assert.ok(!text.includes("SET b = 1"));
  });

  it("folds functions, those that handle a missing row with NULL among them", async () => {
    const { sql, issues } = await translateOne(
      "mysql",
      `${ORDERS}CREATE FUNCTION f(i INT) RETURNS INT READS SQL DATA\nBEGIN\n  DECLARE v_c INT;\n  DECLARE EXIT HANDLER FOR NOT FOUND RETURN NULL;\n  SELECT customer_id INTO v_c FROM orders WHERE id = i;\n  RETURN v_c;\nEND;\n`,
    );
    assert.deepEqual(told(issues), []);
    assert.match(sql, /RETURN CAST\(\(SELECT customer_id FROM orders WHERE id = f\.i\) AS INT\)$/);
  });

  it("makes procedures of macros", async () => {
    const { sql, issues } = await translateOne(
      "teradata",
      `${ORDERS}REPLACE MACRO m (n INTEGER, s VARCHAR(10) DEFAULT 'open') AS (\n  UPDATE orders SET status = :s WHERE id = :n;\n  SELECT id FROM orders WHERE id = :n;\n);\n`,
    );
    assert.deepEqual(
      issues.filter(({ severity }) => severity === "error"),
      [],
    );
    assert.equal(
      sql,
      dedent(`
        CREATE OR REPLACE PROCEDURE m(IN n INT, IN s STRING DEFAULT 'open')
        LANGUAGE SQL
        SQL SECURITY INVOKER
        AS
        BEGIN
          UPDATE orders SET status = m.s WHERE id = m.n;
          SELECT id FROM orders WHERE id = m.n;
        END`),
    );
  });

  it("keeps triggers as procedures to be read", async () => {
    const made = await translateScript(
      "mysql",
      `${ORDERS}CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW SET NEW.amount = OLD.amount + 1;`,
    );
    const trigger = made.get("trigger:t");
    assert.equal(trigger?.outcome, "skipped");
    assert.deepEqual(told(trigger?.issues ?? []), ["DWM-PRC-011 2:16"]);
    assert.match(
      trigger?.sql ?? "",
      /\(INOUT new_amount DECIMAL\(12,2\), IN old_amount DECIMAL\(12,2\)\)/,
    );
    assert.match(trigger?.sql ?? "", /SET new_amount = old_amount \+ 1;/);
  });
});
