import type { Inventory } from "./types.ts";

/** How many objects an inventory has of each type: `{ TABLE: 11, VIEW: 3 }`. */
export function summariseInventory(inventory: Inventory): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { objectType } of inventory.objects)
    counts[objectType] = (counts[objectType] ?? 0) + 1;
  return counts;
}
