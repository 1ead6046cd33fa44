import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { readInventory } from "../../../src/server/inventory/readInventory.ts";
import type { Inventory, InventoryObject } from "../../../src/server/inventory/types.ts";

/** Writes files into a new temporary folder, hands it to `use`, and removes it. */
export async function withFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (root: string) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), "inventory-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), content);
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The inventory of one script. */
export async function inventoryOf(script: string, dialect: SourceType): Promise<Inventory> {
  const options = { allowEmpty: true };
  return withFolder({ "a.sql": script }, (root) => readInventory(root, dialect, options));
}

/** The object with a key; an assertion fails when there is none. */
export function objectOf(inventory: Inventory, key: string): InventoryObject {
  const object = inventory.objects.find((candidate) => candidate.key === key);
  if (!object)
    throw new Error(`no ${key} among ${inventory.objects.map((each) => each.key).join(", ")}`);
  return object;
}
