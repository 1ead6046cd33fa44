import { columnNames } from "../query/block/queryColumns.ts";
import type { Tx } from "../query/tx.ts";

/** `(a, b)` behind a table, unless a query stands in the brackets; names may be qualified. */
export function readColumnList(tx: Tx): string[] | undefined {
  const { cursor } = tx;
  let ahead = 0;
  while (cursor.isSymbol("(", ahead)) ahead++;
  if (ahead === 0 || /^(SELECT|WITH|SEL|VALUES)$/.test(cursor.peek(ahead)?.value ?? ""))
    return undefined;
  if (!qualified(tx)) return columnNames(tx);
  const inside = cursor.group();
  return inside?.split().map((part) =>
    tx.inside(part, () => {
      const name = part.name()?.at(-1);
      if (name === undefined || !part.done) throw tx.unreadable("a column expected");
      return name;
    }),
  );
}

function qualified({ cursor }: Tx): boolean {
  const end = cursor.matching();
  for (let index = cursor.at; index < end; index++) {
    if (cursor.tokens[index]?.text === ".") return true;
  }
  return false;
}
