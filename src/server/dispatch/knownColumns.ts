import type { JobStore, PlannedObject } from "../store/types.ts";
import { knownName } from "../translate/naming.ts";
import type { TargetColumn } from "../translate/types.ts";
import type { ObjectOutcome } from "./dispatcher.ts";

/** Objects whose columns are kept in memory; the store has the others. */
const KEPT = 2_000;

/** What is known of the columns of the objects that a job has made: the translation of views depends on it. */
export class KnownColumns {
  readonly #jobId: string;
  readonly #store: JobStore;
  /** What was made last: its result may not be in the store yet. */
  readonly #recent = new Map<number, TargetColumn[]>();

  constructor(jobId: string, store: JobStore) {
    this.#jobId = jobId;
    this.#store = store;
  }

  add({ ordinal, columns }: ObjectOutcome): void {
    if (!columns) return;
    this.#recent.set(ordinal, columns);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > KEPT && oldest !== undefined) this.#recent.delete(oldest);
  }

  /** Columns by name in the target. Objects that nothing is known of are not in it. */
  async of(objects: readonly PlannedObject[]): Promise<Record<string, TargetColumn[]>> {
    const others = objects.map(({ ordinal }) => ordinal).filter((one) => !this.#recent.has(one));
    const stored = await this.#store.columns(this.#jobId, others);
    const known: Record<string, TargetColumn[]> = {};
    for (const object of objects) {
      const columns = this.#recent.get(object.ordinal) ?? stored.get(object.ordinal);
      if (columns) known[knownName(object)] = columns;
    }
    return known;
  }
}
