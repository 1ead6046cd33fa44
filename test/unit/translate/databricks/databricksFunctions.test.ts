import assert from "node:assert/strict";
import { isDatabricksFunction } from "../../../../src/server/translate/writer/databricksFunctions.ts";

describe("the list of Databricks functions", () => {
  it("has built-in functions in any case, and no other dialect's", () => {
    for (const name of [
      "array_agg",
      "LISTAGG",
      "try_to_timestamp",
      "Percentile_Cont",
      "h3_validate",
    ]) {
      assert.ok(isDatabricksFunction(name), name);
    }
    for (const name of [
      "nvarchar",
      "to_clob",
      "strftime",
      "object_construct",
      "safe_divide",
      "strpos",
    ]) {
      assert.ok(!isDatabricksFunction(name), name);
    }
  });
});
