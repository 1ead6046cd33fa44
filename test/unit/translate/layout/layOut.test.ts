import assert from "node:assert/strict";
import { layOut } from "../../../../src/server/translate/layout/layOut.ts";

const long =
  "an_expression_that_makes_a_line_longer_than_what_an_editor_shows_beside_another_one_of_its_kind";

describe("the layout of what was written", () => {
  it("puts the parts of a view's query in lines, behind its head", () => {
    const written = `CREATE OR REPLACE VIEW "w"."m"."v" AS SELECT "a", sum("b") AS "${long}" FROM "t" WHERE "a" > 1 AND "b" < 2 GROUP BY "a";`;
    assert.equal(
      layOut(written, "duckdb"),
      [
        'CREATE OR REPLACE VIEW "w"."m"."v" AS',
        "SELECT",
        '  "a",',
        `  sum("b") AS "${long}"`,
        "FROM",
        '  "t"',
        "WHERE",
        '  "a" > 1',
        '  AND "b" < 2',
        "GROUP BY",
        '  "a";',
      ].join("\n"),
    );
  });

  it("knows what Databricks SQL has beyond Spark's", () => {
    const written = `CREATE TABLE t AS SELECT src:address.city[0]::STRING AS city, src:\`odd name\`.x AS ${long} FROM s QUALIFY row_number() OVER (ORDER BY a) = 1;`;
    const lines = layOut(written, "databricks").split("\n");
    assert.deepEqual(lines.slice(0, 4), [
      "CREATE TABLE t AS",
      "SELECT",
      "  src:address.city[0]::STRING AS city,",
      `  src:\`odd name\`.x AS ${long}`,
    ]);
    assert.ok(lines.includes("QUALIFY"));
  });

  it("puts no blank where none was: before a function's brackets, in those of a type", () => {
    const written = `CREATE VIEW v AS SELECT get(split_part(a, 1,2), 3), CAST(b AS MAP<STRING, ARRAY<INT>>), a <b AS ${long} FROM t;`;
    assert.deepEqual(layOut(written, "databricks").split("\n").slice(2, 5), [
      "  get(split_part(a, 1, 2), 3),",
      "  CAST(b AS MAP<STRING, ARRAY<INT>>),",
      `  a <b AS ${long}`,
    ]);
  });

  it("keeps texts as they are, blanks and lines in them too", () => {
    const text = `'it''s  two\n   lines -- and no comment; SELECT'`;
    const laidOut = layOut(
      `INSERT INTO t (a) SELECT ${text} AS ${long} FROM u WHERE b = 1;`,
      "duckdb",
    );
    assert.ok(laidOut.startsWith("INSERT INTO t (a)\nSELECT\n"));
    assert.ok(laidOut.includes(text));
  });

  it("lays out each of several statements that is long", () => {
    const short = "DROP TABLE IF EXISTS t;";
    const query = `CREATE TABLE t AS SELECT a AS ${long} FROM u;`;
    const lines = layOut(`${short}\n${query}`, "databricks").split("\n");
    assert.deepEqual(lines.slice(0, 3), [short, "CREATE TABLE t AS", "SELECT"]);
  });

  it("lays out statements inside of a routine, as far in as they stand", () => {
    const routine = (statement: string) =>
      `CREATE PROCEDURE p()\nBEGIN\n  -- why\n  IF a THEN\n${statement}\n  END IF;\nEND;`;
    assert.equal(
      layOut(routine(`    INSERT INTO t SELECT a AS ${long} FROM u;`), "databricks"),
      routine(`    INSERT INTO t\n    SELECT\n      a AS ${long}\n    FROM\n      u;`),
    );
  });

  for (const [what, sql] of [
    ["short", "CREATE VIEW v AS SELECT a FROM t;"],
    ["a definition of columns", `CREATE TABLE t (a INT COMMENT '${long} ${long}');`],
    ["a list of rows", `INSERT INTO t VALUES ('${long}'), ('${long}');`],
    ["a routine in one line", `CREATE PROCEDURE p() BEGIN DELETE FROM ${long} WHERE a > 1; END;`],
    [
      "a text in a routine",
      `CREATE PROCEDURE p() BEGIN
  SET x = '
SELECT a AS ${long} FROM t WHERE a;
';
END;`,
    ],
    ["a block", `BEGIN INSERT INTO t SELECT a AS ${long} FROM u WHERE a > 1 AND b > 1; END;`],
    ["commented", `CREATE VIEW v AS SELECT a AS ${long} -- what it is\nFROM t;`],
    ["not read by the library", `SELECT a AS ${long} FROM t WHERE ((((a > 1);`],
    ["nested too deep", `SELECT ${"(".repeat(101)}${long}${")".repeat(101)} FROM t WHERE a > 1;`],
    ["never closed", `SELECT 'a AS ${long} FROM t WHERE a > 1 AND b > 2;`],
  ] as const) {
    it(`leaves alone what is ${what}`, () => {
      for (const target of ["duckdb", "databricks"] as const)
        assert.equal(layOut(sql, target), sql);
    });
  }
});
