import type { Token } from "../../sql/token.ts";

/**
 * A layout without the blanks that the library puts where none were: before the brackets of a function that it does not
 * know, and around those of a type (`ARRAY < STRING >`). Those behind commas, and the ends of lines, are its layout.
 * The tokens are those of `laidOut` and, as many, of what was laid out.
 */
export function closeGaps(
  laidOut: string,
  tokens: readonly Token[],
  before: readonly Token[],
): string {
  let closed = "";
  let end = 0;
  for (const [n, { start, end: tokenEnd }] of tokens.entries()) {
    const gap = laidOut.slice(end, start);
    const adjacent = n > 0 && before[n - 1]?.end === before[n]?.start;
    const added = adjacent && /^ +$/.test(gap) && before[n - 1]?.text !== ",";
    closed += (added ? "" : gap) + laidOut.slice(start, tokenEnd);
    end = tokenEnd;
  }
  return closed + laidOut.slice(end);
}
