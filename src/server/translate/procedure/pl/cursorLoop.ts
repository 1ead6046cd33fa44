import { identifierOf, isSymbol, isWord } from "../../../sql/token.ts";
import type { Statement } from "../model.ts";
import { targetVariable } from "./calls.ts";
import type { Pl } from "./context.ts";
import { cursorArguments, cursorNamed } from "./cursors.ts";
import { openedQuery } from "./cursorVariables.ts";
import { readLoopBody } from "./statements.ts";
import { matchingEnd, semicolonFrom } from "./tokens.ts";

/** `OPEN c; LOOP FETCH c INTO …; EXIT WHEN c%NOTFOUND; … END LOOP; CLOSE c;` by the places of its tokens. */
export interface CursorLoop {
  label: string | undefined;
  loop: number;
  /** The first token behind the INTO of the FETCH. */
  into: number;
  /** The first token of the loop's own statements. */
  body: number;
  /** Behind the semicolon of the CLOSE. */
  end: number;
}

/** The loop over a cursor that begins at an OPEN and that a FOR loop says in less; undefined where it is another one. */
export function cursorLoopAt(pl: Pl, at: number, limit: number): CursorLoop | undefined {
  const { tokens } = pl;
  if (!isWord(tokens[at], "OPEN")) return undefined;
  const name = identifierOf(tokens[at + 1])?.toUpperCase();
  if (name === undefined) return undefined;
  const is = (index: number) => identifierOf(tokens[index])?.toUpperCase() === name;
  let index = semicolonFrom(tokens, at, limit) + 1;
  let label: string | undefined;
  if (isSymbol(tokens[index], "<") && isSymbol(tokens[index + 1], "<")) {
    label = identifierOf(tokens[index + 2]);
    index += 5;
  }
  const loop = index;
  if (
    !isWord(tokens[loop], "LOOP") ||
    !isWord(tokens[loop + 1], "FETCH") ||
    !is(loop + 2) ||
    !isWord(tokens[loop + 3], "INTO")
  )
    return undefined;
  const into = loop + 4;
  index = semicolonFrom(tokens, into, limit) + 1;
  const exits = isWord(tokens[index], "EXIT") && isWord(tokens[index + 1], "WHEN");
  const asks =
    isWord(tokens[index + 2], `${name}%NOTFOUND`) ||
    (!pl.oracle && isWord(tokens[index + 2], "NOT") && isWord(tokens[index + 3], "FOUND"));
  const body = semicolonFrom(tokens, index, limit) + 1;
  if (!exits || !asks || body - index > 5) return undefined;
  const last = matchingEnd(tokens, loop, limit);
  if (last < 0) return undefined;
  index = semicolonFrom(tokens, last, limit) + 1;
  if (!isWord(tokens[index], "CLOSE") || !is(index + 1) || !isSymbol(tokens[index + 2], ";"))
    return undefined;
  // Nothing else in the loop may look at the cursor or at what the last fetch found.
  for (let inside = body; inside < last; inside++) {
    const text = identifierOf(tokens[inside])?.toUpperCase() ?? "";
    if (text === name || text.startsWith(`${name}%`)) return undefined;
  }
  return { label, loop, into, body, end: index + 3 };
}

/** Reads it as a FOR loop over the cursor's query; undefined where its columns have no names to ask for. */
export function readCursorLoop(pl: Pl, found: CursorLoop): Statement[] | undefined {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  cursor.next();
  const parts = cursor.name() ?? [];
  const meaning = cursorNamed(pl, parts, offset);
  const own =
    meaning.ref && cursor.accept("FOR")
      ? openedQuery(pl, parts.join("."), meaning, semicolonFrom(pl.tokens, cursor.at, found.loop))
      : undefined;
  if (meaning.ref && !own) return undefined;
  const { columns, sql } = own ?? meaning;
  const before = own ? [] : cursorArguments(pl, meaning, offset);
  cursor.at = found.into;
  const names: string[][] = [];
  do {
    const name = cursor.name();
    if (!name) throw tx.unreadable("a variable expected");
    names.push(name);
  } while (cursor.acceptSymbol(","));
  const [first = []] = names;
  const record = names.length === 1 ? pl.names.find(first.join(".")) : undefined;
  if (sql === undefined) return undefined;
  const labelled = found.label === undefined ? {} : { label: found.label };
  if (record?.is === "record") {
    if (usedOutside(pl, record.written, found)) return undefined;
    return pl.scoped(undefined, () => {
      const variable = pl.kit.variables.free(record.written);
      const known =
        columns && new Map(columns.map(({ name, type }) => [(name ?? "").toLowerCase(), type]));
      pl.declare(record.written, { is: "row", variable, columns: known, over: meaning });
      const body = readLoopBody(pl, found.label, found.loop, found.end, found.body);
      return [...before, { is: "forQuery", variable, query: sql, ...labelled, body }];
    });
  }
  if (!columns || columns.length !== names.length || columns.some(({ name }) => name === undefined))
    return undefined;
  const targets = names.map((name) => targetVariable(pl, name, offset));
  const variable = pl.kit.variables.free(`dwm_${parts.join("_")}_row`);
  const sets = targets.map(
    (target, index): Statement => ({
      is: "set",
      targets: [target],
      value: pl.rowColumn(variable, columns[index]?.name ?? ""),
    }),
  );
  const body = readLoopBody(pl, found.label, found.loop, found.end, found.body);
  return [
    ...before,
    { is: "forQuery", variable, query: sql, ...labelled, body: [...sets, ...body] },
  ];
}

/** True when a record is named elsewhere than in the loop, after its declaration. */
function usedOutside(pl: Pl, name: string, { loop, end }: CursorLoop): boolean {
  const wanted = name.toUpperCase();
  let times = 0;
  for (const [index, token] of pl.tokens.entries()) {
    if (index >= loop && index < end) continue;
    if (identifierOf(token)?.toUpperCase() === wanted && !isSymbol(pl.tokens[index - 1], "."))
      times++;
  }
  return times > 1;
}
