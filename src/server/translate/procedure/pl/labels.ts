import type { Pl } from "./context.ts";

/** `<<label>>` before a block or loop; the last one where there are several. */
export function labelBefore(pl: Pl): string | undefined {
  const { cursor, tx } = pl;
  let label: string | undefined;
  while (cursor.isSymbol("<") && cursor.isSymbol("<", 1)) {
    cursor.at += 2;
    label = tx.expectIdentifier("a label");
    tx.expectSymbol(">");
    tx.expectSymbol(">");
  }
  return label;
}
