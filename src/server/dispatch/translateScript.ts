import type { SourceType } from "../../protocol/dialect.ts";
import type { TranslatedStatement, TranslateRequest } from "../../protocol/translate.ts";
import { messageOf } from "../errors.ts";
import { type LooseStatement, readScript } from "../inventory/readScript.ts";
import type { LooseResult } from "../translate/dml/translateLoose.ts";
import { makeIssue } from "../translate/issueCodes.ts";
import { placeFor } from "../translate/naming.ts";
import type { TranslateContext } from "../translate/types.ts";
import { batchesOf } from "./batchesOf.ts";
import { inOrder } from "./inOrder.ts";
import { layOutStatements } from "./layOutStatements.ts";
import { ObjectTranslator } from "./objectTranslator.ts";
import { plannedObjects } from "./planInventory.ts";
import { ScriptBinder } from "./scriptBinder.ts";
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
  const binder = target === "duckdb" ? await ScriptBinder.open(place) : undefined;
  try {
    const made = inOrder(
      plannedObjects(objects),
      async ({ source, ...object }) => {
        return { source, translated: await translator.translate({ source, ...object }) };
      },
      ahead,
    );
    for await (const { source, translated } of made) {
      statements.push(...ofObject(source, (await binder?.object(translated)) ?? translated));
    }
    const [first] = [...queries, ...loose];
    if (first) {
      const source = asView(first);
      const { baseName: targetName } = source;
      const known = await translator.contextForAll({ source, targetName });
      const context = { ...known, inSession: true } as const;
      const asked = inOrder(
        queries,
        async (query) => {
          return { query, translated: await translator.run(asView(query), context) };
        },
        ahead,
      );
      for await (const { query, translated } of asked) {
        const bound = (await binder?.object(translated)) ?? translated;
        statements.push(ofQuery(query, bound, context));
      }
      const run = (batch: LooseStatement[]) => translateBatch(pool, batch, context, signal);
      for await (const batch of inOrder(batchesOf(loose, BATCH), run, ahead)) {
        for (const { one, result } of batch) {
          const bound = result && binder ? await binder.loose(result, one) : result;
          statements.push(ofLoose(one, bound));
        }
      }
    }
  } finally {
    binder?.close();
  }
  statements.push(...leftOut.map(notMigrated));
  await layOutStatements(statements, target, pool, signal);
  return statements.sort((a, b) => a.line - b.line || a.column - b.column);
}

interface LooseAnswer {
  one: LooseStatement;
  result: LooseResult | undefined;
}

/** Translates statements that define no object. Where the batch fails each is tried alone: its neighbours are not to blame. */
async function translateBatch(
  pool: WorkerPool,
  statements: LooseStatement[],
  context: TranslateContext,
  signal: AbortSignal | undefined,
): Promise<LooseAnswer[]> {
  try {
    const results = await pool.run("translateLoose", { statements, context }, signal);
    return statements.map((one, index) => ({ one, result: results[index] }));
  } catch (error) {
    signal?.throwIfAborted();
    const [only, ...others] = statements;
    if (only && others.length === 0) return [{ one: only, result: failed(only, error) }];
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
