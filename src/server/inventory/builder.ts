import type { SourceType } from "../../protocol/dialect.ts";
import { defaultSchema } from "./catalog.ts";
import { type References, readReferences } from "./dependencies.ts";
import type { LeftOutKind } from "./leftOutKinds.ts";
import { leftOutName } from "./leftOutName.ts";
import { LineIndex } from "./lineIndex.ts";
import { baseOf, foldName, type NameParts, schemaOf } from "./names.ts";
import { detach } from "./sourceFile.ts";
import type { ScriptStatement } from "./split.ts";
import type { Classified, CreatedObject } from "./statement.ts";
import type {
  DataRange,
  InventoryObject,
  LeftOut,
  SourcePosition,
  SourceStatement,
} from "./types.ts";
import { type Found, open } from "./unwrap.ts";
import { readUserType, type UserType } from "./userTypes.ts";

/** A range of rows is closed when it holds this much text, in UTF-16 units. */
const MAX_RANGE = 256 * 1024;

/** Kinds of statements of which the text is kept: something can be offered in their place. */
const OFFERED: ReadonlySet<LeftOutKind> = new Set([
  "grant",
  "synonym",
  "namespace",
  "tag",
  "comment",
  "truncate",
  "rename",
  "call",
  "external_rows",
]);
/** Longer ones are not offered anything. */
const MAX_OFFERED = 2_000;

/** An object while the inventory is read. */
export interface ObjectDraft {
  object: InventoryObject;
  created: CreatedObject;
  session: string | null;
}

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

/** Takes the statements of one file after the other and keeps what the inventory is made of. */
export class InventoryBuilder {
  readonly #dialect: SourceType;
  readonly drafts = new Map<string, ObjectDraft>();
  readonly folds: PendingFold[] = [];
  readonly data: PendingData[] = [];
  readonly leftOut: LeftOut[] = [];
  /** Bare name, folded -> the type it stands for. */
  readonly userTypes: Record<string, string> = {};
  /** Statements that were found so far. */
  statements = 0;
  #file = "";
  #lines = new LineIndex("");
  #session: string | null = null;
  /** The rows that the next statement can join. */
  #last: PendingData | undefined;
  /** What came for a key since its definition. */
  readonly #belongings = new Map<string, (PendingFold | PendingData)[]>();
  /** Keys that were dropped in the file that is read. */
  #dropped = new Set<string>();

  constructor(dialect: SourceType) {
    this.#dialect = dialect;
  }

  /** Begins a file; every file is a session of its own. */
  beginFile(file: string, text: string): void {
    this.#file = file;
    this.#lines = new LineIndex(text);
    this.#session = defaultSchema(this.#dialect);
    this.#last = undefined;
    this.#dropped = new Set();
  }

  /** Takes the next statement of the file. */
  add(statement: ScriptStatement): void {
    if (statement.kind === "directive") {
      const word = /^\S\w*/.exec(statement.text)?.[0]?.toUpperCase() ?? "?";
      // The mysql client takes USE without a semicolon.
      const schema =
        this.#dialect === "mysql" ? /^USE\s+`?([^`;\s]+)/i.exec(statement.text)?.[1] : undefined;
      if (schema) this.#session = detach(schema);
      const executes = this.#dialect === "oracle" && /^EXEC/.test(word);
      const reason = executes
        ? "Calls are not executed; what the routine does is missing in the target."
        : "A command of the client tool.";
      const category = executes ? "call" : "client_command";
      this.#leave(statement, word, category, executes, reason);
      return;
    }
    if (statement.kind === "unterminated") {
      const reason =
        "A literal, name or comment opens here and is never closed; the rest is unread.";
      this.#leave(statement, "unterminated", "unread", true, reason);
      return;
    }
    const opened = open(statement, this.#dialect);
    for (const found of opened) {
      const type = readUserType(found.statement.text, this.#dialect);
      if (type?.structured === false) this.#noteType(found.statement, type);
      else {
        if (type) this.userTypes[type.name] = detach(type.text);
        this.#take(found);
      }
    }
    if (opened.length > 0) return;
    this.#leave(statement, "IF", "block", false, "There is nothing behind its condition.");
  }

  /** Keeps what a user-defined type stands for; the type itself is not created. */
  #noteType(statement: ScriptStatement, { name, text, checked }: UserType): void {
    this.userTypes[name] = detach(text);
    const reason = "Its columns get the type it stands for";
    const rest = checked ? "; its check is not carried over." : ".";
    this.#leave(statement, "user-defined type", "user_type", checked, reason + rest, name);
  }

  /** Notes a statement that is not migrated. */
  #leave(
    statement: ScriptStatement,
    kind: string,
    category: LeftOutKind,
    matters: boolean,
    reason: string,
    named?: string,
  ): void {
    this.#last = undefined;
    this.statements++;
    const { head, start, text } = statement;
    const name = named ?? (isBlock(kind) ? null : leftOutName(head, category, this.#dialect));
    const kept = offered(category, kind) && text.length <= MAX_OFFERED ? detach(text) : undefined;
    this.leftOut.push({
      ...this.#position(start),
      kind: detach(kind),
      category,
      name: name === null ? null : detach(name),
      statements: 1,
      matters,
      reason,
      ...(kept !== undefined && { text: kept }),
    });
  }

  #take(found: Found): void {
    const { statement, classified } = found;
    switch (classified.is) {
      case "object":
        this.#define(statement, classified, found.guarded);
        break;
      case "fold":
        this.#change(statement, classified);
        break;
      case "data":
        this.#fill(statement, classified, found.guarded);
        return;
      case "context":
        this.#session = classified.schema === null ? null : detach(classified.schema);
        this.#leave(
          statement,
          classified.kind,
          "namespace",
          false,
          "It only chooses a schema.",
          classified.schema ?? undefined,
        );
        break;
      case "dropped":
        for (const target of classified.targets) this.#dropped.add(this.#fold(target));
        this.#leave(statement, classified.kind, "drop", false, "The target starts without it.");
        break;
      default: {
        const { kind, category, matters, reason } = classified;
        this.#leave(statement, kind, category, matters, reason);
      }
    }
    this.#last = undefined;
  }

  #change(statement: ScriptStatement, change: Extract<Classified, { is: "fold" }>): void {
    this.statements++;
    const { kind, matters } = change;
    const pending: PendingFold = {
      target: change.target.map(detach),
      session: this.#session,
      kind,
      matters,
      statement: this.#source(statement),
      superseded: false,
    };
    this.folds.push(pending);
    this.#belong(pending);
  }

  #belong(pending: PendingFold | PendingData): void {
    const key = this.#fold(pending.target);
    const others = this.#belongings.get(key);
    if (others) others.push(pending);
    else this.#belongings.set(detach(key), [pending]);
  }

  #fold(name: NameParts): string {
    return foldName(name, this.#session);
  }

  #position(offset: number): SourcePosition {
    return { file: this.#file, ...this.#lines.at(offset) };
  }

  #source(statement: ScriptStatement): SourceStatement {
    return { ...this.#position(statement.start), text: detach(statement.text) };
  }

  #define(statement: ScriptStatement, created: CreatedObject, guarded: boolean): void {
    const source = this.#source(statement);
    const key = this.#keyOf(created);
    const existing = this.drafts.get(key);
    if (existing) {
      if (created.ifNotExists || guarded) {
        const first = placeOf(existing);
        const reason = `It is defined already at ${first}; that definition is used.`;
        const name = created.name.filter(Boolean).join(".");
        this.#leave(statement, `CREATE ${created.kind}`, "redefinition", false, reason, name);
        return;
      }
      this.#replace(existing, source, created);
    }
    this.statements++;
    if (created.objectType !== "PROCEDURE") this.#belongings.delete(key);
    this.#dropped.delete(key);
    const name = created.name.map(detach);
    this.drafts.delete(key);
    this.drafts.set(key, {
      created: {
        ...created,
        name,
        on: created.on?.map(detach) ?? null,
        signature: detach(created.signature),
      },
      session: this.#session,
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
        ...(created.returnsNothing ? { returnsNothing: true } : {}),
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
    const folded = this.#fold(created.name);
    const removed = this.#dropped.has(folded);
    if (created.objectType !== "PROCEDURE") {
      for (const pending of this.#belongings.get(folded) ?? []) {
        // Without a DROP the rows of both definitions are meant; changes belong to one of them.
        pending.superseded = removed || created.replaces || "statement" in pending;
      }
    }
    const matters = !(same || removed || created.redefines || existing.created.ifNotExists);
    const later = `${source.file}:${source.line}:${source.column}`;
    this.leftOut.push({
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
    const folded = this.#fold(created.name);
    if (created.objectType !== "PROCEDURE") return detach(folded);
    const table = created.on && this.#dialect === "postgres" ? `${this.#fold(created.on)}.` : "";
    const key = `${created.kind.toLowerCase()}:${table}${table ? baseOf(created.name).toLowerCase() : folded}`;
    const overloads = created.kind === "FUNCTION" || created.kind === "PROCEDURE";
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? key : `${key}#${number}`;
      const existing = this.drafts.get(candidate);
      const other = existing && existing.created.signature !== created.signature;
      if (!existing || !overloads || !other || !overloadable(this.#dialect))
        return detach(candidate);
    }
  }

  #fill(
    statement: ScriptStatement,
    data: { kind: string; target: NameParts; reads: boolean },
    guarded: boolean,
  ): void {
    this.statements++;
    const reads = data.reads ? readReferences(statement.text, this.#dialect) : undefined;
    const last = this.#last;
    const joins =
      last !== undefined &&
      !guarded &&
      statement.plainDelimiter &&
      last.session === this.#session &&
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
      session: this.#session,
      kind: data.kind,
      range: { ...this.#position(start), start, end, statements: 1 },
      reads: { relations: [], calls: [], reads: [] },
      superseded: false,
    };
    if (reads) addReferences(pending.reads, reads, pending.target);
    this.data.push(pending);
    this.#belong(pending);
    this.#last = guarded || !statement.plainDelimiter ? undefined : pending;
  }
}

/** Dropping and choosing a schema is nothing that anybody takes over. */
function offered(category: LeftOutKind, kind: string): boolean {
  return OFFERED.has(category) && (category !== "namespace" || kind.startsWith("CREATE"));
}

function isBlock(kind: string): boolean {
  return kind === "IF" || kind.endsWith(" block");
}

/** Dialects in which routines of one name with different parameters live side by side. */
function overloadable(dialect: SourceType): boolean {
  return /^(postgres|redshift|snowflake|teradata)$/.test(dialect);
}

function placeOf(draft: ObjectDraft): string {
  const [first] = draft.object.definition;
  return first ? `${first.file}:${first.line}:${first.column}` : "?";
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
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
