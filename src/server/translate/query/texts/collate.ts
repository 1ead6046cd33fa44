import { readStringLiteral } from "../../literals.ts";
import type { Expr } from "../expr.ts";
import type { Tx } from "../tx.ts";

export function readCollate(tx: Tx, left: Expr): Expr {
  const offset = tx.cursor.offset;
  tx.cursor.next();
  const name = collationName(tx);
  tx.note(
    "DWM-QRY-006",
    { what: `COLLATE ${name} is left out; order and equality follow the bytes` },
    offset,
  );
  return /_(bin|cs)/i.test(name) || /^binary$/i.test(name) ? { ...left, exact: true } : left;
}

/** A name, or a text as Snowflake and BigQuery have it: 'en-ci', 'und:ci'. */
function collationName({ cursor, dialect }: Tx): string {
  const token = cursor.peek();
  if (token?.kind !== "string") return cursor.name()?.join(".") ?? "";
  cursor.next();
  const literal = readStringLiteral(token.text, dialect);
  return literal?.kind === "text" ? literal.value : token.text;
}
