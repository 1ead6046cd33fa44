import assert from "node:assert/strict";
import { failureOf, rowsOf, view } from "../harness.ts";

const ROWS = [
  "CREATE TABLE t AS SELECT * FROM (VALUES (1, 'a', 3), (2, 'a', 2), (3, 'b', 1)) AS t(id, g, x)",
];
const KNOWN = {
  t: [
    { name: "id", class: "int" },
    { name: "g", class: "string" },
    { name: "x", class: "int" },
  ],
} as const;
const COLUMNS = { t: [...KNOWN.t] };

/** Rows that ROWNUM leaves, before they are grouped and sorted: query, rows. */
const COUNTED: [string, unknown[][]][] = [
  ["SELECT COUNT(*) FROM t WHERE ROWNUM <= 2", [["2"]]],
  ["SELECT COUNT(*) AS n FROM t a, t b WHERE a.id = b.id AND ROWNUM = 1", [["1"]]],
  ["SELECT COUNT(DISTINCT g) FROM t WHERE ROWNUM < 3", [["1"]]],
  ["SELECT g, COUNT(*) FROM t WHERE ROWNUM <= 2 AND x > 0 GROUP BY g", [["a", "2"]]],
  ["SELECT DISTINCT g FROM t WHERE ROWNUM <= 2", [["a"]]],
  ["SELECT COUNT(*) OVER () FROM t WHERE ROWNUM <= 1", [["1"]]],
  ["SELECT e.id FROM t e WHERE ROWNUM <= 2 ORDER BY e.x", [[2], [1]]],
];

describe("oracle: rows are counted before they are grouped and sorted", () => {
  for (const [query, rows] of COUNTED) {
    it(query, async () => {
      assert.deepEqual(await rowsOf("oracle", query, ROWS, COLUMNS), rows);
    });
  }

  it("refuses to group the counted rows of several tables", async () => {
    const query = "SELECT MAX(a.x) FROM t a, t b WHERE ROWNUM <= 2";
    assert.equal(failureOf(await view("oracle", query, COLUMNS)).code, "DWM-QRY-002");
  });
});
