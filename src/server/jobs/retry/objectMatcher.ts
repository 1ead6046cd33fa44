import type { InventoryObject } from "../../inventory/types.ts";
import type { KnownObject } from "./knownObjects.ts";

type Fresh = Pick<InventoryObject, "key" | "parameters">;

/** Overloads of a routine share their key but for the number behind it, which is their place among each other. */
function familyOf(key: string): string {
  return key.replace(/#\d+$/, "");
}

/**
 * Finds the objects of a job in an inventory that was read again. They are known by their keys; overloads of a routine by
 * their parameters first, as their numbers move when another one is added or taken away.
 */
export class ObjectMatcher {
  /** Objects of the job that were not found so far, by key. */
  readonly #missing: Map<string, KnownObject>;
  readonly #unclear: Fresh[] = [];

  constructor(known: readonly KnownObject[]) {
    this.#missing = new Map(known.map((one) => [one.key, one]));
  }

  /** The object of the job that `fresh` is; undefined while that is unclear, or when there is none. */
  match(fresh: Fresh): KnownObject | undefined {
    const known = this.#missing.get(fresh.key);
    if (known && known.parameters === fresh.parameters) return this.#take(known);
    if (known || fresh.parameters !== undefined) this.#unclear.push(fresh);
    return undefined;
  }

  /** What was unclear, once everything was shown: each with the object of the job that it is. */
  settle(): Map<string, KnownObject> {
    const settled = new Map<string, KnownObject>();
    const families = Map.groupBy(this.#missing.values(), ({ key }) => familyOf(key));
    const without: Fresh[] = [];
    for (const fresh of this.#unclear) {
      const family = families.get(familyOf(fresh.key)) ?? [];
      const same = family.find((one) => one.parameters === fresh.parameters && this.#has(one));
      if (same) settled.set(fresh.key, this.#take(same));
      else without.push(fresh);
    }
    for (const fresh of without) {
      const known = this.#missing.get(fresh.key);
      if (known) settled.set(fresh.key, this.#take(known));
    }
    return settled;
  }

  /** What is not in the files any more, in order. */
  missing(): KnownObject[] {
    return [...this.#missing.values()];
  }

  #has({ key }: KnownObject): boolean {
    return this.#missing.has(key);
  }

  #take(known: KnownObject): KnownObject {
    this.#missing.delete(known.key);
    return known;
  }
}
