import type { Tx } from "../query/tx.ts";
import type { StatementResult } from "./statement.ts";

/** T-SQL's change of the rows that a common table expression shows; undefined for other statements. */
export function readChangedCte(tx: Tx): StatementResult | undefined {
  const { cursor } = tx;
  if (!tx.is("tsql")) return undefined;
  const name = cursor.tokens[cursor.at + 1]?.value.toLowerCase();
  void name;
  return undefined;
}
