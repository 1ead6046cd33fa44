import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { readSequence } from "../table/identity.ts";
import { cursorOver, wordOutside } from "./changedRows.ts";
import type { Target } from "./target.ts";

/** The identity column of the table that a statement changes; undefined where it has none or is not known. */
export function identityColumn(tx: Tx, target: Target): string | undefined {
  const columns = tx.context.known?.[target.name];
  return columns?.find(({ generated }) => generated === "identity")?.name;
}

/** The sequence whose next number the part is, and nothing else; `named`: an alias may follow. */
export function sequenceIn(tx: Tx, part: Cursor, named = false): string | undefined {
  const value = part.slice(part.at, part.end);
  const sequence = tx.inside(value, () => readSequence(tx));
  if (sequence === undefined) return undefined;
  if (named && !value.done) {
    value.accept("AS");
    value.identifier();
  }
  return value.done ? sequence : undefined;
}

/**
 * Which place of the rows takes the next number of a sequence for the table's identity column, in all of them: the target
 * counts by itself, so that the column is left out. Undefined where there is none, or nothing else is given.
 */
export function sequencePlace(
  tx: Tx,
  target: Target,
  columns: readonly string[] | undefined,
  rows: readonly (readonly Cursor[])[],
  named = false,
): number | undefined {
  const identity = identityColumn(tx, target);
  if (identity === undefined || !columns || columns.length < 2) return undefined;
  const place = columns.findIndex((column) => column.toLowerCase() === identity.toLowerCase());
  const sequences = rows.map((row) => row[place] && sequenceIn(tx, row[place], named));
  const [sequence] = sequences;
  if (sequence === undefined || sequences.includes(undefined)) return undefined;
  const column = columns[place] ?? identity;
  const at = rows[0]?.[place]?.offset;
  tx.note("DWM-PRC-062", { column, table: target.name, sequence }, at);
  return place;
}

/** The items of the SELECT at the cursor; undefined where it is combined with others, or its rows are not those of its FROM. */
export function selectItems({ cursor }: Tx): Cursor[] | undefined {
  const { tokens, at, end } = cursor;
  if (!cursor.isWords("SELECT")) return undefined;
  const others = ["UNION", "INTERSECT", "EXCEPT", "MINUS", "DISTINCT", "GROUP", "ORDER"];
  if (wordOutside(tokens, at, end, ...others) < end) return undefined;
  const from = wordOutside(tokens, at, end, "FROM", "WHERE", "RETURNING", "ON");
  const semicolon = tokens[end - 1]?.text === ";" ? end - 1 : end;
  return cursor.slice(at + 1, Math.min(from, semicolon)).split();
}

/** Runs `read` on the SELECT at the cursor without its item at `place`; the cursor then stands behind what was read. */
export function withoutItem<T>(tx: Tx, items: readonly Cursor[], place: number, read: () => T): T {
  const { cursor } = tx;
  // The comma behind the item goes with it, or the one before the last.
  const last = place === items.length - 1;
  const from = (last ? items[place - 1]?.end : items[place]?.at) ?? cursor.at;
  const to = (last ? items[place]?.end : items[place + 1]?.at) ?? cursor.at;
  const { tokens, end } = cursor;
  const shorter = cursorOver(cursor, [...tokens.slice(cursor.at, from), ...tokens.slice(to, end)]);
  const result = tx.inside(shorter, read);
  cursor.at += shorter.at + (to - from);
  return result;
}
