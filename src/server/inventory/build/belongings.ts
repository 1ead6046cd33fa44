import { type References, readReferences } from "../dependencies.ts";
import type { NameParts } from "../names.ts";
import { rowsDigest } from "../rowsDigest.ts";
import { detach } from "../sourceFile.ts";
import type { ScriptStatement } from "../split.ts";
import type { Classified } from "../statement.ts";
import type { DataRange, SourceStatement } from "../types.ts";
import type { ReadingPlace } from "./readingPlace.ts";

/** A range of rows is closed when it holds this much text, in UTF-16 units. */
const MAX_RANGE = 256 * 1024;

/** Something that belongs to an object which may still come. */
export interface PendingFold {
  target: NameParts;
  session: string | null;
  kind: string;
  matters: boolean;
  statement: SourceStatement;
  /** The object was created again behind it; it belonged to the earlier one. */
  superseded: boolean;
}

/** Rows for a table which may still come. */
export interface PendingData {
  target: NameParts;
  session: string | null;
  kind: string;
  range: DataRange;
  /** What its statements use, each name once. */
  reads: References;
  /** The table was created again behind it, and is empty then. */
  superseded: boolean;
}

/** What belongs to objects wherever they are defined: changes of their definitions, and rows. */
export class Belongings {
  readonly folds: PendingFold[] = [];
  readonly data: PendingData[] = [];
  readonly #place: ReadingPlace;
  /** Ranges of files that were read to their end. */
  #sealed = 0;
  /** The rows that the next statement can join. */
  #last: PendingData | undefined;
  /** What came for a key since its definition. */
  readonly #pending = new Map<string, (PendingFold | PendingData)[]>();

  constructor(place: ReadingPlace) {
    this.#place = place;
  }

  /** Rows that follow do not join those before: something else stands in between. */
  closeRange(): void {
    this.#last = undefined;
  }

  /** The file is at its end: notes what each of its ranges holds. */
  endFile(text: string): void {
    for (const { range } of this.data.slice(this.#sealed)) {
      range.digest = rowsDigest(text.slice(range.start, range.end));
    }
    this.#sealed = this.data.length;
  }

  /** What came for a key since its definition. */
  of(key: string): readonly (PendingFold | PendingData)[] {
    return this.#pending.get(key) ?? [];
  }

  /** The key is defined anew: what comes from now on is for that definition. */
  forget(key: string): void {
    this.#pending.delete(key);
  }

  /** Takes a statement that changes the definition of an object. */
  change(statement: ScriptStatement, change: Extract<Classified, { is: "fold" }>): void {
    const { kind, matters } = change;
    const pending: PendingFold = {
      target: change.target.map(detach),
      session: this.#place.session,
      kind,
      matters,
      statement: this.#place.source(statement),
      superseded: false,
    };
    this.folds.push(pending);
    this.#belong(pending);
  }

  #belong(pending: PendingFold | PendingData): void {
    const key = this.#place.fold(pending.target);
    const others = this.#pending.get(key);
    if (others) others.push(pending);
    else this.#pending.set(detach(key), [pending]);
  }

  /** Takes a statement of rows; neighbours of one table become one range. */
  fill(
    statement: ScriptStatement,
    data: { kind: string; target: NameParts; reads: boolean },
    guarded: boolean,
  ): void {
    const reads = data.reads ? readReferences(statement.text, this.#place.dialect) : undefined;
    const last = this.#last;
    const joins =
      last !== undefined &&
      !guarded &&
      statement.plainDelimiter &&
      last.session === this.#place.session &&
      sameName(last.target, data.target) &&
      statement.end - last.range.start <= MAX_RANGE;
    if (joins) {
      last.range.end = statement.end;
      last.range.statements++;
      if (reads) addReferences(last.reads, reads, last.target);
      return;
    }
    const { start, end } = statement;
    const pending: PendingData = {
      target: data.target.map(detach),
      session: this.#place.session,
      kind: data.kind,
      range: { ...this.#place.at(start), start, end, statements: 1 },
      reads: { relations: [], calls: [], statements: [], reads: [] },
      superseded: false,
    };
    if (reads) addReferences(pending.reads, reads, pending.target);
    this.data.push(pending);
    this.#belong(pending);
    this.#last = guarded || !statement.plainDelimiter ? undefined : pending;
  }
}

function sameName(a: NameParts, b: NameParts): boolean {
  return a.length === b.length && a.every((part, at) => part === b[at]);
}

/** Adds the names that are not there yet; the table itself is none that its rows have to wait for. */
function addReferences(into: References, from: References, own: NameParts): void {
  for (const name of from.relations) {
    if (sameName(name, own) || into.relations.some((known) => sameName(known, name))) continue;
    into.relations.push(name.map(detach));
  }
  for (const name of from.calls) {
    if (sameName(name, own) || into.calls.some((known) => sameName(known, name))) continue;
    into.calls.push(name.map(detach));
  }
}
