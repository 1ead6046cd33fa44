import { useCallback } from "preact/hooks";
import type { ObjectQuery } from "../../extension/panel/messages.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import { Notice } from "../notice.tsx";
import { usePanel } from "../panelContext.ts";
import type { PanelModel } from "../state.ts";
import { strings } from "../strings.ts";
import { Detail } from "./detail.tsx";
import { FilterBar } from "./filterBar.tsx";
import { ObjectGrid } from "./objectGrid.tsx";
import { isFiltering, isNewestFirst, withoutFilter } from "./query.ts";
import { useActiveRow } from "./useActiveRow.ts";

interface ObjectsTabProps {
  model: PanelModel;
  /** False while another tab is in front. */
  active: boolean;
  query: ObjectQuery;
  onQueryChange: (query: ObjectQuery) => void;
}

/** Filter, table and the selected object. */
export function ObjectsTab({ model, active, query, onQueryChange }: ObjectsTabProps) {
  const { host } = usePanel();
  const window = model.objects;
  const selection = useActiveRow(window, isNewestFirst(query));
  const openSource = useCallback((rowId: number) => host.run("openSource", rowId), [host]);
  const ended = model.job ? isTerminal(model.job.status) : false;
  const nothing = window !== null && window.matching === 0;
  return (
    <>
      <FilterBar counts={model.counts} query={query} onQueryChange={onQueryChange} />
      <ObjectGrid
        window={window}
        active={active}
        query={query}
        selection={selection}
        onQueryChange={onQueryChange}
        onOpenSource={openSource}
      >
        {nothing &&
          (isFiltering(query) ? (
            <Notice text={strings.noMatch}>
              <button type="button" onClick={() => onQueryChange(withoutFilter(query))}>
                {strings.clearFilter}
              </button>
            </Notice>
          ) : (
            <p class="nothing">{ended ? strings.nothingMigrated : strings.noResults}</p>
          ))}
      </ObjectGrid>
      {selection.row && <Detail row={selection.row} onOpenSource={openSource} />}
    </>
  );
}
