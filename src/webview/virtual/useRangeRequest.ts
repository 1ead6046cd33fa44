import { useEffect, useRef } from "preact/hooks";
import type { RowRange } from "./rowRange.ts";

const nothing: RowRange = { first: 0, count: 0 };

/**
 * Calls `send` whenever another range, or the same range of another list (`of`), is needed. A list that went out of sight
 * asks for nothing, once.
 */
export function useRangeRequest(
  active: boolean,
  range: RowRange,
  of: unknown,
  send: (range: RowRange) => void,
): void {
  const { first, count } = active ? range : nothing;
  const wasActive = useRef(false);
  useEffect(() => {
    // `range.count` is 0 until the list was measured.
    if (active ? range.count === 0 : !wasActive.current) return;
    wasActive.current = active;
    send({ first, count });
  }, [active, first, count, of]);
}
