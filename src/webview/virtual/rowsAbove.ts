import type { Window } from "../../extension/panel/messages.ts";

/**
 * How many rows have come above all others between two windows of a list whose newest rows are on top; 0 when the list is
 * another one, or when that cannot be told.
 */
export function rowsAbove<Row extends { id: number }>(
  before: Window<Row>,
  now: Window<Row>,
): number {
  const added = now.matching - before.matching;
  if (added <= 0) return 0;
  // Where nothing is left out, what comes is on top; the window need not hold a row that it held before.
  if (before.matching === before.total && now.matching === now.total) return added;
  const shift = before.first + added - now.first;
  const isSame = before.rows.some((row, at) => now.rows[at + shift]?.id === row.id);
  return isSame ? added : 0;
}
