import type { Expr } from "./expr.ts";
import type { Tx } from "./tx.ts";

export function readCollate(tx: Tx, left: Expr): Expr {
  const offset = tx.cursor.offset;
  tx.cursor.next();
  const name = tx.cursor.name()?.join(".") ?? "";
  tx.note(
    "DWM-QRY-006",
    { what: `COLLATE ${name} is left out; order and equality follow the bytes` },
    offset,
  );
  return /_(bin|cs)/i.test(name) || /^binary$/i.test(name) ? { ...left, exact: true } : left;
}
