import type { StreamRow } from "../../store/types.ts";

const MAX_ROWS = 4_096;
const MAX_CHARACTERS = 2_000_000;

/** The tail of one job's stream in memory: bounded by rows and by characters. The store has the rest. */
export class Ring {
  #rows: StreamRow[] = [];
  #characters = 0;

  push(rows: readonly StreamRow[]): void {
    for (const row of rows) {
      this.#rows.push(row);
      this.#characters += row.json.length;
    }
    let drop = Math.max(0, this.#rows.length - MAX_ROWS);
    for (let at = 0; at < drop; at++) this.#characters -= this.#rows[at]!.json.length;
    while (this.#characters > MAX_CHARACTERS && drop < this.#rows.length) {
      this.#characters -= this.#rows[drop++]!.json.length;
    }
    // Seldom, and many at once: moving the whole array for each row would cost more than it saves.
    if (drop > 0) this.#rows = this.#rows.slice(drop + Math.min(512, this.#rows.length - drop));
    if (drop > 0) this.#characters = this.#rows.reduce((sum, { json }) => sum + json.length, 0);
  }

  /** At most `limit` rows after `seq`, or undefined when the ring no longer holds the first of them. */
  after(seq: number, limit: number): StreamRow[] | undefined {
    const first = this.#rows[0];
    if (!first || first.seq > seq + 1) return undefined;
    // Sequence numbers have no gap, so the place follows from the number.
    const from = seq + 1 - first.seq;
    return this.#rows.slice(from, from + limit);
  }
}
