import type { Expr } from "../expr.ts";
import { readWhole } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";

/** A place in an array of BigQuery: how far it is from the first element, or which one it is. */
interface Place {
  index: Expr;
  /** The number of the first element. */
  first: 0 | 1;
  /** NULL stands beyond the end, where the source else fails. */
  safe: boolean;
}

/** BigQuery's `arr[OFFSET(0)]` and `arr[SAFE_ORDINAL(1)]`, the cursor behind its bracket; undefined where no such word stands. */
export function readPlace(tx: Tx, offset: number): Place | undefined {
  const { cursor } = tx;
  const word = cursor.peek();
  if (word?.kind !== "word" || !cursor.isSymbol("(", 1)) return undefined;
  const [, safe, counted] = /^(SAFE_)?(OFFSET|ORDINAL)$/.exec(word.value) ?? [];
  cursor.next();
  const inside = cursor.group();
  if (!inside || counted === undefined) throw tx.unsupported(`[${word.value}(…)]`, offset);
  const index = tx.inside(inside, () => readWhole(tx));
  tx.expectSymbol("]");
  return { index, first: counted === "OFFSET" ? 0 : 1, safe: safe !== undefined };
}
