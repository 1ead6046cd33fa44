import assert from "node:assert/strict";
import { loaded } from "../harness.ts";

const TABLE = "CREATE TABLE t (a INTEGER, b VARCHAR(5) DEFAULT 'd', c DATE)";

describe("Rows of Teradata", () => {
  it("are read where VALUES is left out", async () => {
    const rows = await loaded(
      "teradata",
      TABLE,
      "INS t (1, 'x', DATE '2024-01-31');\nINSERT INTO db.t (2, 'y', 1240201);\nINS INTO t (NULL, 'z', NULL);\n" +
        "INS t (a, b) VALUES (4, 'w');",
    );
    assert.deepEqual(rows, [
      [1, "x", "2024-01-31"],
      [2, "y", "2024-02-01"],
      [null, "z", null],
      [4, "w", null],
    ]);
  });

  it("have defaults where a value is left out", async () => {
    const rows = await loaded("teradata", TABLE, "INSERT INTO t VALUES (1, , );\nINS t (, 'y', );");
    assert.deepEqual(rows, [
      [1, "d", null],
      [null, "y", null],
    ]);
  });
});
