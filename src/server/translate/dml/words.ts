import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";

/** Index of a word outside of brackets, or -1. `IS DISTINCT FROM` is no FROM clause. */
export function findWord(cursor: Cursor, word: string): number {
  let depth = 0;
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth !== 0 || token?.kind !== "word" || token.value !== word) continue;
    if (cursor.tokens[index - 1]?.value !== "DISTINCT") return index;
  }
  return -1;
}

/** T-SQL's WITH (ROWLOCK) behind a table: it says how, not what. */
export function readHints(tx: Tx): void {
  const { cursor } = tx;
  if (!tx.is("tsql") || !cursor.isWords("WITH") || !cursor.isSymbol("(", 1)) return;
  const offset = cursor.offset;
  cursor.next();
  const clause = `WITH (${cursor.group()?.rest() ?? ""})`;
  tx.note("DWM-QRY-007", { clause, why: "a hint" }, offset);
}

/** True for the values of Teradata's `INSERT INTO t (1, 2)`: brackets with no rows behind them. */
export function holdsValues(tx: Tx): boolean {
  const { cursor } = tx;
  if (!tx.is("teradata") || !cursor.isSymbol("(")) return false;
  const end = cursor.matching();
  const behind = end < cursor.end ? cursor.tokens[end] : undefined;
  return behind === undefined || behind.text === ";" || behind.value === "WHEN";
}
