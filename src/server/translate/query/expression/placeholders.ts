import { type Expr, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { readColumn } from "./columnReference.ts";

/** `?` in the text of dynamic SQL. */
export function readMarker(tx: Tx): Expr {
  const variable = tx.scope.variable("?");
  if (!variable) throw tx.unreadable("an expression expected");
  tx.cursor.next();
  return primary(variable.sql, variable.type);
}

/** `:name`, which stands for a routine's variable (Snowflake, BTEQ) or, as `:new.name`, for a row's column (triggers). */
export function readBound(tx: Tx): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const parts = cursor.peek()?.spaced === true ? undefined : cursor.name();
  if (!parts) throw tx.unreadable("an expression expected");
  const bound = `:${parts[0] ?? ""}`;
  const variable = parts.length === 1 ? tx.scope.variable(bound) : undefined;
  if (variable) return primary(variable.sql, variable.type);
  if (parts.length > 1 && tx.scope.relation(bound))
    return readColumn(tx, [bound, ...parts.slice(1)], offset);
  throw tx.unsupported(`the variable :${parts.join(".")}`, offset);
}
