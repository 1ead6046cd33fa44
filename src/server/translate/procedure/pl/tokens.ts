import { type Choice, compileConditions } from "../../../sql/conditional.ts";
import { identifierOf, isSymbol, type Token } from "../../../sql/token.ts";
import type { Cursor } from "../../cursor.ts";

/** Attributes of cursors and of the last statement; `%TYPE` and `%ROWTYPE` belong to declarations and stay apart. */
const ATTRIBUTES = new Set([
  "FOUND",
  "NOTFOUND",
  "ROWCOUNT",
  "ISOPEN",
  "BULK_ROWCOUNT",
  "BULK_EXCEPTIONS",
]);

/** The tokens of PL/SQL with conditional compilation done and `c%NOTFOUND` as one word. */
export function plsqlTokens(
  tokens: readonly Token[],
  text: string,
): { tokens: readonly Token[]; choices: Choice[] } {
  const compiled = compileConditions(tokens, text);
  return { tokens: joinAttributes(compiled.tokens), choices: compiled.choices };
}

function joinAttributes(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some((token) => isSymbol(token, "%"))) return tokens;
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const attribute = tokens[at + 2];
    const named = identifierOf(token) !== undefined && isSymbol(tokens[at + 1], "%");
    if (!named || attribute?.kind !== "word" || !ATTRIBUTES.has(attribute.value)) {
      joined.push(token);
      continue;
    }
    const written = `${identifierOf(token)}%${attribute.value}`;
    joined.push({
      ...token,
      kind: "word",
      text: written,
      value: written.toUpperCase(),
      end: attribute.end,
    });
    at += 2;
  }
  return joined;
}

/** Words behind which a statement begins. */
const BEFORE_STATEMENT = new Set(["THEN", "ELSE", "LOOP", "BEGIN", "DECLARE", "EXCEPTION"]);

/** True when a statement can begin at a token, judged by the one before it. */
export function beginsStatement(previous: Token | undefined): boolean {
  if (!previous) return true;
  if (previous.kind === "word") return BEFORE_STATEMENT.has(previous.value);
  return previous.text === ";" || previous.text === ">";
}

const CLOSERS = new Set(["IF", "LOOP", "CASE"]);

/**
 * The index of the END that closes what the token at `at` (BEGIN, CASE, IF or LOOP) opens, below `limit`; -1 when it is not
 * closed.
 */
export function matchingEnd(tokens: readonly Token[], at: number, limit: number): number {
  let depth = 0;
  for (let index = at; index < limit; index++) {
    const token = tokens[index];
    if (token?.kind !== "word" || isSymbol(tokens[index - 1], ".")) continue;
    switch (token.value) {
      case "BEGIN":
      case "CASE":
        depth++;
        break;
      case "LOOP":
        depth++;
        break;
      case "IF":
        // DROP TABLE IF EXISTS opens nothing.
        if (index === at || beginsStatement(tokens[index - 1])) depth++;
        break;
      case "END": {
        depth--;
        if (depth === 0) return index;
        const next = tokens[index + 1];
        if (next?.kind === "word" && CLOSERS.has(next.value)) index++;
      }
    }
  }
  return -1;
}

/**
 * The last token of the compound statement or CASE expression that a token opens (the word behind its END among it); the token
 * itself when it opens nothing, -1 when what it opens is not closed.
 */
export function skipCompound(tokens: readonly Token[], at: number, limit: number): number {
  const token = tokens[at];
  if (token?.kind !== "word" || isSymbol(tokens[at - 1], ".")) return at;
  const opens =
    /^(BEGIN|CASE|LOOP)$/.test(token.value) ||
    (token.value === "IF" && beginsStatement(tokens[at - 1]));
  if (!opens) return at;
  const end = matchingEnd(tokens, at, limit);
  if (end < 0) return -1;
  const next = tokens[end + 1];
  return next?.kind === "word" && CLOSERS.has(next.value) ? end + 1 : end;
}

/** The index of the next semicolon outside of brackets from `at`; `limit` when there is none. */
export function semicolonFrom(tokens: readonly Token[], at: number, limit: number): number {
  for (let index = at; index < limit; index++) if (isSymbol(tokens[index], ";")) return index;
  return limit;
}

/** The index of a word outside of brackets and CASE from `at`, or -1. */
export function wordFrom(
  tokens: readonly Token[],
  at: number,
  limit: number,
  words: ReadonlySet<string>,
): number {
  let depth = 0;
  let cases = 0;
  for (let index = at; index < limit; index++) {
    const token = tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (isSymbol(token, ";")) return -1;
    if (depth > 0 || token?.kind !== "word" || isSymbol(tokens[index - 1], ".")) continue;
    if (cases === 0 && words.has(token.value)) return index;
    if (token.value === "CASE") cases++;
    else if (token.value === "END" && cases > 0) cases--;
  }
  return -1;
}

/** Steps over the `:=` or DEFAULT before the value that a variable or a parameter begins with. */
export function acceptDefault(cursor: Cursor): boolean {
  return cursor.acceptSymbol(":=") || cursor.accept("DEFAULT");
}
