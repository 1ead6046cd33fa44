import { summariseInventory } from "../inventory/summarise.ts";
import type { Inventory } from "../inventory/types.ts";
import type { PlannedObject } from "../store/types.ts";
import { targetNames } from "../translate/naming.ts";
import type { PlanSummary } from "./readerMessages.ts";

/** Objects a message and a transaction: long enough to be fast, short enough to keep the engine answering. */
const CHUNK = 500;

/** Hands the objects of an inventory over piece by piece: who takes them never holds all of them. */
export async function planInventory(
  inventory: Inventory,
  hand: (chunk: PlannedObject[]) => Promise<void>,
): Promise<PlanSummary> {
  const { objects, files, leftOut, userTypes } = inventory;
  const names = targetNames(objects);
  const ordinals = new Map(objects.map(({ key }, ordinal) => [key, ordinal]));
  const renamed: PlanSummary["renamed"] = [];
  for (let from = 0; from < objects.length; from += CHUNK) {
    const chunk = objects.slice(from, from + CHUNK).map((source, index): PlannedObject => {
      const targetName = names.get(source.key) ?? source.baseName;
      if (targetName !== source.baseName) renamed.push({ name: source.name, target: targetName });
      const dependsOn = source.dependsOn.flatMap((key) => ordinals.get(key) ?? []);
      return { ordinal: from + index, targetName, dependsOn, source };
    });
    await hand(chunk);
  }
  const types = summariseInventory(inventory);
  return { total: objects.length, files, types, leftOut, userTypes, renamed };
}
