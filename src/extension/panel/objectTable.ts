import type { JobModel } from "../jobs/jobModel.ts";
import type { ResultRow } from "../jobs/resultTable.ts";
import type { ObjectQuery, PanelState, SelectionChange } from "./messages.ts";
import { objectDetail, selectionView } from "./objectDetail.ts";
import { ObjectList } from "./objectList.ts";
import { ObjectSelection } from "./objectSelection.ts";

/** Which rows the panel shows. */
interface Shown {
  first: number;
  count: number;
  query: ObjectQuery;
}

const NOTHING: Shown = {
  first: 0,
  count: 0,
  query: { text: "", status: null, type: null, sort: "arrival", descending: false },
};

/** What one panel shows of the objects of a job: a window of their rows, which are selected, and one of them in detail. */
export class ObjectTable {
  readonly #selection = new ObjectSelection();
  #job: JobModel | undefined;
  #list: ObjectList | undefined;
  #shown: Shown | undefined;
  #detail: number | null = null;

  /** The job as it is known now: after a retry it may have other rows. */
  set job(job: JobModel) {
    if (job === this.#job) return;
    if (this.#job) this.#selection.moveTo(this.#job.results, job.results);
    this.#job = job;
    this.#list = new ObjectList(job.results, (this.#shown ?? NOTHING).query);
  }

  /** The selected rows in the order in which they are shown. */
  get selected(): readonly ResultRow[] {
    if (!this.#list || this.#selection.isEmpty) return [];
    return this.#selection.rows(this.#list.order());
  }

  show(first: number, count: number, query: ObjectQuery): void {
    this.#shown = { first, count, query };
    if (this.#list) this.#list.query = query;
  }

  select(change: SelectionChange): void {
    if (this.#list) this.#selection.apply(change, this.#list.order());
  }

  /** Which object is told in detail. */
  showDetail(rowId: number | null): void {
    this.#detail = rowId;
  }

  /** Shows this query; answers where a row is in its list, null when it is not. */
  reveal(rowId: number, query: ObjectQuery): number | null {
    const { first, count } = this.#shown ?? NOTHING;
    this.show(first, count, query);
    const index = this.#list?.order().findIndex(({ id }) => id === rowId) ?? -1;
    return index < 0 ? null : index;
  }

  parts(
    able: ReadonlySet<string>,
  ): Pick<PanelState, "counts" | "objects" | "selection" | "detail"> {
    const job = this.#job;
    if (!job) return {};
    const parts: ReturnType<ObjectTable["parts"]> = { counts: structuredClone(job.results.counts) };
    if (this.#shown && this.#list) {
      parts.objects = this.#list.window(this.#shown.first, this.#shown.count);
      const shown = parts.objects.rows.map(({ id }) => id);
      const selected = shown.filter((id) => this.#selection.has(id));
      parts.selection = selectionView(job, this.selected, selected, able);
    }
    if (this.#detail !== null) parts.detail = objectDetail(job, this.#detail, able);
    return parts;
  }
}
