import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { loose } from "../dml/harness.ts";

const KNOWN = {
  known: {
    t: [
      { name: "id", class: "int" as const },
      { name: "st", class: "unknown" as const },
    ],
  },
};

/** Changes that cannot be said in the target: dialect, statement, what is told. */
const REFUSED: [SourceType, string, RegExp][] = [
  ["oracle", "UPDATE t SET id = ROWNUM", /ROWNUM outside of a SELECT/],
  ["oracle", "DELETE FROM t WHERE ROWNUM < 3", /ROWNUM outside of a SELECT/],
  ["postgres", "INSERT INTO t (id) OVERRIDING USER VALUE VALUES (1)", /OVERRIDING USER VALUE/],
];

describe("changes that lose nothing of their source", () => {
  for (const [dialect, statement, told] of REFUSED) {
    it(`${dialect}: refuses ${statement}`, () => {
      for (const target of ["databricks", "duckdb"] as const) {
        const { statements, issues } = loose(dialect, target, statement, KNOWN);
        assert.equal(statements, null);
        assert.match(issues[0]?.message ?? "", told);
      }
    });
  }

  it("sets a structure's field, not a column of its name", () => {
    const update = "UPDATE t SET id = 1, st.x = 2 WHERE TRUE";
    assert.deepEqual(loose("bigquery", "databricks", update, KNOWN).statements, [
      "UPDATE t SET id = 1, st.x = 2 WHERE TRUE",
    ]);
    const refused = loose("bigquery", "duckdb", update, KNOWN);
    assert.match(refused.issues[0]?.message ?? "", /structure's field/);
    const joined = "UPDATE t SET st.x = d.id FROM d WHERE t.id = d.id";
    assert.match(
      loose("bigquery", "databricks", joined, KNOWN).statements?.[0] ?? "",
      /UPDATE SET st\.x = d\.id/,
    );
  });

  it("tells what MySQL's IGNORE passes over", () => {
    for (const statement of ["UPDATE IGNORE t SET id = 1", "DELETE QUICK IGNORE FROM t"]) {
      const { statements, issues } = loose("mysql", "databricks", statement, KNOWN);
      assert.equal(statements?.length, 1);
      assert.match(issues[0]?.message ?? "", /IGNORE passes over rows/);
    }
  });

  it("translates what stands behind Teradata's LOCKING", () => {
    const update = "LOCKING TABLE t FOR WRITE UPDATE t SET id = 1";
    const { statements, issues } = loose("teradata", "databricks", update, KNOWN);
    assert.deepEqual(statements, ["UPDATE t SET id = 1"]);
    assert.match(issues[0]?.message ?? "", /LOCKING TABLE t FOR WRITE/);
  });
});
