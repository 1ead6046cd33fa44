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
  /** It is made of other types, and may have code of its own: an object of the inventory, too. */
  structured: boolean;
}

/**
 * Reads CREATE DOMAIN … AS type, CREATE TYPE … AS ENUM (…), composite, object and collection types, T-SQL's CREATE TYPE …
 * FROM type and sp_addtype. Undefined for every other statement.
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
  const kind = isDomain ? 1 : tokens.slice(0, 6).findIndex((token) => isWord(token, "TYPE"));
  if (kind < 1 || isWord(tokens[kind + 1], "BODY")) return undefined;
  const name = readName(tokens, kind + 1, dialect);
  if (!name) return undefined;
  let at = name.next;
  const structured = isDomain ? undefined : structureOf(text, tokens, at, dialect);
  if (structured !== undefined) {
    const bare = baseOf(name.parts).toLowerCase();
    return { name: bare, text: structured, checked: false, structured: true };
  }
  const keyword = tokens[at];
  if (isWord(keyword, "AS") || isWord(keyword, "FROM")) at++;
  const first = tokens[at];
  if (!first) return undefined;
  const distinct = dialect === "teradata" && !isSymbol(first, "(");
  if (!isDomain && isWord(keyword, "AS") && !isWord(first, "ENUM") && !distinct) return undefined;
  if (!isDomain && !isWord(keyword, "AS") && !isWord(keyword, "FROM")) return undefined;
  const end = typeEnd(tokens, at);
  const checked = tokens.slice(end).some((token) => isWord(token, "CHECK"));
  const last = tokens[end - 1];
  if (!last) return undefined;
  const standsFor = text.slice(first.start, last.end);
  return {
    name: baseOf(name.parts).toLowerCase(),
    text: standsFor,
    checked,
    structured: false,
  };
}

/**
 * What stands behind the name of a composite type (PostgreSQL: AS (a int, …)), an object type or a collection (Oracle: AS
 * OBJECT (…), VARRAY(n) OF T, TABLE OF T), as the translation reads it in a column's place.
 */
function structureOf(
  text: string,
  tokens: readonly Token[],
  from: number,
  dialect: SourceType,
): string | undefined {
  let at = from;
  while (at < tokens.length && !isWord(tokens[at], "AS") && !isWord(tokens[at], "IS")) at++;
  const first = tokens[at + 1];
  const last = tokens[tokens.findIndex((token) => isSymbol(token, ";"))] ?? tokens.at(-1);
  if (!first || !last) return undefined;
  const end = isSymbol(last, ";") ? last.start : last.end;
  if (dialect === "postgres" && isSymbol(first, "("))
    return `STRUCT${text.slice(first.start, closing(tokens, at + 1)?.end ?? end)}`;
  if (dialect !== "oracle") return undefined;
  if (isWord(first, "OBJECT")) return text.slice(first.start, closing(tokens, at + 2)?.end ?? end);
  return /^(VARRAY|VARYING|TABLE)$/.test(first.value) ? text.slice(first.start, end) : undefined;
}

/** The bracket that closes the one at `from`. */
function closing(tokens: readonly Token[], from: number): Token | undefined {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (isSymbol(tokens[at], "(")) depth++;
    else if (isSymbol(tokens[at], ")") && --depth === 0) return tokens[at];
  }
  return undefined;
}

/** Where the type's words and brackets end: at a constraint, a default, or the end. */
function typeEnd(tokens: readonly Token[], from: number): number {
  const ends = new Set(["CONSTRAINT", "CHECK", "NOT", "NULL", "DEFAULT", "COLLATE", "FINAL"]);
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
  return { name: name.toLowerCase(), text: type, checked: false, structured: false };
}
