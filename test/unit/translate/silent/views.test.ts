import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import { contextFor, objectOf, run, statementsOf } from "../harness.ts";

function created(dialect: SourceType, sql: string) {
  return translateObject(objectOf("VIEW", "v", sql), contextFor(dialect));
}

describe("what stands before a view's query", () => {
  it("keeps the columns behind COPY GRANTS, and tells of policies", async () => {
    const made = await created(
      "snowflake",
      "CREATE VIEW v COPY GRANTS (a, b WITH MASKING POLICY p) WITH ROW ACCESS POLICY r ON (a) COMMENT = 'c' AS SELECT 1, 2",
    );
    assert.deepEqual(await run(...statementsOf(made), "SELECT a, b FROM v"), [[1, 2]]);
    const told = made.issues.filter(({ severity }) => severity === "warning");
    assert.deepEqual(
      told.map(({ message }) => /(MASKING|ROW ACCESS) POLICY/.exec(message)?.[1]),
      ["MASKING", "ROW ACCESS"],
    );
  });

  it("tells that an object view's columns have other names", async () => {
    const sql = "CREATE VIEW v OF thing WITH OBJECT IDENTIFIER (id) AS SELECT 1 AS id FROM dual";
    const { issues } = await created("oracle", sql);
    assert.ok(issues.some(({ message }) => /those of the type/.test(message)));
  });
});
