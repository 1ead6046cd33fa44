import type { TimelineView } from "../../extension/panel/activityMessages.ts";

/** The mark that a key leads to from `index`: along a row, or to the nearest one of another row. */
export function markAfterKey(
  key: string,
  index: number,
  { marks, workers }: Pick<TimelineView, "marks" | "workers">,
): number | undefined {
  const row = marks.row[index];
  if (row === undefined) return undefined;
  // Marks of a row stand together, in the order of time.
  const first = marks.row.indexOf(row);
  const last = marks.row.lastIndexOf(row);
  switch (key) {
    case "ArrowRight":
      return Math.min(last, index + 1);
    case "ArrowLeft":
      return Math.max(first, index - 1);
    case "Home":
      return first;
    case "End":
      return last;
    case "ArrowDown":
      return nearest(marks, index, row + 1, workers.length);
    case "ArrowUp":
      return nearest(marks, index, row - 1, workers.length);
    default:
      return undefined;
  }
}

/** The mark of row `to` that begins nearest to where the one at `index` begins. */
function nearest(
  { row, start }: TimelineView["marks"],
  index: number,
  to: number,
  rows: number,
): number | undefined {
  if (to < 0 || to >= rows) return undefined;
  const wanted = start[index] ?? 0;
  let best: number | undefined;
  for (const [other, of] of row.entries()) {
    if (of !== to) continue;
    const distance = Math.abs((start[other] ?? 0) - wanted);
    if (best === undefined || distance < Math.abs((start[best] ?? 0) - wanted)) best = other;
  }
  return best;
}
