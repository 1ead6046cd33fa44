import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { statementsOf, view } from "../harness.ts";

/**
 * What the manuals of engines that do not run here say that queries give, in manuals/DIALECT.txt: a query a line, ` => `, and
 * its rows (values between commas, rows between semicolons).
 */
const DIALECTS: readonly SourceType[] = [
  "oracle",
  "tsql",
  "teradata",
  "bigquery",
  "redshift",
  "snowflake",
];

function casesOf(dialect: SourceType): { query: string; rows: string }[] {
  const text = readFileSync(new URL(`manuals/${dialect}.txt`, import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => line.includes(" => "));
  return lines.map((line) => {
    const at = line.lastIndexOf(" => ");
    return { query: line.slice(0, at), rows: line.slice(at + 4) };
  });
}

/** Rows as the cases write them; numbers by their value. */
function shown(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => row.map((value) => plain(String(value ?? "NULL"))).join(",")).join(";");
}

function plain(value: string): string {
  return /^-?\d*\.?\d+$/.test(value) && !/^0\d/.test(value) ? String(Number(value)) : value;
}

for (const dialect of DIALECTS) {
  describe(`What ${dialect}'s manual says of queries`, () => {
    let instance: DuckDBInstance;
    before(async () => {
      instance = await DuckDBInstance.create(":memory:");
    });
    after(() => instance.closeSync());

    for (const { query, rows } of casesOf(dialect)) {
      it(query, async () => {
        const statements = statementsOf(await view(dialect, query));
        const connection = await instance.connect();
        try {
          await connection.run("ATTACH IF NOT EXISTS ':memory:' AS mig");
          await connection.run("CREATE SCHEMA IF NOT EXISTS mig.dw");
          await connection.run("USE mig.dw");
          for (const sql of statements) await connection.run(sql);
          const read = (await connection.runAndReadAll("FROM v")).getRowsJson();
          const wanted = rows.split(";").map((row) => row.split(","));
          assert.equal(shown(read), rows.includes(", ") ? rows : shown(wanted));
        } finally {
          connection.closeSync();
        }
      });
    }
  });
}
