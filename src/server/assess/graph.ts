import type { Assessment } from "../../protocol/assessment.ts";
import { findCycles } from "../inventory/order.ts";
import type { AssessedObject } from "./records.ts";

/** Names of who reads a missing name that are told. */
const MOST_READERS = 20;
/** Catalogs of the sources' systems: nobody exports them. */
const SYSTEM =
  /^(?:(?:sys|information_schema|pg_catalog|dbc|mysql|performance_schema|snowflake|svv?_\w*|st[lv]_\w*|pg_\w+)\.|(?:.*\.)?(?:information_schema|account_usage|organization_usage)\.|(?:user|all|dba)_\w+$|v\$|gv\$|dual$|sys\w*$|pg_\w+$|svv_|stl_|stv_)/i;

/** The wave of each object, by ordinal: one more than the highest of what it needs. In a circle, what comes later is not waited for. */
export function wavesOf(objects: readonly AssessedObject[]): Map<number, number> {
  const waves = new Map<number, number>();
  for (const { ordinal, dependsOn } of objects) {
    let wave = 1;
    for (const need of dependsOn) {
      if (need !== ordinal) wave = Math.max(wave, 1 + (waves.get(need) ?? 0));
    }
    waves.set(ordinal, wave);
  }
  return waves;
}

/** How objects hang together: edges, circles, names that nobody defines, waves. `objects` in the order of their ordinals. */
export function graphOf(
  objects: readonly AssessedObject[],
  waves: ReadonlyMap<number, number>,
): Assessment["graph"] {
  const names = new Map(objects.map(({ ordinal, name }) => [String(ordinal), name]));
  const nodes = objects.map(({ ordinal, dependsOn }) => ({
    key: String(ordinal),
    dependsOn: dependsOn.map(String),
  }));
  const perWave = new Map<number, number>();
  for (const wave of waves.values()) perWave.set(wave, (perWave.get(wave) ?? 0) + 1);
  return {
    edges: objects.reduce((sum, { dependsOn }) => sum + dependsOn.length, 0),
    cycles: findCycles(nodes).map((cycle) => cycle.map((key) => names.get(key) ?? key)),
    missing: missingOf(objects),
    waves: [...perWave]
      .sort(([a], [b]) => a - b)
      .map(([wave, count]) => ({ wave, objects: count })),
  };
}

function missingOf(objects: readonly AssessedObject[]): Assessment["graph"]["missing"] {
  const found = new Map<string, Assessment["graph"]["missing"][number]>();
  for (const { name: reader, missing } of objects) {
    for (const name of missing) {
      const key = name.toLowerCase();
      const known = found.get(key) ?? {
        name,
        system: SYSTEM.test(name),
        objects: 0,
        read_by: [] as string[],
      };
      known.objects++;
      if (known.read_by.length < MOST_READERS) known.read_by.push(reader);
      found.set(key, known);
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      Number(a.system) - Number(b.system) || b.objects - a.objects || (a.name < b.name ? -1 : 1),
  );
}
