import { useEffect, useState } from "preact/hooks";
import type { ObjectRow, Window } from "../../extension/panel/messages.ts";
import { rowAt } from "../virtual/rowRange.ts";

/** The index that stands for the head of the table. */
export const headIndex = -1;

interface Active {
  /** Index in the list, `headIndex`, or null when nothing is active. */
  index: number | null;
  /** The row itself, once it is known. */
  row: ObjectRow | null;
  /** The list is another one now; whether it holds the row shows in the next window. */
  sought: boolean;
  /** How many rows the list had when the index was right. */
  length: number;
  /** Grows whenever somebody chooses a row, rather than the row moving. */
  chosen: number;
}

export interface ActiveRow extends Active {
  activate: (index: number | null) => void;
  /** To be called when the list becomes another one: the row stays active if the next window holds it. */
  relocate: () => void;
}

const none = { index: null, row: null, sought: false, length: 0 };

/** The active row of the table. It follows its object when rows move around it. `newestFirst`: new rows come above it. */
export function useActiveRow(window: Window<ObjectRow> | null, newestFirst: boolean): ActiveRow {
  const [active, setActive] = useState<Active>({ ...none, chosen: 0 });
  const length = window?.matching ?? 0;
  useEffect(() => setActive((now) => follow(now, window, newestFirst)), [window, newestFirst]);
  return {
    ...active,
    activate: (index) =>
      setActive(({ chosen }) => {
        if (index === null) return { ...none, chosen };
        const row = rowAt(window, index) ?? null;
        return { index, row, sought: false, length, chosen: chosen + 1 };
      }),
    relocate: () => setActive((now) => (isRow(now) ? { ...now, sought: true } : now)),
  };
}

function isRow(active: Active): active is Active & { index: number } {
  return active.index !== null && active.index !== headIndex;
}

function follow(active: Active, window: Window<ObjectRow> | null, newestFirst: boolean): Active {
  if (!window || !isRow(active)) return active;
  const { row, sought, chosen } = active;
  const length = window.matching;
  if (!row) {
    return { ...active, row: rowAt(window, active.index) ?? null, sought: false, length };
  }
  // By name: after a retry the same object may have another id.
  const offset = window.rows.findIndex(({ name, type }) => name === row.name && type === row.type);
  const found = window.rows[offset];
  if (found) return { index: window.first + offset, row: found, sought: false, length, chosen };
  const index = active.index + (newestFirst ? Math.max(0, length - active.length) : 0);
  // Another object stands where it was: it no longer matches, or was sorted out of sight.
  const gone = sought || rowAt(window, index) !== undefined || length <= index;
  return gone ? { ...none, chosen } : { ...active, index, length };
}
