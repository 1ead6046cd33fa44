import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { readReferences } from "../../../src/server/inventory/dependencies.ts";
import { findCycles } from "../../../src/server/inventory/order.ts";
import { inventoryOf, objectOf } from "./folder.ts";

function relations(text: string, dialect: SourceType = "postgres"): string {
  const names = readReferences(text, dialect).relations.map((name) => name.join("."));
  return [...new Set(names)].sort().join(" ");
}

describe("readReferences", () => {
  for (const [text, expected] of [
    ["SELECT * FROM a", "a"],
    ['SELECT * FROM a, s.b AS x, "C d" y WHERE z IN (1, e)', "C d a s.b"],
    ["SELECT x, y FROM a JOIN b USING (k) LEFT JOIN c ON c.k = f(a.k, b.k)", "a b c"],
    ["SELECT * FROM (a JOIN b ON true), LATERAL (SELECT 1, x FROM c) q, ONLY d", "a b c d"],
    ["SELECT (SELECT max(x) FROM a), b FROM c ORDER BY d, e", "a c"],
    ["SELECT EXTRACT(year FROM d), TRIM(both 'x' FROM e), SUBSTRING(f FROM 2) FROM a", "a"],
    ["SELECT a IS DISTINCT FROM b, c IS NOT DISTINCT FROM d FROM e", "e"],
    ["WITH c AS (SELECT * FROM a), d (x) AS (SELECT * FROM c) SELECT * FROM c, d, b", "a b"],
    ["WITH a AS (SELECT * FROM a) SELECT * FROM a", "a"],
    ["WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT * FROM a) SELECT * FROM a", ""],
    ["WITH c AS (SELECT 1) SELECT * FROM s.c", "s.c"],
    ["INSERT INTO t (a, b) SELECT 1, 2 FROM u", "t u"],
    ["UPDATE t SET x = u.x FROM u WHERE t.id = u.id", "t u"],
    ["DELETE FROM t USING u, w WHERE 1 = 1", "t u w"],
    ["MERGE INTO t USING (SELECT * FROM u) s ON 1 = 1 WHEN MATCHED THEN UPDATE SET x = 1", "t u"],
    ["SELECT * FROM a FOR UPDATE OF b", "a"],
    ["CREATE TABLE t (LIKE u INCLUDING ALL)", "u"],
    ["CREATE TABLE t (x TEXT CHECK (x LIKE y)) INHERITS (p, q)", "p q"],
    ["CREATE TABLE t PARTITION OF p FOR VALUES IN (1)", "p"],
    ["CREATE TABLE t (x INT REFERENCES u (x))", ""],
    ["CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM a; END $$", "a"],
    ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT ''x'' FROM a'", "a"],
    ["CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS $$ from a import b $$", ""],
    ["SELECT 'FROM x' AS \"FROM y\" FROM a -- FROM z", "a"],
    ["SELECT * FROM a UNION SELECT * FROM b, c", "a b c"],
  ] as const) {
    it(text, () => assert.equal(relations(text), expected));
  }

  it("reads dialects' own ways", () => {
    assert.equal(relations("CREATE TABLE t CLONE s.u", "snowflake"), "s.u");
    assert.equal(
      relations("SELECT * FROM a, TABLE(FLATTEN(input => b)) f", "snowflake"),
      "FLATTEN a",
    );
    assert.equal(relations("SELECT * FROM `p.d.t`, p-q.d.u", "bigquery"), "p-q.d.u p.d.t");
    assert.equal(
      relations("SELECT * FROM [dbo].[A b] x CROSS APPLY dbo.f(x.y)", "tsql"),
      "dbo.A b dbo.f",
    );
    assert.equal(
      relations("WITH c AS (SELECT 1 AS n UNION ALL SELECT n FROM c) SELECT n FROM c", "tsql"),
      "",
    );
  });
});

describe("dependencies of objects", () => {
  it("prefer the exact name, then the referrer's schema, then the only one", async () => {
    const script = `CREATE VIEW a.v AS SELECT * FROM t;
CREATE VIEW c.w AS SELECT * FROM b.t;
CREATE VIEW c.only AS SELECT * FROM u;
CREATE VIEW c.neither AS SELECT * FROM t;
CREATE VIEW c.elsewhere AS SELECT * FROM x.u;
CREATE TABLE a.t (x INT); CREATE TABLE b.t (x INT); CREATE TABLE b.u (x INT);`;
    const inventory = await inventoryOf(script, "postgres");
    assert.deepEqual(objectOf(inventory, "a.v").dependsOn, ["a.t"]);
    assert.deepEqual(objectOf(inventory, "c.w").dependsOn, ["b.t"]);
    assert.deepEqual(objectOf(inventory, "c.only").dependsOn, ["b.u"]);
    assert.deepEqual(objectOf(inventory, "c.neither").dependsOn, []);
    assert.deepEqual(objectOf(inventory, "c.elsewhere").dependsOn, []);
    const keys = inventory.objects.map((object) => object.key);
    assert.ok(keys.indexOf("a.t") < keys.indexOf("a.v"));
  });

  it("hold functions that are called, a trigger's table and what rows are read from", async () => {
    const script = `CREATE VIEW v AS SELECT s.f(x) FROM t;
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION h();
INSERT INTO t SELECT x FROM u WHERE x NOT IN (SELECT x FROM t);
CREATE FUNCTION s.f(a int) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION h() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE t (x INT REFERENCES w (x)); CREATE TABLE u (x INT); CREATE TABLE w (x INT);`;
    const inventory = await inventoryOf(script, "postgres");
    assert.deepEqual(objectOf(inventory, "v").dependsOn, ["t", "function:s.f"]);
    assert.deepEqual(objectOf(inventory, "trigger:t.g").dependsOn, ["function:h", "t"]);
    assert.deepEqual(objectOf(inventory, "t").dependsOn, ["u"]);
    assert.deepEqual(objectOf(inventory, "w").dependsOn, []);
  });

  it("hold the function of a package that a view calls, and routines that are called without brackets", async () => {
    const script = `CREATE VIEW v AS SELECT s.p.f(1) x FROM dual;
CREATE PACKAGE s.p IS FUNCTION f(a NUMBER) RETURN NUMBER; PROCEDURE q; END;
/
CREATE PACKAGE BODY s.p IS
  FUNCTION f(a NUMBER) RETURN NUMBER IS BEGIN RETURN a; END;
  PROCEDURE q IS BEGIN DBMS_OUTPUT.PUT_LINE(f(1)); END;
END;
/
CREATE PROCEDURE r IS BEGIN s.p.q; END;
/
`;
    const inventory = await inventoryOf(script, "oracle");
    assert.deepEqual(objectOf(inventory, "v").dependsOn, ["function:s.p.f"]);
    assert.deepEqual(objectOf(inventory, "procedure:s.p.q").dependsOn, ["function:s.p.f"]);
    assert.deepEqual(objectOf(inventory, "procedure:r").dependsOn, ["procedure:s.p.q"]);
  });

  it("leave circles of views as they are, and let routines go first", async () => {
    const script = `CREATE VIEW a AS SELECT * FROM b; CREATE VIEW b AS SELECT * FROM a;
CREATE TABLE t (x INT DEFAULT f());
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT max(x) FROM t $$;`;
    const inventory = await inventoryOf(script, "postgres");
    assert.deepEqual(findCycles(inventory.objects), [["a", "b"]]);
    // Columns of a table call no functions in the targets: it does not wait for them.
    assert.deepEqual(objectOf(inventory, "function:f").dependsOn, ["t"]);
    assert.deepEqual(objectOf(inventory, "t").dependsOn, []);
  });

  it("let a table wait for the functions that its query calls", async () => {
    const script = `CREATE TABLE t AS SELECT f(1) AS x;
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;`;
    const inventory = await inventoryOf(script, "postgres");
    assert.deepEqual(objectOf(inventory, "t").dependsOn, ["function:f"]);
  });

  it("tell a view that reads itself from those that only seem to", async () => {
    const reads = async (script: string, dialect: SourceType = "postgres") =>
      (await inventoryOf(script, dialect)).objects.flatMap(({ key, readsItself }) =>
        readsItself ? [key] : [],
      );
    assert.deepEqual(await reads("CREATE VIEW v AS SELECT a FROM t UNION SELECT a FROM V;"), ["v"]);
    assert.deepEqual(await reads("CREATE VIEW s.v AS SELECT a FROM s.v;"), ["s.v"]);
    for (const script of [
      "CREATE VIEW s.v AS SELECT a FROM other.v;",
      "CREATE TABLE public.v (a INT); CREATE VIEW s.v AS SELECT a FROM v;",
      "CREATE VIEW v AS WITH v AS (SELECT 1 AS a) SELECT a FROM v;",
      "CREATE VIEW v AS WITH RECURSIVE v AS (SELECT 1 AS a UNION ALL SELECT a FROM v) SELECT a FROM v;",
      "CREATE RECURSIVE VIEW v (a) AS SELECT 1 UNION ALL SELECT a FROM v;",
      "CREATE VIEW v AS SELECT v.a FROM t AS v;",
    ])
      assert.deepEqual(await reads(script), [], script);
    assert.deepEqual(await reads("CREATE VIEW a.b.v AS SELECT x FROM c.d.v;", "snowflake"), []);
    assert.deepEqual(await reads("CREATE VIEW dbo.v AS SELECT x FROM [db].[dbo].[v];", "tsql"), []);
  });
});
