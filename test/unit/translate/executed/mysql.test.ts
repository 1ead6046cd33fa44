import assert from "node:assert/strict";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Issue } from "../../../../src/protocol/job.ts";
import { translateLoose } from "../../../../src/server/translate/dml/translateLoose.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { contextFor, failureOf, objectOf, statementsOf, view } from "../harness.ts";
import { changes, queries, readAnswers, rows, tables } from "./mysqlFixture.ts";
import { duckdbRow, mysqlRow } from "./mysqlRows.ts";

// A query's rows on DuckDB, translated, are those that the engine answered; or an issue tells the difference.

const { engine, answers } = readAnswers();
const told = (issues: readonly Issue[]) =>
  issues.filter(({ severity }) => severity !== "info").map(({ code }) => code);

describe(`rows of ${engine}'s queries on DuckDB`, () => {
  const known: Record<string, TargetColumn[]> = {};
  const keys: Record<string, string[][]> = {};
  let instance: DuckDBInstance;
  let duckdb: DuckDBConnection;

  before(async () => {
    instance = await DuckDBInstance.create(":memory:");
    duckdb = await instance.connect();
    await duckdb.run(
      "ATTACH ':memory:' AS mig; CREATE SCHEMA mig.dw; USE mig.dw; SET TimeZone = 'UTC'",
    );
    for (const create of tables) {
      const [, kind, name = ""] = /CREATE (TABLE|VIEW) (\w+)/.exec(create) ?? [];
      const type = kind === "VIEW" ? "VIEW" : "TABLE";
      const table = await translateObject(objectOf(type, name, create), contextFor("mysql", known));
      for (const sql of statementsOf(table)) await duckdb.run(sql);
      if (table.outcome !== "translated") continue;
      known[name] = table.columnTypes ?? [];
      keys[name] = table.keys ?? [];
    }
    for (const insert of rows) await duckdb.run(insert);
  });
  after(() => {
    duckdb.closeSync();
    instance.closeSync();
  });

  /** The rows that DuckDB has for a query of the fixture are those of the engine, if nothing tells a difference. */
  async function compare(
    query: string,
    differs: string | undefined,
    answer: string,
  ): Promise<void> {
    const expected = answers.get(answer);
    assert.ok(expected, "the engine has not been asked: scripts/recordMysql.ts");
    const translated = await view("mysql", query, known);
    for (const sql of statementsOf(translated)) await duckdb.run(sql);
    const described = await duckdb.runAndReadAll("SELECT column_type FROM (DESCRIBE v)");
    const types = described.getRowsJson().map(([type]) => String(type));
    const result = await duckdb.runAndReadAll("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM v");
    const actual = result.getRowsJson().map((row) => {
      const shown = row.map((text, at) => ({ text: text as string | null, type: types[at] ?? "" }));
      return duckdbRow(shown);
    });
    const wanted = expected.map((row) => mysqlRow(row, types));
    const ordered = /ORDER BY[^()]*$/i.test(query);
    const inOrder = (lines: string[]) => (ordered ? lines : lines.toSorted());
    if (differs === undefined) {
      assert.deepEqual(inOrder(actual), inOrder(wanted));
      return;
    }
    assert.notDeepEqual(inOrder(actual), inOrder(wanted), "no difference any more");
    assert.ok(told(translated.issues).includes(differs), `${differs} expected`);
  }

  for (const { sql: query, differs, refused } of queries) {
    it(query, async () => {
      if (refused === undefined) return compare(query, differs, query);
      assert.equal(failureOf(await view("mysql", query, known)).code, refused);
    });
  }

  for (const { sql, differs, refused } of changes) {
    it(sql, async () => {
      const [change = "", query = ""] = sql.split("; ");
      const position = { file: "x.sql", line: 1, column: 1 };
      const migration = { table: "ord" };
      const statement = { text: change, ...position, guarded: false, migration };
      const { statements, issues } = translateLoose(statement, {
        ...contextFor("mysql", known),
        keys,
      });
      if (refused !== undefined) {
        assert.ok(told(issues).includes(refused), `${refused} expected`);
        return;
      }
      await duckdb.run("BEGIN");
      try {
        assert.ok(statements, issues.map(({ message }) => message).join("; "));
        for (const one of statements) await duckdb.run(one);
        await compare(query, differs, sql);
      } finally {
        await duckdb.run("ROLLBACK");
      }
    });
  }
});
