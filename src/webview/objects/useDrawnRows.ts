import { useState } from "preact/hooks";
import type { ObjectRow, Window } from "../../extension/panel/messages.ts";
import { rowAt } from "../virtual/rowRange.ts";
import { createRowSlots } from "../virtual/rowSlots.ts";

interface DrawnRow {
  /** The element that it is drawn in. */
  slot: number;
  index: number;
  /** Undefined while the host has not sent it. */
  row: ObjectRow | undefined;
}

/**
 * The rows of these indices. The elements stand in the page as the rows do on the screen, so that who has it read out hears
 * them in that order: with a scroll only those move that have gone out at one end and come in at the other.
 */
export function useDrawnRows(
  window: Window<ObjectRow> | null,
  indices: readonly number[],
  isFresh: (row: ObjectRow | undefined) => boolean,
): DrawnRow[] {
  const [slots] = useState(createRowSlots);
  const rows = indices.map((index) => rowAt(window, index));
  const keys = rows.map((row, n) => row?.id ?? `at-${indices[n]}`);
  // What fades in needs an element of its own.
  const given = slots.assign(keys, (n) => isFresh(rows[n]));
  return given.map((slot, n) => ({ slot, index: indices[n] ?? 0, row: rows[n] }));
}
