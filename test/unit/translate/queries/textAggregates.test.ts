import assert from "node:assert/strict";
import { readScript } from "../../../../src/server/inventory/readScript.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TargetDialect, TranslatedObject } from "../../../../src/server/translate/types.ts";
import { contextFor, failureOf, run, statementsOf } from "../harness.ts";

/** Functions of two texts, and the aggregate that each makes. */
const DEFINITIONS: readonly (readonly [body: string, separator: string | undefined])[] = [
  [
    "CREATE FUNCTION f(text, text) RETURNS text AS $_$ SELECT CASE WHEN $2 IS NULL THEN $1 WHEN $1 IS NULL THEN $2 ELSE $1 || ', ' || $2 END $_$ LANGUAGE sql",
    ", ",
  ],
  [
    "CREATE FUNCTION f(a text, b text) RETURNS text AS 'SELECT CASE WHEN a IS NULL THEN b WHEN b IS NULL THEN a ELSE a || ''; '' || b END;' LANGUAGE sql",
    "; ",
  ],
  [
    "CREATE FUNCTION f(text, text) RETURNS text STRICT AS $$ SELECT $1 || '-' || $2 $$ LANGUAGE sql",
    "-",
  ],
  // One NULL makes all of it NULL.
  [
    "CREATE FUNCTION f(text, text) RETURNS text AS $$ SELECT $1 || '-' || $2 $$ LANGUAGE sql",
    undefined,
  ],
  // The order is turned round.
  [
    "CREATE FUNCTION f(text, text) RETURNS text STRICT AS $$ SELECT $2 || '-' || $1 $$ LANGUAGE sql",
    undefined,
  ],
];

function translated(script: string, target: TargetDialect): Promise<TranslatedObject> {
  const { objects, userTypes } = readScript("x.sql", script, "postgres");
  const object = objects.find(({ objectType }) => objectType === "VIEW");
  if (!object) throw new Error("the script has no view");
  return translateObject(object, { ...contextFor("postgres"), target, userTypes });
}

describe("Aggregates of PostgreSQL that join texts", () => {
  const view =
    "CREATE VIEW v AS SELECT g, joined(x) AS a, public.joined(DISTINCT x) AS b FROM t GROUP BY g";
  const setup = [
    "CREATE TABLE t (g INTEGER, x VARCHAR)",
    "INSERT INTO t VALUES (1, 'b'), (1, NULL), (1, 'a'), (1, 'b'), (2, NULL)",
  ];

  for (const [definition, separator] of DEFINITIONS) {
    it(`${separator === undefined ? "are refused" : "are string_agg"}: ${definition}`, async () => {
      const aggregate = "CREATE AGGREGATE joined(text) (SFUNC = f, STYPE = text)";
      const made = await translated(`${definition};\n${aggregate};\n${view};`, "duckdb");
      if (separator === undefined) {
        assert.equal(failureOf(made).code, "DWM-QRY-003");
        return;
      }
      assert.deepEqual(await run(...setup, ...statementsOf(made), "FROM v ORDER BY g"), [
        [1, ["b", "a", "b"].join(separator), ["a", "b"].join(separator)],
        [2, null, null],
      ]);
    });
  }

  it("are listagg in Databricks, and are told to be no matter", async () => {
    const script = `CREATE AGGREGATE joined(text) (SFUNC = textcat, STYPE = text);\n${view};`;
    const made = await translated(script, "databricks");
    assert.match(statementsOf(made)[0] ?? "", /listagg\(x\) AS a, listagg\(DISTINCT x\)/);
    const { leftOut } = readScript("x.sql", script, "postgres");
    const { loose } = readScript("x.sql", script, "postgres");
    assert.equal(leftOut.length + loose.length, 1);
  });

  it("with a final function or a first value are refused", async () => {
    const script = `CREATE AGGREGATE joined(text) (SFUNC = textcat, STYPE = text, INITCOND = 'x');\n${view};`;
    assert.equal(failureOf(await translated(script, "duckdb")).code, "DWM-QRY-003");
  });
});
