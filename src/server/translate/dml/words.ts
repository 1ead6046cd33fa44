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

/** MySQL's LOW_PRIORITY and QUICK say when, not what; rows that IGNORE passes over are not passed over here. */
export function readPriority(tx: Tx): void {
  const { cursor } = tx;
  if (!tx.is("mysql")) return;
  for (;;) {
    const offset = cursor.offset;
    if (cursor.accept("IGNORE")) {
      const what =
        "IGNORE passes over rows that would break a key or do not fit; here they are changed, or it fails";
      tx.note("DWM-QRY-006", { what }, offset);
    } else if (!cursor.accept("LOW_PRIORITY") && !cursor.accept("QUICK")) return;
  }
}

/** Teradata's LOCKING ROW FOR ACCESS before a query or a change. */
export function readLocking(tx: Tx): void {
  const { cursor } = tx;
  while (isLocking(tx)) {
    const offset = cursor.offset;
    const start = cursor.at;
    const next = () => cursor.peek(1)?.value ?? "";
    while (!cursor.done && !BEHIND_LOCKING.test(next())) cursor.next();
    cursor.next();
    const clause = cursor.textBetween(start, cursor.at);
    tx.note("DWM-QRY-007", { clause, why: "locks are the target's" }, offset);
  }
}

export function isLocking({ cursor, dialect }: Tx): boolean {
  return dialect === "teradata" && (cursor.isWords("LOCKING") || cursor.isWords("LOCK"));
}

const BEHIND_LOCKING = /^(SEL|SELECT|WITH|LOCKING|INS|INSERT|UPD|UPDATE|DEL|DELETE|MERGE)$/;
