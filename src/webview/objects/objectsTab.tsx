import { useCallback, useEffect } from "preact/hooks";
import type {
  JobView,
  ObjectDetail,
  ObjectQuery,
  ObjectRow,
  SelectionView,
  Window,
} from "../../extension/panel/messages.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import { memo } from "../memo.ts";
import { Notice } from "../notice.tsx";
import { usePanel } from "../panelContext.ts";
import type { Counts, Revealed } from "../state.ts";
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
  job: JobView;
  window: Window<ObjectRow> | null;
  counts: Counts | null;
  selection: SelectionView;
  /** What the host told last of an object. */
  detail: ObjectDetail | null;
  revealed: Revealed | null;
  /** False while another tab is in front. */
  active: boolean;
  query: ObjectQuery;
  onQueryChange: (query: ObjectQuery) => void;
}

/** Filter, table and the selected object or objects. */
export const ObjectsTab = memo(function ObjectsTab(props: ObjectsTabProps) {
  const { jobId, job, window, selection, detail, query, onQueryChange } = props;
  const { host } = usePanel();
  const activeRow = useActiveRow(window, isNewestFirst(query));
  const openSource = useCallback((rowId: number) => host.run("openSource", rowId), [host]);
  const ended = isTerminal(job.status);
  const nothing = window !== null && window.matching === 0;
  const { row } = activeRow;
  const rowId = row?.id ?? null;
  useEffect(() => host.send({ type: "detail", rowId }), [host, rowId]);
  return (
    <>
      <FilterBar counts={props.counts} query={query} onQueryChange={onQueryChange} />
      <ObjectGrid
        jobId={jobId}
        window={window}
        shown={props.active}
        query={query}
        active={activeRow}
        selected={selection}
        revealed={props.revealed}
        told={detail?.id ?? null}
        inWork={inWorkOf(job, query)}
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
      {selection.count > 0 ? (
        <SelectionBar selection={selection} />
      ) : (
        row && (
          <Detail
            row={row}
            detail={detail?.id === row.id ? detail : null}
            onOpenSource={openSource}
          />
        )
      )}
    </>
  );
});
