import { type Expr, PREC, wrap } from "./expr.ts";
import type { Tx } from "./tx.ts";

/** `s LIKE ANY ('a%', 'b%')`: one LIKE for each pattern, joined as the quantifier says; so is NOT LIKE. */
export function readLikeList(tx: Tx, read: () => Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  const all = cursor.next()?.value === "ALL";
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const start = /^(SELECT|SEL|WITH)$/.test(inside.peek()?.value ?? "");
  if (start || inside.done) throw tx.unsupported("LIKE ANY with a query", offset);
  const parts = inside.split().map((part) => tx.inside(part, read));
  const prec = all ? PREC.and : PREC.or;
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return {
    sql: parts.map((part) => wrap(part, prec + 1)).join(all ? " AND " : " OR "),
    prec,
    type: "bool",
  };
}
