import type { Tx } from "../query/tx.ts";
import type { StatementResult } from "./statement.ts";
import { readEnd, readTarget } from "./target.ts";

/** TRUNCATE [TABLE] a, b: one statement a table. */
export function readTruncate(tx: Tx): StatementResult {
  const { cursor } = tx;
  cursor.next();
  cursor.accept("TABLE");
  if (cursor.isWords("IF", "EXISTS")) {
    const what = "it fails where the table is missing";
    tx.note("DWM-DML-004", { what });
    cursor.at += 2;
  }
  const statements: string[] = [];
  do {
    cursor.accept("ONLY");
    // Temporary tables, which a routine has made, cannot be truncated in Databricks.
    const [bare = "", ...more] = cursor.slice(cursor.at, cursor.end).name() ?? [];
    const temporary = more.length === 0 && tx.scope.cte(bare) !== undefined;
    statements.push(`${temporary ? "DELETE FROM" : "TRUNCATE TABLE"} ${readTarget(tx).sql}`);
    cursor.acceptSymbol("*");
  } while (cursor.acceptSymbol(","));
  readOptions(tx);
  readEnd(tx);
  return { kind: "TRUNCATE", statements };
}

function readOptions(tx: Tx): void {
  const { cursor } = tx;
  for (;;) {
    const offset = cursor.offset;
    const note = (clause: string, why: string) => tx.note("DWM-QRY-007", { clause, why }, offset);
    if (cursor.accept("RESTART", "IDENTITY")) {
      const what = "numbers go on behind those that were given, the source starts them anew";
      tx.note("DWM-QRY-006", { what }, offset);
    } else if (cursor.accept("CONTINUE", "IDENTITY") || cursor.accept("RESTRICT")) {
      // That is what the targets do.
    } else if (cursor.isWords("CASCADE")) throw tx.unsupported("TRUNCATE … CASCADE");
    else if (cursor.isWords("WITH") || cursor.isWords("PARTITION"))
      throw tx.unsupported("TRUNCATE of a partition");
    else if (cursor.accept("REUSE", "STORAGE") || cursor.accept("DROP", "STORAGE"))
      note("STORAGE", "storage is the target's");
    else if (cursor.accept("IMMEDIATE")) note("IMMEDIATE", "the target has no such option");
    else return;
  }
}
