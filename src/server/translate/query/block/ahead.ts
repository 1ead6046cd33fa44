import type { Cursor } from "../../cursor.ts";

/** What ends a block of a query. */
const END = /^(UNION|EXCEPT|MINUS|INTERSECT)$/;

/** True when the words stand further on in the block that the cursor is in, outside of brackets. */
export function standsAhead({ tokens, at, end }: Cursor, ...words: readonly string[]): boolean {
  let depth = 0;
  for (let index = at; index < end; index++) {
    const token = tokens[index];
    if (token?.kind === "symbol") {
      if (token.text === "(") depth++;
      else if (token.text === ")" && --depth < 0) return false;
    }
    if (depth !== 0 || token?.kind !== "word") continue;
    if (words.every((word, ahead) => tokens[index + ahead]?.value === word)) return true;
    if (END.test(token.value)) return false;
  }
  return false;
}
