import { identifierOf, isSymbol, isWord, type Token } from "../../sql/token.ts";
import { Cursor } from "../cursor.ts";

/** A word or symbol that the source does not have; messages place it at `near`. */
export function madeToken(text: string, near: Token | undefined): Token {
  const at = near?.start ?? 0;
  const kind = /^\w+$/.test(text) ? "word" : "symbol";
  return { kind, start: at, end: at, text, value: text.toUpperCase(), spaced: true };
}

/** The tokens in brackets. */
export function bracketed(tokens: readonly Token[]): Token[] {
  return [madeToken("(", tokens[0]), ...tokens, madeToken(")", tokens.at(-1))];
}

/** `a = 1, b = b + 1`: what each column (lower case) holds afterwards; undefined where an assignment has another form. */
export function assignedTokens(list: Cursor): Map<string, readonly Token[]> | undefined {
  const values = new Map<string, readonly Token[]>();
  for (const part of list.split()) {
    const start = part.at;
    const column = part.name()?.at(-1);
    const named = part.tokens.slice(start, part.at);
    const compound = /^([-+*/%&|^])=?$/.exec(part.peek()?.text ?? "");
    const operator = compound ? part.next() : undefined;
    const equals = compound?.[0].endsWith("=") || part.acceptSymbol("=");
    if (column === undefined || !equals || part.done) return undefined;
    const value = part.tokens.slice(part.at, part.end);
    // T-SQL's `a += 1` is `a + (1)`.
    const sum = compound
      ? [...named, madeToken(compound[1] ?? "", operator), ...bracketed(value)]
      : value;
    values.set(column.toLowerCase(), sum);
  }
  return values;
}

/**
 * The tokens with each column replaced by what `meaning` gives for it: `owner.column` or a bare one, in lower case; `*`
 * is a column too. Undefined leaves it as it is.
 */
export function withColumns(
  tokens: readonly Token[],
  meaning: (owner: string | undefined, column: string) => readonly Token[] | undefined,
): Token[] {
  const result: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const name = identifierOf(token)?.toLowerCase();
    const dotted = isSymbol(tokens[at + 1], ".");
    const last = tokens[at + (dotted ? 2 : 0)];
    const column = isSymbol(last, "*") ? "*" : identifierOf(last)?.toLowerCase();
    const called = isSymbol(tokens[at + (dotted ? 3 : 1)], "(");
    const open = name === undefined || isSymbol(tokens[at - 1], ".") || called;
    const found =
      open || column === undefined ? undefined : meaning(dotted ? name : undefined, column);
    if (found) result.push(...found);
    else result.push(token);
    if (found && dotted) at += 2;
  }
  return result;
}

/** Index of the first of the words outside of brackets in `[from, to)`; `to` where there is none. */
export function wordOutside(
  tokens: readonly Token[],
  from: number,
  to: number,
  ...words: string[]
): number {
  let depth = 0;
  for (let index = from; index < to; index++) {
    const token = tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && words.some((word) => isWord(token, word))) return index;
  }
  return to;
}

/** `(a, b)` and the rows behind it: which column takes which value. Undefined where there are several rows or none. */
export function insertedTokens(
  cursor: Cursor,
  columns: readonly string[],
): Map<string, readonly Token[]> | undefined {
  const row = cursor.accept("VALUES") ? cursor.group()?.split() : undefined;
  if (row?.length !== columns.length || cursor.isSymbol(",")) return undefined;
  return new Map(
    row.map((part, index) => [
      (columns[index] ?? "").toLowerCase(),
      part.tokens.slice(part.at, part.end),
    ]),
  );
}

/** The names in `(a, b)`; undefined where the cursor stands at no such list. */
export function namesInBrackets(cursor: Cursor): string[] | undefined {
  if (!cursor.isSymbol("(") || isWord(cursor.peek(1), "SELECT")) return undefined;
  const names = cursor.group()?.split() ?? [];
  const read = names.map((part) => {
    const name = part.identifier();
    return part.done ? name : undefined;
  });
  return read.every((name) => name !== undefined) ? (read as string[]) : undefined;
}

/** A cursor over other tokens of the same text. */
export function cursorOver(cursor: Cursor, tokens: readonly Token[]): Cursor {
  return new Cursor(cursor.text, cursor.dialect, tokens);
}
