import { readExpression } from "./expression.ts";
import type { Tx } from "./tx.ts";

/** LIMIT, OFFSET, FETCH FIRST. */
export function readRowLimit(tx: Tx): string {
  const { cursor } = tx;
  let limit = "";
  let offset = "";
  for (;;) {
    if (cursor.accept("LIMIT")) {
      if (cursor.accept("ALL") || cursor.accept("NULL")) continue;
      const first = readExpression(tx).sql;
      if (cursor.acceptSymbol(",")) {
        offset = ` OFFSET ${first}`;
        limit = ` LIMIT ${readExpression(tx).sql}`;
      } else limit = ` LIMIT ${first}`;
    } else if (cursor.accept("OFFSET")) {
      offset = ` OFFSET ${readExpression(tx).sql}`;
      if (!cursor.accept("ROWS")) cursor.accept("ROW");
    } else if (cursor.accept("FETCH")) {
      if (!cursor.accept("FIRST")) tx.expect("NEXT");
      limit =
        cursor.isWords("ROW") || cursor.isWords("ROWS")
          ? " LIMIT 1"
          : ` LIMIT ${readExpression(tx).sql}`;
      if (cursor.isWords("PERCENT")) throw tx.unsupported("FETCH FIRST n PERCENT");
      if (!cursor.accept("ROWS")) cursor.accept("ROW");
      if (cursor.isWords("WITH", "TIES")) throw tx.unsupported("FETCH FIRST … WITH TIES");
      tx.expect("ONLY");
    } else return limit + offset;
  }
}

/** Clauses behind a query that say how, not what. */
export function dropTail(tx: Tx): void {
  const { cursor } = tx;
  for (;;) {
    const offset = cursor.offset;
    if (cursor.isWords("OPTION") && cursor.isSymbol("(", 1) && tx.is("tsql")) {
      const start = cursor.at;
      cursor.next();
      cursor.group();
      const clause = cursor.textBetween(start, cursor.at);
      tx.note("DWM-QRY-007", { clause, why: "a hint" }, offset);
    } else if (cursor.isWords("FOR") && tx.is("tsql"))
      throw tx.unsupported(`FOR ${cursor.peek(1)?.text ?? ""}`);
    else if (cursor.isWords("FOR", "UPDATE") || cursor.isWords("FOR", "SHARE")) {
      throw tx.unsupported(`FOR ${cursor.peek(1)?.value}`);
    } else return;
  }
}
