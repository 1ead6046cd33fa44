import type { ObjectQuery } from "../../extension/panel/messages.ts";
import { memo } from "../memo.ts";
import { usePanel } from "../panelContext.ts";
import { SearchBox } from "../searchBox.tsx";
import type { Counts } from "../state.ts";
import { strings } from "../strings.ts";

interface FilterBarProps {
  counts: Counts | null;
  query: ObjectQuery;
  onQueryChange: (query: ObjectQuery) => void;
}

const statuses = ["error", "skipped", "review"] as const;
const types = ["TABLE", "VIEW", "PROCEDURE"] as const;

/** Text and chips. A chip that would find nothing is absent, unless it is the one that is on. */
export const FilterBar = memo(function FilterBar({ counts, query, onQueryChange }: FilterBarProps) {
  const { format } = usePanel();
  const names = strings.chips;
  const all = counts ? counts.status.success + counts.status.error + counts.status.skipped : 0;
  const setType = (type: ObjectQuery["type"]) => onQueryChange({ ...query, type });
  return (
    <div class="tools">
      <SearchBox
        label={strings.filterObjects}
        value={query.text}
        onChange={(text) => onQueryChange({ ...query, text })}
      />
      {counts && (
        <>
          <fieldset class="chips" aria-label={names.status}>
            <Chip
              text={`${names.all} ${format.count(all)}`}
              on={query.status === null}
              onClick={() => onQueryChange({ ...query, status: null, type: null })}
            />
            {statuses.map(
              (status) =>
                (counts.status[status] > 0 || query.status === status) && (
                  <Chip
                    key={status}
                    text={`${names[status]} ${format.count(counts.status[status])}`}
                    on={query.status === status}
                    onClick={() => onQueryChange({ ...query, status })}
                  />
                ),
            )}
          </fieldset>
          <fieldset class="chips" aria-label={names.type}>
            {types.map(
              (type) =>
                (counts.type[type] > 0 || query.type === type) && (
                  <Chip
                    key={type}
                    text={names[type]}
                    title={format.count(counts.type[type])}
                    on={query.type === type}
                    onClick={() => setType(query.type === type ? null : type)}
                  />
                ),
            )}
          </fieldset>
        </>
      )}
    </div>
  );
});

interface ChipProps {
  text: string;
  title?: string;
  on: boolean;
  onClick: () => void;
}

function Chip({ text, title, on, onClick }: ChipProps) {
  return (
    <button type="button" class="chip" aria-pressed={on} title={title} onClick={onClick}>
      {text}
    </button>
  );
}
