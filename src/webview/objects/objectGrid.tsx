// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid of positioned rows is no <table>
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ObjectQuery, ObjectRow, SortKey, Window } from "../../extension/panel/messages.ts";
import { Icon } from "../icon.tsx";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import { drawnIndices, requestedRange, rowAt } from "../virtual/rowRange.ts";
import { useRangeRequest } from "../virtual/useRangeRequest.ts";
import { useScrollWindow } from "../virtual/useScrollWindow.ts";
import { columns, firstHeadColumn } from "./columns.ts";
import { GridHead, headCellId } from "./gridHead.tsx";
import { indexAfterKey } from "./gridKeys.ts";
import { GridRow, rowElementId, rowHeight } from "./gridRow.tsx";
import { resultText } from "./objectLook.ts";
import { isNewestFirst, sortedBy } from "./query.ts";
import { headIndex, type Selection } from "./useActiveRow.ts";
import { useHeldRows } from "./useHeldRows.ts";

/** Pixels; the style sheet has the same figure. */
const headHeight = 26;

interface ObjectGridProps {
  window: Window<ObjectRow> | null;
  active: boolean;
  query: ObjectQuery;
  selection: Selection;
  onQueryChange: (query: ObjectQuery) => void;
  onOpenSource: (rowId: number) => void;
  /** What stands there instead of rows. */
  children: ComponentChildren;
}

/** The table: draws the rows in sight, asks the host for them, and moves the active row. */
export function ObjectGrid(props: ObjectGridProps) {
  const { window, active, query, selection, onQueryChange, onOpenSource } = props;
  const { host } = usePanel();
  const scroller = useRef<HTMLDivElement>(null);
  const { visible, measure } = useScrollWindow(scroller, rowHeight, headHeight);
  const [headColumn, setHeadColumn] = useState(firstHeadColumn);
  const length = window?.matching ?? 0;

  useRangeRequest(active, requestedRange(visible), query, (range) =>
    host.send({ type: "objects", ...range, query }),
  );
  useQueryChange(query, () => {
    scroller.current?.scrollTo({ top: 0 });
    selection.relocate();
  });

  const sort = (key: SortKey) => onQueryChange(sortedBy(query, key));
  const activeColumn = selection.index === headIndex ? columns[headColumn] : undefined;

  const newestFirst = isNewestFirst(query);
  useHeldRows(scroller, window, newestFirst ? heldIndex() : null, measure);
  const showNewest = () => {
    selection.activate(null);
    scroller.current?.scrollTo({ top: 0 });
  };

  const moveTo = (index: number) => {
    selection.activate(index);
    if (scroller.current && index >= 0) scrollIntoView(scroller.current, index);
  };
  const open = () => {
    if (selection.row?.location) onOpenSource(selection.row.id);
  };
  const onHeadKey = (key: string): boolean => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (step !== undefined) {
      setHeadColumn((now) => Math.min(Math.max(now + step, 0), columns.length - 1));
    } else if ((key === "Enter" || key === " ") && activeColumn) {
      sort(activeColumn.sort);
    } else {
      return false;
    }
    return true;
  };
  const onRowKey = (key: string): boolean => {
    if (key === "Enter") open();
    else if (key === "Escape") selection.activate(null);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== scroller.current) return;
    const pageRows = Math.max(1, visible.count - 2);
    const place = { index: selection.index, length, pageRows, firstVisible: visible.first };
    const next = length > 0 ? indexAfterKey(event.key, place) : null;
    if (next !== null) moveTo(next);
    else if (!(activeColumn ? onHeadKey(event.key) : onRowKey(event.key))) return;
    event.preventDefault();
  };
  const onCopy = (event: ClipboardEvent) => {
    if (!selection.row || document.getSelection()?.toString()) return;
    const text = [selection.row.name, resultText(selection.row)].filter(Boolean).join("\t");
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  const onRowEvent = (event: MouseEvent, act: (index: number) => void) => {
    const row = event.target instanceof Element && event.target.closest("[data-index]");
    if (row instanceof HTMLElement) act(Number(row.dataset.index));
  };

  return (
    <div class="grid-frame">
      <div
        class="grid"
        role="grid"
        ref={scroller}
        tabIndex={0}
        aria-label={strings.grid.label}
        aria-rowcount={length + 1}
        aria-activedescendant={activeElementId()}
        onScroll={measure}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onClick={(event) => onRowEvent(event, selection.activate)}
        onDblClick={(event) => onRowEvent(event, open)}
      >
        <GridHead query={query} activeColumn={activeColumn ?? null} onSort={sort} />
        {props.children}
        <div class="grid-body" role="rowgroup" style={{ height: `${length * rowHeight}px` }}>
          {drawnIndices(visible, length).map((index) => (
            <GridRow
              key={index}
              index={index}
              row={rowAt(window, index)}
              active={index === selection.index}
            />
          ))}
        </div>
      </div>
      {newestFirst && visible.first > 0 && (
        <button type="button" class="primary newest above" onClick={showNewest}>
          <Icon name="newest" />
          {strings.grid.newest}
        </button>
      )}
    </div>
  );

  /** The row that must not move: the active one, or the first in sight once somebody scrolled. */
  function heldIndex(): number | null {
    if (visible.first > 0) return visible.first;
    return selection.index === null || selection.index === headIndex ? null : selection.index;
  }

  /** The active element, as far as it is in the page: rows out of sight are not drawn. */
  function activeElementId(): string | undefined {
    if (activeColumn) return headCellId(activeColumn);
    const { index } = selection;
    if (index === null || !drawnIndices(visible, length).includes(index)) return undefined;
    return rowElementId(index);
  }
}

function scrollIntoView(scroller: HTMLElement, index: number): void {
  const top = index * rowHeight;
  const room = scroller.clientHeight - headHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + rowHeight > scroller.scrollTop + room) scroller.scrollTop = top + rowHeight - room;
}

/** Calls `onChange` when the query is another one, but not the first time. */
function useQueryChange(query: ObjectQuery, onChange: () => void): void {
  const last = useRef(query);
  useEffect(() => {
    if (last.current === query) return;
    last.current = query;
    onChange();
  });
}
