import type { Cursor } from "../../cursor.ts";

/** What ends a block of a query. */
const END = /^(UNION|EXCEPT|MINUS|INTERSECT)$/;

/** Index of the first word from `from` on that fits, outside of brackets and within the block; -1 where there is none. */
export function indexAhead(
  { tokens, end }: Cursor,
  from: number,
  fits: (index: number) => boolean,
): number {
  let depth = 0;
  for (let index = from; index < end; index++) {
    const token = tokens[index];
    if (token?.kind === "symbol") {
      if (token.text === "(") depth++;
      else if (token.text === ")" && --depth < 0) return -1;
    }
    if (depth !== 0 || token?.kind !== "word") continue;
    if (fits(index)) return index;
    if (END.test(token.value)) return -1;
  }
  return -1;
}

/** True when the words stand further on in the block that the cursor is in, outside of brackets. */
export function standsAhead(cursor: Cursor, ...words: readonly string[]): boolean {
  const { tokens, at } = cursor;
  const fits = (index: number) =>
    words.every((word, ahead) => tokens[index + ahead]?.value === word);
  return indexAhead(cursor, at, fits) >= 0;
}
