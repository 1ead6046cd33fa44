import type { Column } from "./columns.ts";

/** Widths in pixels of the columns that somebody has changed. */
export type ColumnWidths = Readonly<Record<string, number>>;

/** The columns as CSS has them. A narrow table takes from the widths that were set, never below the least. */
export function gridTemplate(columns: readonly Column[], widths: ColumnWidths): string {
  const changed = columns.some(({ id, edge }) => edge !== null && widths[id] !== undefined);
  return columns
    .map(({ id, width, least, edge }) => {
      if (id === "result" && changed) return `minmax(${least}px, 2.4fr)`;
      const own = edge === null ? undefined : widths[id];
      return own === undefined ? width : `minmax(${least}px, ${own}px)`;
    })
    .join(" ");
}

/** What a drag or a key starts from, in pixels. */
export interface ResizeStart {
  width: number;
  /** What the column of the result can still give. */
  room: number;
}

/** The width after the edge was moved by `byX` pixels to the right. */
export function draggedWidth({ edge, least }: Column, start: ResizeStart, byX: number): number {
  return clamped(least, start, edge === "left" ? -byX : byX);
}

/** The width after the column was made wider by so many pixels, or narrower. */
export function widenedWidth({ least }: Column, start: ResizeStart, by: number): number {
  return clamped(least, start, by);
}

function clamped(least: number, { width, room }: ResizeStart, by: number): number {
  const most = Math.max(least, width + Math.max(0, room));
  return Math.round(Math.min(Math.max(width + by, least), most));
}
