import { Untranslatable } from "../diagnostics.ts";
import type { Expr } from "../query/expr.ts";
import { readExpression } from "../query/expression/expression.ts";
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
    const value = readExpression(tx);
    return { value: { ...value, sql: withoutBrackets(value.sql) } };
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    tx.cursor.at = start;
    skip(tx);
    return { reason: error.issue.message, offset };
  } finally {
    tx.ownColumns = undefined;
  }
}

/** The expression without brackets around all of it: what it is written into has its own. */
export function withoutBrackets(sql: string): string {
  if (!sql.startsWith("(") || !sql.endsWith(")")) return sql;
  let depth = 0;
  let quote = "";
  for (let at = 0; at < sql.length; at++) {
    const sign = sql[at] ?? "";
    if (quote !== "") {
      if (sign === "\\") at++;
      else if (sign === quote) quote = "";
    } else if (sign === "'" || sign === '"' || sign === "`") quote = sign;
    else if (sign === "(") depth++;
    else if (sign === ")" && --depth === 0 && at < sql.length - 1) return sql;
  }
  return depth === 0 && quote === "" ? withoutBrackets(sql.slice(1, -1)) : sql;
}
