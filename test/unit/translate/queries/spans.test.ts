import assert from "node:assert/strict";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import { queryOf } from "../databricks/harness.ts";
import { contextFor, objectOf, rowsOf } from "../harness.ts";

const T = [
  "CREATE TABLE t (n INTEGER, a TIME, b TIME, s INTERVAL)",
  "INSERT INTO t VALUES (90, '10:15:30', '08:00:00', INTERVAL '36 hours 10 seconds'), (30, '01:00:00', '02:00:00', INTERVAL '1 day')",
];
const known = {
  t: [
    { name: "n", class: "int" as const },
    { name: "a", class: "time" as const },
    { name: "b", class: "time" as const },
    { name: "s", class: "interval" as const },
  ],
};
const micros = (count: number) => ({ months: 0, days: 0, micros: String(count * 1_000_000) });

describe("Spans of time of Teradata", () => {
  it("are made of numbers, of times of day, and added up", async () => {
    const query = `SELECT CAST('2024-01-01 00:00:00' AS TIMESTAMP(0)) + CAST(n AS INTERVAL MINUTE(4)) AS x,
      a - b HOUR TO SECOND AS y FROM t ORDER BY n DESC`;
    assert.deepEqual(await rowsOf("teradata", query, T, known), [
      ["2024-01-01 01:30:00", micros(8130)],
      ["2024-01-01 00:30:00", micros(-3600)],
    ]);
    assert.deepEqual(await rowsOf("teradata", "SELECT SUM(s) AS z FROM t", T, known), [
      [micros(36 * 3600 + 10 + 86400)],
    ]);
  });

  it("are told to be texts where Databricks' tables hold them", async () => {
    const cast = "SELECT CAST(n AS INTERVAL SECOND(4)) AS x FROM t";
    assert.match((await queryOf("teradata", cast)).sql, /CAST\(n AS INTERVAL|n \* INTERVAL/);
    const view = objectOf("VIEW", "v", "CREATE VIEW v AS SELECT SUM(s) AS x FROM t");
    const columns = [{ name: "s", class: "interval" as const, type: "STRING" }];
    const context = { ...contextFor("teradata", { t: columns }), target: "databricks" as const };
    context.names = { ...context.names, targets: { t: "t" } };
    const { issues } = await translateObject(view, context);
    assert.ok(issues.some(({ message }) => message.includes("spans of time as texts")));
  });
});
