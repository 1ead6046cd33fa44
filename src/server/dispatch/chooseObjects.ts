import type { Inventory } from "../inventory/types.ts";
import type { Choice } from "./readerMessages.ts";

/**
 * The inventory with the objects that `include` names and `exclude` does not. What they need and is not chosen is expected
 * in the target. Throws when nothing is left, and says which pattern fits nothing.
 */
export function chooseObjects(inventory: Inventory, { include, exclude }: Choice): Inventory {
  if (!include?.length && !exclude?.length) return inventory;
  const fits = (name: string, patterns: readonly string[]) =>
    patterns.some((pattern) => matches(name, pattern));
  const objects = inventory.objects.filter(
    ({ name }) => (!include?.length || fits(name, include)) && !fits(name, exclude ?? []),
  );
  if (objects.length > 0) return { ...inventory, objects };
  const useless = (include ?? []).filter(
    (pattern) => !inventory.objects.some(({ name }) => matches(name, pattern)),
  );
  const why =
    useless.length > 0 ? `no object is named like ${useless.join(", ")}` : "all are excluded";
  const example = inventory.objects[0]?.name;
  const hint = example ? ` Names look like ${example}.` : "";
  throw new Error(`Nothing is left of ${inventory.objects.length} objects: ${why}.${hint}`);
}

/**
 * True when a name fits a pattern with * (any characters) and ? (one); case does not matter. Takes time in proportion to
 * the product of both lengths at most, whatever the pattern: a regular expression would not.
 */
export function matches(name: string, pattern: string): boolean {
  const text = name.toLowerCase();
  const glob = pattern.toLowerCase();
  let at = 0;
  let next = 0;
  let star = -1;
  let taken = 0;
  while (at < text.length) {
    if (glob[next] === "*") {
      star = next++;
      taken = at;
    } else if (glob[next] === "?" || glob[next] === text[at]) {
      at++;
      next++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++taken;
    } else return false;
  }
  return /^\**$/.test(glob.slice(next));
}
