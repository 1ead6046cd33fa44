import { once } from "node:events";
import { UsageCounter } from "../assess/usage.ts";
import { detectSourceType, sourceVersions } from "../inventory/detect.ts";
import { readInventory } from "../inventory/readInventory.ts";
import { summariseInventory } from "../inventory/summarise.ts";
import type { PlannedObject } from "../store/types.ts";
import { chooseObjects } from "./chooseObjects.ts";
import { planInventory } from "./planInventory.ts";
import type { ReaderMessage, ReaderRequest, ReaderResults } from "./readerMessages.ts";

// The program of an inventory reader: a process that answers one request and ends. It is no thread of the engine so that the
// memory of 100,000 objects goes back to the system with it, and an inventory that breaks it breaks nothing else.

function send(message: ReaderMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}

async function hand(chunk: PlannedObject[]): Promise<void> {
  const taken = once(process, "message");
  await send({ chunk });
  await taken;
}

async function answer(request: ReaderRequest): Promise<ReaderResults[keyof ReaderResults]> {
  if (request.task === "detect") return detectSourceType(request.path);
  const read = await readInventory(request.path, request.sourceType);
  const inventory = chooseObjects(read, request.choice);
  if (request.task === "plan") {
    const { userTypes, objects } = inventory;
    await send({ head: { userTypes, total: objects.length } });
    const counter = request.usage ? new UsageCounter(request.sourceType) : undefined;
    const summary = await planInventory(inventory, hand, (object) => counter?.add(object));
    if (!counter) return summary;
    // What translates is heavy; who only plans does without.
    const { offerStatements } = await import("./offerStatements.ts");
    const leftOut = offerStatements(inventory, request.place ?? { catalog: "", schema: "" });
    return {
      ...summary,
      leftOut,
      usage: counter.result(),
      versions: await sourceVersions(request.path),
    };
  }
  const leftOut = inventory.leftOut.filter(({ matters }) => matters);
  return { types: summariseInventory(inventory), leftOut, guessed: inventory.guessed };
}

// The engine is gone: nobody waits for the answer.
process.once("disconnect", () => process.exit(0));
const [request] = (await once(process, "message")) as [ReaderRequest];
try {
  await send({ result: await answer(request) });
} catch (error) {
  await send({ error: error instanceof Error ? error.message : String(error) });
}
process.exit(0);
