import { isSymbol, isWord, type Token } from "../../../sql/token.ts";

const AGGREGATES = new Set(
  "COUNT SUM MIN MAX AVG LISTAGG STRING_AGG ARRAY_AGG STDDEV VARIANCE MEDIAN BOOL_AND BOOL_OR EVERY GROUP_CONCAT".split(
    " ",
  ),
);
const CLAUSES = new Set([
  "GROUP",
  "HAVING",
  "UNION",
  "INTERSECT",
  "EXCEPT",
  "MINUS",
  "LIMIT",
  "OFFSET",
  "FETCH",
  "QUALIFY",
  "CONNECT",
]);

/** True when a query answers exactly one row whatever the tables hold: aggregates without groups, or no table at all. */
export function oneRow(tokens: readonly Token[]): boolean {
  if (!isWord(tokens[0], "SELECT")) return false;
  let depth = 0;
  let aggregate = false;
  let from = -1;
  let where = false;
  /** Depths at which a subquery began: what stands in one says nothing of the query. */
  const subqueries: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isSymbol(token, "(")) {
      depth++;
      if (isWord(tokens[index + 1], "SELECT") || isWord(tokens[index + 1], "WITH"))
        subqueries.push(depth);
      continue;
    }
    if (isSymbol(token, ")")) {
      if (subqueries.at(-1) === depth) subqueries.pop();
      depth--;
      continue;
    }
    if (token.kind !== "word" || subqueries.length > 0) continue;
    if (depth === 0 && CLAUSES.has(token.value)) return false;
    if (depth === 0 && token.value === "FROM" && from < 0) from = index;
    if (depth === 0 && token.value === "WHERE") where = true;
    if (from < 0 && AGGREGATES.has(token.value) && isSymbol(tokens[index + 1], "("))
      aggregate ||= !isWindow(tokens, index + 1);
  }
  if (aggregate) return true;
  const dual = from >= 0 && isWord(tokens[from + 1], "DUAL") && from + 2 === tokens.length;
  return (from < 0 || dual) && !where;
}

/** OVER behind the brackets that open at `at`. */
function isWindow(tokens: readonly Token[], at: number): boolean {
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    if (isSymbol(tokens[index], "(")) depth++;
    else if (isSymbol(tokens[index], ")") && --depth === 0) {
      const next = tokens[index + 1];
      return isWord(next, "OVER") || isWord(next, "FILTER") || isWord(next, "WITHIN")
        ? overBehind(tokens, index)
        : false;
    }
  }
  return false;
}

function overBehind(tokens: readonly Token[], from: number): boolean {
  let depth = 0;
  for (let index = from + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) {
      depth--;
      if (depth < 0) return false;
    } else if (depth === 0 && isWord(token, "OVER")) return true;
    else if (depth === 0 && (isSymbol(token, ",") || isWord(token, "FROM"))) return false;
  }
  return false;
}
