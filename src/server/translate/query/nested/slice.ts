import { type Expr, primary, wrap } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";

/**
 * PostgreSQL's `array[2:3]`, the cursor behind its bracket: elements from a place to another. Undefined: it is one element.
 * Places before the first and behind the last element are left out.
 */
export function readSlice(tx: Tx, value: Expr): Expr | undefined {
  const { cursor } = tx;
  const start = cursor.at;
  const from = cursor.isSymbol(":") ? undefined : readExpression(tx);
  if (!cursor.acceptSymbol(":")) {
    cursor.at = start;
    return undefined;
  }
  const to = cursor.isSymbol("]") ? undefined : readExpression(tx);
  tx.expectSymbol("]");
  const first = from === undefined ? "1" : placed(from);
  if (tx.target === "duckdb")
    return {
      ...primary(`${wrap(value)}[${first}:${to?.sql ?? ""}]`, "unknown"),
      array: true,
    };
  const count =
    to === undefined ? `array_size(${value.sql})` : `greatest(${to.sql} - ${first} + 1, 0)`;
  return { ...primary(`slice(${value.sql}, ${first}, ${count})`, "unknown"), array: true };
}

/** The first place of a slice, 1 at least. */
function placed({ sql, number }: Expr): string {
  return number !== undefined && Number(number) >= 1 ? number : `greatest(${sql}, 1)`;
}
