import { useEffect } from "preact/hooks";
import type { ObjectQuery } from "../../extension/panel/messages.ts";
import { usePanel } from "../panelContext.ts";
import type { Revealed } from "../state.ts";
import { isFiltering, withoutFilter } from "./query.ts";

/** Shows a row that was looked for; a filter that hides it is taken off. */
export function useRevealedRow(
  revealed: Revealed | null,
  query: ObjectQuery,
  onQueryChange: (query: ObjectQuery) => void,
  show: (index: number) => void,
): void {
  const { host } = usePanel();
  useEffect(() => {
    if (!revealed) return;
    if (revealed.index !== null) {
      show(revealed.index);
    } else if (isFiltering(query)) {
      const all = withoutFilter(query);
      onQueryChange(all);
      host.send({ type: "reveal", rowId: revealed.rowId, query: all });
    }
  }, [revealed]);
}
