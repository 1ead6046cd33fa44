import assert from "node:assert/strict";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { queryOf } from "../databricks/harness.ts";
import { rowsOf } from "../harness.ts";

const KNOWN: Record<string, TargetColumn[]> = {
  t: [
    { name: "id", class: "int" },
    { name: "sup", class: "json" },
  ],
};
const T = [
  `CREATE TABLE t AS SELECT 1 AS id, '{"items": [{"n": 5}, {"n": 6}], "kind": "x"}'::JSON AS sup`,
];

const QUERIES: [string, unknown[][], string][] = [
  [
    "SELECT sup.items[1].n::int AS n FROM t WHERE sup.kind = 'x'",
    [[6]],
    "SELECT CAST(sup:items[1].n AS INT) AS n FROM t WHERE CAST(sup:kind AS STRING) = 'x'",
  ],
  [
    "SELECT a.id, b.n::int AS n, i FROM t AS a, a.sup.items AS b AT i ORDER BY n",
    [
      [1, 5, "0"],
      [1, 6, "1"],
    ],
    "SELECT a.id, CAST(b.value:n AS INT) AS n, b.pos AS i FROM t AS a, LATERAL variant_explode(a.sup:items) AS b ORDER BY n NULLS LAST",
  ],
  [
    `SELECT JSON_PARSE('{"a": {"b": 2}}').a.b::int AS b FROM t`,
    [[2]],
    `SELECT CAST(parse_json('{"a": {"b": 2}}'):a.b AS INT) AS b FROM t`,
  ],
];

describe("paths into Redshift's SUPER", () => {
  for (const [query, rows, databricks] of QUERIES) {
    it(query, async () => {
      assert.deepEqual(await rowsOf("redshift", query, T, KNOWN), rows);
      assert.equal((await queryOf("redshift", query, KNOWN)).sql, databricks);
    });
  }
});
