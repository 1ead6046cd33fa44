import type { InventoryObject, PackageContext } from "../inventory/types.ts";
import type { NameMap, RoutineTarget, TargetDialect } from "./types.ts";

/**
 * Names of all objects in the one target schema, by key. Two objects of different source schemas that would collide get
 * their schema in front (`sales.item` and `hr.item` become `sales_item` and `hr_item`): neither overwrites the other.
 */
export function targetNames(objects: readonly InventoryObject[]): Map<string, string> {
  const relations = objects.filter(({ objectType }) => objectType !== "PROCEDURE");
  // Procedures and functions share their names in Databricks, and neither has overloads.
  const routines = objects.filter(({ kind }) => ROUTINES.has(kind));
  const names = new Map([...distinctNames(relations), ...distinctNames(routines)]);
  for (const object of objects) if (!names.has(object.key)) names.set(object.key, object.baseName);
  return names;
}

const ROUTINES: ReadonlySet<string> = new Set(["PROCEDURE", "FUNCTION", "MACRO"]);

function distinctNames(objects: readonly InventoryObject[]): Map<string, string> {
  const used = new Map<string, Set<string | undefined>>();
  for (const { baseName, schema } of objects) {
    const folded = baseName.toLowerCase();
    const schemas = used.get(folded);
    if (schemas) schemas.add(schema?.toLowerCase());
    else used.set(folded, new Set([schema?.toLowerCase()]));
  }
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const ordered = [...objects].sort((a, b) => overloadOf(a) - overloadOf(b));
  for (const object of ordered) {
    const collides = (used.get(object.baseName.toLowerCase())?.size ?? 0) > 1;
    const wanted =
      collides && object.schema ? `${object.schema}_${object.baseName}` : object.baseName;
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
    taken.add(name.toLowerCase());
    names.set(object.key, name);
  }
  return names;
}

/** What of an object its name in the target is made of. */
export interface NamedSource
  extends Pick<
    InventoryObject,
    "schema" | "baseName" | "objectType" | "kind" | "parameters" | "returnsNothing" | "fillsTable"
  > {
  package?: Pick<PackageContext, "name" | "routine">;
}

/** What names are made of: the rest of an object is not kept with it. */
export function namedSource(source: InventoryObject): NamedSource {
  const { schema, baseName, objectType, kind, parameters, returnsNothing, fillsTable } = source;
  const { name, routine } = source.package ?? {};
  return {
    schema,
    baseName,
    objectType,
    kind,
    ...(parameters === undefined ? {} : { parameters }),
    ...(returnsNothing ? { returnsNothing } : {}),
    ...(fillsTable ? { fillsTable } : {}),
    ...(name === undefined || routine === undefined ? {} : { package: { name, routine } }),
  };
}

/** Where objects go when nobody says: a database of our own naming in DuckDB, the session's current place in Databricks. */
export function placeFor(
  target: TargetDialect,
  catalog: string | undefined,
  schema: string | undefined,
): { catalog: string; schema: string } {
  const [ownCatalog, ownSchema] = target === "duckdb" ? ["warehouse", "migrated"] : ["", ""];
  return { catalog: catalog ?? ownCatalog, schema: schema ?? ownSchema };
}

interface NamedObject {
  source: NamedSource & Pick<InventoryObject, "procedures">;
  targetName: string;
}

/** Under what name `TranslateContext.known` has an object: a routine's has brackets, since a table may be called the same. */
export function knownName({
  source,
  targetName,
}: {
  source: Pick<InventoryObject, "objectType">;
  targetName: string;
}): string {
  return source.objectType === "PROCEDURE" ? `${targetName}()` : targetName;
}

/** Overloads are numbered in the order in which the source defines them. */
function overloadOf({ key }: InventoryObject): number {
  return Number(/#(\d+)$/.exec(key)?.[1] ?? 1);
}

/** What the translation of `object` has to know of names: its own and those of the objects it needs. */
export function nameMapFor(
  object: NamedObject,
  needs: readonly NamedObject[],
  place: { catalog: string; schema: string },
): NameMap {
  const targets: Record<string, string> = {};
  const routines: Record<string, RoutineTarget[]> = {};
  const home = object.source.schema?.toLowerCase();
  // Own schema last: an unqualified name means the neighbour before it means anything else.
  const routine = needs.filter(({ source }) => source.objectType === "PROCEDURE");
  const known = new Set(routine.map(({ targetName }) => targetName.toLowerCase()));
  const called = object.source.procedures ?? [];
  const others = called.filter(({ targetName }) => !known.has(targetName.toLowerCase()));
  const ordered = [...needs, ...others, object].sort(
    (a, b) =>
      Number(a.source.schema?.toLowerCase() === home) -
      Number(b.source.schema?.toLowerCase() === home),
  );
  for (const { source, targetName } of ordered) {
    if (source.objectType === "PROCEDURE") {
      addRoutine(routines, source, targetName);
      // A table of the same name is meant where a table can stand.
      if (targets[source.baseName.toLowerCase()] !== undefined) continue;
    }
    targets[source.baseName.toLowerCase()] = targetName;
    if (source.schema) {
      targets[`${source.schema}.${source.baseName}`.toLowerCase()] = targetName;
    }
  }
  return { ...place, targets, routines };
}

/** A routine under the names that calls have for it; overloads share them. */
function addRoutine(
  routines: Record<string, RoutineTarget[]>,
  source: NamedSource,
  targetName: string,
): void {
  if (!ROUTINES.has(source.kind)) return;
  const inside = source.package;
  const called = inside ? `${inside.name}.${inside.routine}` : source.baseName;
  const names = source.schema ? [called, `${source.schema}.${called}`] : [called];
  for (const name of names) {
    const key = name.toLowerCase();
    const { kind, parameters, returnsNothing, fillsTable } = source;
    const routine = {
      target: targetName,
      kind,
      ...(source.schema ? { schema: source.schema } : {}),
      ...(parameters === undefined ? {} : { parameters }),
      ...(returnsNothing ? { returnsNothing } : {}),
      ...(fillsTable ? { fillsTable } : {}),
    };
    routines[key] = [...(routines[key] ?? []), routine];
  }
}
