import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ObjectRow, Window } from "../../extension/panel/messages.ts";
import { rowsAbove } from "../virtual/rowsAbove.ts";
import { rowHeight } from "./gridRow.tsx";

interface Held {
  index: number;
  window: Window<ObjectRow>;
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
    const moved = before && window ? rowsAbove(before.window, window) : 0;
    // What is drawn was measured before they came.
    const now = before && moved > 0 ? before.index + moved : index;
    held.current = index === null || now === null || !window ? null : { index: now, window };
    if (moved === 0 || index === null || !scroller.current) return;
    scroller.current.scrollTop += moved * rowHeight;
    measure();
  }, [scroller, window, index, measure]);
}
