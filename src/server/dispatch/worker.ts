import { FileCache } from "../translate/data/fileCache.ts";
import type { WorkerTasks } from "./tasks.ts";

// The entry of a worker thread: Piscina calls these exports by name. Each loads what it needs on first use, so that a
// worker that only reads an inventory does not pay for the translator.

export const planInventory: WorkerTasks["planInventory"] = async (input) => {
  const plan = await import("./planTask.ts");
  return plan.planInventory(input);
};

export const countObjects: WorkerTasks["countObjects"] = async ({ path, sourceType }) => {
  const inventory = await import("../inventory/readInventory.ts");
  const { objects } = await inventory.readInventory(path, sourceType);
  const types: Record<string, number> = {};
  for (const { objectType } of objects) types[objectType] = (types[objectType] ?? 0) + 1;
  return types;
};

export const detectSourceType: WorkerTasks["detectSourceType"] = async ({ path }) => {
  const inventory = await import("../inventory/detect.ts");
  return inventory.detectSourceType(path);
};

export const translateObject: WorkerTasks["translateObject"] = async ({ object, context }) => {
  const translator = await import("../translate/translateObject.ts");
  return translator.translateObject(object, context);
};

/** The files that this thread read last: a table's rows come in many ranges of the same file. */
const files = new FileCache();

export const translateData: WorkerTasks["translateData"] = async (input) => {
  const translator = await import("../translate/data/translateData.ts");
  const { object, range, columns, context } = input;
  return translator.translateData(object, range, columns, context, files);
};
