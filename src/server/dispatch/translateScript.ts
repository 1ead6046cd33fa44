import type { SourceType } from "../../protocol/dialect.ts";
import type { TranslatedStatement, TranslateRequest } from "../../protocol/translate.ts";
import { messageOf } from "../errors.ts";
import { type LooseStatement, readScript } from "../inventory/readScript.ts";
import type { LooseResult } from "../translate/dml/translateLoose.ts";
import { makeIssue } from "../translate/issueCodes.ts";
import { placeFor } from "../translate/naming.ts";
import type { TranslateContext } from "../translate/types.ts";
import { inOrder } from "./inOrder.ts";
import { ObjectTranslator } from "./objectTranslator.ts";
import { plannedObjects } from "./planInventory.ts";
import { asView, notMigrated, ofLoose, ofObject, ofQuery } from "./scriptStatements.ts";
import { DeadlineError, type WorkerPool } from "./workerPool.ts";

/** How positions name the text. */
const FILE = "script.sql";
/** Statements that a worker takes at a time. */
const BATCH = 100;

/** What is translated: a request whose source type is known. */
export type ScriptRequest = Omit<TranslateRequest, "source_type"> & { source_type: SourceType };

/** Translates a piece of SQL, statement by statement; nothing is executed. What cannot be translated says so. */
export async function translateScript(
  request: ScriptRequest,
  pool: WorkerPool,
  signal?: AbortSignal,
): Promise<TranslatedStatement[]> {
  const { source_type: sourceType, target_type: target, sql } = request;
  const { objects, userTypes, leftOut, queries, loose } = readScript(FILE, sql, sourceType);
  const place = placeFor(target, request.target_catalog, request.target_schema);
  const translator = new ObjectTranslator({ pool, sourceType, target, place, userTypes, signal });
  const ahead = pool.size * 2;
  const statements: TranslatedStatement[] = [];
  const made = inOrder(
    plannedObjects(objects),
    async (object) => ofObject(object.source, await translator.translate(object)),
    ahead,
  );
  for await (const one of made) statements.push(...one);

  const [first] = [...queries, ...loose];
  if (first) {
    const source = asView(first);
    const context = await translator.contextForAll({ source, targetName: source.baseName });
    const asked = inOrder(
      queries,
      async (query) => ofQuery(query, await translator.run(asView(query), context), context),
      ahead,
    );
    for await (const one of asked) statements.push(one);
    const run = (batch: LooseStatement[]) => translateBatch(pool, batch, context, signal);
    for await (const batch of inOrder(batches(loose), run, ahead)) statements.push(...batch);
  }
  statements.push(...leftOut.map(notMigrated));
  return statements.sort((a, b) => a.line - b.line || a.column - b.column);
}

function* batches(statements: readonly LooseStatement[]): Generator<LooseStatement[]> {
  for (let at = 0; at < statements.length; at += BATCH) yield statements.slice(at, at + BATCH);
}

/** Translates statements that define no object. Where the batch fails each is tried alone: its neighbours are not to blame. */
async function translateBatch(
  pool: WorkerPool,
  statements: LooseStatement[],
  context: TranslateContext,
  signal: AbortSignal | undefined,
): Promise<TranslatedStatement[]> {
  try {
    const results = await pool.run("translateLoose", { statements, context }, signal);
    return statements.map((one, index) => ofLoose(one, results[index]));
  } catch (error) {
    signal?.throwIfAborted();
    const [only, ...others] = statements;
    if (only && others.length === 0) return [ofLoose(only, failed(only, error))];
    const alone = statements.map((one) => translateBatch(pool, [one], context, signal));
    return (await Promise.all(alone)).flat();
  }
}

function failed(statement: LooseStatement, error: unknown): LooseResult {
  const issue =
    error instanceof DeadlineError
      ? makeIssue("DWM-JOB-003", statement)
      : makeIssue("DWM-JOB-004", statement, { detail: messageOf(error) });
  return { kind: undefined, statements: null, issues: [issue] };
}
