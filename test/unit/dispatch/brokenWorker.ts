import { threadId } from "node:worker_threads";
import { orEndThread } from "../../../src/server/dispatch/workerEnd.ts";
import type { InventoryObject } from "../../../src/server/inventory/types.ts";
import { BrokenParserError } from "../../../src/server/translate/brokenParser.ts";
import type { TranslateContext, TranslatedObject } from "../../../src/server/translate/types.ts";

/** The tasks of a thread whose "parser library" breaks down, hangs or fails as the object's name says. */
export function translateObject({
  object,
  context,
}: {
  object: InventoryObject;
  context: TranslateContext;
}): Promise<TranslatedObject> {
  return orEndThread(async () => {
    if (object.name === "broken" && !context.withoutLibraries) {
      throw new BrokenParserError(new WebAssembly.RuntimeError("unreachable"));
    }
    if (object.name === "hopeless") throw new RangeError("Maximum call stack size exceeded");
    if (object.name === "wrong") throw new TypeError("x is not a function");
    if (object.name === "hung") for (;;);
    return {
      outcome: "skipped",
      code: String(threadId),
      reason: context.withoutLibraries ? "without libraries" : "with libraries",
      issues: [],
    };
  });
}
