import type { ResultRow, ResultTable } from "../jobs/resultTable.ts";
import type { SelectionChange } from "./messages.ts";

/** Which rows of a job's table are selected: by id, so that sorting, filtering and new rows change nothing. */
export class ObjectSelection<Row extends { id: number } = ResultRow> {
  #ids = new Set<number>();
  /** The selected rows of an order, computed once for both. */
  #found: { order: readonly Row[]; rows: readonly Row[] } | undefined;

  get isEmpty(): boolean {
    return this.#ids.size === 0;
  }

  has(rowId: number): boolean {
    return this.#ids.has(rowId);
  }

  /** Takes a step of the user in the order that they see. */
  apply(change: SelectionChange, order: readonly Row[]): void {
    this.#found = undefined;
    switch (change.kind) {
      case "none":
        this.#ids.clear();
        break;
      case "all":
        this.#ids = new Set(order.map(({ id }) => id));
        break;
      case "toggle":
        if (this.#ids.size === 0 && change.also !== null) this.#ids.add(change.also);
        if (!this.#ids.delete(change.rowId)) this.#ids.add(change.rowId);
        break;
      case "range":
        if (!change.keep) this.#ids.clear();
        for (const { id } of between(order, change.from, change.to)) this.#ids.add(id);
        break;
    }
  }

  /** The selected rows in this order. Those that a filter hides are not among them. */
  rows(order: readonly Row[]): readonly Row[] {
    if (this.#ids.size === 0) return [];
    if (this.#found?.order !== order) {
      this.#found = { order, rows: order.filter(({ id }) => this.#ids.has(id)) };
    }
    return this.#found.rows;
  }

  /** The same objects in another table of the same job, where their rows have other ids. */
  moveTo(from: ResultTable, to: ResultTable): void {
    const moved = [...this.#ids].map((id) => {
      const result = from.rows[id]?.result;
      return result && to.find(result.object_name, result.object_type)?.id;
    });
    this.#ids = new Set(moved.filter((id) => id !== undefined));
    this.#found = undefined;
  }
}

/** The rows from one to the other, both included, whichever comes first; nothing when one is not shown. */
function between<Row extends { id: number }>(
  order: readonly Row[],
  from: number,
  to: number,
): readonly Row[] {
  const ends = [from, to].map((wanted) => order.findIndex(({ id }) => id === wanted));
  const first = Math.min(...ends);
  return first < 0 ? [] : order.slice(first, Math.max(...ends) + 1);
}
