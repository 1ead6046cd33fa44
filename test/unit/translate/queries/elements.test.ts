import assert from "node:assert/strict";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { loaded, rowsOf, view } from "../harness.ts";

const LINES = "STRUCT(sku VARCHAR, qty BIGINT, tags VARCHAR[])[]";
const KNOWN: Record<string, TargetColumn[]> = {
  orders: [
    { name: "id", class: "int", type: "BIGINT" },
    { name: "lines", class: "array", type: LINES },
    { name: "ship", class: "unknown", type: "STRUCT(city VARCHAR, geo STRUCT(lat DOUBLE))" },
    { name: "tags", class: "array", type: "VARCHAR[]" },
  ],
};
const SETUP = [
  `CREATE TABLE mig.dw.orders (id BIGINT, lines ${LINES}, ship STRUCT(city VARCHAR, geo STRUCT(lat DOUBLE)), tags VARCHAR[])`,
  "INSERT INTO mig.dw.orders VALUES (1, [{'sku': 'A', 'qty': 2, 'tags': ['x']}, {'sku': 'B', 'qty': 1, 'tags': []}], {'city': 'Paris', 'geo': {'lat': 48.5}}, ['p', 'q'])",
];

/** A query over the orders, and its rows. */
const CASES: readonly (readonly [string, unknown[][]])[] = [
  [
    "SELECT l.* EXCEPT (tags) FROM orders o, UNNEST(o.lines) AS l",
    [
      ["A", "2"],
      ["B", "1"],
    ],
  ],
  [
    "SELECT * EXCEPT (lines, ship, tags) FROM orders, UNNEST([1, 2]) AS n",
    [
      ["1", 1],
      ["1", 2],
    ],
  ],
  [
    "SELECT l.* EXCEPT (tags), place FROM orders o, o.lines l WITH OFFSET place",
    [
      ["A", "2", "0"],
      ["B", "1", "1"],
    ],
  ],
  [
    "SELECT * REPLACE (qty * 10 AS qty) FROM (SELECT lines FROM orders) CROSS JOIN UNNEST(lines) AS l WHERE sku = 'B'",
    [
      [
        [
          { sku: "A", qty: "2", tags: ["x"] },
          { sku: "B", qty: "1", tags: [] },
        ],
        "B",
        "10",
        [],
      ],
    ],
  ],
  [
    "SELECT id, sku, t FROM orders, UNNEST(lines), UNNEST(tags) AS t WHERE sku = 'A' AND t = 'p'",
    [["1", "A", "p"]],
  ],
  ["SELECT sku FROM orders o, UNNEST(lines) AS l WHERE qty > 1", [["A"]]],
  ["SELECT ship.*, id FROM orders", [["Paris", { lat: 48.5 }, "1"]]],
  ["SELECT o.ship.geo.* FROM orders o", [[48.5]]],
  ["SELECT ship.* EXCEPT (geo) FROM orders", [["Paris"]]],
  [
    "SELECT r.* EXCEPT (lines, ship, tags) FROM (SELECT ARRAY_AGG(o ORDER BY id DESC LIMIT 1)[OFFSET(0)] AS r FROM orders o)",
    [["1"]],
  ],
  [
    "SELECT lines[OFFSET(0)].tags[OFFSET(0)] AS t, ship.geo.lat + 1 AS lat FROM orders",
    [["x", 49.5]],
  ],
  [
    "SELECT * FROM UNNEST([STRUCT('a' AS code, 1 AS n), ('b', 2)]) AS m",
    [
      ["a", 1],
      ["b", 2],
    ],
  ],
  ["SELECT * FROM UNNEST(ARRAY<STRUCT<code STRING, n INT64>>[('a', 1)])", [["a", "1"]]],
  [
    "WITH t AS (SELECT 1 AS id, [STRUCT('k' AS key, 5 AS v)] AS a) SELECT id, key, v FROM t, t.a",
    [[1, "k", 5]],
  ],
  [
    "SELECT d FROM UNNEST(GENERATE_DATE_ARRAY('2024-01-01', '2024-01-02')) AS d",
    [["2024-01-01"], ["2024-01-02"]],
  ],
  ["SELECT 'b' IN (SELECT * FROM UNNEST(['a', 'b']))", [[true]]],
];

describe("Stars and fields of BigQuery's structures and arrays", () => {
  for (const [query, rows] of CASES) {
    it(query, async () => {
      const found = await rowsOf("bigquery", query, SETUP, KNOWN);
      const sorted = (list: unknown[][]) => list.map((row) => JSON.stringify(row)).sort();
      assert.deepEqual(sorted(found), sorted(rows));
    });
  }

  it("go on through views", async () => {
    const made = await view("bigquery", "SELECT id, lines, ship FROM orders", KNOWN);
    assert.equal(made.outcome, "translated");
    const columns = made.outcome === "translated" ? made.columnTypes : undefined;
    const known = { ...KNOWN, shown: columns ?? [] };
    const setup = [
      ...SETUP,
      "CREATE VIEW mig.dw.shown AS SELECT id, lines, ship FROM mig.dw.orders",
    ];
    const query = "SELECT s.ship.geo.lat, l.* EXCEPT (tags) FROM shown s, UNNEST(s.lines) l";
    const rows = await rowsOf("bigquery", `${query} WHERE l.sku = 'A'`, setup, known);
    assert.deepEqual(rows, [[48.5, "A", "2"]]);
  });

  it("are read in rows", async () => {
    const create =
      "CREATE TABLE t (id INT64, l ARRAY<STRUCT<k STRING, v INT64>>, s STRUCT<a INT64, b STRING>)";
    const data =
      "INSERT INTO t VALUES (1, [STRUCT('a' AS k, 1 AS v), STRUCT('b', 2)], STRUCT<a INT64, b STRING>(5, 'x'))";
    assert.deepEqual(await loaded("bigquery", create, data), [
      [
        "1",
        [
          { k: "a", v: "1" },
          { k: "b", v: "2" },
        ],
        { a: "5", b: "x" },
      ],
    ]);
  });
});
