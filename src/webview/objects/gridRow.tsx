// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid of positioned rows is no <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the one tab stop and names the active element

import { useState } from "preact/hooks";
import type { ObjectRow } from "../../extension/panel/messages.ts";
import { Icon } from "../icon.tsx";
import { memo } from "../memo.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import { lookOfObject, resultText } from "./objectLook.ts";

/** Pixels; the style sheet has the same figure. */
export const rowHeight = 24;

export function rowElementId(index: number): string {
  return `row-${index}`;
}

interface GridRowProps {
  index: number;
  /** Undefined while the host has not sent it. */
  row: ObjectRow | undefined;
  /** The keyboard is on it. */
  active: boolean;
  selected: boolean;
  /** It was not there a moment ago. */
  fresh: boolean;
  /** Rows above the first one: the head, and what is in work. */
  above: number;
  hasAttempts: boolean;
}

/** One row of the table, or its outline while it is unknown. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, row, active, selected, above, hasAttempts } = props;
  // It fades in once, however soon the next ones come.
  const [fresh] = useState(props.fresh);
  const classes = ["row", active && "active", selected && "selected", fresh && "fresh"];
  return (
    <div
      id={rowElementId(index)}
      class={classes.filter(Boolean).join(" ")}
      role="row"
      aria-rowindex={index + 1 + above}
      aria-selected={selected}
      aria-busy={row ? undefined : true}
      data-index={index}
      style={{ transform: `translateY(${index * rowHeight}px)` }}
    >
      {row ? <Cells row={row} hasAttempts={hasAttempts} /> : <Skeleton />}
    </div>
  );
});

function Cells({ row, hasAttempts }: { row: ObjectRow; hasAttempts: boolean }) {
  const { format } = usePanel();
  const look = lookOfObject(row);
  // Nothing was run of what was skipped.
  const timeMs = row.status === "skipped" ? null : row.timeMs;
  return (
    <>
      <span class="cell state" role="gridcell" title={look.text}>
        <Icon name={look.icon} tone={look.tone} />
        <span class="sr-only">{look.text}</span>
      </span>
      <span class="cell name" role="gridcell" title={row.name}>
        {row.name}
      </span>
      <span class="cell type" role="gridcell">
        {strings.typeNames[row.type]}
      </span>
      <span class={`cell result ${row.status}`} role="gridcell" title={resultText(row)}>
        {row.code !== null && <span class="code">{row.code} </span>}
        {row.message}
      </span>
      <span
        class="cell time"
        role="gridcell"
        title={timeMs === null ? undefined : format.milliseconds(timeMs)}
      >
        {timeMs === null ? "" : format.objectTime(timeMs)}
      </span>
      <span
        class="cell rows"
        role="gridcell"
        title={row.rowsLoaded === null ? undefined : format.count(row.rowsLoaded)}
      >
        {row.rowsLoaded === null ? "" : format.shortText(row.rowsLoaded)}
      </span>
      {hasAttempts && (
        <span class="cell attempt" role="gridcell">
          {row.attempt === null ? "" : format.count(row.attempt)}
        </span>
      )}
    </>
  );
}

function Skeleton() {
  return (
    <>
      <span class="cell state" role="gridcell" />
      <span class="cell name" role="gridcell">
        <i class="skeleton" />
      </span>
    </>
  );
}
