import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import type { SortKey } from "../../extension/panel/messages.ts";
import type { RowRange } from "../virtual/rowRange.ts";
import { type Column, firstHeadColumn } from "./columns.ts";
import { indexAfterKey } from "./gridKeys.ts";
import { type ActiveRow, headIndex } from "./useActiveRow.ts";
import type { ColumnSizing } from "./useColumnWidths.ts";
import type { RowSelection } from "./useRowSelection.ts";

interface GridKeysOptions {
  grid: RefObject<HTMLElement | null>;
  columns: readonly Column[];
  active: ActiveRow;
  selection: RowSelection;
  sizing: ColumnSizing;
  visible: RowRange;
  length: number;
  sort: (key: SortKey) => void;
  open: () => void;
  scrollTo: (index: number) => void;
}

export interface GridKeys {
  /** The column that the keyboard is on, if it is in the head. */
  activeColumn: Column | null;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** What the keys do in the table: all that the pointer can, and moves by rows and pages. */
export function useGridKeys(options: GridKeysOptions): GridKeys {
  const { grid, columns, active, selection, sizing, visible, length, sort, open } = options;
  const [column, setColumn] = useState(firstHeadColumn);
  const inHead = active.index === headIndex;
  const activeColumn = inHead ? (columns[Math.min(column, columns.length - 1)] ?? null) : null;

  const onHeadKey = ({ key, shiftKey }: KeyboardEvent, on: Column): boolean => {
    const step = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : undefined;
    if (step !== undefined && shiftKey) sizing.step(on, step);
    else if (step !== undefined) {
      setColumn((now) => Math.min(Math.max(now + step, 0), columns.length - 1));
    } else if (key === "Enter" || key === " ") sort(on.sort);
    else if (key === "Delete" || key === "Backspace") sizing.reset(on);
    else return false;
    return true;
  };
  const onRowKey = ({ key }: KeyboardEvent): boolean => {
    if (key === "Enter") open();
    else if (key === " ") selection.toggleActive();
    else if (key === "Escape" && selection.count > 0) selection.clear();
    else if (key === "Escape") active.activate(null);
    else return false;
    return true;
  };
  const onMove = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const pageRows = Math.max(1, visible.count - 2);
    const place = { index: active.index, length, pageRows, firstVisible: visible.first };
    const next = length > 0 ? indexAfterKey(key, place) : null;
    if (next === null) return false;
    if (shiftKey && next !== headIndex && !inHead) selection.extendTo(next);
    else active.activate(next);
    if (next >= 0) options.scrollTo(next);
    return true;
  };
  const onCommandKey = ({ key }: KeyboardEvent): boolean => {
    if (key === "a" && length > 0) selection.all();
    else if (key === " ") selection.toggleActive();
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.target !== grid.current) return;
    const done =
      event.ctrlKey || event.metaKey
        ? onCommandKey(event)
        : onMove(event) || (activeColumn ? onHeadKey(event, activeColumn) : onRowKey(event));
    if (done) event.preventDefault();
  };
  return { activeColumn, onKeyDown };
}
