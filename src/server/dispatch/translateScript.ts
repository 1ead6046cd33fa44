import type { Issue } from "../../protocol/job.ts";
import type { TranslatedStatement, TranslateRequest } from "../../protocol/translate.ts";
import { type LooseStatement, readScript } from "../inventory/readScript.ts";
import type {
  InventoryObject,
  LeftOut,
  SourcePosition,
  SourceStatement,
} from "../inventory/types.ts";
import type { LooseResult } from "../translate/dml/translateLoose.ts";
import { makeIssue } from "../translate/issueCodes.ts";
import { nameMapFor, targetNames } from "../translate/naming.ts";
import type { TargetColumn, TranslateContext, TranslatedObject } from "../translate/types.ts";
import { writerFor } from "../translate/writer/sqlWriter.ts";
import { DeadlineError, type WorkerPool } from "./workerPool.ts";

/** How positions name the text. */
const FILE = "script.sql";
/** Statements that a worker takes at a time. */
const BATCH = 100;

/** Translates a piece of SQL, statement by statement; nothing is executed. What cannot be translated says so. */
export async function translateScript(
  request: TranslateRequest,
  pool: WorkerPool,
): Promise<TranslatedStatement[]> {
  const script = readScript(FILE, request.sql, request.source_type);
  const { objects, userTypes, leftOut, queries, loose } = script;
  const known: Record<string, TargetColumn[]> = {};
  const target = request.target_type;
  const place = placeOf(request);
  const targets = targetNames(objects);
  const named = objects.map((source) => {
    return { source, targetName: targets.get(source.key) ?? source.baseName };
  });
  const contextOf = (source: InventoryObject, needs: typeof named): TranslateContext => {
    const own = { source, targetName: targets.get(source.key) ?? source.baseName };
    const names = nameMapFor(own, needs, place);
    const { sourceType } = script;
    return { sourceType, target, names, root: "", known, userTypes };
  };
  const translate = async (object: InventoryObject, context: TranslateContext) => {
    try {
      return await pool.run("translateObject", { object, context });
    } catch (error) {
      if (!(error instanceof DeadlineError)) throw error;
      return tooLong(object, error);
    }
  };
  const statements: TranslatedStatement[] = [];
  for (const object of objects) {
    const needs = named.filter(({ source }) => object.dependsOn.includes(source.key));
    const context = contextOf(object, needs);
    const translated = await translate(object, context);
    if (translated.outcome === "translated" && translated.columnTypes) {
      known[translated.targetName] = translated.columnTypes;
    }
    statements.push(ofObject(object, translated));
  }
  for (const query of queries) {
    const object = asView(query);
    const context = contextOf(object, named);
    const translated = await translate(object, context);
    statements.push(ofQuery(query, translated, context));
  }
  for (let at = 0; at < loose.length; at += BATCH) {
    const batch = loose.slice(at, at + BATCH);
    const [first] = batch;
    if (!first) break;
    const context = contextOf(asView(first), named);
    const translated = await translateBatch(pool, batch, context);
    statements.push(...batch.map((one, index) => ofLoose(one, translated[index])));
  }
  statements.push(...leftOut.map(notMigrated));
  return statements.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Where the objects go: a database of our own naming in DuckDB, the session's current place in Databricks. */
function placeOf({ target_type, target_catalog, target_schema }: TranslateRequest) {
  const [catalog, schema] = target_type === "duckdb" ? ["warehouse", "migrated"] : ["", ""];
  return { catalog: target_catalog ?? catalog, schema: target_schema ?? schema };
}

function tooLong({ name, definition }: InventoryObject, { message }: Error): TranslatedObject {
  const at = definition[0] ?? { file: FILE, line: 1, column: 1 };
  const issue = makeIssue("DWM-QRY-001", at, { near: name, reason: message });
  return { outcome: "error", issue, issues: [issue] };
}

function made(
  type: string,
  name: string | null,
  sql: string | null,
  { line, column }: SourcePosition,
  issues: Issue[],
): TranslatedStatement {
  const has = (severity: Issue["severity"]) => issues.some((issue) => issue.severity === severity);
  const confidence = sql === null || has("error") ? "manual" : has("warning") ? "review" : "exact";
  return {
    sql,
    object_type: type,
    object_name: name,
    line,
    column,
    issues,
    confidence,
    engine: "rules",
  };
}

function ofObject(object: InventoryObject, translated: TranslatedObject): TranslatedStatement {
  const at = object.definition[0] ?? { file: FILE, line: 1, column: 1 };
  const sql =
    translated.outcome === "translated"
      ? translated.statements.map((statement) => `${statement.sql};`).join("\n")
      : null;
  return made(object.objectType, object.name, sql, at, translated.issues);
}

/** Translates statements that define no object; what took too long has no translation. */
async function translateBatch(
  pool: WorkerPool,
  statements: LooseStatement[],
  context: TranslateContext,
): Promise<LooseResult[]> {
  try {
    return await pool.run("translateLoose", { statements, context });
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
    return statements.map((statement) => {
      const issue = makeIssue("DWM-QRY-001", statement, {
        near: statement.text.slice(0, 40),
        reason: error.message,
      });
      return { kind: undefined, statements: null, issues: [issue] };
    });
  }
}

function ofLoose(source: LooseStatement, translated: LooseResult | undefined): TranslatedStatement {
  const { migration } = source;
  const table = "table" in migration ? migration.table : null;
  if (!translated || translated.unknown === true) return leftBehind(source);
  const { statements, issues } = translated;
  const kind = translated.kind ?? ("table" in migration ? "ROWS" : migration.kind);
  const sql = statements?.length ? statements.map((sql) => `${sql};`).join("\n") : null;
  const answer = made(kind, table, sql, source, issues);
  // Nothing of it is needed in the target: nobody has to write it.
  const dropped = statements !== null && issues.every(({ severity }) => severity === "info");
  return sql === null && dropped ? { ...answer, confidence: "exact" } : answer;
}

/** A statement that the translation knows no form for: what a migration says of it. */
function leftBehind(source: LooseStatement): TranslatedStatement {
  const { migration } = source;
  if (!("table" in migration)) return notMigrated({ ...migration, ...source });
  const issue = makeIssue("DWM-GEN-003", source, { table: migration.table });
  return made("ROWS", migration.table, null, source, [issue]);
}

function notMigrated({ kind, reason, matters, ...at }: LeftOut): TranslatedStatement {
  const issue = makeIssue(matters ? "DWM-GEN-002" : "DWM-GEN-001", at, { kind, reason });
  return made(kind, null, null, at, [issue]);
}

const QUERY = "query";
const HEAD = `CREATE VIEW ${QUERY} AS `;

/** A query is translated as the view over it is; its first line stands as far left as the view's head is long. */
function asView(query: SourceStatement): InventoryObject {
  const definition = { ...query, column: query.column - HEAD.length, text: HEAD + query.text };
  return {
    key: QUERY,
    name: QUERY,
    schema: null,
    baseName: QUERY,
    objectType: "VIEW",
    kind: "VIEW",
    definition: [definition],
    data: [],
    dependsOn: [],
  };
}

function ofQuery(
  query: SourceStatement,
  translated: TranslatedObject,
  { names, target }: TranslateContext,
): TranslatedStatement {
  if (translated.outcome !== "translated")
    return made("QUERY", null, null, query, translated.issues);
  const full =
    names.schema === "" ? QUERY : writerFor(target).fullName(names, translated.targetName);
  const head = `${names.schema === "" ? "CREATE" : "CREATE OR REPLACE"} VIEW ${full} AS `;
  const sql = translated.statements[0]?.sql ?? "";
  if (!sql.startsWith(head)) throw new Error("a view without its head");
  return made("QUERY", null, `${sql.slice(head.length)};`, query, translated.issues);
}
