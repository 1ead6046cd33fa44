import assert from "node:assert/strict";
import { dedent, told, translateOne } from "./script.ts";

const EMPLOYEES =
  "CREATE TABLE employees (id NUMBER(10), name VARCHAR2(50), salary NUMBER(12,2));\n";

/** Statements of a procedure with collections, behind what its declarations become. */
async function translated(statements: string): Promise<[string, string[]]> {
  const made = await translateOne(
    "oracle",
    `${EMPLOYEES}CREATE PROCEDURE p(a NUMBER, b OUT NUMBER) IS
  TYPE t_ids IS TABLE OF NUMBER(10);
  TYPE t_names IS TABLE OF employees.name%TYPE INDEX BY PLS_INTEGER;
  TYPE t_rows IS TABLE OF employees%ROWTYPE;
  ids t_ids; names t_names; rws t_rows; k PLS_INTEGER;
BEGIN
${statements}
END;
/
`,
  );
  const lines = made.sql.split("\n");
  const inner = lines
    .slice(lines.indexOf("BEGIN") + 1, -1)
    .filter(
      (line) => !/^ {2}(DECLARE|SET) (ids|names|rws|k)( ARRAY| INT| = CAST\(array\(\))/.test(line),
    );
  const issues = made.issues.filter(({ severity }) => severity !== "info");
  return [dedent(inner.join("\n")), told(issues).filter((issue) => issue !== "DWM-PRC-054 6:14")];
}

type Case = readonly [name: string, source: string, target: string];

const CASES: readonly Case[] = [
  [
    "BULK COLLECT of a column",
    "SELECT id BULK COLLECT INTO ids FROM employees;",
    "SET ids = (SELECT transform(items, e -> e.c1) FROM (SELECT collect_list(named_struct('c1', c1)) AS items FROM (SELECT id FROM employees) AS q(c1)));",
  ],
  [
    "BULK COLLECT of ordered columns",
    "SELECT id, name BULK COLLECT INTO ids, names FROM employees ORDER BY id;",
    "SET (ids, names) = (SELECT transform(items, e -> e.c1), transform(items, e -> e.c2) FROM (SELECT transform(array_sort(collect_list(named_struct('place', place, 'item', item))), e -> e.item) AS items FROM (SELECT monotonically_increasing_id() AS place, named_struct('c1', c1, 'c2', c2) AS item FROM (SELECT id, name FROM employees ORDER BY id NULLS LAST) AS q(c1, c2))));",
  ],
  [
    "BULK COLLECT of rows",
    "SELECT * BULK COLLECT INTO rws FROM employees;",
    "SET rws = (SELECT collect_list(named_struct('id', c1, 'name', c2, 'salary', c3)) AS items FROM (SELECT * FROM employees) AS q(c1, c2, c3));",
  ],
  [
    "elements, their fields and what there is of them",
    "b := ids(k) + ids.COUNT; IF ids.EXISTS(2) THEN b := rws(1).salary; END IF; k := ids.NEXT(k); k := ids.LAST;",
    dedent(`
      SET b = element_at(ids, k) + size(ids);
      IF (2 BETWEEN 1 AND size(ids)) THEN
        SET b = element_at(rws, 1).salary;
      END IF;
      SET k = (CASE WHEN k < size(ids) THEN k + 1 END);
      SET k = nullif(size(ids), 0);`),
  ],
  [
    "elements that are added",
    "ids.EXTEND; ids(ids.LAST) := 7; names(names.COUNT + 1) := 'x'; ids := t_ids(1, 2);",
    dedent(`
      SET ids = array_append(ids, CAST(NULL AS DECIMAL(10,0)));
      SET ids = array_append(slice(ids, 1, size(ids) - 1), 7);
      SET names = array_append(names, 'x');
      SET ids = array(1, 2);`),
  ],
  [
    "elements that are changed",
    "ids(2) := 7; names(k) := 'x'; rws(1).salary := 0;",
    dedent(`
      SET ids = CASE WHEN 2 > size(ids) THEN raise_error('subscript beyond count') ELSE transform(ids, (e, p) -> CASE WHEN p = 2 - 1 THEN 7 ELSE e END) END;
      SET names = CASE WHEN k > size(names) THEN array_insert(names, k, 'x') WHEN k < 1 THEN raise_error('subscript outside of limit') ELSE transform(names, (e, p) -> CASE WHEN p = k - 1 THEN 'x' ELSE e END) END;
      SET rws = CASE WHEN 1 > size(rws) THEN raise_error('subscript beyond count') ELSE transform(rws, (e, p) -> CASE WHEN p = 1 - 1 THEN named_struct('id', e.id, 'name', e.name, 'salary', 0) ELSE e END) END;`),
  ],
  [
    "elements that go",
    "ids.TRIM; ids.DELETE;",
    "SET ids = slice(ids, 1, size(ids) - 1);\nSET ids = CAST(array() AS ARRAY<DECIMAL(10,0)>);".split(
      "\n",
    )[0] ?? "",
  ],
  [
    "FORALL, and how many rows all rounds changed",
    "FORALL i IN 1 .. ids.COUNT DELETE FROM employees WHERE id = ids(i); b := SQL%ROWCOUNT;",
    dedent(`
      DECLARE dwm_row_count BIGINT;
      DECLARE dwm_total_rows BIGINT;
      SET dwm_total_rows = 0;
      BEGIN
        DECLARE i INT;
        DECLARE i_last INT;
        SET i = 0;
        SET i_last = size(ids);
        WHILE i < i_last DO
          SET i = i + 1;
          DELETE FROM employees WHERE id = element_at(ids, i);
          GET DIAGNOSTICS dwm_row_count = ROW_COUNT;
          SET dwm_total_rows = dwm_total_rows + dwm_row_count;
        END WHILE;
      END;
      SET dwm_row_count = dwm_total_rows;
      SET b = dwm_row_count;`),
  ],
];

describe("PL/SQL collections", () => {
  for (const [name, source, target] of CASES) {
    it(`hold ${name}`, async () => {
      assert.deepEqual(await translated(source), [target, []]);
    });
  }

  for (const [source, code] of [
    ["ids.DELETE(2);", "DWM-PRC-002"],
    ["b := ids.LIMIT;", "DWM-PRC-040"],
    ["SELECT id, name BULK COLLECT INTO ids FROM employees;", "DWM-PRC-004"],
  ] as const) {
    it(`refuse ${source}`, async () => {
      const [text, issues] = await translated(source);
      assert.match(issues.join(), new RegExp(`^${code} 8:`));
      assert.ok(text.includes(`-- ${source.slice(0, -1)}`), text);
    });
  }

  it("take structures that the query makes", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      `${EMPLOYEES}CREATE TYPE pair AS OBJECT (x NUMBER(4), y VARCHAR2(10));
/
CREATE TYPE pairs AS TABLE OF pair;
/
CREATE PROCEDURE p IS
  v pairs;
BEGIN
  SELECT pair(id, name) BULK COLLECT INTO v FROM employees;
END;
/
`,
      "procedure:p",
    );
    assert.deepEqual(issues, []);
    assert.match(
      sql,
      /SET v = \(SELECT transform\(items, e -> e\.c1\) FROM \(SELECT collect_list\(named_struct\('c1', c1\)\) AS items FROM \(SELECT named_struct\('x', id, 'y', name\)/,
    );
  });

  it("are filled by FETCH up to a limit", async () => {
    const { sql, issues } = await translateOne(
      "oracle",
      `${EMPLOYEES}CREATE PROCEDURE p IS
  TYPE t_ids IS TABLE OF NUMBER(10);
  ids t_ids;
  CURSOR c IS SELECT id FROM employees;
BEGIN
  OPEN c;
  LOOP
    FETCH c BULK COLLECT INTO ids LIMIT 100;
    EXIT WHEN c%NOTFOUND;
  END LOOP;
  CLOSE c;
END;
/
`,
    );
    assert.deepEqual(issues, []);
    const loop = dedent(`
        BEGIN
          DECLARE dwm_ids_row DECIMAL(10,0);
          DECLARE dwm_fetched BIGINT DEFAULT 0;
          SET ids = CAST(array() AS ARRAY<DECIMAL(10,0)>);
          SET dwm_c_found = TRUE;
          WHILE dwm_c_found AND dwm_fetched < 100 DO
            BEGIN
              DECLARE EXIT HANDLER FOR NOT FOUND
                BEGIN
                  SET dwm_c_found = FALSE;
                END;
              FETCH c INTO dwm_ids_row;
              SET ids = array_append(ids, dwm_ids_row);
              SET dwm_fetched = dwm_fetched + 1;
            END;
          END WHILE;
        END;
        IF (NOT dwm_c_found) THEN`);
    assert.ok(sql.includes(loop.replace(/^/gm, "    ")), sql);
  });
});
