import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useState } from "preact/hooks";
import { type RowRange, visibleRange } from "./rowRange.ts";

interface ScrollWindow {
  visible: RowRange;
  /** Reads the scroll position again; to be called on every scroll event. */
  measure: () => void;
}

/**
 * Which rows of a scroller with equally high rows are in sight. `headHeight`: what a sticky head covers. Nothing changes
 * while the scroller is hidden.
 */
export function useScrollWindow(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  headHeight: number,
): ScrollWindow {
  const [visible, setVisible] = useState<RowRange>({ first: 0, count: 0 });
  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element || element.clientHeight === 0) return;
    const next = visibleRange(element.scrollTop, element.clientHeight - headHeight, rowHeight);
    setVisible((now) => (now.first === next.first && now.count === next.count ? now : next));
  }, [scroller, rowHeight, headHeight]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, measure]);
  return { visible, measure };
}
