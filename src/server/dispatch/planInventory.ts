import { summariseInventory } from "../inventory/summarise.ts";
import type { CalledProcedure, Inventory, InventoryObject } from "../inventory/types.ts";
import type { PlannedObject } from "../store/types.ts";
import { targetNames } from "../translate/naming.ts";
import type { PlanSummary } from "./readerMessages.ts";

/** Objects a message and a transaction: long enough to be fast, short enough to keep the engine answering. */
const CHUNK = 500;

/** The objects of an inventory as they are planned: each with its place, its name in the target and what it needs. */
export function* plannedObjects(objects: readonly InventoryObject[]): Generator<PlannedObject> {
  const names = targetNames(objects);
  const ordinals = new Map(objects.map(({ key }, ordinal) => [key, ordinal]));
  for (const [ordinal, object] of objects.entries()) {
    const procedures = object.calls?.flatMap((key) => {
      const called = objects[ordinals.get(key) ?? -1];
      return called ? [calledProcedure(called, names)] : [];
    });
    const source = procedures ? { ...object, procedures } : object;
    const targetName = names.get(source.key) ?? source.baseName;
    const dependsOn = source.dependsOn.flatMap((key) => ordinals.get(key) ?? []);
    yield { ordinal, targetName, dependsOn, source };
  }
}

function calledProcedure(
  { key, schema, baseName, objectType, kind, parameters }: InventoryObject,
  names: ReadonlyMap<string, string>,
): CalledProcedure {
  const known = parameters === undefined ? {} : { parameters };
  const source = { schema, baseName, objectType, kind, ...known };
  return { source, targetName: names.get(key) ?? baseName };
}

/** Hands the objects of an inventory over piece by piece: who takes them never holds all of them. */
export async function planInventory(
  inventory: Inventory,
  hand: (chunk: PlannedObject[]) => Promise<void>,
  look: (object: InventoryObject) => void = () => undefined,
): Promise<PlanSummary> {
  const { objects, files, leftOut, userTypes, statements, guessed, print } = inventory;
  const renamed: PlanSummary["renamed"] = [];
  let chunk: PlannedObject[] = [];
  for (const object of plannedObjects(objects)) {
    const { source, targetName: target } = object;
    if (target !== source.baseName) renamed.push({ name: source.name, target });
    look(source);
    chunk.push(object);
    if (chunk.length < CHUNK) continue;
    await hand(chunk);
    chunk = [];
  }
  if (chunk.length > 0) await hand(chunk);
  const types = summariseInventory(inventory);
  const total = objects.length;
  return { total, files, types, leftOut, userTypes, renamed, statements, guessed, print };
}
