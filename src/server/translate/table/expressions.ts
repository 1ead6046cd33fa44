import { Untranslatable } from "../diagnostics.ts";
import type { Expr } from "../query/expr.ts";
import { readExpression } from "../query/expression.ts";
import type { Tx } from "../query/tx.ts";
import type { Table } from "./model.ts";

/**
 * Reads an expression of a definition (default, check, computed column), whose names are the table's own columns.
 * A failure is answered as its reason; the cursor then stands behind the expression as far as `skip` takes it.
 */
export function ownExpression(
  tx: Tx,
  table: Table,
  skip: (tx: Tx) => void,
): { value: Expr } | { reason: string; offset: number } {
  const start = tx.cursor.at;
  const offset = tx.cursor.offset;
  tx.ownColumns = new Map(
    table.columns.map((column) => [column.name.toLowerCase(), column.type.class]),
  );
  try {
    return { value: readExpression(tx) };
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    tx.cursor.at = start;
    skip(tx);
    return { reason: error.issue.message, offset };
  } finally {
    tx.ownColumns = undefined;
  }
}
