import { LEXICONS, type LexerDialect, type Lexicon } from "./lexicon.ts";

/** What a token can be that an ASCII character begins; several of them may be set. */
export const STARTS = { string: 1, quoted: 2, number: 4, word: 8, inWord: 16 } as const;

/** For each ASCII character what it can begin, and whether it can go on a word. */
function readStarts(lexicon: Lexicon): Uint8Array {
  const prefixes = new Set(lexicon.stringPrefixes.map((prefix) => prefix[0]));
  return Uint8Array.from({ length: 128 }, (_, code) => {
    const character = String.fromCharCode(code);
    // Operators where `@` and `#` are no part of a word.
    const letter = /[A-Za-z_@#$]/.test(character) && !(lexicon.signs && /[@#]/.test(character));
    const digit = /\d/.test(character);
    const string =
      lexicon.stringQuotes.includes(character) ||
      prefixes.has(character.toUpperCase()) ||
      (lexicon.dollarQuotes && character === "$");
    return (
      (string ? STARTS.string : 0) |
      (character in lexicon.identifierQuotes ? STARTS.quoted : 0) |
      (digit || character === "." ? STARTS.number : 0) |
      (letter ? STARTS.word : 0) |
      (letter || digit ? STARTS.inWord : 0)
    );
  });
}

const BY_DIALECT = Object.fromEntries(
  Object.entries(LEXICONS).map(([dialect, lexicon]) => [dialect, readStarts(lexicon)]),
) as Readonly<Record<LexerDialect, Uint8Array>>;

/** What each ASCII character can begin in a dialect: bits of STARTS, by its code. */
export function startsOf(dialect: LexerDialect): Uint8Array {
  return BY_DIALECT[dialect];
}
