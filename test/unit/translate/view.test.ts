import assert from "node:assert/strict";
import { translateObject } from "../../../src/server/translate/translateObject.ts";
import {
  contextFor,
  failureOf,
  firstRow,
  objectOf,
  rowsOf,
  run,
  statementsOf,
  view,
} from "./harness.ts";

const CUSTOMER = [
  "CREATE TABLE customer AS SELECT 1 AS id, 'Ann' AS name, NULL AS note",
  "CREATE TABLE hr_customer AS SELECT 9 AS id",
];

describe("views", () => {
  it("map names, and columns that are qualified by a table's full name", async () => {
    const context = contextFor("tsql");
    const names = {
      ...context.names,
      targets: { "sales.customer": "customer", customer: "customer", "hr.customer": "hr_customer" },
    };
    const sql =
      "CREATE VIEW dbo.v AS SELECT sales.customer.id, customer.name, [hr].[customer].[id] AS hid FROM sales.customer, [db].[hr].[customer]";
    const translated = await translateObject(objectOf("VIEW", "dbo.v", sql), { ...context, names });
    const [create = ""] = statementsOf(translated);
    assert.ok(create.startsWith('CREATE OR REPLACE VIEW "mig"."dw"."v" AS '));
    assert.ok(!create.slice(40).includes('"mig"'), "the body does not name the catalog");
    assert.deepEqual(await run(...CUSTOMER, create, "FROM v"), [[1, "Ann", 9]]);
  });

  it("leave common table expressions and aliases alone", async () => {
    const query =
      "WITH customer AS (SELECT 5 AS id), x AS (SELECT c.id + 1 AS id FROM customer c) SELECT id FROM x";
    assert.deepEqual(await rowsOf("postgres", query, CUSTOMER), [[6]]);
  });

  it("run recursive common table expressions of dialects without the word", async () => {
    const query =
      "WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT SUM(i) AS s FROM n";
    assert.deepEqual(await rowsOf("tsql", query), [["6"]]);
  });

  it("drop options with an info, keep column lists and comments", async () => {
    const sql =
      "CREATE OR REPLACE SECURE VIEW v (a COMMENT 'first', b) COPY GRANTS COMMENT = 'all' AS SELECT 1, 2";
    const translated = await translateObject(objectOf("VIEW", "v", sql), contextFor("snowflake"));
    assert.deepEqual(new Set(translated.issues.map(({ code }) => code)), new Set(["DWM-QRY-007"]));
    assert.deepEqual(await run(...statementsOf(translated), "SELECT a, b FROM v"), [[1, 2]]);
    const checked = await translateObject(
      objectOf("VIEW", "v", "CREATE FORCE VIEW v AS SELECT 1 AS a FROM dual WITH READ ONLY"),
      contextFor("oracle"),
    );
    assert.deepEqual(await run(...statementsOf(checked), "FROM v"), [[1]]);
    const materialized = await translateObject(
      objectOf("VIEW", "v", "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a WITH NO DATA"),
      contextFor("postgres"),
    );
    assert.equal(materialized.issues[0]?.code, "DWM-QRY-009");
  });

  it("skip code objects with their kind", async () => {
    const skipped = await translateObject(
      { ...objectOf("PROCEDURE", "p", "CREATE PROCEDURE p AS BEGIN END"), kind: "TRIGGER" },
      contextFor("tsql"),
    );
    assert.ok(
      skipped.outcome === "skipped" &&
        skipped.code === "DWM-PRC-001" &&
        skipped.reason.includes("TRIGGER"),
    );
  });

  it("join as the source joins", async () => {
    const setup = [
      "CREATE TABLE a AS SELECT * FROM range(3) AS r(x)",
      "CREATE TABLE b AS SELECT * FROM range(2) AS r(y)",
    ];
    assert.equal(
      (
        await rowsOf(
          "tsql",
          "SELECT a.x, q.y FROM a OUTER APPLY (SELECT TOP 1 y FROM b WHERE b.y = a.x) q",
          setup,
        )
      ).length,
      3,
    );
    assert.equal(
      (
        await rowsOf(
          "tsql",
          "SELECT a.x FROM a WITH (NOLOCK) INNER JOIN (b INNER JOIN a c ON c.x = b.y) ON a.x = b.y",
          setup,
        )
      ).length,
      2,
    );
    assert.deepEqual(await rowsOf("oracle", "SELECT x FROM a MINUS SELECT y FROM b", setup), [
      ["2"],
    ]);
  });

  it("answer mysql's functions", async () => {
    const query =
      "SELECT IF(1, 'y', 'n'), IFNULL(NULL, \"d\"), DATE_FORMAT('2020-05-07', '%Y-%m'), CONCAT('a', NULL), CONCAT_WS('-', 'a', NULL, 'b'), 7 DIV 2, 7 / 2, SUBSTRING_INDEX('a.b.c', '.', 2), DATEDIFF('2020-05-07', '2020-05-01'), `note` IS NULL, 1 / 0 FROM customer";
    assert.deepEqual(await firstRow("mysql", query, CUSTOMER), [
      "y",
      "d",
      "2020-05",
      null,
      "a-b",
      3,
      "3.5000",
      "a.b",
      "6",
      true,
      null,
    ]);
  });

  it("answer oracle's date arithmetic", async () => {
    const query =
      "SELECT ADD_MONTHS(DATE '2020-01-31', 1), ADD_MONTHS(DATE '2020-02-29', 1), MONTHS_BETWEEN(DATE '2020-03-31', DATE '2020-02-29'), DATE '2020-01-03' - DATE '2020-01-01', DATE '2020-01-01' + 1.5, LAST_DAY(DATE '2020-02-03'), NEXT_DAY(DATE '2020-05-17', 'MONDAY') FROM dual";
    assert.deepEqual(await firstRow("oracle", query), [
      "2020-02-29 00:00:00",
      "2020-03-31 00:00:00",
      1,
      2,
      "2020-01-02 12:00:00",
      "2020-02-29 00:00:00",
      "2020-05-18 00:00:00",
    ]);
  });

  it("aggregate texts in order", async () => {
    const setup = ["CREATE TABLE a AS SELECT * FROM (VALUES ('b'), ('a')) AS a(n)"];
    assert.deepEqual(
      await firstRow("oracle", "SELECT LISTAGG(n, ',') WITHIN GROUP (ORDER BY n) FROM a", setup),
      ["a,b"],
    );
    assert.deepEqual(
      await firstRow(
        "tsql",
        "SELECT STRING_AGG(n, ',') WITHIN GROUP (ORDER BY n DESC) FROM a",
        setup,
      ),
      ["b,a"],
    );
    assert.deepEqual(
      await firstRow("mysql", "SELECT GROUP_CONCAT(n ORDER BY n SEPARATOR ';') FROM a", setup),
      ["a;b"],
    );
  });

  it("warn where the kind of a column decides and is not known", async () => {
    const translated = await view("tsql", "SELECT AVG(x) AS a FROM t");
    assert.deepEqual(
      translated.issues.map(({ code }) => code),
      ["DWM-QRY-006"],
    );
  });

  it("tsql: texts joined with FOR XML PATH, and static PIVOTs", async () => {
    const setup = [
      "CREATE TABLE a AS SELECT * FROM (VALUES (1, 'x', 5), (1, 'y', 6), (2, 'x', 7)) AS a(id, n, q)",
    ];
    const known = {
      a: [
        { name: "id", class: "int" as const },
        { name: "n", class: "string" as const },
        { name: "q", class: "int" as const },
      ],
    };
    const joined =
      "SELECT o.id, STUFF((SELECT '; ' + i.n FROM dbo.a i WHERE i.id = o.id ORDER BY i.n DESC FOR XML PATH(''), TYPE).value('.', 'nvarchar(max)'), 1, 2, '') AS names FROM a o GROUP BY o.id ORDER BY o.id";
    assert.deepEqual(await rowsOf("tsql", joined, setup, known), [
      [1, "y; x"],
      [2, "x"],
    ]);
    const pivoted =
      "SELECT id, [x] AS xs, [y] AS ys, [z] FROM (SELECT id, n, q FROM a) AS s PIVOT (SUM(q) FOR n IN ([x], [y], [z])) AS p ORDER BY id";
    assert.deepEqual(await rowsOf("tsql", pivoted, setup, known), [
      [1, "5", "6", null],
      [2, "7", null, null],
    ]);
    for (const query of [
      "SELECT n FROM a FOR XML PATH('')",
      "SELECT (SELECT ',' + n FROM a FOR XML PATH('row')) AS r",
      "SELECT (SELECT ',' + n AS q FROM a FOR XML PATH('')) AS r",
    ]) {
      const refused = await view("tsql", query, known);
      assert.ok(refused.outcome === "error" && refused.issue.code === "DWM-QRY-002", query);
    }
  });

  it("refuses a view that reads itself, and says so", async () => {
    const object = {
      ...objectOf("VIEW", "v", "CREATE VIEW v AS SELECT a FROM v"),
      readsItself: true,
    };
    const failure = failureOf(await translateObject(object, contextFor("postgres")));
    assert.equal(failure.code, "DWM-TBL-028");
    assert.match(failure.message, /The view v reads itself/);
  });
});
