import { headIndex } from "./useActiveRow.ts";

export interface GridPlace {
  /** Active index, `headIndex`, or null. */
  index: number | null;
  length: number;
  /** Rows that fit on the screen. */
  pageRows: number;
  /** The first row in sight: where a move starts when nothing is active. */
  firstVisible: number;
}

/** The index that a key moves to; null when the key does not move. */
export function indexAfterKey(key: string, place: GridPlace): number | null {
  const { index, length, pageRows, firstVisible } = place;
  const last = length - 1;
  if (index === null) {
    if (key === "ArrowDown" || key === "ArrowUp") return Math.min(firstVisible, last);
  } else if (key === "ArrowDown") {
    return Math.min(index + 1, last);
  } else if (key === "ArrowUp") {
    return Math.max(index - 1, headIndex);
  }
  const from = Math.max(0, index ?? firstVisible);
  switch (key) {
    case "PageDown":
      return Math.min(from + pageRows, last);
    case "PageUp":
      return Math.max(0, Math.min(from - pageRows, last));
    case "Home":
      return Math.min(0, last);
    case "End":
      return last;
    default:
      return null;
  }
}
