import { columnNames } from "../select.ts";
import type { Tx } from "../tx.ts";

/** Words that can stand behind a table and are no alias. */
const NOT_ALIASES: ReadonlySet<string> = new Set(
  (
    "WHERE GROUP HAVING ORDER UNION EXCEPT MINUS INTERSECT LIMIT FETCH OFFSET QUALIFY FOR OPTION WINDOW ON USING JOIN INNER " +
    "LEFT RIGHT FULL CROSS OUTER NATURAL STRAIGHT_JOIN START CONNECT SET WHEN WITH PIVOT UNPIVOT TABLESAMPLE SAMPLE " +
    "MATCH_RECOGNIZE MODEL USE FORCE IGNORE PARTITION ASOF VALUES SELECT RETURNING DEFAULT AND RENAME LATERAL CHANGES AT BEFORE FINAL EXPAND"
  ).split(" "),
);

/** `AS a (x, y)` behind a table, as far as it is there. */
export function readAlias(tx: Tx): { alias: string | undefined; columns: string[] | undefined } {
  const { cursor } = tx;
  const explicit = cursor.accept("AS");
  const token = cursor.peek();
  if (!explicit && token?.kind === "word" && NOT_ALIASES.has(token.value))
    return { alias: undefined, columns: undefined };
  if (!explicit && tx.is("mysql") && cursor.isWords("LOCK", "IN"))
    return { alias: undefined, columns: undefined };
  const alias = cursor.identifier();
  if (alias === undefined && explicit) throw tx.unreadable("an alias expected");
  const columns = alias !== undefined && cursor.isSymbol("(") ? columnNames(tx) : undefined;
  return { alias, columns };
}
