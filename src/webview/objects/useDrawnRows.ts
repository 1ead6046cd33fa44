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

/** The rows of these indices, in the order of their elements: none of those has to move when the list is scrolled. */
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
  return given
    .map((slot, n) => ({ slot, index: indices[n] ?? 0, row: rows[n] }))
    .sort((a, b) => a.slot - b.slot);
}
