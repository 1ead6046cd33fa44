import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";

/** A text literal that must come next. */
export function readText(tx: Tx): string {
  const token = tx.cursor.next();
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  if (literal?.kind !== "text") {
    const near = token?.text ?? "the end";
    throw tx.stop("DWM-TBL-001", { near, reason: "a text expected" }, token?.start);
  }
  return literal.value;
}

/** What stands in the source, short enough for a message. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

/** The fault of a definition at the cursor that cannot be read. */
export function fail(tx: Tx, reason: string) {
  return tx.stop("DWM-TBL-001", { near: tx.cursor.near(), reason });
}
