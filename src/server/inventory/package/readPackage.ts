import { compileConditions } from "../../sql/conditional.ts";
import { tokenize } from "../../sql/lexer.ts";
import { identifierOf, isSymbol, isWord, type Token } from "../../sql/token.ts";
import { routineEnd } from "./routineEnd.ts";

/** What a package declares besides its routines. */
export type DeclarationKind = "constant" | "variable" | "type" | "cursor" | "exception" | "pragma";

/** Something that a package or its body declares. Offsets are into the package's text, end exclusive. */
export type PackageItem =
  | { is: DeclarationKind; name: string; start: number; end: number }
  | {
      is: "PROCEDURE" | "FUNCTION";
      name: string;
      start: number;
      end: number;
      /** It stands with its body; without one it is a declaration. */
      body: boolean;
      /** The parameter list without its brackets; empty where there is none. */
      parameters: string;
    };

/** A package or a package body, taken apart. */
export interface PackageParts {
  items: PackageItem[];
  /** Where the block that runs when a session first uses the package begins, or -1. */
  initialises: number;
}

/** Takes a CREATE PACKAGE [BODY] apart; undefined where it cannot be read to its end (wrapped ones among them). */
export function readPackage(text: string): PackageParts | undefined {
  const { tokens } = compileConditions(tokenize(text, "oracle"), text);
  let at = tokens.findIndex((token) => isWord(token, "IS") || isWord(token, "AS")) + 1;
  if (at === 0 || at > 40) return undefined;
  const items: PackageItem[] = [];
  for (;;) {
    const token = tokens[at];
    if (!token) return undefined;
    if (isWord(token, "END")) return { items, initialises: -1 };
    if (isWord(token, "BEGIN")) return { items, initialises: token.start };
    const end = itemEnd(tokens, at);
    if (end < 0) return undefined;
    const item = readItem(tokens, at, end, text);
    if (!item) return undefined;
    items.push(item);
    at = end;
  }
}

/** The index behind the semicolon that ends the item at `at`, or -1. */
function itemEnd(tokens: readonly Token[], at: number): number {
  if (isWord(tokens[at], "PROCEDURE") || isWord(tokens[at], "FUNCTION"))
    return routineEnd(tokens, at);
  for (let index = at; index < tokens.length; index++)
    if (isSymbol(tokens[index], ";")) return index + 1;
  return -1;
}

function readItem(
  tokens: readonly Token[],
  at: number,
  end: number,
  text: string,
): PackageItem | undefined {
  const first = tokens[at];
  const last = tokens[end - 1];
  if (!first || !last) return undefined;
  const place = { start: first.start, end: last.end };
  const next = identifierOf(tokens[at + 1]) ?? "";
  switch (first.kind === "word" ? first.value : "") {
    case "PROCEDURE":
    case "FUNCTION": {
      const is = first.value === "FUNCTION" ? "FUNCTION" : "PROCEDURE";
      const list = parameterList(tokens, at + 2, text);
      const body = bodyAt(tokens, at, end) >= 0;
      return next === "" ? undefined : { is, name: next, ...place, body, parameters: list };
    }
    case "TYPE":
    case "SUBTYPE":
      return { is: "type", name: next, ...place };
    case "CURSOR":
      return { is: "cursor", name: next, ...place };
    case "PRAGMA":
      return { is: "pragma", name: next, ...place };
  }
  const name = identifierOf(first);
  if (name === undefined) return undefined;
  if (isWord(tokens[at + 1], "EXCEPTION")) return { is: "exception", name, ...place };
  return { is: isWord(tokens[at + 1], "CONSTANT") ? "constant" : "variable", name, ...place };
}

/** The text between the brackets of a parameter list. */
function parameterList(tokens: readonly Token[], at: number, text: string): string {
  if (!isSymbol(tokens[at], "(")) return "";
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    if (isSymbol(tokens[index], "(")) depth++;
    else if (isSymbol(tokens[index], ")") && --depth === 0)
      return text.slice(tokens[at]?.end, tokens[index]?.start).trim();
  }
  return "";
}

/** The index of the IS or AS that begins a routine's body, or -1 for a declaration. */
function bodyAt(tokens: readonly Token[], at: number, end: number): number {
  let depth = 0;
  for (let index = at; index < end; index++) {
    const token = tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && (isWord(token, "IS") || isWord(token, "AS"))) return index;
  }
  return -1;
}
