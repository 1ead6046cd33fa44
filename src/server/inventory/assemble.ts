import type { SourceType } from "../../protocol/dialect.ts";
import { tokenize } from "../sql/lexer.ts";
import { identifierOf, isSymbol } from "../sql/token.ts";
import type { ObjectDraft } from "./build/definitions.ts";
import type { InventoryBuilder } from "./builder.ts";
import { ObjectCatalog } from "./catalog.ts";
import { type References, readReferences } from "./dependencies.ts";
import { baseOf } from "./names.ts";
import { findCircular, orderByDependency } from "./order.ts";
import { splitPackages } from "./package/splitPackages.ts";
import { joinPartitions } from "./partitions.ts";
import { detach } from "./sourceFile.ts";
import type { InventoryObject } from "./types.ts";

const CALLED = new Set(["FUNCTION"]);
const STATEMENTS = new Set(["PROCEDURE", "MACRO"]);
const CONTAINERS = new Set(["PACKAGE", "TYPE"]);

/**
 * Joins what was read: folds changes and rows into their objects, finds what each object depends on, and puts the objects
 * in order. What belongs to nothing is left out, in the builder's list. Answers the objects.
 */
export function assemble(
  builder: InventoryBuilder,
  dialect: SourceType,
  extra: ReadonlyMap<string, readonly string[]> = new Map(),
): InventoryObject[] {
  const drafts = splitPackages(builder.drafts, builder.leftOut);
  const objects = drafts.map((draft) => draft.object);
  const catalog = new ObjectCatalog(objects, dialect);
  const routines = routinesByPackage(objects);
  attachFolds(builder, catalog);
  const needed = new Map(drafts.map((draft) => [draft.object, new Set<string>()]));
  const roots = dialect === "postgres" ? joinPartitions(objects, catalog) : new Map();
  attachData(builder, catalog, needed, roots);
  for (const draft of drafts) {
    const keys = needed.get(draft.object) as Set<string>;
    const text = draft.object.definition[0]?.text ?? "";
    const { declarations } = draft.object.package ?? { declarations: [] };
    const missing = new Set<string>();
    const calls = new Set<string>();
    for (const piece of [text, ...declarations.map((declaration) => declaration.text)]) {
      const references = referencesOf(piece, draft.object, dialect);
      addReferences(keys, references, draft.session, draft.object, catalog);
      addMissing(missing, references, draft, catalog);
      addCalls(calls, references, draft.object, catalog);
      if (readsItself(references, draft, catalog)) draft.object.readsItself = true;
    }
    if (missing.size > 0) draft.object.missing = [...missing];
    // One that calls itself knows its own name.
    calls.delete(draft.object.key);
    if (calls.size > 0) draft.object.calls = [...calls];
    addOwners(keys, draft, catalog);
    addPackaged(keys, text, draft.object, catalog, dialect);
    for (const key of manifestKeys(draft.object, extra, routines)) keys.add(key);
    keys.delete(draft.object.key);
    draft.object.dependsOn = [...keys];
  }
  releaseRoutines(objects);
  return orderByDependency(objects);
}

/**
 * Names that a piece of the object's definition uses. A table without a query needs no functions: neither target lets its
 * columns call them, so it is made without.
 */
function referencesOf(piece: string, object: InventoryObject, dialect: SourceType): References {
  const references = readReferences(piece, dialect);
  const queries = object.objectType !== "TABLE" || /\bSEL(ECT)?\b/i.test(piece);
  return queries ? references : { ...references, calls: [] };
}

function attachFolds(builder: InventoryBuilder, catalog: ObjectCatalog): void {
  for (const fold of builder.folds) {
    const object = fold.superseded ? undefined : catalog.relation(fold.target, fold.session);
    if (object) object.definition.push(fold.statement);
    else {
      const { file, line, column } = fold.statement;
      const { kind, superseded } = fold;
      const name = fold.target.filter(Boolean).join(".");
      const reason = superseded
        ? `It belongs to a definition of ${name} that is replaced later.`
        : `The inventory does not define ${name}.`;
      const category = kind.startsWith("ALTER") ? "alteration" : "comment";
      const matters = fold.matters && !superseded;
      const what = { kind, category, name, statements: 1, matters, reason } as const;
      builder.leftOut.push({ file, line, column, ...what });
    }
  }
}

function attachData(
  builder: InventoryBuilder,
  catalog: ObjectCatalog,
  needed: ReadonlyMap<InventoryObject, Set<string>>,
  roots: ReadonlyMap<InventoryObject, InventoryObject>,
): void {
  for (const { target, session, kind, range, reads, superseded } of builder.data) {
    const named = catalog.relation(target, session);
    const table = (named && roots.get(named)) ?? named;
    const name = target.filter(Boolean).join(".");
    const { statements } = range;
    const what = { kind, category: "stray_rows", name, statements } as const;
    if (superseded) {
      const reason = "The table is created again later; these rows are gone then.";
      const { file, line, column } = range;
      builder.leftOut.push({ file, line, column, ...what, matters: false, reason });
      continue;
    }
    if (table?.objectType === "TABLE") {
      table.data.push(range);
      const keys = needed.get(table);
      if (keys) addReferences(keys, reads, session, table, catalog);
      continue;
    }
    const { file, line, column } = range;
    const reason = table
      ? `${name} is a view; rows are loaded into tables only.`
      : `The inventory does not define the table ${name}.`;
    builder.leftOut.push({ file, line, column, ...what, matters: true, reason, range });
  }
}

function addReferences(
  keys: Set<string>,
  references: References,
  session: string | null,
  referrer: InventoryObject,
  catalog: ObjectCatalog,
): void {
  for (const name of references.relations) {
    const found = catalog.relation(name, session, referrer.schema);
    if (found && found !== referrer) keys.add(found.key);
    for (const one of catalog.family(name)) if (one !== referrer) keys.add(one.key);
  }
  for (const name of references.calls) {
    for (const found of catalog.routines(name, CALLED)) if (found !== referrer) keys.add(found.key);
    // package.function(…)
    if (name.length < 2) continue;
    for (const found of catalog.routines(name.slice(0, -1), CONTAINERS)) keys.add(found.key);
  }
}

/** Adds the procedures that a routine calls, in whatever order they are made. */
function addCalls(
  calls: Set<string>,
  { statements }: References,
  { objectType }: InventoryObject,
  catalog: ObjectCatalog,
): void {
  if (objectType !== "PROCEDURE") return;
  for (const name of statements)
    for (const { key } of catalog.routines(name, STATEMENTS)) calls.add(key);
}

/** A view whose query names it. One that is made RECURSIVE may; a database makes no other. */
function readsItself(
  { reads }: References,
  { object, session }: ObjectDraft,
  catalog: ObjectCatalog,
): boolean {
  // Where a table of another schema has the name, it is meant: the view was not there when it was made.
  if (object.objectType !== "VIEW" || !catalog.isOnly(object)) return false;
  if (/^\s*\w+(\s+OR\s+REPLACE)?\s+RECURSIVE\b/i.test(object.definition[0]?.text ?? ""))
    return false;
  // One more part before the name is another database.
  const most = object.name.split(".").length;
  return reads.some(
    (name) =>
      name.filter(Boolean).length <= most &&
      catalog.relation(name, session, object.schema) === object,
  );
}

/** Tables that a trigger's code sees of the row that fires it. */
const PSEUDO = /^(inserted|deleted|new|old|dual)$/i;

/** Adds the names that a query of the object reads and the inventory lacks. */
function addMissing(
  missing: Set<string>,
  { reads }: References,
  { object, session }: ObjectDraft,
  catalog: ObjectCatalog,
): void {
  for (const name of reads) {
    if (name.length === 1 && PSEUDO.test(name[0] ?? "")) continue;
    if (catalog.relation(name, session, object.schema)) continue;
    if (catalog.family(name).length > 0) continue;
    missing.add(detach(name.filter(Boolean).join(".")));
  }
}

/** What the manifest says that an object depends on; of a package that was split, each routine depends on it. */
function manifestKeys(
  object: InventoryObject,
  extra: ReadonlyMap<string, readonly string[]>,
  routines: ReadonlyMap<string, readonly string[]>,
): string[] {
  const names = object.package ? packageKeys(object.key) : [object.key];
  const keys = names.flatMap((name) => extra.get(name) ?? []);
  return keys.flatMap((key) => routines.get(key) ?? [key]);
}

/** The keys that the package of a routine and its body had: `procedure:hr.pay.raise` was in `package:hr.pay`. */
function packageKeys(routine: string): string[] {
  const folded = routine.slice(routine.indexOf(":") + 1).replace(/\.[^.]*$/, "");
  return [`package:${folded}`, `package body:${folded}`];
}

/** The routines of each package that was split, by the keys that it had. */
function routinesByPackage(objects: readonly InventoryObject[]): Map<string, string[]> {
  const routines = new Map<string, string[]>();
  for (const object of objects) {
    if (!object.package) continue;
    for (const key of packageKeys(object.key)) {
      const others = routines.get(key);
      if (others) others.push(object.key);
      else routines.set(key, [object.key]);
    }
  }
  return routines;
}

/** Routines of packages that a piece of PL/SQL names, with brackets behind them or without. */
function addPackaged(
  keys: Set<string>,
  text: string,
  referrer: InventoryObject,
  catalog: ObjectCatalog,
  dialect: SourceType,
): void {
  if (dialect !== "oracle" || !catalog.hasPackages) return;
  for (const { key } of referrer.package?.siblings ?? []) keys.add(key);
  const tokens = tokenize(text, dialect);
  for (const [at, token] of tokens.entries()) {
    if (!isSymbol(token, ".")) continue;
    const [schema, owner, routine] = [at - 3, at - 1, at + 1].map((index) =>
      identifierOf(tokens[index]),
    );
    if (owner === undefined || routine === undefined) continue;
    const full = schema !== undefined && isSymbol(tokens[at - 2], ".");
    const name = full ? [schema, owner, routine] : [owner, routine];
    for (const found of catalog.packaged(name)) keys.add(found.key);
  }
}

/** A trigger needs its table, a package body its package. */
function addOwners(keys: Set<string>, draft: ObjectDraft, catalog: ObjectCatalog): void {
  const { created, object, session } = draft;
  const table = created.on ? catalog.relation(created.on, session, object.schema) : undefined;
  if (table) keys.add(table.key);
  if (!object.kind.endsWith(" BODY")) return;
  const spec = object.kind.slice(0, -" BODY".length);
  const name = object.schema === null ? [baseOf(created.name)] : [object.schema, object.baseName];
  for (const found of catalog.routines(name, new Set([spec]))) keys.add(found.key);
}

/** Routines are bound when they are called: where one waits in a circle, it does not wait for the others of it. */
function releaseRoutines(objects: readonly InventoryObject[]): void {
  for (const circle of findCircular(objects)) {
    const members = new Set(circle.map((object) => object.key));
    for (const object of circle) {
      if (object.objectType !== "PROCEDURE") continue;
      object.dependsOn = object.dependsOn.filter((key) => !members.has(key));
    }
  }
}
