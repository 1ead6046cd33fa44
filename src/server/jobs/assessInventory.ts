import type { Assessment, AssessRequest } from "../../protocol/assessment.ts";
import { assess } from "../assess/assess.ts";
import { IssueTally } from "../assess/issueTally.ts";
import { type AssessedObject, assessed, summarise, verdictOn } from "../assess/records.ts";
import { inOrder } from "../dispatch/inOrder.ts";
import type { InventoryReader } from "../dispatch/inventoryReader.ts";
import { ObjectTranslator } from "../dispatch/objectTranslator.ts";
import type { WorkerPool } from "../dispatch/workerPool.ts";
import { MINUTES_PER_POINT } from "../translate/effort.ts";
import { placeFor } from "../translate/naming.ts";
import { existingPath, inventoryProblem } from "./inventoryPath.ts";
import { resolveSource } from "./resolveSource.ts";

/** What an assessment works with. */
export interface AssessContext {
  reader: InventoryReader;
  pool: WorkerPool;
  tool: Assessment["tool"];
  targetVersion(target: AssessRequest["target_type"]): string;
}

/**
 * Reads an inventory and translates all of it, with nothing executed and nothing stored; answers what it comes to. Of each
 * object only its figures are kept. `signal` ends it.
 */
export async function assessInventory(
  request: AssessRequest,
  { reader, pool, tool, targetVersion }: AssessContext,
  signal: AbortSignal,
): Promise<Assessment> {
  const path = await existingPath(request.inventory_path);
  const { include, exclude, target_type: target } = request;
  const source = await resolveSource(request.source_type, path, reader);
  const { type: sourceType } = source;
  const place = placeFor(target, request.target_catalog, request.target_schema);
  const offered = target === "databricks" ? { place } : {};
  const objects: AssessedObject[] = [];
  const tally = new IssueTally();
  let translator: ObjectTranslator | undefined;
  const plan = await reader
    .plan(
      { path, sourceType, choice: { include, exclude }, usage: true, ...offered },
      async (chunk, { userTypes }) => {
        translator ??= new ObjectTranslator({ pool, sourceType, target, place, userTypes, signal });
        const one = translator;
        const verdicts = inOrder(
          chunk,
          async (object) => ({ object, verdict: verdictOn(object, await one.translate(object)) }),
          pool.size * 2,
        );
        for await (const { object, verdict } of verdicts) {
          tally.add(object.source.name, verdict.issues);
          objects.push(assessed(object, summarise(verdict)));
        }
      },
      signal,
    )
    .catch((error: unknown) => {
      signal.throwIfAborted();
      throw inventoryProblem(error);
    });
  const { files, statements, leftOut, usage, versions = [] } = plan;
  const head = {
    assessedAt: new Date().toISOString(),
    inventoryPath: path,
    tool,
    source: { ...source, versions },
    target: { type: target, version: targetVersion(target) },
    files,
    statements,
    minutesPerPoint: request.minutes_per_point ?? MINUTES_PER_POINT,
    usage: usage ?? { features: [], functions: [] },
  };
  return assess(head, objects, tally.result(), leftOut);
}
