import type { ObjectResult } from "../../protocol/job.ts";

const FIRST_ROOM = 256;

/**
 * When the objects of a job ended, by the id of their row: as columns of numbers. The chart of a running job reads all of
 * them again and again, and the rows of 100,000 objects lie all over the memory.
 */
export class EndTimes {
  #endedAt = new Float64Array(FIRST_ROOM);
  #failed = new Uint8Array(FIRST_ROOM);
  #length = 0;

  /** Epoch milliseconds; NaN of an object that nobody worked on, or whose end is not known. */
  get endedAt(): Float64Array {
    return this.#endedAt.subarray(0, this.#length);
  }

  /** 1: the object failed. */
  get failed(): Uint8Array {
    return this.#failed.subarray(0, this.#length);
  }

  /** Takes the result of the row `id` over. `endedAt`: NaN when the server does not say. */
  put(id: number, result: ObjectResult, endedAt: number): void {
    if (id >= this.#endedAt.length) this.#grow(id);
    this.#length = Math.max(this.#length, id + 1);
    this.#endedAt[id] = isWork(result) ? endedAt : Number.NaN;
    this.#failed[id] = result.status === "error" ? 1 : 0;
  }

  #grow(id: number): void {
    const room = Math.max(id + 1, 2 * this.#endedAt.length);
    const endedAt = new Float64Array(room);
    const failed = new Uint8Array(room);
    endedAt.set(this.#endedAt);
    failed.set(this.#failed);
    this.#endedAt = endedAt;
    this.#failed = failed;
  }
}

/** True of an object that somebody worked on: what was only skipped is no throughput. */
function isWork({ status, execution_time_ms }: ObjectResult): boolean {
  return status !== "skipped" || (execution_time_ms ?? 0) > 0;
}
