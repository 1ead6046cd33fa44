// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid of positioned rows is no <table>
import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import type {
  ObjectQuery,
  ObjectRow,
  SelectionView,
  SortKey,
  Window,
} from "../../extension/panel/messages.ts";
import { Icon } from "../icon.tsx";
import { usePanel } from "../panelContext.ts";
import type { Revealed } from "../state.ts";
import { strings } from "../strings.ts";
import { drawnIndices, requestedRange, rowAt } from "../virtual/rowRange.ts";
import { useRangeRequest } from "../virtual/useRangeRequest.ts";
import { useScrollWindow } from "../virtual/useScrollWindow.ts";
import { columnsOf } from "./columns.ts";
import { GridHead, headCellId } from "./gridHead.tsx";
import { GridRow, rowElementId, rowHeight } from "./gridRow.tsx";
import { type InWork, InWorkRow } from "./inWork.tsx";
import { resultText } from "./objectLook.ts";
import { isNewestFirst, sortedBy } from "./query.ts";
import { type ActiveRow, headIndex } from "./useActiveRow.ts";
import { useColumnWidths } from "./useColumnWidths.ts";
import { useDrawnRows } from "./useDrawnRows.ts";
import { useFreshRows } from "./useFreshRows.ts";
import { useGridKeys } from "./useGridKeys.ts";
import { useHeldRows } from "./useHeldRows.ts";
import { useRevealedRow } from "./useRevealedRow.ts";
import { scrollIntoView, useRowInSight } from "./useRowInSight.ts";
import { useRowSelection } from "./useRowSelection.ts";

/** Pixels; the style sheet has the same figure. */
const headHeight = 26;

interface ObjectGridProps {
  jobId: string;
  window: Window<ObjectRow> | null;
  /** False while the table is out of sight. */
  shown: boolean;
  query: ObjectQuery;
  active: ActiveRow;
  selected: SelectionView;
  revealed: Revealed | null;
  /** The object that the pane below tells of in full. */
  told: number | null;
  inWork: InWork | null;
  onQueryChange: (query: ObjectQuery) => void;
  onOpenSource: (rowId: number) => void;
  /** What stands there instead of rows. */
  children: ComponentChildren;
}

/** The table: draws the rows in sight, asks the host for them, moves the active row and selects. */
export function ObjectGrid(props: ObjectGridProps) {
  const { window, shown, query, active, inWork, onQueryChange, onOpenSource } = props;
  const { host } = usePanel();
  const grid = useRef<HTMLDivElement>(null);
  const covered = headHeight + (inWork ? rowHeight : 0);
  const { visible, measured, towards, measure } = useScrollWindow(grid, rowHeight, covered);
  const hasAttempts = window?.rows.some(({ attempt }) => attempt !== null) ?? false;
  const columns = columnsOf(hasAttempts);
  const sizing = useColumnWidths(props.jobId, grid, columns);
  const selection = useRowSelection(active, props.selected);
  const freshFrom = useFreshRows(window);
  const length = window?.matching ?? 0;
  const above = inWork ? 2 : 1;
  const isFresh = (row: ObjectRow | undefined) => row !== undefined && row.id >= freshFrom;
  const drawn = useDrawnRows(window, drawnIndices(visible, length), isFresh);

  useRangeRequest(shown && measured, requestedRange(visible, towards), query, window, (range) =>
    host.send({ type: "objects", ...range, query }),
  );
  useQueryChange(query, () => {
    grid.current?.scrollTo({ top: 0 });
    active.relocate();
  });
  const newestFirst = isNewestFirst(query);
  useHeldRows(grid, window, newestFirst ? heldIndex() : null, measure);
  useRowInSight(grid, active, covered, props.told);
  useRevealedRow(props.revealed, query, onQueryChange, (index) => {
    active.activate(index);
    if (!grid.current) return;
    const room = grid.current.clientHeight - covered;
    grid.current.scrollTop = Math.max(0, index * rowHeight - (room - rowHeight) / 2);
    measure();
    grid.current.focus();
  });

  const sort = useCallback(
    (key: SortKey) => onQueryChange(sortedBy(query, key)),
    [query, onQueryChange],
  );
  const open = () => {
    if (active.row) onOpenSource(active.row.id);
  };
  const scrollTo = (index: number) => {
    if (grid.current) scrollIntoView(grid.current, index, covered);
  };
  const keys = useGridKeys({
    ...{ grid, columns, active, selection, sizing, visible, length, sort, open, scrollTo },
  });
  const { activeColumn } = keys;
  const showNewest = () => {
    active.activate(null);
    grid.current?.scrollTo({ top: 0 });
  };
  const onCopy = (event: ClipboardEvent) => {
    if (document.getSelection()?.toString()) return;
    if (selection.count > 0) host.run("copyObjects");
    else if (active.row) {
      const text = [active.row.name, resultText(active.row)].filter(Boolean).join("\t");
      event.clipboardData?.setData("text/plain", text);
    } else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const index = indexOf(event);
    if (index === null) return;
    const modifiers = { shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey };
    selection.click(index, rowAt(window, index), modifiers);
  };

  return (
    <div class="grid-frame">
      <div
        class="grid"
        role="grid"
        ref={grid}
        tabIndex={0}
        style={{ "--columns": sizing.template, scrollPaddingTop: `${covered}px` }}
        aria-label={strings.grid.label}
        aria-rowcount={length + above}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-activedescendant={activeElementId()}
        aria-describedby={selection.count > 0 ? "selection-count" : undefined}
        onScroll={measure}
        onKeyDown={keys.onKeyDown}
        onCopy={onCopy}
        onClick={onClick}
        onDblClick={(event) => indexOf(event) !== null && open()}
      >
        <GridHead
          columns={columns}
          query={query}
          activeColumn={activeColumn}
          sizing={sizing}
          onSort={sort}
        />
        {inWork && <InWorkRow name={inWork.name} others={inWork.others} columns={columns} />}
        <div class="grid-body" role="rowgroup" style={{ height: `${length * rowHeight}px` }}>
          {drawn.map(({ slot, index, row }) => (
            <GridRow
              key={slot}
              index={index}
              row={row}
              active={index === active.index}
              selected={selection.has(row, index === active.index)}
              fresh={isFresh(row)}
              above={above}
              hasAttempts={hasAttempts}
            />
          ))}
        </div>
      </div>
      {props.children && (
        <div class="grid-empty" style={{ top: `${covered + 1}px` }}>
          {props.children}
        </div>
      )}
      {newestFirst && visible.first > 0 && (
        <button type="button" class="primary newest above" onClick={showNewest}>
          <Icon name="newest" />
          {strings.grid.newest}
        </button>
      )}
    </div>
  );

  /** The row that must not move: the active one if it is in sight, or the first in sight once somebody scrolled. */
  function heldIndex(): number | null {
    if (visible.first > 0) return visible.first;
    const { index } = active;
    return index === null || index === headIndex || index >= visible.count ? null : index;
  }

  /** The active element, as far as it is in the page: rows out of sight are not drawn. */
  function activeElementId(): string | undefined {
    if (activeColumn) return headCellId(activeColumn);
    const { index } = active;
    if (index === null || !drawnIndices(visible, length).includes(index)) return undefined;
    return rowElementId(index);
  }
}

/** The index of the row that a click is on. */
function indexOf({ target }: MouseEvent): number | null {
  const row = target instanceof Element && target.closest("[data-index]");
  return row instanceof HTMLElement ? Number(row.dataset.index) : null;
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
