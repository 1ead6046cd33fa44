import assert from "node:assert/strict";
import { dedent, told, translateOne, translateScript } from "./script.ts";

const ORDERS =
  "CREATE TABLE orders (id int, customer_id int, amount numeric(12,2), status text, created timestamp);\n";

/** Statements of a procedure p with variables n int and s text. */
async function translated(statements: string, declarations = ""): Promise<[string, string[]]> {
  const made = await translateOne(
    "postgres",
    `${ORDERS}CREATE PROCEDURE p(a int, INOUT b int)\nLANGUAGE plpgsql AS $$\nDECLARE\n  n int;\n  s text;\n${declarations}BEGIN\n${statements}\nEND $$;\n`,
  );
  const lines = made.sql.split("\n");
  const inner = lines
    .slice(lines.indexOf("BEGIN") + 1, -1)
    .filter((line) => !/^ {2}DECLARE (n|s) /.test(line));
  const issues = made.issues.filter(({ severity }) => severity !== "info");
  return [dedent(inner.join("\n")), told(issues)];
}

const CASES: readonly (readonly [
  name: string,
  source: string,
  target: string,
  issues?: string[],
])[] = [
  ["assignments of both kinds", "n := a; s = 'x';", "SET n = a;\nSET s = 'x';"],
  [
    "SELECT INTO, which takes the first row or NULL",
    "SELECT id, status INTO n, s FROM orders WHERE customer_id = a ORDER BY id;",
    "SET (n, s) = (SELECT * FROM (SELECT id, status FROM orders WHERE customer_id = a ORDER BY id NULLS LAST) LIMIT 1);",
  ],
  [
    "SELECT INTO STRICT",
    "SELECT id INTO STRICT n FROM orders WHERE customer_id = a;",
    dedent(`
      DECLARE dwm_row_found BOOLEAN;
      SET (n, dwm_row_found) = (SELECT *, TRUE FROM (SELECT id FROM orders WHERE customer_id = a));
      IF dwm_row_found IS NULL THEN
        SIGNAL SQLSTATE 'P0002' SET MESSAGE_TEXT = 'no data found';
      END IF;`),
  ],
  [
    "FOUND behind a query and behind a change",
    "SELECT id INTO n FROM orders WHERE id = a; IF NOT FOUND THEN DELETE FROM orders; END IF; IF FOUND THEN n := 1; END IF;",
    dedent(`
      DECLARE found BOOLEAN DEFAULT FALSE;
      DECLARE dwm_row_count BIGINT;
      SET (n, found) = (SELECT *, TRUE FROM (SELECT id FROM orders WHERE id = a) LIMIT 1);
      SET found = coalesce(found, FALSE);
      IF NOT found THEN
        DELETE FROM orders;
        GET DIAGNOSTICS dwm_row_count = ROW_COUNT;
        SET found = dwm_row_count > 0;
      END IF;
      IF found THEN
        SET n = 1;
      END IF;`),
  ],
  [
    "FOUND behind a loop",
    "FOR i IN 1..3 LOOP n := i; END LOOP; IF FOUND THEN n := 0; END IF;",
    dedent(`
      DECLARE found BOOLEAN DEFAULT FALSE;
      DECLARE dwm_went_round BOOLEAN;
      SET dwm_went_round = FALSE;
      BEGIN
        DECLARE i INT;
        DECLARE i_last INT;
        SET i = 0;
        SET i_last = 3;
        WHILE i < i_last DO
          SET i = i + 1;
          SET dwm_went_round = TRUE;
          SET n = i;
        END WHILE;
      END;
      SET found = dwm_went_round;
      IF found THEN
        SET n = 0;
      END IF;`),
  ],
  [
    "GET DIAGNOSTICS",
    "DELETE FROM orders; GET DIAGNOSTICS n = ROW_COUNT;",
    "DELETE FROM orders;\nGET DIAGNOSTICS n = ROW_COUNT;",
  ],
  [
    "RAISE with a format",
    "RAISE EXCEPTION 'order % is 100%% wrong', a;",
    dedent(`
      BEGIN
        DECLARE dwm_arguments MAP<STRING, STRING>;
        SET dwm_arguments = map('errorMessage', 'order ' || coalesce(CAST(a AS STRING), '<NULL>') || ' is 100' || '%' || ' wrong');
        SIGNAL USER_RAISED_EXCEPTION SET MESSAGE_ARGUMENTS = dwm_arguments;
      END;`),
  ],
  [
    "RAISE with a state",
    "RAISE 'gone' USING ERRCODE = '22012';",
    "SIGNAL SQLSTATE '22012' SET MESSAGE_TEXT = 'gone';",
  ],
  [
    "ASSERT",
    "ASSERT a > 0, 'too low';",
    dedent(`
      IF NOT coalesce(a > 0, FALSE) THEN
        SIGNAL SQLSTATE 'P0004' SET MESSAGE_TEXT = 'too low';
      END IF;`),
  ],
  ["RAISE NOTICE", "RAISE NOTICE 'n is %', n;", ""],
  [
    "FOREACH",
    "FOREACH n IN ARRAY ARRAY[1, 2] LOOP b := n; END LOOP;",
    dedent(`
      FOR dwm_element AS SELECT item FROM (SELECT posexplode(ARRAY(1, 2)) AS (place, item)) ORDER BY place DO
        SET n = dwm_element.item;
        SET b = n;
      END FOR;`),
  ],
  [
    "EXECUTE with values",
    "EXECUTE 'UPDATE orders SET status = $2 WHERE id = $1' USING a, s;",
    "UPDATE orders SET status = s WHERE id = a;",
  ],
  [
    "a temporary table",
    "CREATE TEMP TABLE t ON COMMIT DROP AS SELECT id FROM orders WHERE id > a; INSERT INTO t VALUES (1); DROP TABLE t;",
    dedent(`
      CREATE OR REPLACE TEMPORARY TABLE t AS SELECT id FROM orders WHERE id > a;
      INSERT INTO t VALUES (1);
      DROP TABLE t;`),
    ["DWM-PRC-007 8:19"],
  ],
  [
    "a loop over a declared record",
    "FOR r IN SELECT id, status FROM orders LOOP s := r.status; END LOOP;",
    dedent(`
      FOR r AS SELECT id, status FROM orders DO
        SET s = r.status;
      END FOR;`),
  ],
];

describe("PL/pgSQL", () => {
  for (const [name, source, target, issues = []] of CASES) {
    it(`reads ${name}`, async () => {
      const declarations = source.includes(" r ") ? "  r RECORD;\n" : "";
      const [text, found] = await translated(source, declarations);
      assert.deepEqual([text, found], [target, issues]);
    });
  }

  for (const [source, code] of [
    ["RETURN NEXT n;", "DWM-PRC-002"],
    ["RETURN QUERY EXECUTE s;", "DWM-PRC-002"],
    ["MOVE NEXT FROM c;", "DWM-PRC-002"],
    ["INSERT INTO orders (amount) VALUES (1) RETURNING id INTO n;", "DWM-PRC-002"],
    ["FOR i IN 1..10 BY n LOOP n := i; END LOOP;", "DWM-PRC-002"],
    ["x := 1;", "DWM-PRC-040"],
    ["n := y;", "DWM-PRC-040"],
    ["CREATE SEQUENCE q;", "DWM-PRC-002"],
  ] as const) {
    it(`keeps ${source} as a comment and goes on`, async () => {
      const [text, issues] = await translated(`${source}\nn := 1;`);
      assert.match(issues.join(), new RegExp(`^${code} 8:\\d+$`));
      assert.ok(text.includes(`-- ${source.split("\n")[0]?.slice(0, 12)}`), text);
      assert.match(text, /\nSET n = 1;$/);
    });
  }

  it("says that a handler's block is not undone, and catches by state", async () => {
    const [text, issues] = await translated(
      "BEGIN n := 1 / a; EXCEPTION WHEN division_by_zero OR SQLSTATE 'UE001' THEN s := SQLSTATE || SQLERRM; END;",
    );
    assert.deepEqual(issues, ["DWM-PRC-037 8:19"]);
    assert.match(text, /HANDLER FOR SQLSTATE '22012', SQLSTATE 'UE001'/);
    assert.match(
      text,
      /GET DIAGNOSTICS CONDITION 1 dwm_error_message = MESSAGE_TEXT, dwm_error_state = RETURNED_SQLSTATE;\n +SET s = dwm_error_state \|\| dwm_error_message;/,
    );
  });

  it("copies a parameter that is assigned to", async () => {
    const { sql, issues } = await translateOne(
      "postgres",
      "CREATE PROCEDURE p(a int) LANGUAGE plpgsql AS $$ BEGIN a := a + 1; END $$;",
    );
    assert.deepEqual(issues, []);
    assert.match(sql, /DECLARE v_a INT;\n +SET v_a = a;\n +SET v_a = v_a \+ 1;/);
  });

  it("makes a table function of one RETURN QUERY, and a procedure of more", async () => {
    const made = await translateScript(
      "postgres",
      `${ORDERS}CREATE FUNCTION one(c int) RETURNS SETOF orders LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT * FROM orders WHERE customer_id = c; END $$;
CREATE FUNCTION two(c int) RETURNS TABLE (x int) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM orders; RETURN QUERY SELECT id FROM orders; END $$;`,
    );
    assert.equal(
      made.get("function:one")?.sql,
      dedent(`
        CREATE OR REPLACE FUNCTION one(c INT)
        RETURNS TABLE (id INT, customer_id INT, amount DECIMAL(12,2), status STRING, created TIMESTAMP_NTZ)
        LANGUAGE SQL
        RETURN SELECT * FROM orders WHERE customer_id = c`),
    );
    assert.deepEqual(told(made.get("function:two")?.issues ?? []), ["DWM-PRC-049 3:17"]);
    assert.match(made.get("function:two")?.sql ?? "", /^CREATE OR REPLACE PROCEDURE two/);
  });

  it("makes an expression of a function in SQL, by name and by number, NULL for NULL", async () => {
    const { sql, issues } = await translateOne(
      "postgres",
      "CREATE FUNCTION tax(numeric(10,2), rate numeric(4,2) DEFAULT 0.19) RETURNS numeric(10,2) LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 * rate';",
    );
    assert.deepEqual(issues, []);
    assert.equal(
      sql,
      dedent(`
        CREATE OR REPLACE FUNCTION tax(p1 DECIMAL(10,2), rate DECIMAL(4,2) DEFAULT 0.19)
        RETURNS DECIMAL(10,2)
        LANGUAGE SQL
        DETERMINISTIC
        RETURN CASE WHEN p1 IS NULL OR rate IS NULL THEN NULL ELSE p1 * rate END`),
    );
  });

  it("answers what the OUT parameter of a function holds", async () => {
    const { sql } = await translateOne(
      "postgres",
      "CREATE FUNCTION sign(n int, OUT s text) AS $$ BEGIN IF n < 0 THEN s := 'neg'; ELSE s := 'pos'; END IF; END $$ LANGUAGE plpgsql;",
    );
    assert.match(sql, /^CREATE OR REPLACE FUNCTION sign\(n INT\)\nRETURNS STRING\n/);
    assert.match(sql, /CASE WHEN n < 0 THEN .*'neg'.* ELSE .*'pos'/);
  });

  it("keeps what a trigger does as a procedure to be read, and places issues inside of the body", async () => {
    const made = await translateScript(
      "postgres",
      `${ORDERS}CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  IF TG_OP = 'UPDATE' THEN NEW.status := upper(OLD.status); END IF;
  NEW.amount := no_such_function(1);
  RETURN NEW;
END $f$;
CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();`,
    );
    const touch = made.get("function:touch");
    assert.deepEqual(told(touch?.issues ?? []), ["DWM-PRC-050 2:17", "DWM-QRY-003 5:17"]);
    assert.match(
      touch?.sql ?? "",
      /IF tg_op = 'UPDATE' THEN\n +SET new_status = upper\(old_status\);/,
    );
    assert.deepEqual(told(made.get("trigger:orders.t")?.issues ?? []), ["DWM-PRC-011 8:16"]);
  });

  it("refuses other languages", async () => {
    const { outcome, issues } = await translateOne(
      "redshift",
      "CREATE FUNCTION f(a int) RETURNS int STABLE AS $$ return plpy.execute(a) $$ LANGUAGE plpythonu;",
    );
    assert.equal(outcome, "error");
    assert.deepEqual(told(issues), ["DWM-PRC-010 1:17"]);
  });

  it("keeps Python functions", async () => {
    const { sql, issues } = await translateOne(
      "redshift",
      "CREATE FUNCTION f(a float, b float) RETURNS float STABLE AS $$\n  if a > b:\n    return a\n  return b\n$$ LANGUAGE plpythonu;",
    );
    assert.deepEqual(told(issues), ["DWM-PRC-007 1:17"]);
    assert.match(sql, /LANGUAGE PYTHON\nAS \$\$\nif a > b:\n {2}return a\nreturn b\n\$\$/);
  });

  it("reads Redshift's procedures", async () => {
    const { sql, issues } = await translateOne(
      "redshift",
      "CREATE OR REPLACE PROCEDURE load(d IN date, n OUT int) NONATOMIC AS $$\nBEGIN\n  DELETE FROM stage WHERE day = d;\n  SELECT COUNT(*) INTO n FROM stage;\n  CALL other(n);\nEND;\n$$ LANGUAGE plpgsql SECURITY DEFINER;",
    );
    assert.deepEqual(told(issues), ["DWM-PRC-041 5:3"]);
    assert.equal(
      sql,
      dedent(`
        CREATE OR REPLACE PROCEDURE load(IN d DATE, OUT n INT)
        LANGUAGE SQL
        SQL SECURITY DEFINER
        AS
        BEGIN
          DELETE FROM stage WHERE day = d;
          SET n = (SELECT count(*) AS count FROM stage);
          CALL other(n);
        END`),
    );
  });
});
