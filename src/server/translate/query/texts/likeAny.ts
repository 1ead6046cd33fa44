import type { Cursor } from "../../cursor.ts";
import type { Expr } from "../expr.ts";
import { joined } from "../expression/rows.ts";
import type { Tx } from "../tx.ts";

/** `s LIKE ANY ('a%', 'b%')`: one LIKE for each pattern, joined as the quantifier says; so is NOT LIKE. */
export function readLikeList(tx: Tx, read: () => Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  const all = cursor.next()?.value === "ALL";
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const start = /^(SELECT|SEL|WITH)$/.test(inside.peek()?.value ?? "");
  if (start || inside.done) throw tx.unsupported("LIKE ANY with a query", offset);
  const parts = patterns(tx, inside, offset).map((part) => tx.inside(part, read));
  return joined(parts, all ? "AND" : "OR");
}

/** The patterns, each by itself: a list, or the elements of PostgreSQL's `ARRAY['a%', 'b%']`. */
function patterns(tx: Tx, inside: Cursor, offset: number): Cursor[] {
  if (!tx.is("postgres")) return inside.split();
  const last = inside.tokens[inside.end - 1];
  if (!inside.isWords("ARRAY") || !inside.isSymbol("[", 1) || last?.text !== "]")
    throw tx.unsupported("LIKE ANY with an array that is not written out", offset);
  return inside.slice(inside.at + 2, inside.end - 1).split();
}
