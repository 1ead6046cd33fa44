import { useCallback, useEffect } from "preact/hooks";
import type { ObjectQuery } from "../../extension/panel/messages.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import { Notice } from "../notice.tsx";
import { usePanel } from "../panelContext.ts";
import type { PanelModel } from "../state.ts";
import { strings } from "../strings.ts";
import { Detail } from "./detail.tsx";
import { FilterBar } from "./filterBar.tsx";
import { inWorkOf } from "./inWork.tsx";
import { ObjectGrid } from "./objectGrid.tsx";
import { isFiltering, isNewestFirst, withoutFilter } from "./query.ts";
import { SelectionBar } from "./selectionBar.tsx";
import { useActiveRow } from "./useActiveRow.ts";

interface ObjectsTabProps {
  jobId: string;
  model: PanelModel;
  /** False while another tab is in front. */
  active: boolean;
  query: ObjectQuery;
  onQueryChange: (query: ObjectQuery) => void;
}

/** Filter, table and the selected object or objects. */
export function ObjectsTab({ jobId, model, active, query, onQueryChange }: ObjectsTabProps) {
  const { host } = usePanel();
  const window = model.objects;
  const activeRow = useActiveRow(window, isNewestFirst(query));
  const openSource = useCallback((rowId: number) => host.run("openSource", rowId), [host]);
  const ended = model.job ? isTerminal(model.job.status) : false;
  const nothing = window !== null && window.matching === 0;
  const { row } = activeRow;
  const rowId = row?.id ?? null;
  useEffect(() => host.send({ type: "detail", rowId }), [host, rowId]);
  return (
    <>
      <FilterBar counts={model.counts} query={query} onQueryChange={onQueryChange} />
      <ObjectGrid
        jobId={jobId}
        window={window}
        shown={active}
        query={query}
        active={activeRow}
        selected={model.selection}
        revealed={model.revealed}
        inWork={inWorkOf(model.job, query)}
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
      {model.selection.count > 0 ? (
        <SelectionBar selection={model.selection} />
      ) : (
        row && (
          <Detail
            row={row}
            detail={model.detail?.id === row.id ? model.detail : null}
            onOpenSource={openSource}
          />
        )
      )}
    </>
  );
}
