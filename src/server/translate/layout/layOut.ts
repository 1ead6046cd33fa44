import { formatDialect } from "sql-formatter";
import { tokenize } from "../../sql/lexer.ts";
import { isSymbol, type Token } from "../../sql/token.ts";
import type { TargetDialect } from "../types.ts";
import { LAYOUTS } from "./dialects.ts";
import { hasLongLine } from "./longLine.ts";
import { holdsStatements, queryStart } from "./queryStart.ts";

/** Characters: for more the library takes long, and nobody reads it. */
const MOST_CHARS = 50_000;

/**
 * The same statements, with the queries of long ones laid out in lines. Only white space changes: what the library cannot
 * read, or would change, stays as it is, and so do procedures and definitions of columns, which are written in lines.
 */
export function layOut(sql: string, target: TargetDialect): string {
  if (sql.length > MOST_CHARS || !hasLongLine(sql)) return sql;
  const tokens = tokenize(sql, target);
  const parts = split(tokens);
  if (hasComments(sql, tokens) || parts.some(holdsStatements)) return sql;
  return parts.map((tokens) => layOutStatement(sql, tokens, target)).join("\n");
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

function layOutStatement(all: string, tokens: readonly Token[], target: TargetDialect): string {
  const from = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? from;
  const asItIs = all.slice(from, end);
  const start = queryStart(tokens);
  if (start === undefined || !hasLongLine(asItIs)) return asItIs;
  const query = format(all.slice(start, end), target);
  if (query === undefined) return asItIs;
  const head = all.slice(from, start).trimEnd();
  const laidOut = head === "" ? query : `${head}\n${query}`;
  return isSame(tokenize(laidOut, target), tokens) ? laidOut : asItIs;
}

function format(query: string, target: TargetDialect): string | undefined {
  try {
    return formatDialect(query, { ...LAYOUTS[target], expressionWidth: 80 });
  } catch {
    return undefined;
  }
}

/** True when something stands between the tokens: it would be lost. */
function hasComments(sql: string, tokens: readonly Token[]): boolean {
  return tokens.some(({ start }, n) => sql.slice(tokens[n - 1]?.end ?? 0, start).trim() !== "");
}

function isSame(some: readonly Token[], others: readonly Token[]): boolean {
  return some.length === others.length && some.every(({ text }, n) => text === others[n]?.text);
}
