import { dirname, isAbsolute, relative, sep } from "node:path";

/** True of a file that an inventory is read from, as far as its path tells: its one file, or one in the folder of it. */
export function isInventoryFile(inventoryPath: string, file: string): boolean {
  const isManifest = inventoryPath.toLowerCase().endsWith(".json");
  const way = relative(isManifest ? dirname(inventoryPath) : inventoryPath, file);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
