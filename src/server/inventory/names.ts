import type { SourceType } from "../../protocol/dialect.ts";
import { identifierOf, isSymbol, isWord, type Token } from "../sql/token.ts";
import { splitQuoted, variableAt } from "../sql/variable.ts";

/** The parts of a qualified name as written, without quotes, outermost first. An omitted part is "". */
export type NameParts = readonly string[];

/** Reads a qualified name at `at`; `next` is the index of the token behind it. */
export function readName(
  tokens: readonly Token[],
  at: number,
  dialect: SourceType,
): { parts: string[]; next: number } | undefined {
  if (isWord(tokens[at], "IDENTIFIER") && isSymbol(tokens[at + 1], "(")) {
    const literal = tokens[at + 2];
    if (literal?.kind !== "string" || !isSymbol(tokens[at + 3], ")")) return undefined;
    const parts = literal.text.slice(1, -1).split(".").map(unquote);
    return { parts, next: at + 4 };
  }
  const first = readPart(tokens, at, dialect);
  if (!first) return undefined;
  const parts = first.parts;
  let next = first.next;
  for (;;) {
    const dots = isSymbol(tokens[next], ".") ? 1 : isSymbol(tokens[next], "..") ? 2 : 0;
    if (dots === 0) return { parts, next };
    const part = readPart(tokens, next + 1, dialect);
    if (!part) return { parts, next };
    if (dots === 2) parts.push("");
    parts.push(...part.parts);
    next = part.next;
  }
}

function readPart(
  tokens: readonly Token[],
  at: number,
  dialect: SourceType,
): { parts: string[]; next: number } | undefined {
  const variable = variableAt(tokens, at);
  if (variable) return { parts: [variable.text], next: variable.next };
  const token = tokens[at];
  const written = identifierOf(token);
  if (token === undefined || written === undefined) return undefined;
  if (dialect !== "bigquery") return { parts: [written], next: at + 1 };
  if (token.kind === "quoted") return { parts: splitQuoted(written), next: at + 1 };
  // Project names hold dashes: my-project.dataset.t
  let name = written;
  let next = at + 1;
  while (isSymbol(tokens[next], "-") && !tokens[next]?.spaced && !tokens[next + 1]?.spaced) {
    const more = tokens[next + 1];
    if (more?.kind !== "word" && more?.kind !== "number") break;
    name += `-${more.text}`;
    next += 2;
  }
  return { parts: [name], next };
}

function unquote(part: string): string {
  const quoted = /^\s*"((?:[^"]|"")*)"\s*$/.exec(part)?.[1];
  return quoted === undefined ? part.trim() : quoted.replaceAll('""', '"');
}

/** The last part of a name. */
export function baseOf(parts: NameParts): string {
  return parts.at(-1) ?? "";
}

/** The schema part of a name, or null. A catalog before it does not count. */
export function schemaOf(parts: NameParts): string | null {
  return parts.at(-2) || null;
}

/** What names are compared by: `schema.base` in lower case, the catalog left away. */
export function foldName(parts: NameParts, defaultSchema: string | null): string {
  const schema = schemaOf(parts) ?? defaultSchema;
  const base = baseOf(parts);
  return (schema ? `${schema}.${base}` : base).toLowerCase();
}
