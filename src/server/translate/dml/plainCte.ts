import type { Token } from "../../sql/token.ts";
import { Cursor } from "../cursor.ts";
import { findWord } from "./words.ts";

/** What a common table expression shows of one table: rows as they are, perhaps not all of them. */
interface PlainRows {
  /** The table, and its alias. */
  table: readonly Token[];
  /** The condition of its WHERE. */
  where: readonly Token[];
}

const ENDS = ["ORDER", "GROUP", "HAVING", "UNION", "EXCEPT", "INTERSECT", "OPTION", "FOR"];

/**
 * `WITH c AS (SELECT a, b FROM t WHERE …) UPDATE c SET …` as a change of t itself: the statement's tokens with the table
 * for the expression, both conditions together. `rest` stands behind the expression's name. Undefined where columns have
 * other names there, are computed, or rows are numbered.
 */
export function withoutPlainCte(
  name: string,
  body: Cursor,
  verb: readonly Token[],
  rest: Cursor,
): Cursor | undefined {
  const rows = plainRows(body);
  const own = [...rest.tokens.slice(rest.at, rest.end)];
  if (!rows || own.some(({ kind, value }) => kind === "word" && value === "SELECT"))
    return undefined;
  const unqualified = own.filter((token, index) => {
    const before = token.text === "." ? own[index - 1] : token;
    const dotted = token.text === "." || own[index + 1]?.text === ".";
    return !(dotted && before?.value.toLowerCase() === name.toLowerCase());
  });
  const [head] = verb;
  if (!head) return undefined;
  const made = (kind: Token["kind"], text: string): Token => ({ ...head, kind, text, value: text });
  const tail = new Cursor(rest.text, rest.dialect, unqualified);
  const whereAt = findWord(tail, "WHERE");
  const endAt = [findWord(tail, "OPTION"), unqualified.findIndex(({ text }) => text === ";")]
    .filter((index) => index >= 0)
    .reduce((least, index) => Math.min(least, index), unqualified.length);
  const asked = whereAt < 0 ? [] : unqualified.slice(whereAt + 1, endAt);
  const conditions = [rows.where, asked].filter((condition) => condition.length > 0);
  const both = conditions.length > 1;
  const where = conditions.flatMap((condition, index) => [
    made("word", index === 0 ? "WHERE" : "AND"),
    ...(both ? [made("symbol", "("), ...condition, made("symbol", ")")] : condition),
  ]);
  const changes = unqualified.slice(0, whereAt < 0 ? endAt : whereAt);
  const tokens = [...verb, ...rows.table, ...changes, ...where, ...unqualified.slice(endAt)];
  return new Cursor(rest.text, rest.dialect, tokens);
}

function plainRows(body: Cursor): PlainRows | undefined {
  const query = body.slice(body.at, body.end);
  const from = findWord(query, "FROM");
  if (!query.accept("SELECT") || from < 0) return undefined;
  const items = query.slice(query.at, from).split();
  const columns = items.every((item) => {
    const star = item.acceptSymbol("*");
    return (star || item.name() !== undefined) && item.done;
  });
  query.at = from + 1;
  const start = query.at;
  if (!columns || ENDS.some((word) => findWord(query, word) >= 0) || !query.name())
    return undefined;
  query.accept("AS");
  if (!query.done && !query.isWords("WHERE")) query.identifier();
  const table = query.tokens.slice(start, query.at);
  if (query.done) return { table, where: [] };
  if (!query.accept("WHERE")) return undefined;
  return { table, where: query.tokens.slice(query.at, query.end) };
}
