import assert from "node:assert/strict";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import { contextFor, failureOf, firstRow, objectOf, run, statementsOf, view } from "../harness.ts";

const ROWS = [
  "CREATE TABLE t (d TIMESTAMP, ts TIMESTAMP, before TIMESTAMP)",
  "INSERT INTO t VALUES ('2024-01-03 12:00:00', '2024-01-03 12:00:00', '2024-01-01 00:00:00')",
];
const CREATE = "CREATE TABLE t (d DATE, ts TIMESTAMP, before TIMESTAMP(3))";

/** The first row of a query of Oracle over `t`, whose columns are known from its definition. */
async function rowOf(select: string): Promise<unknown[]> {
  const table = await translateObject(objectOf("TABLE", "t", CREATE), contextFor("oracle"));
  assert.equal(table.outcome, "translated");
  const known = table.outcome === "translated" ? (table.columnTypes ?? []) : [];
  return firstRow("oracle", `SELECT ${select} FROM t`, ROWS, { t: known });
}

describe("Oracle's TIMESTAMP and DATE", () => {
  it("gives an interval for a difference of which one side is a TIMESTAMP, days for one of DATEs", async () => {
    const row = await rowOf(
      "TO_CHAR(EXTRACT(DAY FROM ts - before)) a, EXTRACT(HOUR FROM ts - before) b, d - DATE '2024-01-01' c, " +
        "CAST(ts AS DATE) - CAST(before AS DATE) e, CASE WHEN ts - before > INTERVAL '2' DAY THEN 1 END f, " +
        "EXTRACT(DAY FROM MAX(ts) OVER () - before) g, ts - d h, d - TIMESTAMP '2024-01-03 11:00:00' i",
    );
    const hours = (count: number) => ({
      months: 0,
      days: 0,
      micros: String(count * 3_600_000_000),
    });
    assert.deepEqual(row, ["2", "12", 2.5, 2.5, 1, "2", hours(0), hours(1)]);
  });

  it("keeps a TIMESTAMP that is moved by an interval one; a number of days makes a DATE of it", async () => {
    const row = await rowOf(
      "EXTRACT(HOUR FROM (ts + INTERVAL '30' MINUTE) - before) a, (ts + 1) - d b",
    );
    assert.deepEqual(row, ["12", 1]);
  });

  it("knows them behind a query", async () => {
    const query = "SELECT x - y AS z FROM (SELECT ts x, before y FROM t)";
    const column = (name: string) => ({ name, class: "timestamp", moment: true }) as const;
    const known = { t: [column("ts"), column("before")] };
    const object = await view("oracle", query, known);
    const [statement = ""] = statementsOf(object);
    assert.match(statement, /"x" - "y" AS "z"/);
    const [[type] = []] = await run(...ROWS, statement, "SELECT typeof(z) FROM v");
    assert.equal(type, "INTERVAL");
  });

  it("refuses an interval as text, which has another form", async () => {
    const object = await view("oracle", "SELECT TO_CHAR(INTERVAL '1' DAY) FROM DUAL");
    assert.equal(failureOf(object).code, "DWM-QRY-004");
  });
});
