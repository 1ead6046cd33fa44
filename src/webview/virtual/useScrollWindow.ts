import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type RowRange, type Towards, visibleRange } from "./rowRange.ts";

interface ScrollWindow {
  visible: RowRange;
  /** False while `visible` is only what is to be expected. */
  measured: boolean;
  /** Where it was scrolled last. */
  towards: Towards;
  /** Reads the scroll position again; to be called on every scroll event. */
  measure: () => void;
}

/** Pixels of the page that are above and below a list, about: until it was measured. */
const aroundPx = 320;

/** The rows that are in sight at first, about. */
export function firstRange(rowHeight: number): RowRange {
  return visibleRange(0, Math.max(240, window.innerHeight - aroundPx), rowHeight);
}

/**
 * Which rows of a scroller with equally high rows are in sight. `headHeight`: what a sticky head covers. Nothing changes
 * while the scroller is hidden. Its height comes from an observer: to ask for it during a scroll would mean a layout.
 */
export function useScrollWindow(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  headHeight: number,
): ScrollWindow {
  const [expected] = useState(() => firstRange(rowHeight));
  const [seen, setSeen] = useState<Seen | null>(null);
  const height = useRef(0);
  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element || height.current === 0) return;
    const next = visibleRange(element.scrollTop, height.current - headHeight, rowHeight);
    setSeen((now) => seenNext(now, next));
  }, [scroller, rowHeight, headHeight]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      height.current = entry?.contentRect.height ?? 0;
      measure();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, measure]);
  const { range: visible = expected, towards = null } = seen ?? {};
  return { visible, measured: seen !== null, towards, measure };
}

interface Seen {
  range: RowRange;
  towards: Towards;
}

/** The same object when the same rows are in sight. */
function seenNext(now: Seen | null, range: RowRange): Seen {
  if (now === null) return { range, towards: null };
  const by = range.first - now.range.first;
  if (by === 0 && range.count === now.range.count) return now;
  return { range, towards: by === 0 ? now.towards : by > 0 ? "end" : "start" };
}
