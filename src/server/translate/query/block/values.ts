import { commonType, type Expr } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";
import type { Query } from "./queryColumns.ts";

/** Rows of VALUES. */
export interface Values extends Query {
  rows: Expr[][];
}

/** VALUES (…), (…) */
export function readValues(tx: Tx): Values {
  const { cursor } = tx;
  tx.expect("VALUES");
  const rows: Expr[][] = [];
  do {
    cursor.accept("ROW");
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    rows.push(
      tx.inside(inside, () => {
        const list = [readExpression(tx)];
        while (tx.cursor.acceptSymbol(",")) list.push(readExpression(tx));
        return list;
      }),
    );
  } while (cursor.acceptSymbol(","));
  const columns = rows[0]?.map((_, index) => ({
    name: undefined,
    type: commonType(rows.map((row) => row[index]?.type ?? "unknown")),
  }));
  const list = rows.map((row) => `(${row.map(({ sql }) => sql).join(", ")})`);
  return { sql: `VALUES ${list.join(", ")}`, columns, rows };
}
