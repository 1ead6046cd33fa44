import type { Tx } from "../query/tx.ts";
import type { StatementResult } from "./statement.ts";
import { readEnd, readTarget } from "./target.ts";

/** RENAME TABLE a TO b, c TO d (MySQL, Teradata) and Oracle's RENAME a TO b. */
export function readRename(tx: Tx): StatementResult {
  const { cursor } = tx;
  cursor.next();
  if (cursor.isWords("VIEW") || cursor.isWords("PROCEDURE") || cursor.isWords("MACRO"))
    throw tx.unsupported(`RENAME ${cursor.near()}`);
  cursor.accept("TABLE");
  const statements: string[] = [];
  do {
    const { sql } = readTarget(tx);
    if (!cursor.accept("AS")) tx.expect("TO");
    statements.push(renamed(tx, sql));
  } while (cursor.acceptSymbol(","));
  readEnd(tx);
  return { kind: "RENAME", statements };
}

/** ALTER TABLE … RENAME TO the name at the cursor. */
export function renamed(tx: Tx, table: string): string {
  const { sql, parts } = readTarget(tx);
  const name = tx.target === "duckdb" ? tx.out.name(parts.at(-1) ?? "") : sql;
  return `ALTER TABLE ${table} RENAME TO ${name}`;
}
