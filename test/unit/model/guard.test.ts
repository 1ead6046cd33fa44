import assert from "node:assert/strict";
import { readAnswer } from "../../../src/server/model/answer.ts";
import { complaintAbout } from "../../../src/server/model/guard.ts";
import { modelSettingsFrom, usageOf } from "../../../src/server/model/modelSettings.ts";

describe("a model's answer", () => {
  it("is taken out of its fence", () => {
    assert.deepEqual(readAnswer("Here:\n```sql\nSELECT 1;\n```\nDone."), { sql: "SELECT 1" });
    assert.deepEqual(readAnswer("SELECT 1"), { sql: "SELECT 1" });
  });

  it("may be that there is none", () => {
    assert.deepEqual(readAnswer("CANNOT: MODEL clause\nhas no counterpart"), {
      refusal: "MODEL clause has no counterpart",
    });
  });

  it("is refused where it is not clear which SQL is meant", () => {
    for (const text of [
      "```sql\nSELECT 1\n```\n```sql\nSELECT 2\n```",
      "```sql\nSELECT 1",
      "``` \n```",
    ])
      assert.ok("complaint" in readAnswer(text), text);
  });
});

describe("the guard of a model's SQL", () => {
  const refused: [string, "TABLE" | "VIEW" | "PROCEDURE", RegExp][] = [
    ["SELECT 1; DROP TABLE t", "VIEW", /more than one statement/],
    ["DROP TABLE t", "VIEW", /not what was asked for/],
    ["CREATE VIEW v AS SELECT 1", "VIEW", /not what was asked for/],
    ["SELECT * FROM read_csv('/etc/passwd')", "VIEW", /reaches out/],
    ["SELECT * FROM \"read_text\"('x')", "VIEW", /reaches out/],
    ["SELECT * FROM '/etc/passwd'", "VIEW", /no table/],
    ['SELECT * FROM "data.parquet"', "VIEW", /no table/],
    ["SELECT getenv('HOME')", "VIEW", /reaches out/],
    ["SELECT 'open", "VIEW", /not closed/],
    ["CREATE TABLE t AS SELECT 1; ATTACH 'x'", "TABLE", /more than one statement/],
    ["INSERT INTO t VALUES (1)", "TABLE", /not what was asked for/],
  ];
  for (const [sql, type, reason] of refused) {
    it(`refuses ${sql}`, () => assert.match(complaintAbout(sql, type, "duckdb") ?? "", reason));
  }

  it("lets through what was asked for", () => {
    assert.equal(
      complaintAbout("WITH c AS (SELECT ';') SELECT * FROM c", "VIEW", "duckdb"),
      undefined,
    );
    assert.equal(complaintAbout("CREATE TABLE t (a INT)", "TABLE", "duckdb"), undefined);
    const routine = "CREATE OR REPLACE PROCEDURE p() LANGUAGE SQL AS BEGIN SELECT 1; END";
    assert.equal(complaintAbout(routine, "PROCEDURE", "databricks"), undefined);
  });
});

describe("the model's settings", () => {
  it("are nothing without an address", () => {
    assert.equal(modelSettingsFrom({ DW_MIGRATE_MODEL_TOKEN: "t" }), undefined);
  });

  it("refuse an address and a price that are none", () => {
    assert.throws(() => modelSettingsFrom({ DW_MIGRATE_MODEL_URL: "ftp://x" }), /no http/);
    const env = { DW_MIGRATE_MODEL_URL: "https://x/v1/", DW_MIGRATE_MODEL_INPUT_PRICE: "cheap" };
    assert.throws(() => modelSettingsFrom(env), /no price/);
  });

  it("count what a request costs", () => {
    const settings = modelSettingsFrom({
      DW_MIGRATE_MODEL_URL: "https://x/v1/",
      DW_MIGRATE_MODEL_INPUT_PRICE: "2",
      DW_MIGRATE_MODEL_OUTPUT_PRICE: "10",
    });
    assert.equal(settings?.baseUrl, "https://x/v1");
    assert.equal(usageOf(settings!, 500_000, 100_000).cost, 2);
    assert.equal(
      usageOf({ ...settings!, inputPrice: undefined, outputPrice: undefined }, 1, 1).cost,
      null,
    );
  });
});
