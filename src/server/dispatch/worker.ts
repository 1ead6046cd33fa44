import { FileCache } from "../translate/data/fileCache.ts";
import { translateData as translateRows } from "../translate/data/translateData.ts";
import { translateLoose as translateOne } from "../translate/dml/translateLoose.ts";
import { translateObject as translate } from "../translate/translateObject.ts";
import { verifyLoose } from "../translate/verify/verifyObject.ts";
import type { WorkerTasks } from "./tasks.ts";
import { orEndThread } from "./workerEnd.ts";

// The entry of a worker thread: Piscina calls these exports by name.

export const translateObject: WorkerTasks["translateObject"] = ({ object, context }) =>
  orEndThread(() => translate(object, context));

/** The files that this thread read last: a table's rows come in many ranges of the same file. */
const files = new FileCache();

export const translateData: WorkerTasks["translateData"] = ({ object, range, columns, context }) =>
  orEndThread(() => translateRows(object, range, columns, context, files));

export const translateLoose: WorkerTasks["translateLoose"] = ({ statements, context }) =>
  orEndThread(() =>
    Promise.all(statements.map((one) => verifyLoose(one, context, translateOne(one, context)))),
  );

/** Loaded when it is needed first: a migration never asks for it. */
export const layOut: WorkerTasks["layOut"] = async ({ texts, context }) => {
  if (context.withoutLibraries) return texts;
  const { layOut } = await import("../translate/layout/layOut.ts");
  return texts.map((sql) => layOut(sql, context.target));
};
