import type { SourceType } from "../../../protocol/dialect.ts";
import { baseOf, schemaOf } from "../names.ts";
import { detach } from "../sourceFile.ts";
import type { ScriptStatement } from "../split.ts";
import type { CreatedObject } from "../statement.ts";
import type { InventoryObject, SourceStatement } from "../types.ts";
import type { Belongings } from "./belongings.ts";
import { areTwo, identityOf } from "./identity.ts";
import type { LeftOutList } from "./leftOutList.ts";
import type { ReadingPlace } from "./readingPlace.ts";

/** An object while the inventory is read. */
export interface ObjectDraft {
  object: InventoryObject;
  created: CreatedObject;
  session: string | null;
  /** What the source knows it as, where names that differ in case only are two there. */
  identity?: readonly string[] | undefined;
}

/** The objects that were defined so far; of two definitions of one object the later one counts, unless it says otherwise. */
export class Definitions {
  readonly drafts = new Map<string, ObjectDraft>();
  readonly #place: ReadingPlace;
  readonly #leftOut: LeftOutList;
  readonly #belongings: Belongings;
  /** Keys that were dropped in the file that is read. */
  readonly #dropped = new Set<string>();

  constructor(place: ReadingPlace, leftOut: LeftOutList, belongings: Belongings) {
    this.#place = place;
    this.#leftOut = leftOut;
    this.#belongings = belongings;
  }

  beginFile(): void {
    this.#dropped.clear();
  }

  /** A relation was dropped: a definition that follows replaces the earlier one on purpose. */
  drop(name: readonly string[]): void {
    this.#dropped.add(this.#place.fold(name));
  }

  /** Takes the definition of an object. */
  define(statement: ScriptStatement, created: CreatedObject, guarded: boolean): void {
    const source = this.#place.source(statement);
    const identity =
      created.objectType === "PROCEDURE"
        ? undefined
        : identityOf(statement.text, created.name, this.#place.dialect);
    const own = this.#keyOf(created);
    const first = this.drafts.get(own);
    const twin = first && areTwo(first.identity, identity) ? first : undefined;
    const key = twin ? detach(`${own} ${identity?.join(" ")}`) : own;
    const existing = this.drafts.get(key);
    if (existing) {
      if (created.ifNotExists || guarded) {
        const reason = `It is defined already at ${placeOf(existing)}; that definition is used.`;
        const name = created.name.filter(Boolean).join(".");
        const kind = `CREATE ${created.kind}`;
        this.#leftOut.add(statement, {
          kind,
          category: "redefinition",
          matters: false,
          reason,
          name,
        });
        return;
      }
      this.#replace(existing, source, created);
    }
    if (created.objectType !== "PROCEDURE") this.#belongings.forget(key);
    this.#dropped.delete(key);
    const name = created.name.map(detach);
    const other = twin ? `${twin.object.name} (${placeOf(twin)})` : existing?.object.twin;
    // Rows and readers of both names cannot be told apart by what the target knows: neither object is made.
    if (twin) twin.object.twin = `${name.filter(Boolean).join(".")} (${at(source)})`;
    this.drafts.delete(key);
    this.drafts.set(key, {
      created: {
        ...created,
        name,
        on: created.on?.map(detach) ?? null,
        signature: detach(created.signature),
      },
      session: this.#place.session,
      identity: identity?.map(detach),
      object: {
        key,
        name: name.filter((part) => part !== "").join("."),
        schema: schemaOf(name),
        baseName: baseOf(name),
        objectType: created.objectType,
        kind: created.kind,
        definition: [source],
        data: [],
        dependsOn: [],
        ...(other === undefined ? {} : { twin: other }),
        ...(created.returnsNothing ? { returnsNothing: true } : {}),
        ...(created.fillsTable ? { fillsTable: true } : {}),
        ...(created.signature === ""
          ? {}
          : { parameters: detach(created.signature.slice(1, -1).trim()) }),
      },
    });
  }

  /** The earlier of two definitions is left out; it is missed unless it was dropped, repeated or redefined on purpose. */
  #replace(existing: ObjectDraft, source: SourceStatement, created: CreatedObject): void {
    const [earlier] = existing.object.definition;
    if (!earlier) return;
    const same = squeeze(earlier.text) === squeeze(source.text);
    const folded = this.#place.fold(created.name);
    const removed = this.#dropped.has(folded);
    if (created.objectType !== "PROCEDURE") {
      for (const pending of this.#belongings.of(folded)) {
        // Without a DROP the rows of both definitions are meant; changes belong to one of them.
        pending.superseded = removed || created.replaces || "statement" in pending;
      }
    }
    const matters = !(same || removed || created.redefines || existing.created.ifNotExists);
    const later = at(source);
    this.#leftOut.entries.push({
      file: earlier.file,
      line: earlier.line,
      column: earlier.column,
      kind: `CREATE ${existing.object.kind}`,
      category: "redefinition",
      name: existing.object.name,
      statements: 1,
      matters,
      reason: `It is defined again at ${later}; that later definition is used.`,
    });
  }

  #keyOf(created: CreatedObject): string {
    const folded = this.#place.fold(created.name);
    if (created.objectType !== "PROCEDURE") return detach(folded);
    const table =
      created.on && this.#place.dialect === "postgres" ? `${this.#place.fold(created.on)}.` : "";
    const key = `${created.kind.toLowerCase()}:${table}${table ? baseOf(created.name).toLowerCase() : folded}`;
    const overloads = created.kind === "FUNCTION" || created.kind === "PROCEDURE";
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? key : `${key}#${number}`;
      const existing = this.drafts.get(candidate);
      const other = existing && existing.created.signature !== created.signature;
      if (!existing || !overloads || !other || !overloadable(this.#place.dialect))
        return detach(candidate);
    }
  }
}

/** Dialects in which routines of one name with different parameters live side by side. */
function overloadable(dialect: SourceType): boolean {
  return /^(postgres|redshift|snowflake|teradata)$/.test(dialect);
}

function placeOf(draft: ObjectDraft): string {
  const [first] = draft.object.definition;
  return first ? at(first) : "?";
}

function at({ file, line, column }: SourceStatement): string {
  return `${file}:${line}:${column}`;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
