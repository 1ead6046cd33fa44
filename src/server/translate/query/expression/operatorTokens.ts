import type { Cursor } from "../../cursor.ts";

/** How many tokens, without white space between them, make up the text; 0 when they do not. */
export function lengthOf(cursor: Cursor, text: string): number {
  let joined = "";
  for (let length = 1; length <= text.length; length++) {
    const token = cursor.peek(length - 1);
    if (token?.kind !== "symbol" || (length > 1 && token.spaced)) return 0;
    joined += token.text;
    if (joined === text) return length;
  }
  return 0;
}

/** The operator of `operators` that stands at the cursor, longer ones first; its characters may be read one by one. */
export function operatorAt<Operator extends string>(
  cursor: Cursor,
  operators: readonly Operator[],
): Operator | undefined {
  return operators.find((operator) => lengthOf(cursor, operator) > 0);
}

/** The same, and the cursor steps over it. */
export function acceptOperator<Operator extends string>(
  cursor: Cursor,
  operators: readonly Operator[],
): Operator | undefined {
  const found = operatorAt(cursor, operators);
  if (found !== undefined) cursor.at += lengthOf(cursor, found);
  return found;
}

/** Shifts of bits. */
export const SHIFTS = ["<<", ">>"] as const;
