import type { SourceType } from "../../protocol/dialect.ts";
import { identifierOf, isSymbol, isWord, type Token } from "../sql/token.ts";
import { skipParens } from "./classifyData.ts";
import type { NameParts } from "./names.ts";

/** Dialects in which a common table expression may refer to itself without the word RECURSIVE. */
const IMPLICIT: ReadonlySet<SourceType> = new Set(["tsql", "oracle", "snowflake"]);

interface CommonTable {
  bodyEnd: number;
  recursive: boolean;
}

/**
 * Finds the common table expressions of a statement. The answer tells whether a name at a token is one of them: in a body
 * that is not recursive, its own name means the real table.
 */
export function readCommonTables(
  tokens: readonly Token[],
  dialect: SourceType,
): (parts: NameParts, at: number) => boolean {
  const tables = new Map<string, CommonTable>();
  let within = false;
  let recursiveWord = false;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (isWord(token, "WITH")) {
      within = true;
      recursiveWord = isWord(tokens[at + 1], "RECURSIVE");
    }
    const before = tokens[at - 1];
    const begins = isWord(before, "WITH") || isWord(before, "RECURSIVE") || isSymbol(before, ",");
    const name = within && begins ? identifierOf(token) : undefined;
    if (name === undefined) continue;
    const open = bodyStart(tokens, at + 1);
    if (open < 0) continue;
    const bodyEnd = skipParens(tokens, open);
    const unions = tokens.slice(open, bodyEnd).some((inner) => isWord(inner, "UNION"));
    const recursive = unions && (recursiveWord || IMPLICIT.has(dialect));
    tables.set(name.toLowerCase(), { bodyEnd, recursive });
  }
  return (parts, at) => {
    const table = parts.length === 1 ? tables.get((parts[0] ?? "").toLowerCase()) : undefined;
    return table !== undefined && (table.recursive || at >= table.bodyEnd);
  };
}

/** Where the body of `name [(columns)] AS [NOT MATERIALIZED] (` opens, or -1. */
function bodyStart(tokens: readonly Token[], start: number): number {
  let at = skipParens(tokens, start);
  if (!isWord(tokens[at], "AS")) return -1;
  at++;
  if (isWord(tokens[at], "NOT")) at++;
  if (isWord(tokens[at], "MATERIALIZED")) at++;
  return isSymbol(tokens[at], "(") ? at : -1;
}
