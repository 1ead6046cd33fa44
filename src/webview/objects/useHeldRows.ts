import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ObjectRow, Window } from "../../extension/panel/messages.ts";
import { rowAt } from "../virtual/rowRange.ts";
import { rowHeight } from "./gridRow.tsx";

interface Held {
  id: number;
  index: number;
  /** How many rows the list had. */
  length: number;
}

/**
 * Newer rows come above the others: keeps the row at `index` where it is on the screen, so that nothing moves under the
 * eyes of somebody who reads it. Null lets the rows move.
 */
export function useHeldRows(
  scroller: RefObject<HTMLElement | null>,
  window: Window<ObjectRow> | null,
  index: number | null,
  measure: () => void,
): void {
  const held = useRef<Held | null>(null);
  useLayoutEffect(() => {
    const before = held.current;
    const moved = before && window ? movedBy(before, window) : 0;
    const now = before && moved > 0 ? before.index + moved : index;
    const row = now === null ? undefined : rowAt(window, now);
    held.current =
      index === null || now === null || !row || !window
        ? null
        : { id: row.id, index: now, length: window.matching };
    if (moved === 0 || index === null || !scroller.current) return;
    scroller.current.scrollTop += moved * rowHeight;
    measure();
  }, [scroller, window, index, measure]);
}

/** By how many rows a row has gone down; 0 when the list is another one. */
function movedBy({ id, index, length }: Held, window: Window<ObjectRow>): number {
  const added = window.matching - length;
  return added > 0 && rowAt(window, index + added)?.id === id ? added : 0;
}
