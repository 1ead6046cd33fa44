import type { RefObject } from "preact";
import { useMemo, useState } from "preact/hooks";
import { usePanel } from "../panelContext.ts";
import type { Column } from "./columns.ts";
import {
  type ColumnWidths,
  draggedWidth,
  gridTemplate,
  type ResizeStart,
  widenedWidth,
} from "./columnWidths.ts";

/** Pixels that a key moves an edge by. */
const keyStep = 16;

export interface ColumnSizing {
  /** The columns as CSS has them. */
  template: string;
  /** Follows the pointer that went down on a column's edge. */
  drag: (column: Column, event: PointerEvent) => void;
  /** Makes a column wider by a step, or narrower. */
  step: (column: Column, direction: 1 | -1) => void;
  /** Gives a column the width that it had at first. */
  reset: (column: Column) => void;
}

/** The widths of the columns, kept over a reload of the window. */
export function useColumnWidths(
  jobId: string,
  grid: RefObject<HTMLElement | null>,
  columns: readonly Column[],
): ColumnSizing {
  const { host } = usePanel();
  const [widths, setWidths] = useState<ColumnWidths>(() => host.saved(jobId).columns ?? {});
  return useMemo(() => {
    const set = (id: Column["id"], width: number | undefined) => {
      setWidths((now) => {
        const { [id]: _, ...others } = now;
        const next = width === undefined ? others : { ...others, [id]: width };
        host.save({ jobId, columns: next });
        return next;
      });
    };
    const start = ({ id }: Column): ResizeStart => {
      const widthOf = (name: Column["id"]) =>
        grid.current?.querySelector(`.head .cell.${name}`)?.getBoundingClientRect().width ?? 0;
      const rest = columns.find((column) => column.id === "result");
      return { width: widthOf(id), room: widthOf("result") - (rest?.least ?? 0) };
    };
    return {
      template: gridTemplate(columns, widths),
      drag: (column, event) => {
        if (!(event.currentTarget instanceof HTMLElement) || event.button !== 0) return;
        const handle = event.currentTarget;
        const from = start(column);
        const beganAt = event.clientX;
        const onMove = (move: PointerEvent) =>
          set(column.id, draggedWidth(column, from, move.clientX - beganAt));
        handle.setPointerCapture(event.pointerId);
        handle.addEventListener("pointermove", onMove);
        handle.addEventListener(
          "lostpointercapture",
          () => handle.removeEventListener("pointermove", onMove),
          { once: true },
        );
        event.preventDefault();
      },
      step: (column, direction) => {
        if (column.edge === null) return;
        set(column.id, widenedWidth(column, start(column), direction * keyStep));
      },
      reset: ({ id }) => set(id, undefined),
    };
  }, [host, jobId, grid, columns, widths]);
}
