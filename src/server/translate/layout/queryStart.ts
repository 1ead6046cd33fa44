import { isSymbol, isWord, type Token } from "../../sql/token.ts";

const QUERY_WORDS: ReadonlySet<string> = new Set(["SELECT", "WITH", "UPDATE", "DELETE", "MERGE"]);
/** Their bodies are statements of their own, with a layout of their own. */
const ROUTINES: ReadonlySet<string> = new Set(["PROCEDURE", "FUNCTION", "MACRO", "TRIGGER"]);
/** `CREATE OR REPLACE TEMPORARY FUNCTION`: where the kind stands at the latest. */
const KIND_WITHIN = 5;

/** True when the statement holds others: a routine or a block. */
export function holdsStatements(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  if (isWord(first, "BEGIN") || isWord(first, "DECLARE")) return true;
  if (!isWord(first, "CREATE")) return false;
  return tokens
    .slice(1, KIND_WITHIN)
    .some(({ kind, value }) => kind === "word" && ROUTINES.has(value));
}

/**
 * The offset at which the query of a statement begins: 0 for a query or a change of rows by itself, behind AS in a definition,
 * behind the table in an INSERT. Undefined where there is none.
 */
export function queryStart(tokens: readonly Token[]): number | undefined {
  const [first] = tokens;
  if (!first) return undefined;
  if (isSymbol(first, "(") || QUERY_WORDS.has(first.value)) return first.start;
  const isDefinition = isWord(first, "CREATE");
  if (!isDefinition && !isWord(first, "INSERT")) return undefined;
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && beginsQuery(token) && (!isDefinition || isWord(tokens[at - 1], "AS"))) {
      return token.start;
    }
  }
  return undefined;
}

function beginsQuery(token: Token): boolean {
  return isWord(token, "SELECT") || isWord(token, "WITH");
}
