import { tokenize } from "../../sql/lexer.ts";
import { isSymbol, type Token } from "../../sql/token.ts";
import type { TargetDialect } from "../types.ts";
import { isSame, layOutStatement } from "./layOutStatement.ts";
import { hasLongLine } from "./longLine.ts";
import { holdsStatements } from "./queryStart.ts";

/** Characters: for more the library takes long, and nobody reads it. */
const MOST_CHARS = 30_000;
/** Brackets within brackets: the library's time grows with the square of it, and no warehouse takes more. */
const MOST_NESTED = 100;

/**
 * The same statements, with the queries of long ones laid out in lines, also those inside of a routine. Only white space
 * changes: what cannot be read stays as it is, and so do definitions of columns, which are written in lines.
 */
export function layOut(sql: string, target: TargetDialect): string {
  if (sql.length > MOST_CHARS || !hasLongLine(sql)) return sql;
  const tokens = tokenize(sql, target);
  if (isDeep(tokens)) return sql;
  const parts = split(tokens);
  if (hasComments(sql, tokens) || parts.some(holdsStatements)) {
    const laidOut = sql.split("\n").map((line) => layOutLine(line, target));
    const all = laidOut.join("\n");
    // A line may have been one of a text.
    return isSame(tokenize(all, target), tokens) ? all : sql;
  }
  return parts.map((part) => layOutStatement(sql, part, target)).join("\n");
}

function isDeep(tokens: readonly Token[]): boolean {
  let depth = 0;
  return tokens.some((token) => {
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    return depth > MOST_NESTED;
  });
}

/** The tokens of each statement, with its semicolon. */
function split(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [];
  let part: Token[] = [];
  for (const token of tokens) {
    part.push(token);
    if (!isSymbol(token, ";")) continue;
    parts.push(part);
    part = [];
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

/** A line of a routine, which its writer gives to each statement. What else stands in a line stays as it is. */
function layOutLine(line: string, target: TargetDialect): string {
  if (!hasLongLine(line)) return line;
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const tokens = tokenize(line, target);
  const isStatement = isSymbol(tokens.at(-1), ";") && split(tokens).length === 1;
  if (!isStatement || hasComments(line, tokens)) return line;
  const lines = layOutStatement(line, tokens, target).split("\n");
  return lines.map((one) => indent + one).join("\n");
}

/** True when something else than white space stands between the tokens. */
function hasComments(sql: string, tokens: readonly Token[]): boolean {
  return tokens.some(({ start }, n) => sql.slice(tokens[n - 1]?.end ?? 0, start).trim() !== "");
}
