import type { Tx } from "../tx.ts";

/**
 * Refuses an item of a SELECT list, `item`, whose tokens begin at `start`, that calls a function that answers rows inside of
 * an expression: Databricks takes such a call for a whole item only.
 */
export function refuseNestedRows(tx: Tx, item: string, start: number): void {
  const [from, to] = [tx.cursor.tokens[start]?.start ?? 0, tx.cursor.offset];
  for (const [offset, { sql, name }] of tx.scope.generators) {
    if (offset < from || offset >= to || sql === item || `(${sql})` === item) continue;
    const reason = "it answers rows, inside of an expression; write it in FROM";
    throw tx.stop("DWM-QRY-004", { name, reason }, offset);
  }
}
