import { readdirSync, readFileSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { SOURCE_TYPES, type SourceType } from "../src/protocol/dialect.ts";
import { asView } from "../src/server/dispatch/scriptStatements.ts";
import { translateObject } from "../src/server/translate/translateObject.ts";
import type { TargetDialect, TranslateContext } from "../src/server/translate/types.ts";

interface Tally {
  executed: number;
  refused: string[];
  failed: string[];
  /** Calls that Databricks' translation refuses. */
  databricks: string[];
}

/**
 * How many of the functions that a source's manual documents execute on DuckDB, are refused with an issue, and fail when
 * executed: `npm run bench functions [DIALECT …]`. The calls are in functions/DIALECT.txt, a query a line, by the chapters of
 * the manual.
 */
export async function benchFunctions(args: readonly string[]): Promise<void> {
  const folder = new URL("functions/", import.meta.url);
  const listed = readdirSync(folder).map((file) => file.replace(/\.txt$/, ""));
  for (const dialect of SOURCE_TYPES) {
    if (!listed.includes(dialect) || (args.length > 0 && !args.includes(dialect))) continue;
    const queries = readFileSync(new URL(`${dialect}.txt`, folder), "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    const tally = await tried(dialect, queries);
    const share = (part: number) => `${((100 * part) / queries.length).toFixed(1)} %`;
    console.log(
      `\n${dialect}: ${queries.length} calls, DuckDB executes ${tally.executed} (${share(tally.executed)}), ` +
        `${tally.refused.length} refused with an issue, ${tally.failed.length} fail; ` +
        `Databricks refuses ${tally.databricks.length}`,
    );
    for (const line of [...tally.failed, ...tally.refused]) console.log(`  ${line}`);
    if (args.includes("all")) for (const line of tally.databricks) console.log(`  ${line}`);
  }
}

async function tried(dialect: SourceType, queries: readonly string[]): Promise<Tally> {
  const tally: Tally = { executed: 0, refused: [], failed: [], databricks: [] };
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const sql of ["ATTACH ':memory:' AS mig", "CREATE SCHEMA mig.dw", "USE mig.dw"])
    await connection.run(sql);
  for (const query of queries) {
    await onDuckdb(connection, dialect, query, tally);
    const databricks = await translated(dialect, query, "databricks");
    if (databricks.outcome === "error")
      tally.databricks.push(
        `Databricks: ${query}: ${databricks.issue.code} ${databricks.issue.message}`,
      );
  }
  connection.closeSync();
  instance.closeSync();
  return tally;
}

async function onDuckdb(
  connection: DuckDBConnection,
  dialect: SourceType,
  query: string,
  tally: Tally,
): Promise<void> {
  const view = await translated(dialect, query, "duckdb");
  if (view.outcome === "error") {
    tally.refused.push(`refused: ${query}: ${view.issue.code} ${view.issue.message}`);
    return;
  }
  if (view.outcome === "skipped") {
    tally.refused.push(`skipped: ${query}: ${view.reason}`);
    return;
  }
  try {
    for (const { sql } of view.statements) await connection.run(sql);
    await connection.runAndReadAll('FROM "query"');
    tally.executed++;
  } catch (error) {
    const [message] = (error as Error).message.split("\n");
    tally.failed.push(`FAILED: ${query}: ${message} <- ${view.statements[0]?.sql}`);
  }
}

/** A query as the body of a view `query`. */
function translated(dialect: SourceType, query: string, target: TargetDialect) {
  const file = `functions/${dialect}.txt`;
  const view = asView({ text: query, file, line: 1, column: 1 });
  const place =
    target === "duckdb" ? { catalog: "mig", schema: "dw" } : { catalog: "", schema: "" };
  const context: TranslateContext = {
    sourceType: dialect,
    target,
    names: { ...place, targets: {} },
    root: "",
  };
  return translateObject(view, context);
}
