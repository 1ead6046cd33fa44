import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import { databricksContext, queryOf } from "../databricks/harness.ts";
import { failureOf, objectOf, rowsOf, view } from "../harness.ts";

const REFUSED: [SourceType, string][] = [
  ["snowflake", "snowflake.account_usage.query_history"],
  ["snowflake", "account_usage.query_history"],
  ["snowflake", "db.information_schema.packages"],
  ["redshift", "sys_query_history"],
  ["redshift", "pg_table_def"],
  ["bigquery", "`p.d.__TABLES__`"],
  ["bigquery", "`region-us`.INFORMATION_SCHEMA.JOBS_BY_PROJECT"],
  ["bigquery", "d.INFORMATION_SCHEMA.TABLES"],
  ["mysql", "sys.version"],
  ["mysql", "information_schema.processlist"],
  ["tsql", "master..spt_values"],
  ["tsql", "sysobjects"],
  ["postgres", "pg_stat_user_tables"],
];

describe("tables of the source system's own", () => {
  for (const [dialect, table] of REFUSED) {
    it(`${dialect}: ${table} is refused by both targets`, async () => {
      const query = `SELECT a FROM ${table}`;
      assert.equal(failureOf(await view(dialect, query)).code, "DWM-QRY-002");
      const object = objectOf("VIEW", "v", `CREATE VIEW v AS ${query}`);
      const answer = await translateObject(object, databricksContext(dialect));
      assert.equal(failureOf(answer).code, "DWM-QRY-002");
    });
  }

  const SCHEMA = "SELECT table_name FROM db.information_schema.tables WHERE table_name = 'u'";

  it("the information schema is the target's", async () => {
    assert.deepEqual(await rowsOf("snowflake", SCHEMA, ["CREATE TABLE u (a INTEGER)"]), [["u"]]);
    assert.deepEqual(await queryOf("snowflake", SCHEMA), {
      sql: "SELECT table_name FROM information_schema.tables WHERE table_name = 'u'",
      codes: ["DWM-QRY-006"],
    });
  });
});
