import { identifierOf, isSymbol, type Token } from "../../../sql/token.ts";
import { madeToken } from "../../dml/changedRows.ts";
import { targetOf } from "../../query/from/tableName.ts";
import type { Pl } from "./context.ts";
import type { CursorName } from "./names.ts";

/**
 * The tokens of `UPDATE t … WHERE CURRENT OF c` inside of a FOR loop over `c`, with the table's key compared to that of the
 * loop's row instead. Undefined where no key of the table is known, or the cursor does not read it. `current` is the word's
 * index.
 */
export function currentRow(pl: Pl, current: number, last: number): Token[] | undefined {
  const { cursor, tokens } = pl;
  const name = identifierOf(tokens[current + 2]);
  const meaning = name === undefined || current + 3 !== last ? undefined : pl.names.find(name);
  if (meaning?.is !== "cursor" || !meaning.query) return undefined;
  const row = rowOver(pl, meaning);
  const read = readColumns(meaning);
  if (row === undefined || !read) return undefined;
  const changed = changedTable(pl);
  const table = targetOf(pl.tx.context, read.table);
  if (table === undefined || !changed || targetOf(pl.tx.context, changed) !== table)
    return undefined;
  const keys = pl.tx.context.keys?.[table] ?? [];
  const key = keys.find((columns) => columns.every((column) => read.takes(column)));
  if (!key?.every((column) => /^\w+$/.test(column))) return undefined;
  const near = tokens[current];
  const conditions = key.flatMap((column, index) =>
    [...(index > 0 ? ["AND"] : []), column, "=", row, ".", column].map((text) =>
      madeToken(text, near),
    ),
  );
  return [...tokens.slice(cursor.at, current), ...conditions];
}

/** What follows the one table of a query. */
const BEHIND = new Set(["WHERE", "ORDER", "FOR"]);

/** The name of the row of the innermost loop over the cursor. */
function rowOver(pl: Pl, cursor: CursorName): string | undefined {
  for (const block of pl.names.around())
    for (const [name, meaning] of block.own())
      if (meaning.is === "row" && meaning.over === cursor && /^\w+$/.test(name)) return name;
  return undefined;
}

/** UPDATE t …, DELETE [FROM] t …: the cursor stands at the first word. */
function changedTable(pl: Pl): string[] | undefined {
  const statement = pl.cursor.slice(pl.cursor.at, pl.cursor.end);
  statement.next();
  statement.accept("FROM");
  return statement.name();
}

/** The one table that a cursor's query reads, and whether a column is one of the query's by its own name. */
function readColumns({ query }: CursorName) {
  const text = query?.slice(query.at, query.end);
  if (!text?.accept("SELECT")) return undefined;
  const start = text.at;
  const from = text.findWord(/^FROM$/);
  text.at = from < 0 ? text.end : from;
  const items = text.slice(start, text.at).split();
  text.next();
  const table = text.name();
  if (!text.done && !text.isOneOf(BEHIND)) text.identifier();
  if (!table || !(text.done || text.isOneOf(BEHIND))) return undefined;
  const takes = (column: string) =>
    items.some((item) => {
      const tokens = item.tokens.slice(item.at, item.end);
      const plain = tokens.length === 1 || (tokens.length === 3 && isSymbol(tokens[1], "."));
      const end = tokens.at(-1);
      if (!plain) return false;
      return isSymbol(end, "*") || identifierOf(end)?.toLowerCase() === column.toLowerCase();
    });
  return { table, takes };
}
