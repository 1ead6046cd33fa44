import type { SourceType } from "../../../protocol/dialect.ts";
import { defaultSchema } from "../catalog.ts";
import { LineIndex } from "../lineIndex.ts";
import { foldName, type NameParts } from "../names.ts";
import { detach } from "../sourceFile.ts";
import type { ScriptStatement } from "../split.ts";
import type { SourcePosition, SourceStatement } from "../types.ts";

/** Where the reading of an inventory is: in which file, and in which schema its session. */
export class ReadingPlace {
  readonly dialect: SourceType;
  #file = "";
  #lines = new LineIndex("");
  #session: string | null = null;

  constructor(dialect: SourceType) {
    this.dialect = dialect;
  }

  /** Begins a file; every file is a session of its own. */
  beginFile(file: string, text: string): void {
    this.#file = file;
    this.#lines = new LineIndex(text);
    this.#session = defaultSchema(this.dialect);
  }

  /** The schema that unqualified names are in; null where nothing says. */
  get session(): string | null {
    return this.#session;
  }

  /** The session goes to another schema. */
  use(schema: string | null): void {
    this.#session = schema === null ? null : detach(schema);
  }

  /** The key of a relation's name. */
  fold(name: NameParts): string {
    return foldName(name, this.#session);
  }

  /** The position of an offset of the file's text. */
  at(offset: number): SourcePosition {
    return { file: this.#file, ...this.#lines.at(offset) };
  }

  /** A statement with its position. */
  source(statement: ScriptStatement): SourceStatement {
    return { ...this.at(statement.start), text: detach(statement.text) };
  }
}
