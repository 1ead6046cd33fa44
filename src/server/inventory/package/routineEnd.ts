import { isSymbol, isWord, type Token } from "../../sql/token.ts";

/** How deep routines within routines are followed. */
const MAX_DEPTH = 64;
/** What `END` can be followed by where it closes something else than a block. */
const CLOSERS = new Set(["IF", "LOOP", "CASE"]);

/**
 * The index behind the semicolon of the PL/SQL procedure or function that begins at `at` (its declaration alone, or its
 * head and body), or -1 where it does not end.
 */
export function routineEnd(tokens: readonly Token[], at: number, depth = 0): number {
  const head = headEnd(tokens, at);
  if (head < 0 || depth > MAX_DEPTH) return -1;
  if (isSymbol(tokens[head], ";")) return head + 1;
  let index = head + 1;
  // A body in another language: LANGUAGE JAVA NAME '…', EXTERNAL …
  if (isWord(tokens[index], "LANGUAGE") || isWord(tokens[index], "EXTERNAL"))
    return behindSemicolon(tokens, index);
  for (;;) {
    const token = tokens[index];
    if (!token) return -1;
    if (isWord(token, "BEGIN")) return blockEnd(tokens, index);
    const nested = isWord(token, "PROCEDURE") || isWord(token, "FUNCTION");
    index = nested ? routineEnd(tokens, index, depth + 1) : behindSemicolon(tokens, index);
    if (index < 0) return -1;
  }
}

/** The index of what ends a routine's head outside of brackets: IS, AS or the semicolon of a declaration. */
function headEnd(tokens: readonly Token[], at: number): number {
  let parens = 0;
  for (let index = at; index < tokens.length; index++) {
    const token = tokens[index];
    if (isSymbol(token, "(")) parens++;
    else if (isSymbol(token, ")")) parens--;
    else if (parens > 0) continue;
    else if (isSymbol(token, ";") || isWord(token, "IS") || isWord(token, "AS")) return index;
  }
  return -1;
}

function behindSemicolon(tokens: readonly Token[], at: number): number {
  for (let index = at; index < tokens.length; index++)
    if (isSymbol(tokens[index], ";")) return index + 1;
  return -1;
}

/** The index behind the `END [name];` of the block whose BEGIN stands at `at`, or -1. */
export function blockEnd(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== "word" || isSymbol(tokens[index - 1], ".")) continue;
    switch (token.value) {
      case "BEGIN":
      case "CASE":
      case "IF":
      case "LOOP":
        depth++;
        break;
      case "END": {
        depth--;
        if (depth === 0) return behindSemicolon(tokens, index);
        const next = tokens[index + 1];
        if (next?.kind === "word" && CLOSERS.has(next.value)) index++;
      }
    }
  }
  return -1;
}
