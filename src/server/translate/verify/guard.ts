import type { SourceType } from "../../../protocol/dialect.ts";
import type { Token } from "../../sql/token.ts";
import { unknownCalls } from "./calls.ts";
import { type SourceOnly, sourceOnly } from "./sourceOnly.ts";
import { unknownTypes } from "./typeNames.ts";

/** What must not stand in a result. */
export interface Leftover {
  kind: "clause" | "function" | "type";
  /** As it stands in the result. */
  text: string;
  /** The tokens that it is made of, to look for in the source. */
  tokens: readonly Token[];
}

/** What a result may hold beyond Databricks' own. */
export interface GuardOptions {
  source: SourceType;
  /** Functions of the inventory, folded to lower case, without a schema. */
  functions: ReadonlySet<string>;
}

/**
 * Looks for what a translation must not leave in Databricks SQL: clauses, operators and ways to quote that only the sources
 * know, types and functions that Databricks does not have. Reads tokens only, so that nothing that no parser knows gets past.
 */
export function leftovers(tokens: readonly Token[], options: GuardOptions): Leftover[] {
  return [
    ...clauses(tokens, options.source),
    ...unknownTypes(tokens),
    ...unknownCalls(tokens, options.functions),
  ];
}

function clauses(tokens: readonly Token[], source: SourceType): Leftover[] {
  const found: Leftover[] = [];
  const sequences = sourceOnly(source);
  const table = definesTable(tokens);
  const take = (at: number, { tokens: wanted, table: only }: SourceOnly): void => {
    if (only && !table) return;
    if (wanted.length === 1 && (isName(tokens, at) || (only && namesColumn(tokens, at)))) return;
    if (!wanted.every((value, index) => matches(tokens[at + index], value))) return;
    const all = tokens.slice(at, at + wanted.length);
    const text = short(all.map((one) => one.text).join(" "));
    found.push({ kind: "clause", text, tokens: all });
  };
  const anyName = sequences.get("_") ?? [];
  for (const [at, token] of tokens.entries()) {
    if (oddToken(tokens, at))
      found.push({ kind: "clause", text: short(token.text), tokens: [token] });
    const named = token.kind === "word" || token.kind === "quoted";
    if (named) for (const one of anyName) take(at, one);
    if (token.kind !== "word" && token.kind !== "symbol") continue;
    for (const one of sequences.get(token.value) ?? []) take(at, one);
  }
  return found;
}

function matches(token: Token | undefined, wanted: string): boolean {
  if (!token) return false;
  if (wanted === "#") return token.kind === "number";
  if (wanted === "'") return token.kind === "string";
  if (wanted === "_") return token.kind === "word" || token.kind === "quoted";
  return (token.kind === "word" || token.kind === "symbol") && token.value === wanted;
}

/** A part of a dotted name, or an alias: what a column is called, not a word of the language. */
function isName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== "word") return false;
  const before = tokens[at - 1];
  return before?.text === "." || tokens[at + 1]?.text === "." || before?.value === "AS";
}

/** In a list of columns, where a column's name stands first. */
function namesColumn(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.text;
  return before === "(" || before === ",";
}

function definesTable(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  if (first?.kind !== "word" || !/^(CREATE|ALTER|REPLACE)$/.test(first.value)) return false;
  return tokens.slice(1, 6).some((token) => token.kind === "word" && token.value === "TABLE");
}

/** What Databricks reads as something else: names in double quotes or brackets, variables, names that need backticks. */
function oddToken(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token;
  if (token.kind === "unterminated") return true;
  if (token.kind === "string") return /^[rRxX]?"/.test(token.text);
  if (token.kind === "word") return /[^A-Za-z0-9_]/.test(token.text);
  return token.text === "[" && !isSubscript(tokens[at - 1]);
}

/** Words behind which no subscript can stand. */
const NO_VALUE = new Set(
  "SELECT FROM WHERE AND OR NOT ON BY WHEN THEN ELSE IN LIKE JOIN AS INTO TABLE VIEW UPDATE SET HAVING DISTINCT REFERENCES".split(
    " ",
  ),
);

function isSubscript(before: Token | undefined): boolean {
  // `v:[0]`: a path that begins with an element.
  if (before?.text === ":") return true;
  if (before?.kind === "quoted" || before?.kind === "string") return true;
  if (before?.kind === "word") return !NO_VALUE.has(before.value);
  return before?.text === ")" || before?.text === "]";
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
