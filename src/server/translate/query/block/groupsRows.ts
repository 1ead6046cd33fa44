import type { Tx } from "../tx.ts";

/** The error of a GROUP BY beside RANK(x), CSUM(x, y) and their like in Teradata, which does not group there. */
export function groupsRows(tx: Tx, name: string, offset: number = tx.cursor.offset) {
  const reason = "GROUP BY beside it means PARTITION BY: write OVER (…)";
  return tx.stop("DWM-QRY-004", { name, reason }, offset);
}
