import assert from "node:assert/strict";
import { loose, rowsAfter, told } from "./harness.ts";

const T = "CREATE TABLE t (a INTEGER, b VARCHAR)";

describe("INSERT", () => {
  it("takes literals and queries", async () => {
    assert.deepEqual(
      await rowsAfter(
        "oracle",
        [T],
        ["INSERT INTO t VALUES (1, 'x')", "INSERT INTO t (b, a) SELECT b || '!', a + 1 FROM t;"],
      ),
      [
        [1, "x"],
        [2, "x!"],
      ],
    );
  });

  it("counts the values", () => {
    const known = { t: [{ name: "a", class: "int" as const }] };
    for (const sql of ["INSERT INTO t (a) SELECT 1, 2", "INSERT INTO t SELECT 1, 2"])
      assert.match(told(loose("tsql", "duckdb", sql, { known })).join(), /^refused,DWM-DAT-002/);
  });
});
