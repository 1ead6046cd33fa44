import type { LexerDialect } from "../../sql/lexicon.ts";
import { identifierOf, isSymbol, isWord, type Token } from "../../sql/token.ts";
import { columnName } from "./columnName.ts";
import { countRelations } from "./relations.ts";

/** What can be told of a query without understanding it. */
export interface Shape {
  /** One a column, undefined where its name cannot be told; undefined where a `*` hides the columns. */
  columns: readonly (string | undefined)[] | undefined;
  /** How often tables, views and functions that give rows are named. */
  relations: number;
}

/** Words between SELECT and its first column. */
const MODIFIERS = new Set(
  "DISTINCT ALL UNIQUE STRAIGHT_JOIN SQL_CALC_FOUND_ROWS SQL_NO_CACHE HIGH_PRIORITY DISTINCTROW".split(
    " ",
  ),
);
/** Words that end the list of columns. */
const AFTER_COLUMNS = new Set(
  (
    "FROM INTO BULK WHERE GROUP HAVING ORDER UNION EXCEPT INTERSECT MINUS LIMIT OFFSET FETCH FOR QUALIFY WINDOW CONNECT START " +
    "SAMPLE OPTION CLUSTER DISTRIBUTE SORT"
  ).split(" "),
);
/** What has to stand behind some of them: `WITHIN GROUP (…)` ends nothing. */
const AFTER: Readonly<Record<string, string>> = {
  GROUP: "BY",
  ORDER: "BY",
  CONNECT: "BY",
  CLUSTER: "BY",
  DISTRIBUTE: "BY",
  SORT: "BY",
  START: "WITH",
};

/**
 * Reads a query's shape off its tokens: a second reading that shares nothing with the translation but the lexer. Undefined
 * where the text is no query that starts with SELECT, WITH or a bracket.
 */
export function shapeOf(tokens: readonly Token[], dialect?: LexerDialect): Shape | undefined {
  const select = firstSelect(tokens);
  if (select < 0) return undefined;
  const columns = becomesText(tokens) ? undefined : readColumns(tokens, select + 1);
  return {
    columns,
    relations: countRelations(tokens, dialect === "bigquery" || dialect === "redshift"),
  };
}

/** True for T-SQL's FOR JSON and FOR XML behind the whole query: its columns are in one text. */
function becomesText(tokens: readonly Token[]): boolean {
  let depth = 0;
  return tokens.some((token, at) => {
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    return depth === 0 && isWord(token, "FOR") && /^(JSON|XML)$/.test(tokens[at + 1]?.value ?? "");
  });
}

/** Index of the SELECT whose columns are the query's: behind a WITH, inside of brackets, on the left of a UNION. */
function firstSelect(tokens: readonly Token[]): number {
  let at = 0;
  for (;;) {
    const token = tokens[at];
    if (isSymbol(token, "(")) at++;
    else if (isWord(token, "SELECT") || isWord(token, "SEL")) return at;
    else if (isWord(token, "WITH")) {
      at = behindCommonTables(tokens, at + 1);
      if (at < 0) return -1;
    } else return -1;
  }
}

/** Index behind `name (columns) AS (…), …`, or -1. */
function behindCommonTables(tokens: readonly Token[], start: number): number {
  let at = start;
  if (isWord(tokens[at], "RECURSIVE")) at++;
  for (;;) {
    if (identifierOf(tokens[at]) === undefined) return -1;
    at++;
    if (isSymbol(tokens[at], "(")) at = behindBracket(tokens, at);
    if (!isWord(tokens[at], "AS")) return -1;
    at++;
    while (isWord(tokens[at], "NOT") || isWord(tokens[at], "MATERIALIZED")) at++;
    if (!isSymbol(tokens[at], "(")) return -1;
    at = behindBracket(tokens, at);
    if (!isSymbol(tokens[at], ",")) return at;
    at++;
  }
}

/** Index behind the bracket that closes the one at `open`. */
export function behindBracket(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind !== "symbol") continue;
    if (token.text === "(") depth++;
    else if (token.text === ")" && --depth === 0) return at + 1;
  }
  return tokens.length;
}

function readColumns(tokens: readonly Token[], start: number): Shape["columns"] {
  const first = behindModifiers(tokens, start);
  if (first < 0) return undefined;
  const columns: (string | undefined)[] = [];
  let item = first;
  let depth = 0;
  let types = 0;
  const close = (end: number): boolean => {
    // BigQuery takes a comma behind the last column.
    if (end === item) return true;
    if (hasStar(tokens, item, end)) return false;
    columns.push(columnName(tokens, item, end));
    return true;
  };
  for (let at = first; ; at++) {
    const token = tokens[at];
    const over = token === undefined || (depth === 0 && endsColumns(tokens, at));
    if (over) return close(at) ? columns : undefined;
    if (token.kind !== "symbol") continue;
    // BigQuery's ARRAY<STRUCT<a INT64, b STRING>>.
    const typed = token.text === "<" && /^(ARRAY|STRUCT)$/.test(tokens[at - 1]?.value ?? "");
    if (typed || (types > 0 && token.text === ">")) {
      types += typed ? 1 : -1;
      depth += typed ? 1 : -1;
    }
    if (/^[([{]$/.test(token.text)) depth++;
    else if (/^[)\]}]$/.test(token.text)) depth--;
    else if (token.text === "," && depth === 0) {
      if (!close(at)) return undefined;
      item = at + 1;
    }
  }
}

/** Index of the first column, or -1 where the SELECT has none of its own (SELECT AS STRUCT). */
function behindModifiers(tokens: readonly Token[], start: number): number {
  let at = start;
  if (isWord(tokens[at], "AS")) return -1;
  for (
    let token = tokens[at];
    token?.kind === "word" && MODIFIERS.has(token.value);
    token = tokens[at]
  ) {
    at++;
    if (token.value === "DISTINCT" && isWord(tokens[at], "ON") && isSymbol(tokens[at + 1], "("))
      return behindBracket(tokens, at + 1);
  }
  if (!isWord(tokens[at], "TOP")) return at;
  const count = tokens[at + 1];
  if (count?.kind !== "number" && !isSymbol(count, "(")) return at;
  at = isSymbol(count, "(") ? behindBracket(tokens, at + 1) : at + 2;
  if (isWord(tokens[at], "PERCENT")) at++;
  return isWord(tokens[at], "WITH") && isWord(tokens[at + 1], "TIES") ? at + 2 : at;
}

function endsColumns(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token;
  if (token.kind === "symbol") return token.text === ")" || token.text === ";";
  if (token.kind !== "word" || !AFTER_COLUMNS.has(token.value)) return false;
  const before = tokens[at - 1];
  if (before?.text === "." || isWord(before, "AS")) return false;
  const next = AFTER[token.value];
  if (next !== undefined) return isWord(tokens[at + 1], next);
  if (token.value !== "FROM") return true;
  // `a IS DISTINCT FROM b`, `nth_value(…) FROM FIRST`
  const compares = isWord(before, "DISTINCT") && /^(IS|NOT)$/.test(tokens[at - 2]?.value ?? "");
  const edge = isSymbol(before, ")") && /^(FIRST|LAST)$/.test(tokens[at + 1]?.value ?? "");
  return !compares && !edge;
}

/** `*`, `t.*`, with whatever the dialect lets follow; a product has something before its star. */
function hasStar(tokens: readonly Token[], start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (!isSymbol(tokens[at], "*")) continue;
    return at === start || isSymbol(tokens[at - 1], ".");
  }
  return false;
}
