import type { Expr } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { databricksForm } from "./databricks/forms.ts";
import { duckdbForm } from "./duckdb/forms.ts";

/** A call with a grammar of its own, in the target's language. The cursor stands inside of the brackets; undefined leaves it there. */
export function specialForm(tx: Tx, name: string, offset: number): Expr | undefined {
  return tx.target === "databricks"
    ? databricksForm(tx, name, offset)
    : duckdbForm(tx, name, offset);
}
