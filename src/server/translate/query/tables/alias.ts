import type { SourceType } from "../../../../protocol/dialect.ts";
import { columnNames } from "../block/queryColumns.ts";
import type { Tx } from "../tx.ts";

/** Words that can stand behind a table and are no alias. */
const NOT_ALIASES: ReadonlySet<string> = new Set(
  (
    "WHERE GROUP HAVING ORDER UNION EXCEPT MINUS INTERSECT LIMIT FETCH OFFSET QUALIFY FOR OPTION WINDOW ON USING JOIN INNER " +
    "LEFT RIGHT FULL CROSS OUTER NATURAL STRAIGHT_JOIN START CONNECT SET WHEN WITH PIVOT UNPIVOT TABLESAMPLE SAMPLE " +
    "MATCH_RECOGNIZE MODEL USE FORCE IGNORE PARTITION ASOF MATCH_CONDITION VALUES SELECT RETURNING DEFAULT AND RENAME LATERAL CHANGES AT BEFORE FINAL EXPAND"
  ).split(" "),
);

/** Words of one dialect's grammar, which are names like any other elsewhere. */
const OF_ONE: Readonly<Record<string, readonly SourceType[]>> = {
  AT: ["snowflake"],
  MATCH_CONDITION: ["snowflake"],
  BEFORE: ["snowflake"],
  CHANGES: ["snowflake"],
  EXPAND: ["teradata"],
};

/** SQL Server's hints, which may stand in brackets behind an alias. */
export const HINTS = /^(NOLOCK|READPAST|UPDLOCK|HOLDLOCK|READUNCOMMITTED|INDEX)$/;

function isReserved(tx: Tx, word: string): boolean {
  if (tx.is("mysql") && tx.cursor.isWords("LOCK", "IN")) return true;
  const dialects = OF_ONE[word];
  return NOT_ALIASES.has(word) && (dialects === undefined || dialects.includes(tx.dialect));
}

/** `AS a (x, y)` behind a table, as far as it is there. */
export function readAlias(tx: Tx): { alias: string | undefined; columns: string[] | undefined } {
  const { cursor } = tx;
  const explicit = cursor.accept("AS");
  const token = cursor.peek();
  if (!explicit && token?.kind === "word" && isReserved(tx, token.value))
    return { alias: undefined, columns: undefined };
  const alias = cursor.identifier();
  if (alias === undefined && explicit) throw tx.unreadable("an alias expected");
  const listed =
    cursor.isSymbol("(") && !(tx.is("tsql") && HINTS.test(cursor.peek(1)?.value ?? ""));
  const columns = alias !== undefined && listed ? columnNames(tx) : undefined;
  return { alias, columns };
}
