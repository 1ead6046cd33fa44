import assert from "node:assert/strict";
import { queryOf } from "../databricks/harness.ts";
import { failureOf, rowsOf, view } from "../harness.ts";

describe("Aggregates of aggregates in Oracle", () => {
  const T = [
    "CREATE TABLE t (g VARCHAR, x INTEGER)",
    "INSERT INTO t VALUES ('a', 1), ('a', 3), ('b', 10), ('c', NULL)",
  ];

  it("are of all groups", async () => {
    const query = "SELECT MAX(AVG(x)) m, COUNT(COUNT(*)) n, SUM(SUM(x) + 1) s FROM t GROUP BY g";
    assert.deepEqual(await rowsOf("oracle", query, T), [[10, "3", "16"]]);
    assert.equal(
      (await queryOf("oracle", "SELECT MAX(COUNT(*)) FROM t GROUP BY g HAVING COUNT(*) > 1")).sql,
      "SELECT max(dwm_value_1) FROM (SELECT count(*) AS dwm_value_1 FROM t GROUP BY g HAVING count(*) > 1) AS dwm_groups",
    );
  });

  it("are windows where OVER says so", async () => {
    const query = "SELECT g, SUM(COUNT(*)) OVER () n FROM t GROUP BY g ORDER BY g";
    assert.deepEqual(await rowsOf("oracle", query, T), [
      ["a", "4"],
      ["b", "4"],
      ["c", "4"],
    ]);
  });
});

describe("Paths with points into JSON", () => {
  const T = [
    "CREATE TABLE t (id INTEGER, js VARCHAR, doc JSON)",
    `INSERT INTO t VALUES (1, '{"o":{"k":"v"},"n":[1,2]}', '{"name":"Ann","addr":{"city":"Oslo"}}')`,
  ];
  const known = {
    t: [
      { name: "js", class: "string" as const },
      { name: "doc", class: "json" as const },
    ],
  };

  it("are texts in Oracle and Teradata", async () => {
    const oracle = "SELECT t.js.o.k a, t.js.n b, t.doc.addr.city c, t.js.x d FROM t";
    assert.deepEqual(await rowsOf("oracle", oracle, T, known), [["v", "[1,2]", "Oslo", null]]);
    const teradata = "SELECT doc.name AS a, t.doc.addr.city AS b FROM t WHERE doc.name = 'Ann'";
    assert.deepEqual(await rowsOf("teradata", teradata, T, known), [["Ann", "Oslo"]]);
  });
});

describe("The number of a row's partition in Teradata", () => {
  it("is refused", async () => {
    const object = await view("teradata", "SELECT a, PARTITION AS p FROM t");
    assert.match(failureOf(object).message, /PARTITION/);
  });
});
