import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import { plannedObjects } from "../../../../src/server/dispatch/planInventory.ts";
import { readInventory } from "../../../../src/server/inventory/readInventory.ts";
import { splitScript } from "../../../../src/server/inventory/split.ts";
import { translateData } from "../../../../src/server/translate/data/translateData.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { contextFor, statementsOf } from "../harness.ts";
import { rowText } from "./rows.ts";

// A dump on PostgreSQL itself and, translated with its rows, on DuckDB: each view has to show the same rows.

const path = join(import.meta.dirname, "postgresScript.sql");
const script = readFileSync(path, "utf8");
const views = [...script.matchAll(/^CREATE VIEW public\.(\w+)/gm)].map(([, name = ""]) => name);
const asText = (text: string) => text;
const parsers = Object.fromEntries(Array.from({ length: 5_000 }, (_, type) => [type, asText]));

/** COPY … FROM stdin with its rows as INSERTs: PGlite has no standard input. */
function* inserts(copy: string): Generator<string> {
  const [head = "", ...lines] = copy.split("\n");
  const into = head.replace(/^COPY/, "INSERT INTO").replace(/ FROM stdin;$/, "");
  for (const line of lines) {
    if (line === "\\." || line === "") continue;
    const values = line.split("\t").map((value) => (value === "\\N" ? "NULL" : `'${value}'`));
    yield `${into} VALUES (${values.join(", ")})`;
  }
}

describe("a dump of PostgreSQL on DuckDB", () => {
  let postgres: PGlite;
  let instance: DuckDBInstance;
  let duckdb: DuckDBConnection;

  before(async () => {
    postgres = new PGlite();
    await postgres.exec("SET timezone = 'UTC'");
    for (const { text } of splitScript(script, "postgres")) {
      const statements = text.startsWith("COPY ") ? inserts(text) : [text];
      for (const statement of statements) await postgres.exec(statement);
    }
    instance = await DuckDBInstance.create(":memory:");
    duckdb = await instance.connect();
    await duckdb.run("ATTACH ':memory:' AS mig; CREATE SCHEMA mig.dw; USE mig.dw");
    await duckdb.run("SET TimeZone = 'UTC'");
    const { objects, root, userTypes } = await readInventory(path, "postgres");
    const known: Record<string, TargetColumn[]> = {};
    const targets = Object.fromEntries(objects.map(({ name, baseName }) => [name, baseName]));
    const context = contextFor("postgres", known);
    Object.assign(context, { root, userTypes, names: { ...context.names, targets } });
    for (const { source, targetName } of plannedObjects(objects)) {
      const made = await translateObject(source, context);
      for (const sql of statementsOf(made)) await duckdb.run(sql);
      if (made.outcome !== "translated") continue;
      known[targetName] = made.columnTypes ?? [];
      for (const range of source.data) {
        const data = await translateData(source, range, made.columns ?? [], context);
        assert.equal(data.outcome, "translated", JSON.stringify(data));
        if (data.outcome === "translated")
          for (const { sql } of data.statements) await duckdb.run(sql);
      }
    }
  });
  after(async () => {
    duckdb.closeSync();
    instance.closeSync();
    await postgres.close();
  });

  for (const view of views) {
    it(view, async () => {
      const { rows } = await postgres.query<unknown[]>(`SELECT * FROM ${view}`, [], {
        rowMode: "array",
        parsers,
      });
      const result = await duckdb.runAndReadAll(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${view}`);
      const actual = result.getRowsJson().map(rowText).toSorted();
      assert.deepEqual(actual, rows.map(rowText).toSorted());
    });
  }
});
