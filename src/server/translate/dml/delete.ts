import { readExpression } from "../query/expression.ts";
import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { bringIn, readEnd, readTarget } from "./target.ts";

/** DELETE FROM t [AS a] WHERE … */
export function readDelete(tx: Tx): StatementResult {
  const { cursor } = tx;
  cursor.next();
  cursor.accept("FROM");
  cursor.accept("ONLY");
  const target = readTarget(tx);
  cursor.accept("AS");
  const ends = cursor.done || cursor.isWords("WHERE") || cursor.isSymbol(";");
  const alias = ends ? undefined : tx.expectIdentifier("WHERE");
  return tx.nested((scope) => {
    const relation = bringIn(scope, target, alias);
    const where = cursor.accept("WHERE") ? ` WHERE ${readExpression(tx).sql}` : "";
    readEnd(tx);
    return one("DELETE", `DELETE FROM ${target.sql} AS ${tx.out.name(relation.alias)}${where}`);
  });
}
