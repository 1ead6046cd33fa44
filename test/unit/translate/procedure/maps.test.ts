import assert from "node:assert/strict";
import { bodyOf } from "./body.ts";
import { dedent, told, translateOne } from "./script.ts";

/** Statements of a procedure with collections whose index is a text, behind their declarations; and what is more than a remark. */
async function translated(statements: string): Promise<[string, string[]]> {
  const { sql, issues } = await translateOne(
    "oracle",
    `CREATE PROCEDURE p(a VARCHAR2, b OUT NUMBER) IS
  TYPE t_n IS TABLE OF NUMBER(5) INDEX BY VARCHAR2(30);
  TYPE t_rec IS RECORD (id NUMBER(5), name VARCHAR2(10));
  TYPE t_r IS TABLE OF t_rec INDEX BY VARCHAR2(30);
  v t_n; w t_n; r t_r; one t_rec; k VARCHAR2(30);
BEGIN
${statements}
END;
/
`,
  );
  const lines = bodyOf(sql).split("\n");
  const text = lines
    .join("\n")
    .replace(/^(DECLARE .*;|SET [vwr] = CAST\(map\(\) AS .*\);)\n/gm, "");
  return [text, told(issues.filter(({ severity }) => severity !== "info"))];
}

const CASES: readonly (readonly [name: string, source: string, target: string])[] = [
  [
    "puts an element",
    "v('x') := 3.7;",
    "SET v = map_concat(map_filter(v, (dwm_key, dwm_value) -> dwm_key <> 'x'), map('x', 3.7));",
  ],
  [
    "reads one, and fails where there is none",
    "b := v(a);",
    "SET b = CASE WHEN map_contains_key(v, a) THEN try_element_at(v, a) ELSE raise_error('no data found') END;",
  ],
  [
    "puts and reads records",
    "r(a) := one; b := r(a).id;",
    dedent(`
      SET r = map_concat(map_filter(r, (dwm_key, dwm_value) -> dwm_key <> a), map(a, named_struct('id', one__id, 'name', one__name)));
      SET b = CASE WHEN map_contains_key(r, a) THEN try_element_at(r, a).id ELSE raise_error('no data found') END;`),
  ],
  [
    "walks the keys in their order",
    "k := v.FIRST; WHILE k IS NOT NULL LOOP k := v.NEXT(k); END LOOP; k := v.PRIOR(v.LAST);",
    dedent(`
      SET k = array_min(map_keys(v));
      WHILE k IS NOT NULL DO
        SET k = array_min(filter(map_keys(v), dwm_key -> dwm_key > k));
      END WHILE;
      SET k = array_max(filter(map_keys(v), dwm_key -> dwm_key < array_max(map_keys(v))));`),
  ],
  [
    "asks for elements and takes them away",
    "IF v.EXISTS(1) THEN v.DELETE('x'); b := v.COUNT; v.DELETE; END IF; w := v;",
    dedent(`
      IF map_contains_key(v, CAST(1 AS STRING)) THEN
        SET v = map_filter(v, (dwm_key, dwm_value) -> dwm_key <> 'x');
        SET b = size(v);
        SET v = CAST(map() AS MAP<STRING, DECIMAL(5,0)>);
      END IF;
      SET w = v;`),
  ],
];

describe("collections of PL/SQL whose index is a text", () => {
  for (const [name, source, target] of CASES)
    it(name, async () => {
      const [text, issues] = await translated(source);
      assert.deepEqual(issues, []);
      assert.equal(text, target);
    });

  it("begins an OUT parameter without elements", async () => {
    const { sql } = await translateOne(
      "oracle",
      `CREATE PACKAGE BODY k AS
  TYPE t_n IS TABLE OF NUMBER(5) INDEX BY VARCHAR2(30);
  TYPE t_i IS TABLE OF NUMBER(5) INDEX BY PLS_INTEGER;
  PROCEDURE p(m OUT t_n, i OUT t_i) IS BEGIN m('x') := 1; i(1) := 2; END;
END;
/
`,
    );
    assert.match(
      bodyOf(sql),
      /^SET m = CAST\(map\(\) AS MAP<.*>\);\nSET i = CAST\(array\(\) AS ARRAY<.*>\);\nSET m = map_concat/,
    );
  });

  it("refuses to read one where a handler waits for what is not there", async () => {
    const [, issues] = await translated(
      "BEGIN b := v(a); EXCEPTION WHEN NO_DATA_FOUND THEN b := 0; END;",
    );
    assert.deepEqual(issues, ["DWM-PRC-002 7:12"]);
  });
});
