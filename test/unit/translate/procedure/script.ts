import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { Issue } from "../../../../src/protocol/job.ts";
import { ObjectTranslator } from "../../../../src/server/dispatch/objectTranslator.ts";
import { plannedObjects } from "../../../../src/server/dispatch/planInventory.ts";
import type { WorkerPool } from "../../../../src/server/dispatch/workerPool.ts";
import { readScript } from "../../../../src/server/inventory/readScript.ts";
import type { InventoryObject } from "../../../../src/server/inventory/types.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type {
  TargetDialect,
  TranslateContext,
  TranslatedObject,
} from "../../../../src/server/translate/types.ts";

/** A routine's translation, as tests look at it. */
export interface Made {
  outcome: TranslatedObject["outcome"];
  /** The Databricks text, an artefact's among it. */
  sql: string;
  issues: Issue[];
}

function run(work: {
  object: InventoryObject;
  context: TranslateContext;
}): Promise<TranslatedObject> {
  return translateObject(work.object, work.context);
}

/** Translates the objects of a script to Databricks; by their keys. */
export async function translateScript(
  dialect: SourceType,
  sql: string,
  target: TargetDialect = "databricks",
): Promise<Map<string, Made>> {
  const { objects, userTypes } = readScript("x.sql", sql, dialect);
  const pool = {
    size: 1,
    run: (_task: string, work: Parameters<typeof run>[0]) => run(work),
  } as unknown as WorkerPool;
  const place =
    target === "duckdb" ? { catalog: "mig", schema: "dw" } : { catalog: "", schema: "" };
  const translator = new ObjectTranslator({
    pool,
    sourceType: dialect,
    target,
    place,
    userTypes,
  });
  const made = new Map<string, Made>();
  for (const object of plannedObjects(objects)) {
    const translated = await translator.translate(object);
    const artefact = translated.outcome === "skipped" ? translated.artefact : undefined;
    const statements =
      translated.outcome === "translated" ? translated.statements : (artefact?.statements ?? []);
    made.set(object.source.key, {
      outcome: translated.outcome,
      sql: statements.map((statement) => statement.sql).join(";\n"),
      issues: [...translated.issues, ...(artefact?.issues ?? [])],
    });
  }
  return made;
}

/** The one routine of a script, or the one with a key. */
export async function translateOne(dialect: SourceType, sql: string, key?: string): Promise<Made> {
  const made = await translateScript(dialect, sql);
  const routines = [...made].filter(([name]) =>
    key === undefined ? name.includes(":") : name === key,
  );
  assert.equal(routines.length, 1, `one of ${[...made.keys()].join(", ")}`);
  return routines[0]?.[1] as Made;
}

/** Issues as `CODE line:column`, in the order in which they stand in the source. */
export function told(issues: readonly Issue[]): string[] {
  return [...issues]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(({ code, line, column }) => `${code} ${line}:${column}`);
}

/** The text without the indentation that all of its lines share, and without its first and last line break. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n|\n\s*$/g, "").split("\n");
  const shared = Math.min(
    ...lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0),
  );
  return lines.map((line) => line.slice(shared)).join("\n");
}
