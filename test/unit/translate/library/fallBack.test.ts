import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { confidenceOf, judge } from "../../../../src/server/translate/confidence.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TranslateContext, TranslatedObject } from "../../../../src/server/translate/types.ts";
import { databricksContext } from "../databricks/harness.ts";
import { contextFor, objectOf } from "../harness.ts";

function view(query: string, context: TranslateContext): Promise<TranslatedObject> {
  return translateObject(objectOf("VIEW", "v", `CREATE VIEW v AS ${query}`), context);
}

function codeOf(translated: TranslatedObject): string {
  return translated.outcome === "error" ? translated.issue.code : translated.outcome;
}

/** Nothing that our rules read has GROUP_CONCAT in PostgreSQL; the library knows it all the same. */
const REFUSED = "SELECT a, GROUP_CONCAT(b) AS bs FROM t GROUP BY a";

/** The same statement beside something that the library gets wrong without a word: the refusal stands. */
const SUSPECT: readonly [SourceType, string][] = [
  ["postgres", "SELECT TO_CHAR(c, 'YYYY'), GROUP_CONCAT(b) FROM t"],
  ["postgres", "SELECT c / 2, GROUP_CONCAT(b) FROM t"],
  ["oracle", "SELECT TRUNC(c), GROUP_CONCAT(b) FROM t"],
  ["oracle", "SELECT t.a, GROUP_CONCAT(b) FROM t, u WHERE t.a = u.a(+)"],
  ["oracle", "SELECT GROUP_CONCAT(b) FROM t CONNECT BY PRIOR a = b"],
  ["tsql", "SELECT a + 'x', GROUP_CONCAT(b) FROM t"],
  ["tsql", "SELECT TOP 5 WITH TIES a, GROUP_CONCAT(b) FROM t ORDER BY a"],
  ["snowflake", "SELECT f.value, GROUP_CONCAT(b) FROM t, LATERAL FLATTEN(t.x) f"],
  ["teradata", "SELECT c (FORMAT '999'), GROUP_CONCAT(b) FROM t"],
  ["bigquery", "SELECT c[OFFSET(0)], GROUP_CONCAT(b) FROM t"],
  ["redshift", "SELECT TRUNC(c), GROUP_CONCAT(b) FROM t"],
];

/** Words that the library leaves out, or passes on though Databricks does not know them. */
const LOST: readonly [SourceType, string][] = [
  ["tsql", "SELECT GROUP_CONCAT(b) FROM t WITH (READPAST)"],
  ["teradata", "SELECT GROUP_CONCAT(b) FROM t WHERE c AT TIME ZONE INTERVAL '2' HOUR > d"],
  ["bigquery", "SELECT GROUP_CONCAT(b) FROM t FOR SYSTEM_TIME AS OF c"],
];

describe("the library in place of our rules", () => {
  it("is taken for review, with what our rules refused", async () => {
    const made = await view(REFUSED, databricksContext("postgres"));
    assert.ok(made.outcome === "translated");
    assert.equal(made.engine, "library");
    const sql = "SELECT a, ARRAY_JOIN(COLLECT_LIST(b), ',') AS bs FROM t GROUP BY a";
    assert.equal(made.statements[0]?.sql, `CREATE VIEW v AS ${sql}`);
    const [issue] = made.issues;
    assert.deepEqual([issue?.code, issue?.line, issue?.column], ["DWM-VER-006", 10, 30]);
    assert.match(issue?.message ?? "", /GROUP_CONCAT has no translation/);
    assert.equal(confidenceOf(judge(made)), "review");
  });

  for (const [dialect, query] of SUSPECT) {
    it(`is not asked for ${dialect}: ${query}`, async () => {
      assert.match(codeOf(await view(query, databricksContext(dialect))), /^DWM-/);
    });
  }

  for (const [dialect, query] of LOST)
    it(`is not taken for ${dialect}: ${query}`, async () => {
      assert.match(codeOf(await view(query, databricksContext(dialect))), /^DWM-/);
    });

  it("does not pass on what it does not know", async () => {
    for (const query of ["SELECT no_such_function(a) FROM t", "SELECT a FROM t WHERE a @@ b"]) {
      assert.match(codeOf(await view(query, databricksContext("postgres"))), /^DWM-QRY-/);
    }
  });

  it("is not asked where names have to be moved, for DuckDB, or once it broke down", async () => {
    const context = databricksContext("postgres");
    const moved = { ...context, names: { catalog: "c", schema: "s", targets: {} } };
    for (const other of [
      moved,
      contextFor("postgres"),
      { ...context, withoutLibraries: true as const },
    ]) {
      assert.equal(codeOf(await view(REFUSED, other)), "DWM-QRY-003");
    }
  });
});
