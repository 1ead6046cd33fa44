import assert from "node:assert/strict";
import { run, statementsOf, table, view } from "./harness.ts";

const CREATE =
  "CREATE TABLE t (c CHAR(3), v VARCHAR(5), n DECIMAL(9, 2), i INT, d DATE, m DATETIME, w VARCHAR(9), long VARCHAR(MAX))";

describe("T-SQL's ISNULL", () => {
  const cases: [string, string][] = [
    ["ISNULL(v, 'unknown')", "unkno"],
    ["ISNULL(c, 'unknown')", "unk"],
    ["ISNULL(v, w)", "abcde"],
    ["ISNULL(w, v)", "abcdefghi"],
    ["ISNULL(long, 'unknown')", "unknown"],
    ["ISNULL(CAST(NULL AS VARCHAR(2)), 'abc')", "ab"],
    ["ISNULL(ISNULL(v, 'unknown'), w)", "unkno"],
    ["ISNULL(v, 1234567)", "12345"],
    ["ISNULL(n, 0.126)", "0.13"],
    ["ISNULL(n, 7)", "7.00"],
    ["ISNULL(i, 2.9)", "2"],
    ["ISNULL(d, m)", "2024-02-29"],
    ["ISNULL(NULL, w)", "abcdefghi"],
  ];
  for (const [expression, value] of cases) {
    it(`${expression} is ${value}, as its first argument takes it`, async () => {
      const made = await table("tsql", CREATE);
      assert.ok(made.outcome === "translated");
      const query = `SELECT ${expression} AS x FROM t`;
      const asking = await view("tsql", query, { t: made.columnTypes ?? [] });
      const row = "INSERT INTO t (w, m) VALUES ('abcdefghi', '2024-02-29 13:00:00')";
      const [first] = await run(...statementsOf(made), row, ...statementsOf(asking), "FROM v");
      assert.equal(String(first?.[0]), value);
    });
  }
});
