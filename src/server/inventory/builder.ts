import type { SourceType } from "../../protocol/dialect.ts";
import { Belongings } from "./build/belongings.ts";
import { Definitions } from "./build/definitions.ts";
import { LeftOutList, type Reason } from "./build/leftOutList.ts";
import { ReadingPlace } from "./build/readingPlace.ts";
import { detach } from "./sourceFile.ts";
import type { ScriptStatement } from "./split.ts";
import { aggregateKey, readTextAggregate } from "./textAggregates.ts";
import { type Found, open } from "./unwrap.ts";
import { readUserType, type UserType } from "./userTypes.ts";

/** Takes the statements of one file after the other and keeps what the inventory is made of. */
export class InventoryBuilder {
  readonly #place: ReadingPlace;
  readonly #leftOut: LeftOutList;
  readonly #belongings: Belongings;
  readonly #definitions: Definitions;
  /** Bare name, folded -> the type it stands for; `aggregateKey` -> the separator of an aggregate of texts. */
  readonly userTypes: Record<string, string> = {};
  /** Statements that were found so far. */
  statements = 0;

  constructor(dialect: SourceType) {
    this.#place = new ReadingPlace(dialect);
    this.#leftOut = new LeftOutList(this.#place);
    this.#belongings = new Belongings(this.#place);
    this.#definitions = new Definitions(this.#place, this.#leftOut, this.#belongings);
  }

  get drafts(): Definitions["drafts"] {
    return this.#definitions.drafts;
  }

  get folds(): Belongings["folds"] {
    return this.#belongings.folds;
  }

  get data(): Belongings["data"] {
    return this.#belongings.data;
  }

  get leftOut(): LeftOutList["entries"] {
    return this.#leftOut.entries;
  }

  /** Begins a file; every file is a session of its own. */
  beginFile(file: string, text: string): void {
    this.#place.beginFile(file, text);
    this.#belongings.closeRange();
    this.#definitions.beginFile();
  }

  /** Ends the file, whose text is that of its beginning. */
  endFile(text: string): void {
    this.#belongings.endFile(text);
  }

  /** Takes the next statement of the file. */
  add(statement: ScriptStatement): void {
    if (statement.kind === "directive") {
      this.#direct(statement);
      return;
    }
    if (statement.kind === "unterminated") {
      const reason =
        "A literal, name or comment opens here and is never closed; the rest is unread.";
      this.#leave(statement, { kind: "unterminated", category: "unread", matters: true, reason });
      return;
    }
    const opened = open(statement, this.#place.dialect);
    for (const found of opened) {
      if (this.#noteAggregate(found.statement)) continue;
      const type = readUserType(found.statement.text, this.#place.dialect);
      if (type?.structured === false) this.#noteType(found.statement, type);
      else {
        if (type) this.userTypes[type.name] = detach(type.text);
        this.#take(found);
      }
    }
    if (opened.length > 0) return;
    const reason = "There is nothing behind its condition.";
    this.#leave(statement, { kind: "IF", category: "block", matters: false, reason });
  }

  /** A command of the client tool. */
  #direct(statement: ScriptStatement): void {
    const { dialect } = this.#place;
    const kind = /^\S\w*/.exec(statement.text)?.[0]?.toUpperCase() ?? "?";
    // The mysql client takes USE without a semicolon.
    const schema =
      dialect === "mysql" ? /^USE\s+`?([^`;\s]+)/i.exec(statement.text)?.[1] : undefined;
    if (schema) this.#place.use(schema);
    const executes = dialect === "oracle" && /^EXEC/.test(kind);
    const reason = executes
      ? "Calls are not executed; what the routine does is missing in the target."
      : "A command of the client tool.";
    const category = executes ? "call" : "client_command";
    this.#leave(statement, { kind, category, matters: executes, reason });
  }

  /** Keeps what a user-defined type stands for; the type itself is not created. */
  #noteType(statement: ScriptStatement, { name, text, checked }: UserType): void {
    this.userTypes[name] = detach(text);
    const reason = `Its columns get the type it stands for${
      checked ? "; its check is not carried over." : "."
    }`;
    const what = { kind: "user-defined type", category: "user_type", name } as const;
    this.#leave(statement, { ...what, matters: checked, reason });
  }

  /** Keeps an aggregate that joins texts as the separator that it puts between them: calls of it are string_agg. */
  #noteAggregate(statement: ScriptStatement): boolean {
    if (this.#place.dialect !== "postgres") return false;
    const aggregate = readTextAggregate(statement.text, (name) => this.#routine(name));
    if (!aggregate) return false;
    this.userTypes[aggregateKey(aggregate.name)] = aggregate.separator;
    const { name } = aggregate;
    const reason = "It joins texts; what calls it gets string_agg or listagg.";
    const what = { kind: "CREATE AGGREGATE", category: "language_object", name } as const;
    this.#leave(statement, { ...what, matters: false, reason });
    return true;
  }

  /** The CREATE of a function that was defined before. */
  #routine(name: string): string | undefined {
    for (const { object } of this.drafts.values())
      if (object.kind === "FUNCTION" && object.baseName.toLowerCase() === name)
        return object.definition[0]?.text;
    return undefined;
  }

  /** Notes a statement that is not migrated. */
  #leave(statement: ScriptStatement, reason: Reason): void {
    this.#belongings.closeRange();
    this.statements++;
    this.#leftOut.add(statement, reason);
  }

  #take({ statement, classified, guarded }: Found): void {
    if (classified.is === "data") {
      this.statements++;
      this.#belongings.fill(statement, classified, guarded);
      return;
    }
    switch (classified.is) {
      case "object":
        this.statements++;
        this.#definitions.define(statement, classified, guarded);
        break;
      case "fold":
        this.statements++;
        this.#belongings.change(statement, classified);
        break;
      case "context": {
        const { kind, schema } = classified;
        this.#place.use(schema);
        const what = { kind, category: "namespace", name: schema ?? undefined } as const;
        this.#leave(statement, { ...what, matters: false, reason: "It only chooses a schema." });
        break;
      }
      case "dropped": {
        for (const target of classified.targets) this.#definitions.drop(target);
        const what = { kind: classified.kind, category: "drop" } as const;
        const reason = "The target starts without it.";
        this.#leave(statement, { ...what, matters: false, reason });
        break;
      }
      default: {
        const { kind, category, matters, reason } = classified;
        this.#leave(statement, { kind, category, matters, reason });
      }
    }
    this.#belongings.closeRange();
  }
}
