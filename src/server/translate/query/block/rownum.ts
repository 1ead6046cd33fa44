import { type Expr, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { standsAhead } from "./ahead.ts";

/**
 * ROWNUM as a value: the rows' numbers as they come, before anything is sorted; only where nothing is grouped. `numbering`
 * is how the target numbers rows in no order. The cursor stands at the word.
 */
export function rownum(tx: Tx, numbering: string): Expr {
  const { cursor } = tx;
  if (tx.scope.rowNumber !== undefined) {
    cursor.next();
    return { ...primary(tx.scope.rowNumber, "int"), name: "ROWNUM", renamed: true };
  }
  const block = cursor.slice(cursor.at, cursor.tokens.length);
  if (standsAhead(block, "GROUP", "BY")) throw tx.unsupported("ROWNUM beside GROUP BY");
  if (tx.scope.marks) throw tx.unsupported("this use of ROWNUM");
  refuseUncounted(tx);
  cursor.next();
  return { ...primary(numbering, "int"), name: "ROWNUM" };
}

/** Refuses a ROWNUM that no SELECT around it numbers rows for: in UPDATE, DELETE and VALUES. */
function refuseUncounted(tx: Tx): void {
  const { cursor } = tx;
  let depth = 0;
  for (let index = cursor.at - 1; index >= 0; index--) {
    const { kind, text = "", value } = cursor.tokens[index] ?? {};
    if (text === ")") depth++;
    else if (text === "(") depth = Math.max(0, depth - 1);
    else if (text === ";") break;
    else if (depth === 0 && kind === "word" && value === "SELECT") return;
  }
  throw tx.unsupported("ROWNUM outside of a SELECT");
}
