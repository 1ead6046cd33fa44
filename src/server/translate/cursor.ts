import type { SourceType } from "../../protocol/dialect.ts";
import { tokenize } from "../sql/lexer.ts";
import { identifierOf, isSymbol, isWord, type Token } from "../sql/token.ts";
import { variableAt } from "../sql/variable.ts";

/** Walks over the tokens of one statement. */
export class Cursor {
  readonly text: string;
  readonly dialect: SourceType;
  readonly tokens: readonly Token[];
  at: number;
  readonly end: number;

  constructor(
    text: string,
    dialect: SourceType,
    tokens: readonly Token[] = tokenize(text, dialect),
    start = 0,
    end = tokens.length,
  ) {
    this.text = text;
    this.dialect = dialect;
    this.tokens = tokens;
    this.at = start;
    this.end = end;
  }

  /** A cursor over the tokens [start, end) of the same statement. */
  slice(start: number, end: number): Cursor {
    return new Cursor(this.text, this.dialect, this.tokens, start, end);
  }

  peek(ahead = 0): Token | undefined {
    const index = this.at + ahead;
    return index < this.end ? this.tokens[index] : undefined;
  }

  next(): Token | undefined {
    return this.at < this.end ? this.tokens[this.at++] : undefined;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** Offset of the current token, or of the text's end. */
  get offset(): number {
    return this.peek()?.start ?? this.tokens[this.end - 1]?.end ?? this.text.length;
  }

  /** What stands here, for messages. */
  near(): string {
    const token = this.peek();
    if (!token) return "the end";
    return token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text;
  }

  /** True when the words (upper case, unquoted) come next. */
  isWords(...words: string[]): boolean {
    // Asked several times for each token of a statement.
    for (let index = 0; index < words.length; index++) {
      if (!isWord(this.peek(index), words[index] as string)) return false;
    }
    return true;
  }

  /** True when one of the words comes next. */
  isOneOf(words: ReadonlySet<string>): boolean {
    const token = this.peek();
    return token?.kind === "word" && words.has(token.value);
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    return isSymbol(this.peek(ahead), symbol);
  }

  /** Index of the first word from here on that `words` matches, outside of brackets; -1 when there is none. */
  findWord(words: RegExp): number {
    let depth = 0;
    for (let index = this.at; index < this.end; index++) {
      const token = this.tokens[index];
      if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
      if (depth === 0 && token?.kind === "word" && words.test(token.value)) return index;
    }
    return -1;
  }

  /** Steps over the words if all of them come next. */
  accept(...words: string[]): boolean {
    if (!this.isWords(...words)) return false;
    this.at += words.length;
    return true;
  }

  acceptSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at++;
    return true;
  }

  /** The identifier that comes next, without quotes; undefined leaves the cursor where it is. */
  identifier(): string | undefined {
    const name = identifierOf(this.peek());
    if (name !== undefined) this.at++;
    return name;
  }

  /** A client tool's variable in a name, as written; undefined leaves the cursor where it is. */
  #variable(): string | undefined {
    const found = variableAt(this.tokens, this.at);
    if (!found || found.next > this.end) return undefined;
    this.at = found.next;
    return found.text;
  }

  /** Snowflake's IDENTIFIER('a.b'): the name that the text holds. */
  #identifierCall(): string[] | undefined {
    const text = this.peek(2);
    if (this.dialect !== "snowflake" || !this.isWords("IDENTIFIER") || !this.isSymbol("(", 1))
      return undefined;
    if (text?.kind !== "string" || !this.isSymbol(")", 3)) return undefined;
    this.at += 4;
    return text.text.slice(1, -1).split(".");
  }

  /** The name of a table. BigQuery's project names hold dashes, as no column's name does: `my-project.dataset.t`. */
  tableName(): string[] | undefined {
    return this.name(this.dialect === "bigquery");
  }

  #dashed(first: string): string {
    let name = first;
    while (this.isSymbol("-") && !this.peek()?.spaced && !this.peek(1)?.spaced) {
      const more = this.peek(1);
      if (more?.kind !== "word" && more?.kind !== "number") break;
      name += `-${more.text}`;
      this.at += 2;
    }
    return name;
  }

  /** A dotted name: `a.b.c`, quotes removed, or undefined. `..` counts as an empty part. */
  name(dashes = false): string[] | undefined {
    const called = this.#identifierCall();
    if (called) return called;
    const plain = this.peek()?.kind === "word";
    const written = this.#variable() ?? this.identifier();
    const first = written !== undefined && dashes && plain ? this.#dashed(written) : written;
    if (first === undefined) return undefined;
    const parts = [first];
    for (;;) {
      if (this.isSymbol("..")) {
        this.at++;
        parts.push("");
      } else if (this.isSymbol(".")) this.at++;
      else return parts;
      const part = this.#variable() ?? this.identifier();
      if (part === undefined) return parts;
      parts.push(part);
    }
  }

  /** Index behind the bracket that closes the one at the cursor; the end when it is not closed. */
  matching(from = this.at): number {
    let depth = 0;
    for (let index = from; index < this.end; index++) {
      const token = this.tokens[index];
      if (token?.kind !== "symbol") continue;
      if (token.text === "(") depth++;
      else if (token.text === ")" && --depth === 0) return index + 1;
    }
    return this.end;
  }

  /** True when the bracket at the cursor is closed. */
  get closes(): boolean {
    let depth = 0;
    for (let index = this.at; index < this.end; index++) {
      const token = this.tokens[index];
      if (isSymbol(token, "(")) depth++;
      else if (isSymbol(token, ")") && --depth === 0) return true;
    }
    return false;
  }

  /** Steps over a bracketed group and answers a cursor over what is inside; undefined when there is none. */
  group(): Cursor | undefined {
    if (!this.isSymbol("(")) return undefined;
    const end = this.matching();
    const closed = isSymbol(this.tokens[end - 1], ")");
    const inner = this.slice(this.at + 1, closed ? end - 1 : end);
    this.at = end;
    return inner;
  }

  /** Cuts the rest into parts at commas outside of brackets. An empty rest has no parts. */
  split(): Cursor[] {
    const parts: Cursor[] = [];
    if (this.done) return parts;
    let start = this.at;
    let depth = 0;
    for (let index = this.at; index < this.end; index++) {
      const token = this.tokens[index];
      if (token?.kind !== "symbol") continue;
      if (token.text === "(" || token.text === "[") depth++;
      else if (token.text === ")" || token.text === "]") depth--;
      else if (token.text === "," && depth === 0) {
        parts.push(this.slice(start, index));
        start = index + 1;
      }
    }
    parts.push(this.slice(start, this.end));
    return parts;
  }

  /** The source text between two token indexes. */
  textBetween(start: number, end: number): string {
    const first = this.tokens[start];
    const last = this.tokens[end - 1];
    return first && last && end > start ? this.text.slice(first.start, last.end) : "";
  }

  /** The source text of what is left, on one line. */
  rest(): string {
    return this.textBetween(this.at, this.end).replace(/\s+/g, " ");
  }
}
