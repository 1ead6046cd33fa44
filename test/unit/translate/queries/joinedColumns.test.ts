import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { queryOf } from "../databricks/harness.ts";
import { contextFor, objectOf, rowsOf, run, statementsOf } from "../harness.ts";

const KNOWN: Record<string, TargetColumn[]> = {
  a: [
    { name: "x", class: "int" },
    { name: "id", class: "int" },
  ],
  b: [
    { name: "y", class: "int" },
    { name: "id", class: "int" },
  ],
};
const T = ["CREATE TABLE a AS SELECT 1 AS x, 7 AS id", "CREATE TABLE b AS SELECT 2 AS y, 7 AS id"];

const QUERIES: [SourceType, string, unknown[][]][] = [
  ["postgres", "SELECT * FROM a JOIN b USING (id)", [[7, 1, 2]]],
  ["mysql", "SELECT * FROM a NATURAL JOIN b", [[7, 1, 2]]],
  ["bigquery", "SELECT * FROM a LEFT JOIN b USING (id)", [[7, 1, 2]]],
  ["postgres", "SELECT a.*, y FROM a JOIN b USING (id)", [[1, 7, 2]]],
  ["postgres", "TABLE a", [[1, 7]]],
  [
    "postgres",
    "WITH RECURSIVE t(n, path) AS (SELECT 1, ARRAY[1] UNION ALL SELECT n + 1, path || (n + 1) FROM t WHERE n < 2) SELECT path FROM t ORDER BY n",
    [[[1]], [[1, 2]]],
  ],
  [
    "postgres",
    "SELECT e.v ->> 'k' AS k, e.n FROM a, jsonb_array_elements('[{\"k\": 5}, {\"k\": 6}]') WITH ORDINALITY AS e(v, n) ORDER BY n",
    [
      ["5", "1"],
      ["6", "2"],
    ],
  ],
  // One value of any row, as MySQL has it where nothing says which.
  ["mysql", "SELECT y, LAST_DAY(MAKEDATE(2024, id)) AS d FROM b GROUP BY y", [[2, "2024-01-31"]]],
];

describe("columns of joins, tables by themselves, recursive arrays", () => {
  for (const [dialect, query, expected] of QUERIES) {
    it(`${dialect}: ${query.slice(0, 100)}`, async () => {
      assert.deepEqual(await rowsOf(dialect, query, T, KNOWN), expected);
    });
  }

  it("a table is made of each joined column once", async () => {
    const create = "CREATE TABLE c AS SELECT * FROM a JOIN b USING (id)";
    const context = contextFor("postgres", KNOWN);
    const made = statementsOf(await translateObject(objectOf("TABLE", "c", create), context));
    assert.deepEqual(await run(...T, ...made, "SELECT id, x, y FROM c"), [[7, 1, 2]]);
  });

  it("Databricks has the joined columns first by itself", async () => {
    const query = "SELECT * FROM a JOIN b USING (id)";
    assert.equal((await queryOf("postgres", query, KNOWN)).sql, query);
  });
});
