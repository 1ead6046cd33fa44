import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { init, parse } from "@guanmingchiu/sqlparser-ts";
import { SOURCE_TYPES, type SourceType } from "../src/protocol/dialect.ts";
import { plannedObjects } from "../src/server/dispatch/planInventory.ts";
import { detectSourceType } from "../src/server/inventory/detect.ts";
import { readInventory } from "../src/server/inventory/readInventory.ts";
import type { PlannedObject } from "../src/server/store/types.ts";
import { nameMapFor } from "../src/server/translate/naming.ts";
import { translateObject } from "../src/server/translate/translateObject.ts";
import type {
  TargetColumn,
  TargetDialect,
  TranslateContext,
  TranslatedObject,
} from "../src/server/translate/types.ts";

interface Count {
  tables: number;
  executed: number;
  databricks: number;
  problems: string[];
}

/**
 * Share of CREATE TABLE statements whose DuckDB output executes with all columns, and whose Databricks output a second
 * parser reads: `npm run bench ddl PATH`, where PATH is an inventory or a folder of inventories.
 */
export async function benchDdl(): Promise<void> {
  const given = process.argv.at(-1) ?? "";
  const root = resolve(given === "ddl" ? "samples" : given);
  if (!statSync(root, { throwIfNoEntry: false })) {
    console.log("ddl: give a folder of inventories behind it");
    return;
  }
  await init();
  const folders = (await readdir(root, { withFileTypes: true })).filter((one) => one.isDirectory());
  const paths = folders.length > 0 ? folders.map(({ name }) => join(root, name)) : [root];
  const all: Count = { tables: 0, executed: 0, databricks: 0, problems: [] };
  for (const path of paths) {
    const dialect = await dialectOf(path);
    if (!dialect) continue;
    const count = await measure(path, dialect).catch((error: Error) => {
      console.log(`${basename(path)}: ${error.message}`);
    });
    if (!count) continue;
    print(basename(path), count);
    for (const key of ["tables", "executed", "databricks"] as const) all[key] += count[key];
  }
  print("all", all);
}

function print(name: string, { tables, executed, databricks, problems }: Count): void {
  const share = (part: number) => `${((100 * part) / Math.max(1, tables)).toFixed(1)} %`;
  console.log(
    `${name}: ${tables} tables, DuckDB executes ${executed} (${share(executed)}), ` +
      `Databricks output reads ${databricks} (${share(databricks)})`,
  );
  for (const problem of problems) console.log(`  ${problem}`);
}

async function dialectOf(path: string): Promise<SourceType | null> {
  const named = SOURCE_TYPES.find((type) => basename(path).includes(type));
  return named ?? (await detectSourceType(path)).sourceType;
}

async function measure(path: string, dialect: SourceType): Promise<Count> {
  const inventory = await readInventory(path, dialect, { allowEmpty: true });
  const objects = [...plannedObjects(inventory.objects)];
  const count: Count = { tables: 0, executed: 0, databricks: 0, problems: [] };
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const sql of ["ATTACH ':memory:' AS mig", "CREATE SCHEMA mig.dw", "USE mig.dw"])
    await connection.run(sql);
  const translate = translator(objects, dialect, inventory.userTypes);
  for (const object of objects) {
    const { objectType, name } = object.source;
    if (objectType === "PROCEDURE") continue;
    const duckdb = await translate(object, "duckdb");
    const databricks = await translate(object, "databricks");
    if (objectType === "VIEW") {
      if (duckdb.outcome === "translated") await tried(connection, duckdb);
      continue;
    }
    count.tables++;
    const refused = await tried(connection, duckdb);
    if (refused === undefined) count.executed++;
    else count.problems.push(`${name}: ${refused}`);
    const unread = readAgain(databricks);
    if (unread === undefined) count.databricks++;
    else count.problems.push(`${name} (Databricks): ${unread}`);
  }
  connection.closeSync();
  instance.closeSync();
  return count;
}

function translator(
  objects: readonly PlannedObject[],
  sourceType: SourceType,
  userTypes: Readonly<Record<string, string>>,
) {
  const known: Record<TargetDialect, Record<string, TargetColumn[]>> = {
    duckdb: {},
    databricks: {},
  };
  return async (object: PlannedObject, target: TargetDialect): Promise<TranslatedObject> => {
    const needs = object.dependsOn.flatMap((ordinal) => objects[ordinal] ?? []);
    const place =
      target === "duckdb" ? { catalog: "mig", schema: "dw" } : { catalog: "", schema: "" };
    const context: TranslateContext = {
      sourceType,
      target,
      names: nameMapFor(object, needs, place),
      root: "",
      known: known[target],
      userTypes,
    };
    const translated = await translateObject(object.source, context);
    if (translated.outcome === "translated" && translated.columnTypes)
      known[target][translated.targetName] = translated.columnTypes;
    return translated;
  };
}

/** Why a translation does not execute with all its columns; undefined when it does. */
async function tried(
  connection: DuckDBConnection,
  translated: TranslatedObject,
): Promise<string | undefined> {
  if (translated.outcome === "skipped") return translated.reason;
  if (translated.outcome === "error")
    return `${translated.issue.code} ${translated.issue.message} (${translated.issue.line}:${translated.issue.column})`;
  const { statements, afterLoad, targetName, columnTypes } = translated;
  try {
    for (const { sql } of [...statements, ...afterLoad]) await connection.run(sql);
    const quoted = `"${targetName.replaceAll('"', '""')}"`;
    const described = await connection.runAndReadAll(`DESCRIBE ${quoted}`);
    const wanted = columnTypes?.length;
    if (wanted !== undefined && wanted !== described.currentRowCount)
      return `${described.currentRowCount} columns instead of ${wanted}`;
    // Defaults are bound only when they are used.
    if (translated.columns !== null)
      await connection.run(`EXPLAIN INSERT INTO ${quoted} DEFAULT VALUES`);
    return undefined;
  } catch (error) {
    const all = statements.map(({ sql }) => sql).join("; ");
    return `${(error as Error).message.split("\n").slice(0, 2).join(" ")} <- ${all.slice(0, 1500)}`;
  }
}

function readAgain(translated: TranslatedObject): string | undefined {
  if (translated.outcome === "skipped") return translated.reason;
  if (translated.outcome === "error")
    return `${translated.issue.code} ${translated.issue.message} (${translated.issue.line}:${translated.issue.column})`;
  for (const { sql } of translated.statements) {
    try {
      if (!/ SYNC IDENTITY$/.test(sql)) parse(asParserKnows(sql), "databricks");
    } catch (error) {
      return `${(error as Error).message} <- ${sql.slice(0, 1500)}`;
    }
  }
  return undefined;
}

/** The parser does not know Databricks' clauses behind the column list; what stands in the list is what is checked. */
function asParserKnows(sql: string): string {
  return sql
    .replaceAll("\\'", "''")
    .replace(/\(START WITH (-?\d+) INCREMENT BY (-?\d+)\)/g, "(INCREMENT BY $2 START WITH $1)")
    .replace(/\bMAP<[^>]*>/g, "STRING")
    .replaceAll(" div ", " / ")
    .replace(/ (DEEP|SHALLOW) CLONE /, " LIKE ")
    .replace(
      /\n(USING \w+|PARTITIONED BY \(.*?\)|OPTIONS \(.*?\)|LOCATION '.*?'|CLUSTER BY \(.*?\)|COMMENT '.*')(?=\n|$)/g,
      "",
    );
}
