/** A run of rows of a list: `count` rows from index `first` on. */
export interface RowRange {
  first: number;
  count: number;
}

/** Where a list was scrolled last: towards its end, its beginning, or not at all yet. */
export type Towards = "end" | "start" | null;

/** Rows asked for beyond both edges of the visible part together, and how many of them are before it. */
const overscanRows = 16;
const rowsBefore = { end: 4, none: 8, start: 16 };
/** The asked window moves in steps, so that scrolling by a row does not cost a message each. */
const stepRows = 8;
/** Rows drawn beyond each edge. */
const drawnBeyond = 6;

/** The rows at least partly in sight. */
export function visibleRange(scrollTop: number, height: number, rowHeight: number): RowRange {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight));
  const end = Math.ceil((scrollTop + height) / rowHeight);
  return { first, count: Math.max(0, end - first) };
}

/** What to ask the host for, so that `visible` and some rows around it are there: more of them where it is going. */
export function requestedRange(visible: RowRange, towards: Towards): RowRange {
  const first = Math.max(0, visible.first - rowsBefore[towards ?? "none"]);
  // The same number of rows wherever the list is: only a step of the beginning is another request.
  const count = visible.count + overscanRows + stepRows;
  return { first: first - (first % stepRows), count: Math.ceil(count / stepRows) * stepRows };
}

/** The indices to draw of a list of `length` rows. */
export function drawnIndices(visible: RowRange, length: number): number[] {
  const first = Math.max(0, visible.first - drawnBeyond);
  const end = Math.min(length, visible.first + visible.count + drawnBeyond);
  return Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
}

/** The row at an index of the list when the window holds it. */
export function rowAt<Row>(
  window: { first: number; rows: Row[] } | null,
  index: number,
): Row | undefined {
  return window?.rows[index - window.first];
}
