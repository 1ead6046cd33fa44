import { isSymbol, type Token } from "../../../sql/token.ts";

const ASKED_BEHIND = /^(ROW_COUNT|LAST_INSERT_ID)$/;

/** MySQL's `ROW_COUNT()` and `LAST_INSERT_ID()` as one word each, so that they are names for the readers. */
export function joinCalls(tokens: readonly Token[]): readonly Token[] {
  const is = (at: number) =>
    ASKED_BEHIND.test(tokens[at]?.value ?? "") &&
    isSymbol(tokens[at + 1], "(") &&
    isSymbol(tokens[at + 2], ")");
  if (!tokens.some((_, at) => is(at))) return tokens;
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (!is(at)) joined.push(token);
    else {
      const end = tokens[at + 2]?.end ?? token.end;
      const text = `${token.value}()`;
      joined.push({ ...token, text, value: text, end });
      at += 2;
    }
  }
  return joined;
}

/** True when the routine asks how many rows a change wrote. */
export function asksForRows(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token) => token.kind === "word" && /^(ROW_COUNT\(\)|ACTIVITY_COUNT)$/.test(token.value),
  );
}

const CONTROL = new Set(["IF", "LOOP", "WHILE", "REPEAT", "FOR"]);
const CLOSERS = new Set([...CONTROL, "CASE"]);
/** Words behind which a statement begins. */
const BEFORE_STATEMENT = new Set(["THEN", "ELSE", "DO", "LOOP", "REPEAT", "BEGIN", "ROW", "AS"]);

function beginsStatement(previous: Token | undefined): boolean {
  if (!previous) return true;
  if (previous.kind === "word") return BEFORE_STATEMENT.has(previous.value);
  return previous.text === ";" || previous.text === ":";
}

/** BEGIN TRANSACTION and END TRANSACTION of Teradata: no block. */
function isTransaction(token: Token | undefined): boolean {
  return token?.kind === "word" && /^(TRAN|TRANSACTION|WORK)$/.test(token.value);
}

function opens(tokens: readonly Token[], at: number, first: number): boolean {
  const token = tokens[at];
  if (token?.kind !== "word" || isSymbol(tokens[at - 1], ".")) return false;
  if (token.value === "BEGIN") return !isTransaction(tokens[at + 1]);
  if (token.value === "CASE") return true;
  // IF (…) and REPEAT (…) are functions too, but not where a statement begins.
  return CONTROL.has(token.value) && (at === first || beginsStatement(tokens[at - 1]));
}

/** The index of the END that closes what the token at `at` opens, below `limit`; -1 when it is not closed. */
export function closingEnd(tokens: readonly Token[], at: number, limit: number): number {
  let depth = 0;
  for (let index = at; index < limit; index++) {
    const token = tokens[index];
    if (opens(tokens, index, at)) depth++;
    else if (
      token?.kind === "word" &&
      token.value === "END" &&
      !isSymbol(tokens[index - 1], ".") &&
      !isTransaction(tokens[index + 1])
    ) {
      depth--;
      if (depth === 0) return index;
      const next = tokens[index + 1];
      if (next?.kind === "word" && CLOSERS.has(next.value)) index++;
    }
  }
  return -1;
}

/** The index of the semicolon that ends the statement at `at` (outside of blocks), or `limit`. */
export function statementEnd(tokens: readonly Token[], at: number, limit: number): number {
  for (let index = at; index < limit; index++) {
    const token = tokens[index];
    if (isSymbol(token, ";")) return index;
    if (opens(tokens, index, at)) {
      const end = closingEnd(tokens, index, limit);
      if (end < 0) return limit;
      const next = tokens[end + 1];
      index = next?.kind === "word" && CLOSERS.has(next.value) ? end + 1 : end;
    }
  }
  return limit;
}

/** The index of one of the words outside of brackets and CASE from `at`, or -1. */
export function findWord(
  tokens: readonly Token[],
  at: number,
  limit: number,
  ...words: string[]
): number {
  let depth = 0;
  let cases = 0;
  for (let index = at; index < limit; index++) {
    const token = tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    if (depth > 0 || token?.kind !== "word" || isSymbol(tokens[index - 1], ".")) continue;
    if (cases === 0 && words.includes(token.value)) return index;
    if (token.value === "CASE") cases++;
    else if (token.value === "END" && cases > 0) cases--;
  }
  return -1;
}
