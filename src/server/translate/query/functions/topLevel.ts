import type { Tx } from "../tx.ts";

/** Index of a word outside of brackets in what the cursor still has to read; -1 when it is not there. */
export function topLevelWord(tx: Tx, word: string): number {
  const { cursor } = tx;
  let depth = 0;
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth === 0 && token?.kind === "word" && token.value === word) return index;
  }
  return -1;
}
