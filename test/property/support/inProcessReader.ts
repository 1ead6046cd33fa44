import { chooseObjects } from "../../../src/server/dispatch/chooseObjects.ts";
import { InventoryReader } from "../../../src/server/dispatch/inventoryReader.ts";
import { planInventory } from "../../../src/server/dispatch/planInventory.ts";
import { readInventory } from "../../../src/server/inventory/readInventory.ts";

/** Reads as the reader's program does, in this process: a property would start thousands of others. */
export class InProcessReader extends InventoryReader {
  override async plan(...[request, take, signal]: Parameters<InventoryReader["plan"]>) {
    const read = await readInventory(request.path, request.sourceType);
    const inventory = chooseObjects(read, request.choice);
    const { userTypes, objects } = inventory;
    signal.throwIfAborted();
    return planInventory(inventory, (chunk) => take(chunk, { userTypes, total: objects.length }));
  }
}
