import { columnNames, readQuery } from "../query/select.ts";
import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { columnsOf, readEnd, readTarget } from "./target.ts";
import { noteFractions } from "./values.ts";

/** INSERT INTO t (a, b) … */
export function readInsert(tx: Tx): StatementResult {
  const { cursor } = tx;
  cursor.next();
  cursor.accept("INTO");
  cursor.accept("TABLE");
  const offset = cursor.offset;
  const target = readTarget(tx);
  const named =
    cursor.isSymbol("(") && !/^(SELECT|WITH|SEL)$/.test(cursor.peek(1)?.value ?? "")
      ? columnNames(tx)
      : undefined;
  if (cursor.isWords("EXEC") || cursor.isWords("EXECUTE")) throw tx.unsupported("INSERT … EXEC");
  const list = named ? ` (${named.map(tx.out.name).join(", ")})` : "";
  const query = tx.nested(() => readQuery(tx));
  const expected = named ?? columnsOf(tx, target);
  if (query.columns && expected && query.columns.length !== expected.length)
    throw tx.stop("DWM-DAT-002", { found: query.columns.length, expected: expected.length });
  readEnd(tx);
  noteFractions(tx, target, expected ?? [], query.columns ?? [], offset);
  return one("INSERT", `INSERT INTO ${target.sql}${list} ${query.sql}`);
}
