import assert from "node:assert/strict";
import { queryOf } from "../databricks/harness.ts";
import { failureOf, rowsOf, view } from "../harness.ts";

const EMP = [
  "CREATE TABLE emp AS SELECT * FROM (VALUES (1, NULL, 'King', 10), (2, 1, 'Blake', 20), (3, 1, 'Clark', 30), (4, 3, 'Miller', 40), " +
    "(5, 2, 'Ward', 50), (6, 2, 'Allen', 60)) AS e(id, boss, name, pay)",
];

/** A loop: 1 → 2 → 1. */
const LOOP = ["CREATE TABLE l AS SELECT * FROM (VALUES (1, 2), (2, 1), (3, 2)) AS l(id, up)"];

describe("CONNECT BY on DuckDB", () => {
  it("counts levels, carries values down and keeps rows from WHERE only", async () => {
    const query =
      "SELECT LEVEL, e.name, PRIOR e.name AS boss, CONNECT_BY_ROOT name AS top, SYS_CONNECT_BY_PATH(e.name, '/') AS path " +
      "FROM emp e WHERE pay <> 30 START WITH boss IS NULL CONNECT BY PRIOR id = boss AND LEVEL <= 3 ORDER BY path";
    assert.deepEqual(await rowsOf("oracle", query, EMP), [
      [1, "King", null, "King", "/King"],
      [2, "Blake", "King", "King", "/King/Blake"],
      [3, "Allen", "Blake", "King", "/King/Blake/Allen"],
      [3, "Ward", "Blake", "King", "/King/Blake/Ward"],
      [3, "Miller", "Clark", "King", "/King/Clark/Miller"],
    ]);
  });

  it("sorts siblings, tells leaves and shows a star without its own columns", async () => {
    const query =
      "SELECT e.*, CONNECT_BY_ISLEAF AS leaf FROM emp e CONNECT BY boss = PRIOR id START WITH id = 1 ORDER SIBLINGS BY name DESC";
    assert.deepEqual(await rowsOf("oracle", query, EMP), [
      [1, null, "King", 10, 0],
      [3, 1, "Clark", 30, 0],
      [4, 3, "Miller", 40, 1],
      [2, 1, "Blake", 20, 0],
      [5, 2, "Ward", 50, 1],
      [6, 2, "Allen", 60, 1],
    ]);
  });

  it("groups by level, and takes every row for a root without START WITH", async () => {
    const query =
      "SELECT LEVEL AS l, COUNT(*) AS n FROM emp CONNECT BY PRIOR id = boss GROUP BY LEVEL ORDER BY l";
    assert.deepEqual(await rowsOf("oracle", query, EMP), [
      [1, "6"],
      [2, "5"],
      [3, "3"],
    ]);
  });

  it("stops at loops with NOCYCLE", async () => {
    const query =
      "SELECT id, LEVEL FROM l START WITH id = 1 CONNECT BY NOCYCLE PRIOR id = up ORDER BY LEVEL, id";
    assert.deepEqual(await rowsOf("oracle", query, LOOP), [
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it("reads Snowflake's hierarchies, in sub-queries and set operations too", async () => {
    const query =
      "SELECT x.id FROM (SELECT id, LEVEL AS l FROM emp START WITH id = 3 CONNECT BY boss = PRIOR id) x WHERE x.l = 2 " +
      "UNION ALL SELECT id FROM emp START WITH id = 2 CONNECT BY boss = PRIOR id ORDER BY 1";
    assert.deepEqual(await rowsOf("snowflake", query, EMP), [[2], [4], [5], [6]]);
  });

  it("makes a series of numbers of DUAL", async () => {
    const query =
      "SELECT LEVEL * 10 AS n, ROWNUM AS r FROM dual CONNECT BY LEVEL <= 3 UNION ALL SELECT LEVEL, 0 FROM dual CONNECT BY LEVEL < 2";
    assert.deepEqual(await rowsOf("oracle", query), [
      ["10", "1"],
      ["20", "2"],
      ["30", "3"],
      ["1", "0"],
    ]);
    assert.deepEqual(
      await rowsOf("oracle", "SELECT COUNT(*) AS n FROM dual CONNECT BY LEVEL <= 0"),
      [["1"]],
    );
  });

  it("refuses what it cannot tell", async () => {
    for (const query of [
      "SELECT LEVEL FROM emp e, emp f START WITH e.id = f.id CONNECT BY PRIOR e.id = f.boss",
      "SELECT CONNECT_BY_ISCYCLE FROM emp CONNECT BY NOCYCLE PRIOR id = boss",
      "SELECT id FROM emp CONNECT BY NOCYCLE PRIOR id = boss AND PRIOR pay < pay",
      "SELECT LEVEL FROM dual CONNECT BY LEVEL <> 3",
      "SELECT PRIOR id FROM emp",
    ])
      assert.equal(failureOf(await view("oracle", query)).code, "DWM-QRY-002", query);
  });
});

describe("CONNECT BY on Databricks", () => {
  it("is a recursive common table expression in the place of the table", async () => {
    const { sql } = await queryOf(
      "oracle",
      "SELECT id, LEVEL, SYS_CONNECT_BY_PATH(name, '/') AS p FROM hr.emp e START WITH boss IS NULL CONNECT BY PRIOR e.id = e.boss ORDER SIBLINGS BY name",
    );
    assert.equal(
      sql,
      "SELECT id, e.dwm_level AS LEVEL, e.dwm_1 AS p FROM (WITH RECURSIVE dwm_tree AS " +
        "(SELECT e.*, 1 AS dwm_level, '/' || coalesce(CAST(e.name AS STRING), '') AS dwm_1, ARRAY(row_number() OVER (ORDER BY e.name NULLS LAST)) AS dwm_order " +
        "FROM hr.emp AS e WHERE boss IS NULL UNION ALL SELECT e.*, dwm_tree.dwm_level + 1 AS dwm_level, " +
        "dwm_tree.dwm_1 || '/' || coalesce(CAST(e.name AS STRING), '') AS dwm_1, " +
        "array_append(dwm_tree.dwm_order, row_number() OVER (ORDER BY e.name NULLS LAST)) AS dwm_order " +
        "FROM hr.emp AS e JOIN dwm_tree ON dwm_tree.id = e.boss) SELECT * FROM dwm_tree) AS e ORDER BY e.dwm_order",
    );
    const { sql: series } = await queryOf("oracle", "SELECT LEVEL FROM dual CONNECT BY LEVEL <= 5");
    assert.equal(
      series,
      "SELECT dwm_level AS LEVEL FROM explode(sequence(1, greatest(5, 1))) AS dwm_series(dwm_level)",
    );
  });
});
