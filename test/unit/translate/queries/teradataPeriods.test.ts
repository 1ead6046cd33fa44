import assert from "node:assert/strict";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import { contextFor, dataOf, failureOf, objectOf, run, statementsOf, view } from "../harness.ts";

const CREATE = "CREATE TABLE t (id INTEGER, p PERIOD(DATE), q PERIOD(TIMESTAMP(0)))";
const ROWS = `INSERT INTO t VALUES (1, PERIOD(DATE '2023-01-01', DATE '2023-07-01'), NULL);
INSERT INTO t VALUES (2, PERIOD(DATE '2023-07-01', UNTIL_CHANGED), PERIOD(TIMESTAMP '2024-01-01 10:00:00', TIMESTAMP '2024-01-01 12:30:00'));
INSERT INTO t VALUES (3, NULL, PERIOD(TIMESTAMP '2024-01-01 12:00:00', UNTIL_CHANGED));`;

/** The rows of a query of Teradata over `t`, which is created and filled from Teradata's own statements. */
async function rowsOf(query: string): Promise<unknown[][]> {
  const { created, data } = await dataOf("teradata", CREATE, ROWS);
  assert.equal(data.outcome, "translated");
  const filled = data.outcome === "translated" ? data.statements.map(({ sql }) => sql) : [];
  const table = await translateObject(objectOf("TABLE", "t", CREATE), contextFor("teradata"));
  const columns = table.outcome === "translated" ? (table.columnTypes ?? []) : [];
  const object = await view("teradata", query, { t: columns });
  return run(...created, ...filled, ...statementsOf(object), "FROM v");
}

describe("Periods in columns of Teradata", () => {
  it("have a begin, an end and a last day", async () => {
    assert.deepEqual(
      await rowsOf(
        "SELECT id, BEGIN(p) AS b, END(p) AS e, LAST(p) AS l, PRIOR(END(p)) AS x, NEXT(BEGIN(p)) AS y FROM t ORDER BY id",
      ),
      [
        [1, "2023-01-01", "2023-07-01", "2023-06-30", "2023-06-30", "2023-01-02"],
        [2, "2023-07-01", "9999-12-31", "9999-12-30", "9999-12-30", "2023-07-02"],
        [3, null, null, null, null, null],
      ],
    );
    assert.deepEqual(await rowsOf("SELECT END(q) AS e FROM t WHERE id = 2"), [
      ["2024-01-01 12:30:00"],
    ]);
  });

  it("contain, overlap and meet others", async () => {
    const ids = async (condition: string) =>
      (await rowsOf(`SELECT id FROM t WHERE ${condition} ORDER BY id`)).flat();
    assert.deepEqual(await ids("p CONTAINS DATE '2023-07-01'"), [2]);
    assert.deepEqual(await ids("p OVERLAPS PERIOD(DATE '2023-06-30', DATE '2023-07-02')"), [1, 2]);
    assert.deepEqual(await ids("p MEETS PERIOD(DATE '2022-01-01', DATE '2023-01-01')"), [1]);
    assert.deepEqual(await ids("PERIOD(DATE '2023-02-01', DATE '2023-03-01') PRECEDES p"), [2]);
    assert.deepEqual(await ids("END(p) IS UNTIL_CHANGED"), [2]);
    assert.deepEqual(await ids("END(p) IS NOT UNTIL_CHANGED"), [1]);
    assert.deepEqual(await ids("END(q) IS UNTIL_CHANGED"), [3]);
    assert.deepEqual(await ids("q OVERLAPS TIMESTAMP '2024-01-01 12:00:00'"), [2, 3]);
    assert.deepEqual(
      await rowsOf(
        "SELECT BEGIN(x) AS b FROM (SELECT t.* FROM t) d (id, x, y) WHERE x CONTAINS DATE '2023-05-05'",
      ),
      [["2023-01-01"]],
    );
  });

  it("are refused where their type is not known", async () => {
    assert.equal(
      failureOf(await view("teradata", "SELECT BEGIN(p) AS b FROM other")).code,
      "DWM-QRY-002",
    );
  });

  it("are read in Databricks, too", async () => {
    const object = objectOf("VIEW", "v", "CREATE VIEW v AS SELECT END(p) AS e FROM t");
    const column = { name: "p", class: "string" as const, type: "STRING", period: "date" as const };
    const context = { ...contextFor("teradata", { t: [column] }), target: "databricks" as const };
    context.names = { ...context.names, targets: { t: "t" } };
    const [sql] = statementsOf(await translateObject(object, context));
    assert.match(
      sql ?? "",
      /CAST\(regexp_extract\(p, '\^\\\\\(\(\.\*\), \(\.\*\)\\\\\)\$', 2\) AS DATE\)/,
    );
  });
});
