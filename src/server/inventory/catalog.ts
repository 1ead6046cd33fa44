import type { SourceType } from "../../protocol/dialect.ts";
import { baseOf, foldName, type NameParts, schemaOf } from "./names.ts";
import type { InventoryObject } from "./types.ts";

/** The schema that an unqualified name means when nothing else is said. */
export function defaultSchema(dialect: SourceType): string | null {
  return dialect === "tsql" ? "dbo" : null;
}

/** The objects of an inventory by name. Tables and views share names; each kind of routine has its own. */
export class ObjectCatalog {
  readonly #dialect: SourceType;
  readonly #byKey = new Map<string, InventoryObject>();
  readonly #relations = new Map<string, InventoryObject[]>();
  readonly #routines = new Map<string, InventoryObject[]>();
  /** `package.routine`, folded. */
  readonly #packaged = new Map<string, InventoryObject[]>();

  constructor(objects: Iterable<InventoryObject>, dialect: SourceType) {
    this.#dialect = dialect;
    for (const object of objects) {
      this.#byKey.set(object.key, object);
      const index = object.objectType === "PROCEDURE" ? this.#routines : this.#relations;
      const base = object.baseName.toLowerCase();
      const same = index.get(base);
      if (same) same.push(object);
      else index.set(base, [object]);
      if (!object.package) continue;
      const inside = `${object.package.name}.${object.package.routine}`.toLowerCase();
      const overloads = this.#packaged.get(inside);
      if (overloads) overloads.push(object);
      else this.#packaged.set(inside, [object]);
    }
  }

  get(key: string): InventoryObject | undefined {
    return this.#byKey.get(key);
  }

  /**
   * The table or view that a name means: the exact one; else in the schema of the session or of the referrer; else the only
   * one of that name, unless both names say a schema and say different ones.
   */
  relation(
    name: NameParts,
    session: string | null,
    referrer: string | null = null,
  ): InventoryObject | undefined {
    for (const schema of new Set([session, referrer, defaultSchema(this.#dialect), null])) {
      const object = this.#byKey.get(foldName(name, schema));
      if (object) return object;
    }
    const candidates = this.#relations.get(baseOf(name).toLowerCase()) ?? [];
    return candidates.length === 1 && agrees(name, candidates[0]) ? candidates[0] : undefined;
  }

  /** The tables that BigQuery's `dataset.events_*` means: those whose names begin like that. */
  family(name: NameParts): InventoryObject[] {
    const base = baseOf(name).toLowerCase();
    if (this.#dialect !== "bigquery" || !base.endsWith("*")) return [];
    const prefix = base.slice(0, -1);
    const names = [...this.#relations.keys()].filter((one) => one.startsWith(prefix));
    const objects = names.flatMap((one) => this.#relations.get(one) ?? []);
    return objects.filter((object) => object.objectType === "TABLE" && agrees(name, object));
  }

  /** No other table or view has the object's name, whatever its schema. */
  isOnly({ baseName }: InventoryObject): boolean {
    return this.#relations.get(baseName.toLowerCase())?.length === 1;
  }

  /** The routines of some kinds that a call by this name can mean: all overloads of it. */
  routines(name: NameParts, kinds: ReadonlySet<string>): InventoryObject[] {
    const candidates = this.#routines.get(baseOf(name).toLowerCase()) ?? [];
    return candidates.filter((object) => kinds.has(object.kind) && agrees(name, object));
  }

  get hasPackages(): boolean {
    return this.#packaged.size > 0;
  }

  /** The routines that `package.routine` or `schema.package.routine` can mean: all overloads. */
  packaged(name: NameParts): InventoryObject[] {
    const candidates = this.#packaged.get(name.slice(-2).join(".").toLowerCase()) ?? [];
    return name.length < 3
      ? candidates
      : candidates.filter((object) => agrees(name.slice(0, -1), object));
  }
}

function agrees(name: NameParts, object: InventoryObject | undefined): boolean {
  const schema = schemaOf(name);
  if (!object || schema === null || object.schema === null) return true;
  return schema.toLowerCase() === object.schema.toLowerCase();
}
