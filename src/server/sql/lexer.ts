import { STARTS, startsOf } from "./characters.ts";
import { LEXICONS, type LexerDialect, type Lexicon } from "./lexicon.ts";
import type { Token, TokenKind } from "./token.ts";

const WORD_START = /[\p{L}_@#$]/u;
const WORD_PART = /[\p{L}\p{N}\p{M}_$#@]/u;
const NUMBER = /0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
/** `-`, `#`, `/` and `*` (the end of a version comment). */
const COMMENT_STARTS = new Set([45, 35, 47, 42]);
const VERSION_COMMENT = /\/\*M?!(\d*)/y;
/** Symbols of several characters, by the code of their first one; longer ones first. */
const SYMBOLS: Readonly<Record<number, readonly string[]>> = Object.groupBy(
  ["<=>", "(+)", "->>", "::", "||", "<=", ">=", "<>", "!=", ":=", "=>", "->", ".."],
  (symbol) => symbol.charCodeAt(0),
) as Readonly<Record<number, readonly string[]>>;
const ALTERNATIVE_CLOSERS: Readonly<Record<string, string>> = {
  "[": "]",
  "{": "}",
  "(": ")",
  "<": ">",
};

/**
 * Reads tokens from SQL text, one at a time, so that a file of 50 MB needs no token list. Never throws: a literal or
 * comment that is not closed becomes one `unterminated` token to the end of the text.
 */
export class Lexer {
  readonly text: string;
  readonly #lexicon: Lexicon;
  readonly #starts: Uint8Array;
  /** Where the next token is looked for; may be set by a caller that skips text (client tools' directives). */
  position: number;

  constructor(text: string, dialect: LexerDialect, position = 0) {
    this.text = text;
    this.#lexicon = LEXICONS[dialect];
    this.#starts = startsOf(dialect);
    this.position = position;
  }

  /** The next token, or undefined at the end of the text. */
  next(): Token | undefined {
    const before = this.position;
    const open = this.#skipBlank();
    if (open >= 0) return this.#token("unterminated", open, this.text.length, false);
    if (this.position >= this.text.length) return undefined;
    const spaced = this.position > before;
    const start = this.position;
    const code = this.text.charCodeAt(start);
    // Beyond ASCII there are only words, and symbols of one character.
    const starts = code < 128 ? (this.#starts[code] ?? 0) : STARTS.word;
    if ((starts & STARTS.string) !== 0) {
      const string = this.#readString(start, spaced);
      if (string) return string;
    }
    return (
      ((starts & STARTS.quoted) !== 0 ? this.#readQuotedIdentifier(start, spaced) : undefined) ??
      ((starts & STARTS.number) !== 0 ? this.#readNumber(start, spaced) : undefined) ??
      ((starts & STARTS.word) !== 0 ? this.#readWord(start, spaced) : undefined) ??
      this.#readSymbol(start, code, spaced)
    );
  }

  #token(kind: TokenKind, start: number, end: number, spaced: boolean, value?: string): Token {
    this.position = end;
    const text = this.text.slice(start, end);
    return { kind, start, end, text, value: value ?? text, spaced };
  }

  /** Skips white space and comments; answers where an unclosed comment starts, or -1. */
  #skipBlank(): number {
    const { text } = this;
    for (;;) {
      while (this.position < text.length && isBlank(text.charCodeAt(this.position)))
        this.position++;
      if (!COMMENT_STARTS.has(text.charCodeAt(this.position))) return -1;
      if (this.#atLineComment()) {
        const end = text.indexOf("\n", this.position);
        this.position = end < 0 ? text.length : end + 1;
        continue;
      }
      if (this.#lexicon.versionComments) {
        const opened = this.#versionComment();
        if (opened >= 0) {
          this.position = opened;
          continue;
        }
        // Only the end of a version comment can stand here: those of ordinary comments are skipped with them.
        if (text.startsWith("*/", this.position)) {
          this.position += 2;
          continue;
        }
      }
      if (!text.startsWith("/*", this.position)) return -1;
      const end = this.#commentEnd(this.position);
      if (end < 0) return this.position;
      this.position = end;
    }
  }

  /**
   * Behind the opening of a version comment whose contents are code, or -1. MariaDB's start with M; one for a version that
   * no server has (999999, which MariaDB's dumps begin with) is an ordinary comment.
   */
  #versionComment(): number {
    if (this.text.charCodeAt(this.position) !== 47) return -1;
    VERSION_COMMENT.lastIndex = this.position;
    const version = VERSION_COMMENT.exec(this.text)?.[1];
    if (version === undefined || version === "999999") return -1;
    return VERSION_COMMENT.lastIndex;
  }

  #atLineComment(): boolean {
    for (const mark of this.#lexicon.lineComments) {
      if (mark === "-- ") {
        const after = this.text.charCodeAt(this.position + 2);
        const closed = Number.isNaN(after) || isBlank(after);
        if (this.text.startsWith("--", this.position) && closed) return true;
      } else if (this.text.startsWith(mark, this.position)) return true;
    }
    return false;
  }

  #commentEnd(start: number): number {
    if (!this.#lexicon.nestedComments) {
      const end = this.text.indexOf("*/", start + 2);
      return end < 0 ? -1 : end + 2;
    }
    const mark = /\/\*|\*\//g;
    mark.lastIndex = start;
    let depth = 0;
    for (let found = mark.exec(this.text); found; found = mark.exec(this.text)) {
      depth += found[0] === "/*" ? 1 : -1;
      if (depth === 0) return mark.lastIndex;
    }
    return -1;
  }

  #readString(start: number, spaced: boolean): Token | undefined {
    const { text } = this;
    const lexicon = this.#lexicon;
    if (lexicon.dollarQuotes && text[start] === "$") {
      DOLLAR_TAG.lastIndex = start;
      const tag = DOLLAR_TAG.exec(text)?.[0];
      if (!tag) return undefined;
      const end = text.indexOf(tag, start + tag.length);
      if (end < 0) return this.#token("unterminated", start, text.length, spaced);
      return this.#token("string", start, end + tag.length, spaced);
    }
    const prefix = this.#stringPrefix(start);
    const quoteAt = start + prefix.length;
    const quote = text[quoteAt];
    if (quote === undefined || !lexicon.stringQuotes.includes(quote)) return undefined;
    const end = this.#stringEnd(quoteAt, quote, prefix);
    if (end < 0) return this.#token("unterminated", start, text.length, spaced);
    return this.#token("string", start, end, spaced);
  }

  #stringPrefix(start: number): string {
    if (((this.#starts[this.text.charCodeAt(start)] ?? 0) & STARTS.word) === 0) return "";
    for (const prefix of this.#lexicon.stringPrefixes) {
      if (!this.#lexicon.stringQuotes.includes(this.text[start + prefix.length] ?? "\0")) continue;
      const written = this.text.slice(start, start + prefix.length);
      if (written.toUpperCase() === prefix) return written;
    }
    return "";
  }

  /** The offset behind the closing quote, or -1. */
  #stringEnd(quoteAt: number, quote: string, prefix: string): number {
    const { text } = this;
    const upper = prefix.toUpperCase();
    if (this.#lexicon.alternativeQuoting && upper.endsWith("Q")) {
      const opener = text[quoteAt + 1] ?? "";
      const end = text.indexOf(`${ALTERNATIVE_CLOSERS[opener] ?? opener}'`, quoteAt + 2);
      return end < 0 ? -1 : end + 2;
    }
    const triple = quote.repeat(3);
    const long = this.#lexicon.tripleQuotes && text.startsWith(triple, quoteAt);
    const raw = upper === "R" || upper === "RB" || upper === "BR";
    const escapes = (this.#lexicon.backslashEscapes && !raw) || upper === "E";
    if (!escapes && !raw && !long) return this.#plainStringEnd(quoteAt, quote);
    for (let at = quoteAt + (long ? 3 : 1); at < text.length; at++) {
      const character = text[at];
      if (character === "\\" && (escapes || raw)) at++;
      else if (character !== quote) continue;
      else if (long) {
        if (text.startsWith(triple, at)) return at + 3;
      } else if (text[at + 1] === quote) at++;
      else return at + 1;
    }
    return -1;
  }

  /** The offset behind the closing quote of a literal in which only doubled quotes are special, or -1. */
  #plainStringEnd(quoteAt: number, quote: string): number {
    for (let at = this.text.indexOf(quote, quoteAt + 1); at >= 0; ) {
      if (this.text[at + 1] !== quote) return at + 1;
      at = this.text.indexOf(quote, at + 2);
    }
    return -1;
  }

  #readQuotedIdentifier(start: number, spaced: boolean): Token | undefined {
    const close = this.#lexicon.identifierQuotes[this.text[start] ?? ""];
    if (!close) return undefined;
    for (let at = start + 1; at < this.text.length; at++) {
      if (this.text[at] !== close) continue;
      if (this.text[at + 1] === close) at++;
      else {
        const name = this.text.slice(start + 1, at).replaceAll(close + close, close);
        return this.#token("quoted", start, at + 1, spaced, name);
      }
    }
    return this.#token("unterminated", start, this.text.length, spaced);
  }

  #readNumber(start: number, spaced: boolean): Token | undefined {
    NUMBER.lastIndex = start;
    const number = NUMBER.exec(this.text)?.[0];
    if (!number) return undefined;
    // `1..10` is a range in PL/SQL: the dots are not the number's.
    const range = number.endsWith(".") && this.text[start + number.length] === ".";
    return this.#token("number", start, start + number.length - (range ? 1 : 0), spaced);
  }

  #readWord(start: number, spaced: boolean): Token | undefined {
    const { text } = this;
    let at = start;
    if (text.charCodeAt(start) < 128) at++;
    else {
      const first = String.fromCodePoint(text.codePointAt(start) ?? 0);
      if (!WORD_START.test(first)) return undefined;
      at += first.length;
    }
    for (;;) {
      const next = text.charCodeAt(at);
      if (next < 128) {
        if (((this.#starts[next] ?? 0) & STARTS.inWord) === 0) break;
        at++;
        continue;
      }
      // Not a number: the text's end.
      if (Number.isNaN(next)) break;
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      if (!WORD_PART.test(character)) break;
      at += character.length;
    }
    return this.#token("word", start, at, spaced, text.slice(start, at).toUpperCase());
  }

  #readSymbol(start: number, code: number, spaced: boolean): Token {
    const symbol = SYMBOLS[code]?.find((candidate) => this.text.startsWith(candidate, start));
    return this.#token("symbol", start, start + (symbol?.length ?? 1), spaced);
  }
}

function isBlank(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0xfeff;
}

/** All tokens of a text. For statements; a whole file is better read through a Lexer. */
export function tokenize(text: string, dialect: LexerDialect): Token[] {
  const lexer = new Lexer(text, dialect);
  const tokens: Token[] = [];
  for (let token = lexer.next(); token; token = lexer.next()) tokens.push(token);
  return tokens;
}
