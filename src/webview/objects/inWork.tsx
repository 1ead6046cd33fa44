// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid of positioned rows is no <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: there is nothing to do with an object in work
import type { JobView, ObjectQuery } from "../../extension/panel/messages.ts";
import { Icon } from "../icon.tsx";
import { memo } from "../memo.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import type { Column } from "./columns.ts";
import { isFiltering } from "./query.ts";

/** What is being worked on right now, as far as the engine tells. */
export interface InWork {
  name: string;
  /** How many more are in work that it does not name. */
  others: number;
}

/** Nothing is in work while the job stands, and nothing of it is shown while a filter is on: it has no result yet. */
export function inWorkOf(job: JobView | null | undefined, query: ObjectQuery): InWork | null {
  if (job?.status !== "running" || job.currentObject === null || isFiltering(query)) return null;
  return { name: job.currentObject, others: Math.max(0, (job.running ?? 1) - 1) };
}

/** The row of the object in work; it stays under the head while the others scroll. */
export const InWorkRow = memo(function InWorkRow(props: InWork & { columns: readonly Column[] }) {
  const { format } = usePanel();
  const { name, others, columns } = props;
  const text = others > 0 ? strings.inWorkWith(format.count(others), others) : strings.inWork;
  return (
    <div class="row in-work" role="row" aria-rowindex={2}>
      {columns.map(({ id }) => (
        <span key={id} class={`cell ${id}`} role="gridcell">
          {id === "state" && (
            <>
              <Icon name="running" tone="run" />
              <span class="sr-only">{strings.inWork}</span>
            </>
          )}
          {id === "name" && <span title={name}>{name}</span>}
          {id === "result" && text}
        </span>
      ))}
    </div>
  );
});
