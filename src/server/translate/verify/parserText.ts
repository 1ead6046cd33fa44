import { isSymbol, isWord, type Token } from "../../sql/token.ts";
import { behindBracket } from "./shape.ts";
import { columnListAt } from "./typeNames.ts";

/** Statements that the second parser knows; what else there is it does not read, good or bad. */
const KNOWN = new Set("SELECT WITH INSERT UPDATE DELETE MERGE VALUES".split(" "));

/**
 * A statement as the second parser can read it: without what is known to be missing in its grammar though Databricks has it.
 * Undefined where nothing of the statement is in its grammar.
 */
export function parserText(sql: string, tokens: readonly Token[]): string | undefined {
  const [first] = tokens;
  if (isSymbol(first, "(")) return rewritten(sql, tokens, 0, tokens.length);
  if (first?.kind !== "word") return undefined;
  if (KNOWN.has(first.value))
    return starred(tokens) ? undefined : rewritten(sql, tokens, 0, tokens.length);
  if (first.value !== "CREATE") return undefined;
  const list = columnListAt(tokens);
  if (list >= 0) {
    const end = behindBracket(tokens, list);
    const query = queryBehind(tokens, end);
    return query < 0
      ? rewritten(sql, tokens, 0, end)
      : rewritten(sql, tokens, query, tokens.length);
  }
  const kind = tokens
    .slice(1, 6)
    .find(({ value }) => /^(VIEW|TABLE|FUNCTION|PROCEDURE)$/.test(value));
  if (kind?.value !== "VIEW" && kind?.value !== "TABLE") return undefined;
  const query = queryBehind(tokens, 2);
  return query < 0 ? undefined : rewritten(sql, tokens, query, tokens.length);
}

/** `UPDATE SET *` and `INSERT *` of a MERGE. */
function starred(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, at) =>
      isSymbol(token, "*") && (isWord(tokens[at - 1], "SET") || isWord(tokens[at - 1], "INSERT")),
  );
}

/** Index of the query behind AS of a view or a CREATE TABLE, or -1. */
function queryBehind(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && isWord(token, "AS")) return at + 1;
  }
  return -1;
}

function rewritten(sql: string, tokens: readonly Token[], start: number, end: number): string {
  const parts: string[] = [];
  for (let at = start; at < end; ) {
    const { text, behind } = piece(sql, tokens, at);
    parts.push(text);
    at = behind;
  }
  return parts.join(" ");
}

interface Piece {
  text: string;
  /** Index of the token behind it. */
  behind: number;
}

/** The token at `at`, or what stands for a few of them. */
function piece(sql: string, tokens: readonly Token[], at: number): Piece {
  const token = tokens[at] as Token;
  // It does not know that a backslash escapes; what a text holds is no matter of grammar.
  if (token.kind === "string") return { text: "'1'", behind: at + 1 };
  if (token.kind === "word") {
    const other = byWord(tokens, at);
    if (other) return other;
  }
  // Symbols that were written together (`::`, `=>`) are one token; the rest keeps its distance.
  return { text: sql.slice(token.start, token.end), behind: at + 1 };
}

function byWord(tokens: readonly Token[], at: number): Piece | undefined {
  const { value } = tokens[at] as Token;
  const before = tokens[at - 1];
  if (before?.text === ".") return undefined;
  if (value === "DIV") return { text: "/", behind: at + 1 };
  if (value === "COMMENT" && tokens[at + 1]?.kind === "string") return { text: "", behind: at + 2 };
  // It wants the second name of a table before it.
  if (/^(TABLESAMPLE|REPEATABLE)$/.test(value) && isSymbol(tokens[at + 1], "("))
    return { text: "", behind: behindBracket(tokens, at + 1) };
  if (value === "RELY" || value === "NORELY") return { text: "", behind: at + 1 };
  if (/^(MAP|STRUCT|ARRAY)$/.test(value) && isSymbol(tokens[at + 1], "<"))
    return { text: "STRING", behind: behindAngles(tokens, at + 1) };
  if (
    value === "INTERVAL" &&
    isWord(tokens[at + 2], "TO") &&
    /^(YEAR|DAY|HOUR|MINUTE)$/.test(tokens[at + 1]?.value ?? "")
  )
    return { text: "STRING", behind: at + 4 };
  if (value === "IDENTITY" && isSymbol(tokens[at + 1], "("))
    return { text: "IDENTITY", behind: behindBracket(tokens, at + 1) };
  return undefined;
}

/** Index behind the `>` that closes the `<` at `open`. */
function behindAngles(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { text, kind } = tokens[at] as Token;
    if (kind !== "symbol") continue;
    if (text === "<") depth++;
    else if (text === ">" && --depth === 0) return at + 1;
  }
  return tokens.length;
}
