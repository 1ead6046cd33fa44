import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { contextFor, objectOf, statementsOf, view } from "../harness.ts";
import { rowText } from "./rows.ts";

// The same query on PostgreSQL itself and, translated, on DuckDB has to give the same rows.

const read = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8");
const statements = (text: string) => text.split(/;\n/).filter((one) => one.trim() !== "");
const queries = read("postgresQueries.sql")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("--"));
/** PostgreSQL's own texts of all types, as its server sends them. */
const asText = (text: string) => text;
const parsers = Object.fromEntries(Array.from({ length: 5_000 }, (_, type) => [type, asText]));

describe("rows of PostgreSQL's queries on DuckDB", () => {
  const known: Record<string, TargetColumn[]> = {};
  let postgres: PGlite;
  let instance: DuckDBInstance;
  let duckdb: DuckDBConnection;

  before(async () => {
    postgres = new PGlite();
    await postgres.exec(
      `SET timezone = 'UTC'; ${read("postgresTables.sql")} ${read("postgresRows.sql")}`,
    );
    instance = await DuckDBInstance.create(":memory:");
    duckdb = await instance.connect();
    await duckdb.run(
      "ATTACH ':memory:' AS mig; CREATE SCHEMA mig.dw; USE mig.dw; SET TimeZone = 'UTC'",
    );
    for (const create of statements(read("postgresTables.sql"))) {
      const name = /CREATE TABLE (\w+)/.exec(create)?.[1] ?? "";
      const table = await translateObject(objectOf("TABLE", name, create), contextFor("postgres"));
      for (const sql of statementsOf(table)) await duckdb.run(sql);
      known[name] = table.outcome === "translated" ? (table.columnTypes ?? []) : [];
    }
    for (const insert of statements(read("postgresRows.sql"))) await duckdb.run(insert);
  });
  after(async () => {
    duckdb.closeSync();
    instance.closeSync();
    await postgres.close();
  });

  for (const query of queries) {
    it(query, async () => {
      const { rows } = await postgres.query<unknown[]>(query, [], { rowMode: "array", parsers });
      const expected = rows.map(rowText);
      for (const sql of statementsOf(await view("postgres", query, known))) await duckdb.run(sql);
      const result = await duckdb.runAndReadAll("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM v");
      const actual = result.getRowsJson().map(rowText);
      const ordered = /ORDER BY[^()]*$/i.test(query);
      const inOrder = (lines: string[]) => (ordered ? lines : lines.toSorted());
      assert.deepEqual(inOrder(actual), inOrder(expected));
    });
  }
});
