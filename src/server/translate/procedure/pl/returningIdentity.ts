import { identifierOf, isSymbol } from "../../../sql/token.ts";
import { cursorOver, insertedTokens, namesInBrackets } from "../../dml/changedRows.ts";
import { sequenceIn } from "../../dml/sequences.ts";
import { identityOf, readBack } from "../identity.ts";
import type { Statement } from "../model.ts";
import type { Pl } from "./context.ts";
import { readTargets } from "./sql.ts";

/**
 * INSERT of one row with RETURNING id INTO v, where `id` is the identity column: it is read back behind the change. Undefined
 * where something else is returned, or the column is given a value. `returning` is the word's index.
 */
export function readReturningIdentity(
  pl: Pl,
  returning: number,
  last: number,
  offset: number,
): Statement[] | undefined {
  const { cursor, tokens, tx } = pl;
  const change = cursorOver(cursor, tokens.slice(cursor.at, returning));
  if (!change.accept("INSERT", "INTO")) return undefined;
  const table = change.name();
  const columns = namesInBrackets(change);
  const rows = columns && insertedTokens(change, columns);
  const column = table && identityOf(tx, table);
  if (!table || !rows || column === undefined || column === null) return undefined;
  const value = rows.get(column.toLowerCase());
  // The next number of a sequence is left out of the INSERT.
  const given = value && (rows.size < 2 || sequenceIn(tx, cursorOver(cursor, value)) === undefined);
  const item = cursor.slice(returning + 1, last);
  const returned = item.name()?.at(-1);
  if (given || returned?.toLowerCase() !== column.toLowerCase()) return undefined;
  if (!item.accept("INTO")) return undefined;
  if (!pl.oracle) item.accept("STRICT");
  if (identifierOf(item.peek()) === undefined && !isSymbol(item.peek(), ":")) return undefined;
  const [variable] = tx.inside(item, () => readTargets(pl).variables(undefined));
  if (variable === undefined) return undefined;
  const statements = tx.inside(cursorOver(cursor, tokens.slice(cursor.at, returning)), () =>
    pl.kit.embeddedTo(tx.cursor.end),
  );
  cursor.at = last;
  return [...statements, readBack(tx, table, column, variable, `RETURNING ${returned}`, offset)];
}
