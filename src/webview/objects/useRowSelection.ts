import { useEffect, useRef, useState } from "preact/hooks";
import type { ObjectRow, SelectionView } from "../../extension/panel/messages.ts";
import { usePanel } from "../panelContext.ts";
import {
  type Modifiers,
  type SelectionPlace,
  type SelectionStep,
  stepAfterClick,
  stepAfterSpace,
  stepToRow,
} from "./rowSelection.ts";
import type { ActiveRow } from "./useActiveRow.ts";

export interface RowSelection {
  count: number;
  /** While nothing is selected by name, the active row is the selection. */
  has: (row: ObjectRow | undefined, isActive: boolean) => boolean;
  click: (index: number, row: ObjectRow | undefined, modifiers: Modifiers) => void;
  /** Selects from where the selection began to the row of this index, which becomes the active one. */
  extendTo: (index: number) => void;
  toggleActive: () => void;
  all: () => void;
  clear: () => void;
}

/** The selected rows. The host keeps them, so that a hundred thousand cost no more than one. */
export function useRowSelection(active: ActiveRow, view: SelectionView): RowSelection {
  const { host } = usePanel();
  const anchor = useRef<number | null>(null);
  /** A range goes to a row that the host has not sent yet. */
  const [reaching, setReaching] = useState(false);
  const activeId = active.row?.id ?? null;
  const place = (): SelectionPlace => ({
    count: view.count,
    active: activeId,
    anchor: anchor.current,
  });
  const take = (step: SelectionStep) => {
    anchor.current = step.anchor;
    if (step.change) host.send({ type: "select", change: step.change });
  };
  useEffect(() => {
    if (!reaching || activeId === null) return;
    setReaching(false);
    take(stepToRow(activeId, false, place()));
  }, [reaching, activeId, active.index]);

  const shown = new Set(view.shown);
  return {
    count: view.count,
    has: (row, isActive) => (view.count > 0 ? row !== undefined && shown.has(row.id) : isActive),
    click: (index, row, modifiers) => {
      if (row) take(stepAfterClick(row.id, modifiers, place()));
      active.activate(index);
    },
    extendTo: (index) => {
      anchor.current ??= activeId;
      active.activate(index);
      setReaching(true);
    },
    toggleActive: () => {
      if (activeId !== null) take(stepAfterSpace(activeId));
    },
    all: () => host.send({ type: "select", change: { kind: "all" } }),
    clear: () => {
      if (view.count > 0) host.send({ type: "select", change: { kind: "none" } });
    },
  };
}
