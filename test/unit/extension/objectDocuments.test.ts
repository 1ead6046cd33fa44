import assert from "node:assert/strict";
import { objectText } from "../../../src/extension/objectDocuments/objectText.ts";
import { objectPath, readObjectPath } from "../../../src/extension/objectDocuments/objectUri.ts";
import type { ResultDetail } from "../../../src/protocol/history.ts";
import { english } from "./support/host.ts";

const detail: ResultDetail = {
  result: { object_name: "a.b", object_type: "VIEW", status: "success", timestamp: "x", seq: 4 },
  source: [
    { file: "a.sql", line: 1, column: 1, text: "CREATE VIEW a.b AS SELECT 1;" },
    { file: "a.sql", line: 2, column: 1, text: "COMMENT ON VIEW a.b IS 'x'" },
  ],
  sql: "CREATE VIEW b AS SELECT 1;",
  sql_dialect: "duckdb",
  is_artefact: false,
};

describe("documents of objects", () => {
  it("have addresses that say of what", () => {
    const path = objectPath("j1", { object_name: "sales/x.y", seq: 4 }, "target");
    assert.equal(path, "/j1/4/target/sales_x.y.sql");
    assert.deepEqual(readObjectPath(path), { jobId: "j1", seq: 4, side: "target" });
    assert.equal(objectPath("j1", { object_name: "x" }, "source"), undefined);
    for (const wrong of ["/j1", "/j1/x/source/a.sql", "/j1/4/both/a.sql", "//4/source/a.sql"])
      assert.equal(readObjectPath(wrong), undefined);
  });

  it("hold the statements as they stand in the source", () => {
    const text = objectText(detail, "source", english);
    assert.equal(text, "CREATE VIEW a.b AS SELECT 1;\n\nCOMMENT ON VIEW a.b IS 'x';\n");
  });

  it("hold what was made of them, or say why nothing was", () => {
    assert.equal(objectText(detail, "target", english), "CREATE VIEW b AS SELECT 1;\n");
    const result = { ...detail.result, error: "no such function" };
    const failed = { ...detail, sql: null, result };
    assert.match(objectText(failed, "target", english), /^-- Nothing.*\n-- no such function\n$/);
    const artefact = { ...detail, is_artefact: true, sql_dialect: "databricks" as const };
    assert.match(
      objectText(artefact, "target", english),
      /^-- .*Databricks SQL.*\n\nCREATE VIEW b/,
    );
  });
});
