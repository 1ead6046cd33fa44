import { identifierOf, isSymbol, isWord, type Token } from "../../sql/token.ts";

/** Words that end a FROM. */
const END_OF_FROM = new Set(
  (
    "WHERE GROUP HAVING ORDER UNION EXCEPT INTERSECT MINUS LIMIT OFFSET FETCH FOR QUALIFY WINDOW CONNECT START SELECT SEL SET " +
    "OPTION RETURNING"
  ).split(" "),
);
/** Words between FROM or JOIN and a name. */
const SKIPPED = new Set(["LATERAL", "ONLY"]);

interface Frame {
  /** A SELECT, DELETE or UPDATE was met: a FROM names tables, and is no part of EXTRACT (… FROM …). */
  query: boolean;
  from: boolean;
}

/** How often a query names tables and views, those of its WITH as well; functions that give rows, and DUAL, do not count. */
export function countRelations(tokens: readonly Token[], elements = false): number {
  let count = 0;
  let frame: Frame = { query: false, from: false };
  const frames: Frame[] = [];
  let expecting = false;
  const names = new Set<string>();
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind === "symbol") {
      if (token.text === "(") {
        frames.push(frame);
        // `FROM (a JOIN b)`: the bracket holds tables too.
        frame = { query: expecting, from: expecting };
        continue;
      }
      if (token.text === ")") note(names, tokens, at);
      if (token.text === ")") frame = frames.pop() ?? { query: false, from: false };
      expecting = token.text === "," && frame.from;
      continue;
    }
    if (token.kind === "word" && tokens[at - 1]?.text !== ".") {
      if (token.value === "SELECT" || token.value === "SEL") {
        frame.query = true;
        frame.from = false;
        expecting = false;
        continue;
      }
      if (token.value === "VALUES") {
        frame.from = false;
        expecting = false;
        continue;
      }
      if (opensFrom(tokens, at, frame)) {
        frame.from = true;
        expecting = true;
        continue;
      }
      if (expecting && SKIPPED.has(token.value)) continue;
      if (frame.from && END_OF_FROM.has(token.value)) {
        frame.from = false;
        expecting = false;
        continue;
      }
    }
    if (!expecting) continue;
    expecting = false;
    if (identifierOf(token) === undefined) continue;
    let last = at;
    while (isSymbol(tokens[last + 1], ".") || isSymbol(tokens[last + 1], "..")) last += 2;
    // `FROM t, t.list`: the elements of a column, where the dialect has that (BigQuery, Redshift).
    const element = elements && last > at && names.has(identifierOf(token)?.toLowerCase() ?? "");
    if (!isSymbol(tokens[last + 1], "(") && !isWord(token, "DUAL") && !element) count++;
    const alias = isWord(tokens[last + 1], "AS") ? last + 2 : last + 1;
    for (const name of [last, alias].map((index) => identifierOf(tokens[index])))
      if (name !== undefined) names.add(name.toLowerCase());
    at = last;
  }
  return count;
}

/** Keeps what something is called that ends at `at`: its last word, and its alias. */
function note(names: Set<string>, tokens: readonly Token[], at: number): void {
  for (const name of [at, at + 1, at + 2].map((index) => identifierOf(tokens[index])))
    if (name !== undefined) names.add(name.toLowerCase());
}

function opensFrom(tokens: readonly Token[], at: number, frame: Frame): boolean {
  const { value } = tokens[at] as Token;
  if (value === "JOIN") return frame.from;
  if (value === "APPLY") return frame.from;
  return value === "FROM" && frame.query && !frame.from && !isWord(tokens[at - 1], "DISTINCT");
}
