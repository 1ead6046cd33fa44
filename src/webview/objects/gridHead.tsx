// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid of positioned rows is no <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the one tab stop and names the active element
import type { ObjectQuery, SortKey } from "../../extension/panel/messages.ts";
import { Icon } from "../icon.tsx";
import { memo } from "../memo.ts";
import { strings } from "../strings.ts";
import type { Column } from "./columns.ts";
import type { ColumnSizing } from "./useColumnWidths.ts";

interface GridHeadProps {
  columns: readonly Column[];
  query: ObjectQuery;
  /** The column that the keyboard is on, if it is in the head. */
  activeColumn: Column | null;
  sizing: ColumnSizing;
  onSort: (sort: SortKey) => void;
}

export function headCellId(column: Column): string {
  return `head-${column.id}`;
}

/** The head row: a click sorts, and so does Enter on the active cell; an edge that is dragged makes a column wider. */
export const GridHead = memo(function GridHead({
  columns,
  query,
  activeColumn,
  sizing,
  onSort,
}: GridHeadProps) {
  return (
    <div class="row head" role="row" aria-rowindex={1}>
      {columns.map((column) => (
        <HeadCell
          key={column.id}
          column={column}
          query={query}
          active={column === activeColumn}
          sizing={sizing}
          onSort={onSort}
        />
      ))}
    </div>
  );
});

interface HeadCellProps {
  column: Column;
  query: ObjectQuery;
  active: boolean;
  sizing: ColumnSizing;
  onSort: (sort: SortKey) => void;
}

function HeadCell({ column, query, active, sizing, onSort }: HeadCellProps) {
  const { sort, edge } = column;
  const sorted = query.sort === sort;
  const direction = query.descending ? "descending" : "ascending";
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is handled by the grid, which has the focus
    <span
      id={headCellId(column)}
      class={`cell sortable ${column.id}${active ? " active" : ""}`}
      role="columnheader"
      aria-sort={sorted ? direction : "none"}
      aria-description={edge === null ? undefined : strings.grid.resizeHint}
      title={sort === "arrival" ? arrivalHint(query) : undefined}
      onClick={() => onSort(sort)}
    >
      <span class={column.id === "state" ? "sr-only" : "head-title"}>{column.title}</span>
      {sorted && <Icon name={query.descending ? "sortedDown" : "sortedUp"} />}
      {edge !== null && (
        <span
          class={`resizer ${edge}`}
          title={strings.grid.resize}
          aria-hidden="true"
          onPointerDown={(event) => sizing.drag(column, event)}
          onClick={(event) => event.stopPropagation()}
          onDblClick={() => sizing.reset(column)}
        />
      )}
    </span>
  );
}

/** The column of the icons has no title to tell what its arrow means. */
function arrivalHint({ sort, descending }: ObjectQuery): string {
  if (sort !== "arrival") return strings.grid.byArrival;
  return descending ? strings.grid.newestFirst : strings.grid.oldestFirst;
}
