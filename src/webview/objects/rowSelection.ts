import type { SelectionChange } from "../../extension/panel/messages.ts";

/** What decides how a click or a key changes the selection. */
export interface SelectionPlace {
  /** How many rows are selected; 0: the active row counts as the selection. */
  count: number;
  /** The id of the active row, if there is one. */
  active: number | null;
  /** Where a range starts. */
  anchor: number | null;
}

export interface Modifiers {
  shift: boolean;
  /** Ctrl, or Cmd on a Mac. */
  ctrl: boolean;
}

export interface SelectionStep {
  /** What the host is told; null: nothing changes there. */
  change: SelectionChange | null;
  anchor: number | null;
}

/** A click on a row: alone it selects that row only, with Ctrl it adds or takes away, with Shift it selects up to it. */
export function stepAfterClick(
  rowId: number,
  { shift, ctrl }: Modifiers,
  place: SelectionPlace,
): SelectionStep {
  if (shift) return stepToRow(rowId, ctrl, place);
  if (!ctrl) return { change: place.count > 0 ? { kind: "none" } : null, anchor: rowId };
  const also = place.active === rowId ? null : place.active;
  return { change: { kind: "toggle", rowId, also }, anchor: rowId };
}

/** Shift and a move: everything between where it began and the row. */
export function stepToRow(rowId: number, keep: boolean, place: SelectionPlace): SelectionStep {
  const from = place.anchor ?? place.active ?? rowId;
  return { change: { kind: "range", from, to: rowId, keep }, anchor: from };
}

/** Space: adds the active row, or takes it away. */
export function stepAfterSpace(rowId: number): SelectionStep {
  return { change: { kind: "toggle", rowId, also: null }, anchor: rowId };
}
