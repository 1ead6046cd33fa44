import assert from "node:assert/strict";
import { failureOf, table } from "./harness.ts";

/** Definitions that lose a column when they are read kindly, and the column that is told (the harness begins in column 3). */
const BROKEN: [string, number][] = [
  ["CREATE TABLE t (a INT, b NUMERIC(10,2)", 18],
  ["CREATE TABLE t (a INT, b INT", 18],
  ["CREATE TABLE t (a INT,, b INT)", 27],
  ["CREATE TABLE t (, a INT)", 21],
  ["CREATE TABLE t (a INT b INT)", 25],
  ["CREATE TABLE t (a INT NOT NULL b VARCHAR(10), c INT)", 34],
];

describe("a table definition that is broken", () => {
  for (const dialect of ["oracle", "postgres", "snowflake", "tsql"] as const) {
    for (const [sql, column] of BROKEN) {
      it(`is refused at its place: ${dialect}: ${sql}`, async () => {
        const issue = failureOf(await table(dialect, sql));
        assert.deepEqual([issue.code, issue.column], ["DWM-TBL-001", column]);
      });
    }
  }
});
