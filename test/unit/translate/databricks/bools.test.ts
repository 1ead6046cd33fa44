import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { rowsOf } from "../harness.ts";
import { expressionOf } from "./harness.ts";

const COLUMNS: TargetColumn[] = [
  { name: "b", class: "bool" },
  { name: "n", class: "int" },
];

/** SQL Server's BIT and MySQL's conditions where the source takes them for numbers. */
const EXPRESSIONS: [SourceType, string, string][] = [
  ["mysql", "SUM(b)", "sum(CAST(b AS INT))"],
  ["mysql", "SUM(n = 3)", "sum(CAST(n = 3 AS INT))"],
  ["mysql", "AVG(n IS NULL)", "avg(CAST(n IS NULL AS INT))"],
  ["mysql", "(n > 1) + (n > 2)", "CAST((n > 1) AS INT) + CAST((n > 2) AS INT)"],
  ["mysql", "IFNULL(b, 0) = 1", "coalesce(b, FALSE) = TRUE"],
  ["mysql", "COALESCE(b, n)", "coalesce(CAST(b AS INT), n)"],
  ["tsql", "CASE WHEN ISNULL(b, 0) = 1 THEN 1 END", "CASE WHEN ifnull(b, FALSE) = TRUE THEN 1 END"],
  [
    "tsql",
    "CASE b WHEN 1 THEN 'y' WHEN 0 THEN 'n' END",
    "CASE b WHEN TRUE THEN 'y' WHEN FALSE THEN 'n' END",
  ],
  ["tsql", "CASE WHEN n > 1 THEN b ELSE 0 END", "CASE WHEN n > 1 THEN b ELSE FALSE END"],
  ["tsql", "IIF(n > 1, b, 0)", "IF(n > 1, b, FALSE)"],
  ["tsql", "NULLIF(b, 0)", "nullif(b, FALSE)"],
  [
    "tsql",
    "CASE WHEN b BETWEEN 0 AND 1 THEN 1 END",
    "CASE WHEN b BETWEEN FALSE AND TRUE THEN 1 END",
  ],
  ["tsql", "b * 1.0", "CAST(b AS INT) * 1.0"],
  ["tsql", "b & 1", "(CAST(b AS INT) & 1)"],
  ["tsql", "~b", "NOT b"],
];

describe("booleans and numbers", () => {
  for (const [dialect, expression, expected] of EXPRESSIONS) {
    it(`${dialect}: ${expression}`, async () => {
      assert.equal(await expressionOf(dialect, expression, COLUMNS), expected);
    });
  }

  it("are numbers where T-SQL calculates with a BIT, on DuckDB", async () => {
    const rows = ["CREATE TABLE t AS SELECT * FROM (VALUES (TRUE, 1), (FALSE, 2)) AS t(b, n)"];
    const query = "SELECT SUM(1 * b) AS s, MAX(b + n) AS m, MAX(b & 1) AS a FROM t";
    assert.deepEqual(await rowsOf("tsql", query, rows, { t: COLUMNS }), [["1", 2, 1]]);
  });
});
