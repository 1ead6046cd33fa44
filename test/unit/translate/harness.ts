import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import type { Issue } from "../../../src/protocol/job.ts";
import type { InventoryObject } from "../../../src/server/inventory/types.ts";
import { translateData } from "../../../src/server/translate/data/translateData.ts";
import { translateObject } from "../../../src/server/translate/translateObject.ts";
import type {
  TargetColumn,
  TranslateContext,
  TranslatedData,
  TranslatedObject,
} from "../../../src/server/translate/types.ts";

/** A context of one job; names are their own targets. */
export function contextFor(
  dialect: SourceType,
  known: Record<string, TargetColumn[]> = {},
): TranslateContext {
  return {
    sourceType: dialect,
    target: "duckdb",
    names: { catalog: "mig", schema: "dw", targets: {} },
    root: tmpdir(),
    known,
  };
}

/** An object of the inventory from its statements; the first one starts at line 10, column 3 of x.sql. */
export function objectOf(
  objectType: InventoryObject["objectType"],
  name: string,
  ...statements: string[]
): InventoryObject {
  const definition = statements.map((text, index) => ({
    text,
    file: "x.sql",
    line: 10 + index * 100,
    column: 3,
  }));
  const parts = name.split(".");
  return {
    key: name.toLowerCase(),
    name,
    schema: parts.length > 1 ? (parts[0] ?? null) : null,
    baseName: parts.at(-1) ?? name,
    objectType,
    kind: objectType,
    definition,
    data: [],
    dependsOn: [],
  };
}

/** Translates a table `t` given by its statements. */
export function table(dialect: SourceType, ...statements: string[]): Promise<TranslatedObject> {
  return translateObject(objectOf("TABLE", "t", ...statements), contextFor(dialect));
}

/** Translates a query as the body of a view `v`. */
export function view(
  dialect: SourceType,
  query: string,
  known: Record<string, TargetColumn[]> = {},
): Promise<TranslatedObject> {
  return translateObject(
    objectOf("VIEW", "v", `CREATE VIEW v AS ${query}`),
    contextFor(dialect, known),
  );
}

/** The statements of an object that has to translate. */
export function statementsOf(object: TranslatedObject): string[] {
  if (object.outcome !== "translated") {
    throw new Error(
      object.outcome === "error" ? `${object.issue.code} ${object.issue.message}` : object.reason,
    );
  }
  return object.statements.map(({ sql }) => sql);
}

/** The issue that an object fails with. */
export function failureOf(object: TranslatedObject): Issue {
  if (object.outcome !== "error") throw new Error(`translated: ${JSON.stringify(object)}`);
  return object.issue;
}

/** Runs statements in a fresh database with catalog `mig` and schema `dw`; answers the rows of the last. */
export async function run(...statements: string[]): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run("ATTACH ':memory:' AS mig");
    await connection.run("CREATE SCHEMA mig.dw");
    await connection.run("USE mig.dw");
    let rows: unknown[][] = [];
    for (const sql of statements) rows = (await connection.runAndReadAll(sql)).getRowsJson();
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The rows that a source query gives in the target; `setup` is the target's own SQL. */
export async function rowsOf(
  dialect: SourceType,
  query: string,
  setup: string[] = [],
  known: Record<string, TargetColumn[]> = {},
): Promise<unknown[][]> {
  const translated = await view(dialect, query, known);
  return run(...setup, ...statementsOf(translated), "FROM v");
}

/** The first row of a query. */
export async function firstRow(
  dialect: SourceType,
  query: string,
  setup: string[] = [],
  known: Record<string, TargetColumn[]> = {},
): Promise<unknown[]> {
  const [row] = await rowsOf(dialect, query, setup, known);
  return row ?? [];
}

/** Translates data statements for a table `t` given by its CREATE; both stand in one file. */
export async function dataOf(
  dialect: SourceType,
  create: string,
  data: string,
): Promise<{ created: string[]; data: TranslatedData }> {
  const root = mkdtempSync(join(tmpdir(), "dwm-data-"));
  try {
    writeFileSync(join(root, "data.sql"), data);
    const object = objectOf("TABLE", "t", create);
    const context = { ...contextFor(dialect), root };
    const translated = await translateObject(object, context);
    const range = {
      file: "data.sql",
      line: 1,
      column: 1,
      start: 0,
      end: data.length,
      statements: 1,
    };
    const created = statementsOf(translated);
    const columns = translated.outcome === "translated" ? (translated.columns ?? []) : [];
    return { created, data: await translateData(object, range, columns, context) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The rows of a table `t` after its data has been loaded. */
export async function loaded(
  dialect: SourceType,
  create: string,
  data: string,
): Promise<unknown[][]> {
  const result = await dataOf(dialect, create, data);
  if (result.data.outcome === "error")
    throw new Error(`${result.data.issue.code} ${result.data.issue.message}`);
  return run(...result.created, ...result.data.statements.map(({ sql }) => sql), "FROM t");
}
