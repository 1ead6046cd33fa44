import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TranslateContext } from "../../../../src/server/translate/types.ts";
import { databricksContext } from "../databricks/harness.ts";
import { contextFor, objectOf } from "../harness.ts";

const COLUMNS = [{ name: "a", class: "int" }] as const;

/** Names that the source gives a meaning which a target does not know: they are refused and not written as columns. */
const REFUSED: readonly (readonly [SourceType, query: string, code?: string])[] = [
  ["bigquery", "SELECT a FROM t WHERE _PARTITIONTIME > NULL"],
  ["bigquery", "SELECT _FILE_NAME FROM t"],
  ["bigquery", "SELECT _TABLE_SUFFIX FROM t"],
  ["postgres", "SELECT ctid FROM t"],
  ["postgres", "SELECT x.xmin FROM t AS x"],
  ["postgres", "SELECT a FROM t WHERE a = $1"],
  ["redshift", "SELECT tableoid FROM t"],
  ["snowflake", "SELECT METADATA$FILENAME FROM t"],
  ["teradata", "SELECT ROWID FROM t"],
  ["teradata", "SELECT u.a"],
  ["tsql", "SELECT $IDENTITY FROM t"],
  ["tsql", "SELECT a FROM srv.db.dbo.t", "DWM-QRY-011"],
];

async function made(query: string, context: TranslateContext) {
  return translateObject(objectOf("VIEW", "v", `CREATE VIEW v AS ${query}`), context);
}

function known(context: TranslateContext): TranslateContext {
  return { ...context, known: { ...context.known, t: [...COLUMNS] } };
}

describe("names with a meaning of the source's own", () => {
  for (const [dialect, query, code = "DWM-QRY-002"] of REFUSED)
    it(`${dialect}: ${query} is refused`, async () => {
      for (const context of [databricksContext(dialect), contextFor(dialect)]) {
        const view = await made(query, known(context));
        assert.ok(view.outcome === "error", JSON.stringify(view));
        assert.equal(view.issue.code, code);
      }
    });

  it("refuses a row as one value in Databricks, unless a column has that name", async () => {
    for (const dialect of ["bigquery", "postgres", "redshift"] as const) {
      const context = known(databricksContext(dialect));
      assert.equal((await made("SELECT COUNT(e) FROM t e", context)).outcome, "error");
      assert.equal((await made("SELECT COUNT(a) FROM t a", context)).outcome, "translated");
    }
  });

  it("writes the schema that `db..t` leaves out", async () => {
    for (const [dialect, schema] of [
      ["tsql", "dbo"],
      ["snowflake", "PUBLIC"],
    ] as const) {
      const view = await made("SELECT a FROM db..t", databricksContext(dialect));
      assert.ok(view.outcome === "translated");
      assert.match(view.statements[0]?.sql ?? "", new RegExp(`FROM db\\.${schema}\\.t$`));
    }
  });
});
