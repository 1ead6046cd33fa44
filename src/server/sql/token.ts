/** What a piece of SQL text is. `string` covers quoted literals and $$ bodies; its quotes are part of its text. */
export type TokenKind = "word" | "quoted" | "string" | "number" | "symbol" | "unterminated";

/** A lexical token. Offsets are UTF-16 code units into the text that was tokenised, end exclusive. */
export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
  /** The token as written. */
  text: string;
  /** `text` in upper case for words; the bare name (quotes removed, doubled quotes undone) for quoted identifiers. */
  value: string;
  /** True when white space or a comment stands between this token and the one before it. */
  spaced: boolean;
}

/** True when the token is the unquoted word `word` (given in upper case). */
export function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.value === word;
}

/** True when the token is the symbol `symbol`. */
export function isSymbol(token: Token | undefined, symbol: string): boolean {
  return token?.kind === "symbol" && token.text === symbol;
}

/** The name a token stands for, as written and without quotes, or undefined when it is no identifier. */
export function identifierOf(token: Token | undefined): string | undefined {
  if (token?.kind === "quoted") return token.value;
  return token?.kind === "word" ? token.text : undefined;
}
