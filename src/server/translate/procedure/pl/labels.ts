import type { Pl } from "./context.ts";

/** `<<label>>` before a statement. */
export function labelsBefore(pl: Pl): string[] {
  const { cursor, tx } = pl;
  const labels: string[] = [];
  while (cursor.isSymbol("<") && cursor.isSymbol("<", 1)) {
    cursor.at += 2;
    labels.push(tx.expectIdentifier("a label"));
    tx.expectSymbol(">");
    tx.expectSymbol(">");
  }
  return labels;
}

/** The label of a block or loop: the last one where there are several. */
export function labelBefore(pl: Pl): string | undefined {
  return labelsBefore(pl).at(-1);
}
