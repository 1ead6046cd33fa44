import type { SourceType } from "../../protocol/dialect.ts";
import type { InventoryBuilder } from "./builder.ts";
import { defaultSchema, ObjectCatalog } from "./catalog.ts";
import type { ManifestEntry } from "./manifest.ts";
import { baseOf } from "./names.ts";
import type { InventoryObject } from "./types.ts";

/** Types of entries whose file holds rows and no object. */
const ROWS = /^(DATA|ROWS|INSERT|SEED)$/i;

/**
 * Keeps of what was read the objects that a manifest lists; others in its files are left out and told. Answers the keys that
 * each object depends on by the manifest, by object key.
 */
export function applyManifest(
  builder: InventoryBuilder,
  entries: ReadonlyMap<ManifestEntry, string>,
  dialect: SourceType,
): Map<string, string[]> {
  const objects = [...builder.drafts.values()].map((draft) => draft.object);
  const catalog = new ObjectCatalog(objects, dialect);
  const listed = new Map<string, readonly string[]>();
  for (const [entry, file] of entries) {
    if (ROWS.test(entry.type)) continue;
    const found = findEntry(entry, file, objects, catalog, dialect);
    for (const object of found) {
      listed.set(object.key, [...(listed.get(object.key) ?? []), ...(entry.depends_on ?? [])]);
    }
    if (found.length > 0) continue;
    const reason = `The manifest lists ${entry.name} here, but the file does not define it.`;
    const at = { file, line: 1, column: 1 };
    const what = { kind: entry.type, category: "manifest", name: entry.name } as const;
    // Nothing stands in the files for it.
    builder.leftOut.push({ ...at, ...what, statements: 0, matters: true, reason });
  }
  for (const object of objects) {
    if (listed.has(object.key)) continue;
    builder.drafts.delete(object.key);
    const { file, line, column } = object.definition[0] ?? { file: "", line: 1, column: 1 };
    const reason = `${object.name} is not listed in the manifest.`;
    builder.leftOut.push({
      file,
      line,
      column,
      kind: `CREATE ${object.kind}`,
      category: "manifest",
      name: object.name,
      statements: 1,
      matters: true,
      reason,
    });
  }
  return resolveListed(listed, catalog, builder, dialect);
}

function findEntry(
  entry: ManifestEntry,
  file: string,
  objects: readonly InventoryObject[],
  catalog: ObjectCatalog,
  dialect: SourceType,
): InventoryObject[] {
  const here = objects.filter((object) => object.definition[0]?.file === file);
  const matching = lookUp(entry.name, catalog, dialect).filter((object) => here.includes(object));
  const type = entry.type.toUpperCase().replaceAll("_", " ");
  const exact = matching.filter((object) => object.kind === type || object.objectType === type);
  return exact.length > 0 ? exact : matching;
}

function lookUp(name: string, catalog: ObjectCatalog, dialect: SourceType): InventoryObject[] {
  const parts = name.split(".").map((part) => part.trim().replace(/^["`[]|["`\]]$/g, ""));
  const relation = catalog.relation(parts, defaultSchema(dialect));
  return relation ? [relation] : catalog.routines(parts, ALL_KINDS);
}

const ALL_KINDS: ReadonlySet<string> = new Set([
  "PROCEDURE",
  "FUNCTION",
  "TRIGGER",
  "PACKAGE",
  "PACKAGE BODY",
  "MACRO",
  "TYPE",
  "TYPE BODY",
]);

function resolveListed(
  listed: ReadonlyMap<string, readonly string[]>,
  catalog: ObjectCatalog,
  builder: InventoryBuilder,
  dialect: SourceType,
): Map<string, string[]> {
  const extra = new Map<string, string[]>();
  for (const [key, names] of listed) {
    const keys: string[] = [];
    for (const name of names) {
      const found = lookUp(name, catalog, dialect).filter((object) =>
        builder.drafts.has(object.key),
      );
      keys.push(...found.map((object) => object.key));
      if (found.length > 0) continue;
      const object = catalog.get(key);
      const { file, line, column } = object?.definition[0] ?? { file: "", line: 1, column: 1 };
      const reason = `The manifest says that ${object?.name ?? key} depends on ${baseOf([name])}, which it does not list.`;
      const what = { kind: "depends_on", category: "manifest", name } as const;
      builder.leftOut.push({ file, line, column, ...what, statements: 0, matters: true, reason });
    }
    extra.set(key, keys);
  }
  return extra;
}
