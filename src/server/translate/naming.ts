import type { InventoryObject } from "../inventory/types.ts";
import type { NameMap } from "./types.ts";

/**
 * Names of all objects in the one target schema, by key. Two objects of different source schemas that would collide get
 * their schema in front (`sales.item` and `hr.item` become `sales_item` and `hr_item`): neither overwrites the other.
 */
export function targetNames(objects: readonly InventoryObject[]): Map<string, string> {
  const relations = objects.filter(({ objectType }) => objectType !== "PROCEDURE");
  const used = new Map<string, number>();
  for (const { baseName } of relations) {
    const folded = baseName.toLowerCase();
    used.set(folded, (used.get(folded) ?? 0) + 1);
  }
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const object of relations) {
    const collides = (used.get(object.baseName.toLowerCase()) ?? 0) > 1;
    const wanted =
      collides && object.schema ? `${object.schema}_${object.baseName}` : object.baseName;
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
    taken.add(name.toLowerCase());
    names.set(object.key, name);
  }
  for (const object of objects) if (!names.has(object.key)) names.set(object.key, object.baseName);
  return names;
}

/** What names are made of. */
interface NamedObject {
  source: Pick<InventoryObject, "schema" | "baseName">;
  targetName: string;
}

/** What the translation of `object` has to know of names: its own and those of the objects it needs. */
export function nameMapFor(
  object: NamedObject,
  needs: readonly NamedObject[],
  place: { catalog: string; schema: string },
): NameMap {
  const targets: Record<string, string> = {};
  const home = object.source.schema?.toLowerCase();
  // Own schema last: an unqualified name means the neighbour before it means anything else.
  const ordered = [...needs, object].sort(
    (a, b) =>
      Number(a.source.schema?.toLowerCase() === home) -
      Number(b.source.schema?.toLowerCase() === home),
  );
  for (const { source, targetName } of ordered) {
    targets[source.baseName.toLowerCase()] = targetName;
    if (source.schema) {
      targets[`${source.schema}.${source.baseName}`.toLowerCase()] = targetName;
    }
  }
  return { ...place, targets };
}
