/**
 * Numbers for what is in work at once: each object has the lowest free one, from 1 on, until it ends. They tell who worked
 * on what when; how many there are is for others to see to.
 */
export class WorkerSlots {
  readonly #taken: boolean[] = [];

  /** Takes the lowest number that is free. */
  take(): number {
    const free = this.#taken.indexOf(false);
    const index = free === -1 ? this.#taken.length : free;
    this.#taken[index] = true;
    return index + 1;
  }

  /** Gives a number back. */
  release(slot: number): void {
    this.#taken[slot - 1] = false;
  }
}
