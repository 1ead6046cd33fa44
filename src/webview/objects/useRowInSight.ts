import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { rowElementId, rowHeight } from "./gridRow.tsx";
import { type ActiveRow, headIndex } from "./useActiveRow.ts";

/** Scrolls the table so far that the row of this index is in sight. `covered`: what stays in front of its rows. */
export function scrollIntoView(grid: HTMLElement, index: number, covered: number): void {
  const top = index * rowHeight;
  const room = grid.clientHeight - covered;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + rowHeight > grid.scrollTop + room) grid.scrollTop = top + rowHeight - room;
}

/**
 * Keeps the active row in sight: when the pane about it takes its room from the table, and when it is chosen in a page that
 * scrolls as a whole, where the pane lies over the table. `told`: another value when the pane has become higher.
 */
export function useRowInSight(
  grid: RefObject<HTMLElement | null>,
  { index, chosen }: ActiveRow,
  covered: number,
  told: number | null,
): void {
  const now = useRef({ index, covered });
  now.current = { index, covered };
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    let height = 0;
    const observer = new ResizeObserver(() => {
      const before = height;
      height = element.clientHeight;
      const { index: row, covered: inFront } = now.current;
      if (row === null || row === headIndex || height >= before) return;
      const top = row * rowHeight - element.scrollTop;
      if (top >= 0 && top < before - inFront) scrollIntoView(element, row, inFront);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [grid]);
  const lastChosen = useRef(chosen);
  useLayoutEffect(() => {
    const isChosenNow = chosen !== lastChosen.current;
    lastChosen.current = chosen;
    if (chosen === 0 || index === null || index === headIndex) return;
    // What the pane tells may come when somebody has scrolled on.
    if (!isChosenNow && !isInSight(grid.current, index)) return;
    document.getElementById(rowElementId(index))?.scrollIntoView({ block: "nearest" });
  }, [chosen, told]);
}

/** Whether the table is scrolled so that at least a part of this row's place is in it. */
function isInSight(grid: HTMLElement | null, index: number): boolean {
  if (!grid) return false;
  const top = index * rowHeight - grid.scrollTop;
  return top > -rowHeight && top < grid.clientHeight;
}
