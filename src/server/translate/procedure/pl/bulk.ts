import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import type { Statement } from "../model.ts";
import { changeable, collected, collectionNamed, emptyArray } from "./collections.ts";
import type { Pl } from "./context.ts";
import { BIGINT, INT } from "./context.ts";
import type { CollectionName, CursorName } from "./names.ts";
import { readSql } from "./sql.ts";
import { semicolonFrom, wordFrom } from "./tokens.ts";

/** `a, b`: collections that take rows. */
function readCollections(pl: Pl): CollectionName[] {
  const { cursor, tx } = pl;
  const found: CollectionName[] = [];
  do {
    const offset = cursor.offset;
    const parts = cursor.name();
    if (!parts) throw tx.unreadable("a collection expected");
    const collection = collectionNamed(pl, parts);
    const meaning = pl.names.find(parts.join("."));
    if (!collection && meaning?.is === "refused")
      throw tx.stop("DWM-PRC-002", { construct: meaning.what }, offset);
    if (!collection) throw tx.stop("DWM-PRC-040", { name: parts.join(".") }, offset);
    changeable(pl, collection, offset);
    found.push(collection);
  } while (cursor.acceptSymbol(","));
  return found;
}

/** SELECT … BULK COLLECT INTO v FROM …. */
export function readBulkSelect(pl: Pl, last: number, offset: number): Statement[] {
  const { cursor, tx } = pl;
  const start = cursor.at;
  const bulk = bulkAt(pl, start, last);
  if (bulk < 0)
    throw tx.stop(
      "DWM-PRC-002",
      { construct: "BULK COLLECT in a query inside of the query" },
      offset,
    );
  cursor.at = bulk + 2;
  tx.expect("INTO");
  const targets = readCollections(pl);
  const behind = cursor.at;
  const tokens: Token[] = [...pl.tokens.slice(start, bulk), ...pl.tokens.slice(behind, last)];
  const query = pl.queryOf(tokens);
  cursor.at = last;
  return [...collected(pl, targets, query, isOrdered(tokens), offset), ...countedBulk(pl, targets)];
}

function bulkAt(pl: Pl, from: number, to: number): number {
  let depth = 0;
  for (let index = from; index < to; index++) {
    const token = pl.tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && isWord(token, "BULK") && isWord(pl.tokens[index + 1], "COLLECT"))
      return index;
  }
  return -1;
}

function isOrdered(tokens: readonly Token[]): boolean {
  let depth = 0;
  return tokens.some((token, index) => {
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    return depth === 0 && isWord(token, "ORDER") && isWord(tokens[index + 1], "BY");
  });
}

/** SQL%ROWCOUNT behind a query is how many rows it gave. */
function countedBulk(pl: Pl, [first]: readonly CollectionName[]): Statement[] {
  if (pl.rowCount === undefined || !first) return [];
  return [{ is: "set", targets: [pl.rowCount], value: `size(${pl.variableSql(first.variable)})` }];
}

/** FETCH c BULK COLLECT INTO v [LIMIT n]: row by row, up to the limit. */
export function readBulkFetch(
  pl: Pl,
  meaning: CursorName,
  end: number,
  offset: number,
): Statement[] {
  const { cursor, tx } = pl;
  cursor.next();
  tx.expect("COLLECT");
  tx.expect("INTO");
  const targets = readCollections(pl);
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  const limit = cursor.accept("LIMIT") ? pl.kit.expressionTo(last).sql : undefined;
  if (cursor.at < last) throw tx.unreadable("not expected in FETCH");
  if (meaning.sql === undefined)
    throw tx.stop(
      "DWM-PRC-002",
      { construct: "a cursor whose query could not be translated" },
      offset,
    );
  meaning.opened = true;
  const rows = targets.map(({ variable, type }) => ({
    variable,
    type: type.element.sql,
    row: pl.kit.variables.free(`dwm_${variable}_row`),
  }));
  const more = meaning.found ?? pl.rowFlag();
  const fetched = pl.kit.variables.free("dwm_fetched");
  const set = (target: string, value: string): Statement => ({
    is: "set",
    targets: [target],
    value,
  });
  const fetch: Statement = {
    is: "block",
    declarations: [],
    handlers: [{ action: "EXIT", conditions: ["NOT FOUND"], body: [set(more, "FALSE")] }],
    body: [
      { is: "fetch", cursor: meaning.cursor, into: rows.map(({ row }) => row) },
      ...rows.map(({ variable, row }) =>
        set(variable, `array_append(${pl.variableSql(variable)}, ${pl.variableSql(row)})`),
      ),
      set(fetched, `${fetched} + 1`),
    ],
  };
  const counted = meaning.rowCount
    ? [set(meaning.rowCount, `${pl.variableSql(meaning.rowCount)} + ${fetched}`)]
    : [];
  const below = limit === undefined ? "" : ` AND ${fetched} < ${limit}`;
  return [
    {
      is: "block",
      declarations: [
        ...rows.map(({ row, type }) => ({ is: "variable", name: row, type }) as const),
        { is: "variable", name: fetched, type: BIGINT.sql, initial: "0" },
      ],
      handlers: [],
      body: [
        ...targets.map(({ variable, type }) => set(variable, emptyArray(type))),
        set(more, "TRUE"),
        { is: "while", condition: `${pl.variableSql(more)}${below}`, body: [fetch] },
        ...counted,
      ],
    },
  ];
}

/** FORALL i IN a .. b statement: a loop. */
export function readForall(pl: Pl, end: number): Statement[] {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  cursor.next();
  const name = tx.expectIdentifier("the index");
  tx.expect("IN");
  const dml = wordFrom(pl.tokens, cursor.at, end, CHANGES);
  if (dml < 0) throw tx.stop("DWM-PRC-002", { construct: "FORALL over dynamic SQL" }, offset);
  const saves = pl.tokens.slice(cursor.at, dml).some((token) => isWord(token, "SAVE"));
  if (saves) throw tx.stop("DWM-PRC-002", { construct: "SAVE EXCEPTIONS" }, offset);
  if (cursor.isWords("VALUES", "OF"))
    throw tx.stop("DWM-PRC-002", { construct: "FORALL … VALUES OF" }, offset);
  if (
    pl.tokens
      .slice(dml, semicolonFrom(pl.tokens, dml, end))
      .some((token) => isWord(token, "RETURNING"))
  )
    throw tx.stop("DWM-PRC-002", { construct: "FORALL with RETURNING" }, offset);
  pl.note("DWM-PRC-055", {}, offset);
  const { from, to } = readBounds(pl, dml);
  cursor.at = dml;
  return pl.scoped(undefined, () => {
    const variable = pl.kit.variables.take(name);
    pl.declare(name, { is: "variable", variable, type: INT, parameter: "IN" });
    const body = readSql(pl, end) ?? [];
    const loop: Statement = {
      is: "forRange",
      variable,
      type: INT.sql,
      from,
      to,
      reverse: false,
      body,
    };
    const { rowCount } = pl;
    if (rowCount === undefined) return [loop];
    // SQL%ROWCOUNT is the sum of all rounds.
    const total = pl.kit.variables.free("dwm_total_rows");
    pl.outermost({ is: "variable", name: total, type: BIGINT.sql });
    const set = (target: string, value: string): Statement => ({
      is: "set",
      targets: [target],
      value,
    });
    loop.body = [...body, set(total, `${total} + ${rowCount}`)];
    return [set(total, "0"), loop, set(rowCount, total)];
  });
}

const CHANGES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

function readBounds(pl: Pl, dml: number): { from: string; to: string } {
  const { cursor, tx } = pl;
  if (cursor.accept("INDICES", "OF")) {
    const [only] = readCollections(pl);
    if (!only || cursor.at < dml)
      throw tx.stop("DWM-PRC-002", { construct: "FORALL … INDICES OF … BETWEEN" });
    return { from: "1", to: `size(${pl.variableSql(only.variable)})` };
  }
  let dots = -1;
  for (let index = cursor.at; index < dml; index++)
    if (isSymbol(pl.tokens[index], "..")) dots = index;
  if (dots < 0) throw tx.unreadable("a range expected");
  const from = pl.kit.expressionTo(dots).sql;
  cursor.at = dots + 1;
  return { from, to: pl.kit.expressionTo(dml).sql };
}
