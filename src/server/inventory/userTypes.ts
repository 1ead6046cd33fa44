import type { SourceType } from "../../protocol/dialect.ts";
import { tokenize } from "../sql/lexer.ts";
import { isSymbol, isWord, type Token } from "../sql/token.ts";
import { baseOf, readName } from "./names.ts";

/** A type that a script defines, and the type it stands for in the source's own language. */
export interface UserType {
  /** The bare name, folded to lower case. */
  name: string;
  text: string;
  /** It also limits its values (a domain's CHECK), which the type alone does not. */
  checked: boolean;
}

/**
 * Reads CREATE DOMAIN … AS type, CREATE TYPE … AS ENUM (…), T-SQL's CREATE TYPE … FROM type and sp_addtype. Undefined for
 * every other statement.
 */
export function readUserType(text: string, dialect: SourceType): UserType | undefined {
  if (!/^\s*(?:CREATE|EXEC|EXECUTE|sp_addtype)\b/i.test(text)) return undefined;
  if (!/\b(?:DOMAIN|TYPE|sp_addtype)\b/i.test(text.slice(0, 200))) return undefined;
  const tokens = tokenize(text, dialect);
  return /sp_addtype/i.test(text.slice(0, 200))
    ? readAddType(tokens)
    : readCreate(text, tokens, dialect);
}

function readCreate(
  text: string,
  tokens: readonly Token[],
  dialect: SourceType,
): UserType | undefined {
  const isDomain = isWord(tokens[1], "DOMAIN");
  if (!isDomain && !isWord(tokens[1], "TYPE")) return undefined;
  const name = readName(tokens, 2, dialect);
  if (!name) return undefined;
  let at = name.next;
  const keyword = tokens[at];
  if (isWord(keyword, "AS") || isWord(keyword, "FROM")) at++;
  const first = tokens[at];
  if (!first) return undefined;
  if (!isDomain && isWord(keyword, "AS") && !isWord(first, "ENUM")) return undefined;
  if (!isDomain && !isWord(keyword, "AS") && !isWord(keyword, "FROM")) return undefined;
  const end = typeEnd(tokens, at);
  const checked = tokens.slice(end).some((token) => isWord(token, "CHECK"));
  const last = tokens[end - 1];
  if (!last) return undefined;
  const standsFor = text.slice(first.start, last.end);
  return { name: baseOf(name.parts).toLowerCase(), text: standsFor, checked };
}

/** Where the type's words and brackets end: at a constraint, a default, or the end. */
function typeEnd(tokens: readonly Token[], from: number): number {
  const ends = new Set(["CONSTRAINT", "CHECK", "NOT", "NULL", "DEFAULT", "COLLATE"]);
  let depth = 0;
  let at = from;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && token?.kind === "word" && ends.has(token.value)) break;
    else if (isSymbol(token, ";")) break;
  }
  return at;
}

/** `EXEC sp_addtype [@typename =] id, [@phystype =] 'varchar(11)' [, 'NOT NULL']` */
function readAddType(tokens: readonly Token[]): UserType | undefined {
  const start = tokens.findIndex((token) => token.value.toLowerCase() === "sp_addtype");
  const values = tokens
    .slice(start + 1)
    .filter((token, index, all) => {
      const isName = token.text.startsWith("@") && isSymbol(all[index + 1], "=");
      return !isName && !isSymbol(token, ",") && !isSymbol(token, "=") && !isSymbol(token, ";");
    })
    .map(({ text }) => text.replace(/^N?'([\s\S]*)'$/i, "$1").replace(/^\[(.*)\]$/, "$1"));
  const [name, type] = values;
  if (!name || !type) return undefined;
  return { name: name.toLowerCase(), text: type, checked: false };
}
