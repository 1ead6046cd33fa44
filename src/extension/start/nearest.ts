import { editDistance } from "../../protocol/editDistance.ts";

/** The name that a slip of the pen was probably meant to be; undefined when none is near. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const wanted = plain(text);
  let best: { name: string; edits: number } | undefined;
  for (const name of names) {
    const edits = editDistance(wanted, plain(name));
    if (edits < (best?.edits ?? Number.POSITIVE_INFINITY)) best = { name, edits };
  }
  return best && best.edits <= Math.max(1, Math.floor(wanted.length / 4)) ? best.name : undefined;
}

/** Fields are also written as in other languages: inventoryPath, inventory-path. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_\s]/g, "");
}
