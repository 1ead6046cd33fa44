import { readExpression } from "../query/expression.ts";
import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { bringIn, readEnd, readTarget } from "./target.ts";

/** UPDATE t [AS a] SET x = … WHERE … */
export function readUpdate(tx: Tx): StatementResult {
  const { cursor } = tx;
  cursor.next();
  cursor.accept("ONLY");
  const target = readTarget(tx);
  cursor.accept("AS");
  const alias = cursor.isWords("SET") ? undefined : tx.expectIdentifier("SET");
  return tx.nested((scope) => {
    const relation = bringIn(scope, target, alias);
    tx.expect("SET");
    const sets: string[] = [];
    do {
      const name = cursor.name()?.at(-1);
      if (name === undefined) throw tx.unreadable("a column expected");
      tx.expectSymbol("=");
      const value = cursor.accept("DEFAULT") ? "DEFAULT" : readExpression(tx).sql;
      sets.push(`${tx.out.name(name)} = ${value}`);
    } while (cursor.acceptSymbol(","));
    if (cursor.isWords("FROM")) throw tx.unsupported("UPDATE … FROM");
    const where = cursor.accept("WHERE") ? ` WHERE ${readExpression(tx).sql}` : "";
    readEnd(tx);
    const head = `UPDATE ${target.sql} AS ${tx.out.name(relation.alias)}`;
    return one("UPDATE", `${head} SET ${sets.join(", ")}${where}`);
  });
}
