import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../src/server/translate/types.ts";
import { rowsOf } from "./harness.ts";

const KNOWN: Record<string, TargetColumn[]> = {
  t: [
    { name: "q", class: "decimal", type: "DECIMAL(38,0)" },
    { name: "a", class: "decimal", type: "DECIMAL(12,2)" },
  ],
};
const SETUP = [
  "CREATE TABLE mig.dw.t (q DECIMAL(38,0), a DECIMAL(12,2))",
  "INSERT INTO mig.dw.t VALUES (3, 0.25), (NULL, 0.25)",
];

/** Values beside whole numbers of 38 digits, of which DuckDB would leave the digits before the point alone. */
const CASES: readonly (readonly [SourceType, string, string[]])[] = [
  ["snowflake", "COALESCE(q, 0.5)", ["3.0", "0.5"]],
  ["snowflake", "NVL(q, a)", ["3.00", "0.25"]],
  ["snowflake", "IFF(q > 2, q, 0.25)", ["3.00", "0.25"]],
  ["snowflake", "CASE WHEN q > 2 THEN a ELSE q END", ["0.25", "NULL"]],
  ["snowflake", "LEAST_IGNORE_NULLS(q, a)", ["0.25", "0.25"]],
  ["snowflake", "GREATEST(COALESCE(q, 1), 1.5)", ["3.0", "1.5"]],
  ["snowflake", "NVL2(q, a, q)", ["0.25", "NULL"]],
  ["snowflake", "COALESCE(SUM(q) OVER (ORDER BY q DESC), 0.5)", ["3.0", "0.5"]],
  ["oracle", "NVL(q, 0.5)", ["3.0", "0.5"]],
  ["oracle", "DECODE(q, 3, a, q)", ["0.25", "NULL"]],
  ["oracle", "CASE WHEN q = 3 THEN q ELSE a END", ["3.00", "0.25"]],
];

describe("Whole numbers of 38 digits beside others, in DuckDB", () => {
  for (const [dialect, item, values] of CASES) {
    it(`${dialect}: ${item}`, async () => {
      const order = dialect === "oracle" ? "ORDER BY q" : "ORDER BY q NULLS LAST";
      const rows = await rowsOf(dialect, `SELECT ${item} AS x FROM t ${order}`, SETUP, KNOWN);
      assert.deepEqual(
        rows.map(([value]) => String(value ?? "NULL")),
        values,
      );
    });
  }

  for (const dialect of ["snowflake", "oracle"] as const) {
    it(`${dialect}: UNION ALL`, async () => {
      const query = "SELECT q AS x FROM t UNION ALL SELECT a FROM t UNION ALL SELECT q FROM t";
      const rows = await rowsOf(dialect, query, SETUP, KNOWN);
      const shown = rows.map(([value]) => String(value ?? "NULL"));
      assert.deepEqual(shown, ["3.00", "NULL", "0.25", "0.25", "3.00", "NULL"]);
    });
  }
});
