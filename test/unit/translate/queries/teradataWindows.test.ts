import assert from "node:assert/strict";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import { contextFor, failureOf, objectOf, rowsOf, run, statementsOf, view } from "../harness.ts";

const STOCK = [
  "CREATE TABLE s (sku VARCHAR, d INTEGER, q INTEGER)",
  "INSERT INTO s VALUES ('a', 1, 10), ('a', 2, 12), ('a', 3, 9), ('a', 4, 11), ('b', 1, 5), ('b', 2, NULL), ('b', 3, 6)",
];

describe("Windows of Teradata that begin anew with RESET WHEN", () => {
  const before =
    "MIN(q) OVER (PARTITION BY sku ORDER BY d ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING)";

  it("count within the parts that a condition begins", async () => {
    const rows = await rowsOf(
      "teradata",
      `SELECT sku, d, ROW_NUMBER() OVER (PARTITION BY sku ORDER BY d RESET WHEN q <= ${before}) - 1 AS streak,
         SUM(q) OVER (PARTITION BY sku ORDER BY d RESET WHEN q < 10 ROWS UNBOUNDED PRECEDING) AS total
       FROM s WHERE d > 0 ORDER BY sku, d`,
      STOCK,
    );
    assert.deepEqual(
      rows.map((row) => row.map(String)),
      [
        ["a", "1", "0", "10"],
        ["a", "2", "1", "22"],
        ["a", "3", "0", "9"],
        ["a", "4", "1", "20"],
        ["b", "1", "0", "5"],
        ["b", "2", "1", "5"],
        ["b", "3", "2", "6"],
      ],
    );
  });

  it("add nothing to what a * shows", async () => {
    const query =
      "SELECT t.*, COUNT(*) OVER (ORDER BY d RESET WHEN q = 12 ROWS UNBOUNDED PRECEDING) AS n FROM s t WHERE sku = 'a' QUALIFY n = 1";
    const rows = await rowsOf("teradata", `${query} ORDER BY d`, STOCK);
    assert.deepEqual(rows, [
      ["a", 1, 10, "1"],
      ["a", 2, 12, "1"],
    ]);
  });

  it("are refused where their rows are not those of one table", async () => {
    for (const query of [
      "SELECT SUM(q) OVER (ORDER BY d RESET WHEN q = 1) FROM s, s t",
      "SELECT sku, SUM(COUNT(*)) OVER (ORDER BY sku RESET WHEN sku = 'a') FROM s GROUP BY sku",
      "SELECT d FROM s QUALIFY SUM(q) OVER (ORDER BY d RESET WHEN q = 1) > 3",
    ])
      assert.equal(failureOf(await view("teradata", query)).code, "DWM-QRY-002");
  });
});

describe("Teradata's own functions over rows", () => {
  it("take several values to sort by", async () => {
    const query =
      "SELECT sku, d, CSUM(1, sku, d DESC) AS n, MDIFF(d, 1, sku, d) AS m FROM s WHERE q > 5 ORDER BY sku, d";
    const rows = await rowsOf("teradata", query, STOCK);
    assert.deepEqual(
      rows.map(([sku, d, n, m]) => `${sku}${d} ${n} ${m}`),
      ["a1 4 null", "a2 3 1", "a3 2 1", "a4 1 1", "b3 5 -1"],
    );
  });
});

describe("Tables of Teradata that only columns name", () => {
  const object = objectOf(
    "VIEW",
    "v",
    "CREATE VIEW v AS SELECT s.sku, u.x FROM s WHERE s.q = db.u.q",
  );
  const context = contextFor("teradata");
  context.names = { ...context.names, targets: { s: "s", u: "u", "db.u": "u" } };

  it("are joined, with a warning", async () => {
    const translated = await translateObject(object, context);
    assert.ok(translated.issues.some(({ message }) => message.includes("stands in no FROM")));
    const tables = ["CREATE TABLE u (q INTEGER, x VARCHAR)", "INSERT INTO u VALUES (9, 'nine')"];
    const rows = await run(...STOCK, ...tables, ...statementsOf(translated), "FROM v");
    assert.deepEqual(rows, [["a", "nine"]]);
  });
});

describe("Comparisons of Teradata in words", () => {
  it("stand before ALL and ANY", async () => {
    const query =
      "SELECT d FROM s WHERE d NE ALL (SELECT q FROM s WHERE q IS NOT NULL) AND q GE ANY (11, 12) ORDER BY d";
    assert.deepEqual(await rowsOf("teradata", query, STOCK), [[2], [4]]);
  });
});
