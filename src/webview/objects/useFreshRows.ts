import { useRef } from "preact/hooks";
import type { ObjectRow, Window } from "../../extension/panel/messages.ts";

/** When more come at once, a fade of each would be a flicker of all. */
const mostFresh = 6;

/** The id from which on rows are new since the window before: those come in softly. */
export function useFreshRows(window: Window<ObjectRow> | null): number {
  const last = useRef<{ window: Window<ObjectRow> | null; total: number; from: number }>({
    window: null,
    total: Number.POSITIVE_INFINITY,
    from: Number.POSITIVE_INFINITY,
  });
  const before = last.current;
  if (window && window !== before.window) {
    const added = window.total - before.total;
    const soft = added > 0 && added <= mostFresh;
    last.current = {
      window,
      total: window.total,
      from: soft ? before.total : Number.POSITIVE_INFINITY,
    };
  }
  return last.current.from;
}
