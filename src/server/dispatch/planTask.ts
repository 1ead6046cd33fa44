import { once } from "node:events";
import type { MessagePort } from "node:worker_threads";
import type { SourceType } from "../../protocol/dialect.ts";
import { readInventory } from "../inventory/readInventory.ts";
import type { LeftOut } from "../inventory/types.ts";
import type { PlannedObject } from "../store/types.ts";
import { targetNames } from "../translate/naming.ts";

/** Objects a message and a transaction: long enough to be fast, short enough to keep the engine answering. */
const CHUNK = 500;

export interface PlanInput {
  path: string;
  sourceType: SourceType;
  /** Takes chunks of PlannedObject[]; the worker waits for an answer to each before it sends the next. */
  port: MessagePort;
}

/** What is told of an inventory beside its objects. */
export interface PlanSummary {
  total: number;
  files: number;
  /** Objects by type. */
  types: Record<string, number>;
  leftOut: LeftOut[];
  userTypes: Record<string, string>;
  /** Objects whose name had to change in the target. */
  renamed: { name: string; target: string }[];
}

/** Reads an inventory in a worker and hands its objects over piece by piece: the engine never holds all of them. */
export async function planInventory({ path, sourceType, port }: PlanInput): Promise<PlanSummary> {
  try {
    const inventory = await readInventory(path, sourceType);
    const { objects } = inventory;
    const names = targetNames(objects);
    const ordinals = new Map(objects.map(({ key }, ordinal) => [key, ordinal]));
    const types: Record<string, number> = {};
    const renamed: PlanSummary["renamed"] = [];
    for (let from = 0; from < objects.length; from += CHUNK) {
      const chunk = objects.slice(from, from + CHUNK).map((source, index): PlannedObject => {
        const targetName = names.get(source.key) ?? source.baseName;
        types[source.objectType] = (types[source.objectType] ?? 0) + 1;
        if (targetName !== source.baseName) renamed.push({ name: source.name, target: targetName });
        const dependsOn = source.dependsOn.flatMap((key) => ordinals.get(key) ?? []);
        return { ordinal: from + index, targetName, dependsOn, source };
      });
      port.postMessage(chunk);
      await once(port, "message");
    }
    const { files, leftOut, userTypes } = inventory;
    return { total: objects.length, files, types, leftOut, userTypes, renamed };
  } finally {
    port.close();
  }
}
