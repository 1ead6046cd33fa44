import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import type { Cursor } from "../../cursor.ts";
import { dynamicSql } from "../dynamicSql.ts";
import type { Pl } from "./context.ts";

/** As many values as a text can name by `$1`, `$2` …; `:p1`, `:p2` in the target. */
const MARKERS: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 30 }, (_, index) => [`$${index + 1}`, `:p${index + 1}`] as const),
);

/**
 * The text of a statement that PL/pgSQL assigns to a variable, translated, as an expression: where the variable is assigned once
 * and only run by EXECUTE. `pl.texts` then knows it. Undefined where it is to be left as it is.
 */
export function assignedText(pl: Pl, name: string, part: Cursor): string | undefined {
  const key = name.toLowerCase();
  if (pl.oracle) return undefined;
  const meaning = pl.names.find(name);
  // A parameter may hold a text of the caller.
  if (meaning?.is !== "variable" || meaning.parameter !== undefined) return undefined;
  if (!isRun(pl.tokens, name.toUpperCase())) return undefined;
  const made = dynamicSql(pl.kit, part, { markers: MARKERS });
  const [text] = made ?? [];
  if (text === undefined || made?.length !== 1) return undefined;
  pl.texts.set(key, text);
  return text;
}

/** The translated text that the variable at the part holds. */
export function heldText(pl: Pl, part: Cursor): string | undefined {
  const alone = part.end - part.at === 1 ? part.peek() : undefined;
  return alone?.kind === "word" ? pl.texts.get(alone.text.toLowerCase()) : undefined;
}

/** What ends the variables of INTO. */
const BEHIND_INTO = /^(FROM|USING|WHERE|SELECT|VALUES)$/;

/** True of a variable that is assigned in one place, run by EXECUTE as a statement of its own, and given to no procedure. */
function isRun(tokens: readonly Token[], name: string): boolean {
  // Asked of each assignment: most are to variables that hold no statement.
  const run = tokens.some((token, at) => isWord(token, name) && isWord(tokens[at - 1], "EXECUTE"));
  if (!run) return false;
  let assigned = 0;
  let called = false;
  let into = false;
  for (const [index, token] of tokens.entries()) {
    if (isSymbol(token, ";")) called = false;
    if (isSymbol(token, ";") || BEHIND_INTO.test(token.value)) into = false;
    if (isWord(token, "INTO")) into = true;
    if (isWord(token, "CALL")) called = true;
    if (!isWord(token, name)) continue;
    const previous = tokens[index - 1];
    const before = tokens[index - 2];
    const begins =
      isSymbol(previous, ";") || /^(DECLARE|BEGIN|THEN|ELSE|LOOP)$/.test(previous?.value ?? "");
    const next = tokens[index + 1];
    const set = isSymbol(next, ":=") || (begins && isSymbol(next, "="));
    if (set) assigned++;
    // Filled by a query, by another statement, where it is declared, or as the variable of a loop.
    const filled = into || /^(FOR|FOREACH|DIAGNOSTICS)$/.test(previous?.value ?? "");
    const declared = next?.kind === "word" && begins && !set && startsWithValue(tokens, index + 1);
    if (filled || declared || called) return false;
    if (isWord(previous, "EXECUTE") && /^(FOR|IN|QUERY)$/.test(before?.value ?? "")) return false;
  }
  return assigned === 1;
}

/** True of a declaration with a value. */
function startsWithValue(tokens: readonly Token[], from: number): boolean {
  const end = tokens.findIndex((token, index) => index >= from && isSymbol(token, ";"));
  const rest = tokens.slice(from, end < 0 ? tokens.length : end);
  return rest.some((token) => isSymbol(token, ":=") || isWord(token, "DEFAULT"));
}
