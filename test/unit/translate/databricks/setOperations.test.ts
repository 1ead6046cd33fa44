import assert from "node:assert/strict";
import { queryOf } from "./harness.ts";

const ROWS: readonly (readonly [query: string, sql: string])[] = [
  ["SELECT a FROM t UNION SELECT b FROM u", "(SELECT a FROM t) UNION (SELECT b FROM u)"],
  ["SELECT a FROM t MINUS SELECT b FROM u", "(SELECT a FROM t) EXCEPT (SELECT b FROM u)"],
  [
    "SELECT a FROM t UNION ALL SELECT b FROM u UNION ALL SELECT c FROM v",
    "SELECT a FROM t UNION ALL SELECT b FROM u UNION ALL SELECT c FROM v",
  ],
  [
    "(SELECT a FROM t) UNION ALL SELECT b FROM u ORDER BY 1",
    "(SELECT a FROM t) UNION ALL (SELECT b FROM u) ORDER BY 1 NULLS LAST",
  ],
  ["SELECT a FROM (SELECT a FROM t)", "SELECT a FROM (SELECT a FROM t)"],
  [
    "WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r WHERE i < 3) SELECT i FROM r",
    "WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r WHERE i < 3) SELECT i FROM r",
  ],
];

describe("set operations in Databricks SQL", () => {
  for (const [query, sql] of ROWS) {
    it(query, async () => {
      assert.deepEqual(await queryOf("snowflake", query), { sql, codes: [] });
    });
  }
});
